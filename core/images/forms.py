"""The form behind every way a picture gets into the admin: alone, several at once, in a chooser, as a replacement."""

from __future__ import annotations

import io
import secrets
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.replacing import ReplacingFormMixin
from core.uploads import Unreadable, UploadFormMixin, refuse

from .cleaning import clean_picture
from .renditions import delete_copies

#: Why a picture is refused, and what to do about it. The codes are those of `clean.py` and `core.uploads`.
SENTENCES = {
    "empty": _("This file is empty. Choose the picture again."),
    "too_many_bytes": _(
        "This picture has %(size)s, more than the %(limit)s we can take. Send a smaller copy."
    ),
    "not_a_picture": _("We cannot read this file as a picture. Send a JPEG, PNG, WebP or HEIC file."),
    "damaged": _(
        "This picture is damaged, or only a part of it arrived. Open it on your device, save it again, and send the "
        "new copy."
    ),
    "too_many_pixels": _(
        "This picture has more than 50 million pixels. Make it smaller, 4000 pixels wide for instance, and send that."
    ),
    "moving": _("This is a moving picture. Send a still one, or offer it as a film."),
    "too_hard": _("Reading this picture took too long. Save it again as a JPEG, and send that."),
    "busy": _("Many pictures are being read at this moment. Please send yours again in a minute."),
}

CONTENT_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


class CleanImageField(WagtailImageField):
    """Every file becomes a clean picture or an error that says what to do.

    Nothing of the file is opened in this process, as Wagtail's own field does: there a cut-off picture is a server
    error. The content decides what the file is, so a photo with the wrong ending is taken under the right one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["empty"] = SENTENCES["empty"]
        # The field's own help names endings, which do not matter here.
        self.help_text = _("JPEG, PNG, WebP or HEIC, up to %(limit)s. Place and camera are removed.") % {
            "limit": self.max_upload_size_text
        }

    def to_python(self, data: Any) -> Any:
        sent = FileField.to_python(self, data)
        if sent is None:
            return None
        try:
            if self.max_upload_size is not None and sent.size > self.max_upload_size:
                raise Unreadable(
                    "too_many_bytes", size=filesizeformat(sent.size), limit=self.max_upload_size_text
                )
            sent.seek(0)
            picture = clean_picture(sent.read())
        except Unreadable as reason:
            raise refuse(SENTENCES, reason) from reason
        return InMemoryUploadedFile(
            file=io.BytesIO(picture.content),
            field_name=None,
            name=secrets.token_hex(16) + picture.ending,
            content_type=CONTENT_TYPES[picture.ending],
            size=len(picture.content),
            charset=None,
        )


class CleanImageForm(ReplacingFormMixin, UploadFormMixin, BaseImageForm):
    """Wagtail builds its picture forms on this (``WAGTAILIMAGES_IMAGE_FORM_BASE``)."""

    unnamed = _("Picture without a name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Replaced here, not declared: Wagtail's forms for a picture that is already there have no such field,
            # and a declared one could not be left out.
            made_by_wagtail = self.fields["file"]
            self.fields["file"] = CleanImageField(
                required=made_by_wagtail.required,
                label=made_by_wagtail.label,
                widget=made_by_wagtail.widget,
            )

    def save(self, commit: bool = True) -> Any:
        """A replaced picture's copies go with it, so that what was taken off is nowhere to be had."""
        before = self.original_file.name if self.original_file and "file" in self.changed_data else ""
        image = super().save(commit=commit)
        if before and commit:
            transaction.on_commit(lambda: delete_copies(before), robust=True)
        return image
