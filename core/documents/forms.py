"""The form behind every way a document gets into the admin: alone, several at once, in a chooser, as a replacement."""

from __future__ import annotations

import os
import secrets
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

from core.replacing import ReplacingFormMixin
from core.uploads import Unreadable, UploadFormMixin, refuse

from .cleaning import ENDINGS, FILMS, clean_document

LARGEST_FILM = 200 * 1024 * 1024
LARGEST_OTHER = 20 * 1024 * 1024

#: Why a document is refused, and what to do about it.
SENTENCES = {
    "empty": _("This file is empty. Choose it again."),
    "kind": _("We offer PDF, VTT, TXT, CSV, MP4 and WebM. Save the file as one of these, and send that."),
    "too_many_bytes": _("This file has %(size)s, more than the %(limit)s we can take. Send a smaller copy."),
    "not_what_it_says": _(
        "This file is not %(ending)s, whatever its name says. Save it as %(ending)s, and send that."
    ),
    "damaged": _(
        "This file is damaged, or only a part of it arrived. Open it on your device, save it again, and send the new "
        "copy."
    ),
    "locked": _("This PDF is locked with a password. Save a copy without one, and send that."),
    "script": _(
        "This PDF runs something when it is opened. Print it to a new PDF, and send that: the look stays, the script "
        "goes."
    ),
    "attachment": _(
        "This PDF carries other files inside. Print it to a new PDF, and send them on their own."
    ),
    "not_utf8": _(
        "We cannot read the letters of this file. Save it with the encoding UTF-8, and send it again."
    ),
    "not_captions": _("Captions have to start with the word WEBVTT. Export them as WebVTT, and send that."),
    "other_tracks": _(
        "This film carries more than picture, sound and captions: places, perhaps. Export it again as MP4, and send "
        "that."
    ),
    "too_hard": _("Reading this file took too long. Save it again, as simply as you can, and send that."),
    "busy": _("Many files are being read at this moment. Please send yours again in a minute."),
}


class CleanDocumentField(WagtailDocumentField):
    """Every file becomes a clean document or an error that says what to do. Its ending says what it has to be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["empty"] = SENTENCES["empty"]
        self.help_text = _("PDF, VTT, TXT or CSV up to %(other)s; MP4 or WebM up to %(film)s.") % {
            "other": filesizeformat(LARGEST_OTHER),
            "film": filesizeformat(LARGEST_FILM),
        }

    def to_python(self, data: Any) -> Any:
        sent = FileField.to_python(self, data)
        if sent is None:
            return None
        try:
            return self._cleaned(cast("UploadedFile", sent))
        except Unreadable as reason:
            raise refuse(SENTENCES, reason) from reason

    def _cleaned(self, sent: UploadedFile) -> UploadedFile:
        ending = os.path.splitext(sent.name or "")[1].lower().lstrip(".")
        if ending not in ENDINGS:
            raise Unreadable("kind")
        limit = LARGEST_FILM if ending in FILMS else LARGEST_OTHER
        size = sent.size or 0
        if size > limit:
            raise Unreadable("too_many_bytes", size=filesizeformat(size), limit=filesizeformat(limit))
        sent.seek(0)
        file = cast("BinaryIO", sent.file)
        name = f"{secrets.token_hex(16)}.{ending}"
        if ending in FILMS:
            clean_document(file, ending)
            sent.name = name
            return sent
        return SimpleUploadedFile(name, clean_document(file, ending).read())


class CleanDocumentForm(ReplacingFormMixin, UploadFormMixin, BaseDocumentForm):
    """Wagtail builds its document forms on this (``WAGTAILDOCS_DOCUMENT_FORM_BASE``)."""

    unnamed = _("Document without a name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Replaced here, not declared: Wagtail's forms for a document that is already there have no such field,
            # and a declared one could not be left out.
            made_by_wagtail = self.fields["file"]
            self.fields["file"] = CleanDocumentField(
                required=made_by_wagtail.required,
                label=made_by_wagtail.label,
                widget=made_by_wagtail.widget,
            )
