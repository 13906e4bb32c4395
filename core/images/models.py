"""The picture and its public copies."""

from __future__ import annotations

import os
import secrets
from pathlib import PurePosixPath

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter


class SiteImage(AbstractImage):
    """A picture an editor may use.

    It has no alternative text of its own, on purpose: what a picture says depends on where it stands. The block or
    page that shows it asks for the words.
    """

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """Nothing: the title is for editors, and often says what a reader must not see."""
        return ""

    def get_upload_to(self, filename: str) -> str:
        """A name made here. The client's own may hold a child's name and class, and only its ending is kept."""
        return f"original_images/{secrets.token_hex(16)}{os.path.splitext(filename)[1].lower()}"

    def generate_rendition_file(
        self,
        filter: Filter,  # noqa: A002 -- Wagtail's name for it
        *,
        source: File | None = None,
    ) -> File:
        """As Wagtail's, with the temporary file closed, which Wagtail leaves open until somebody collects it."""
        made = super().generate_rendition_file(filter, source=source)
        with made.file as temporary:
            temporary.seek(0)
            return ContentFile(temporary.read(), name=made.name)


class SiteRendition(AbstractRendition):
    """One public copy of a picture, in one width and one format.

    The copies of a picture share a folder, named like its file: two processes that make the same copy at once leave a
    file that no row knows, and emptying the folder finds that one too.
    """

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("copy of a picture")
        verbose_name_plural = _("copies of pictures")
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_copy_of_each_kind"
            ),
        ]

    def get_upload_to(self, filename: str) -> str:
        """Below `images/`, which is public, unlike the folder of the originals. Wagtail's name is the original's, cut
        short where the rest is long."""
        return f"{copies_folder(self.image.file.name)}/{filename.partition('.')[2]}"


def copies_folder(original: str) -> str:
    """Where the public copies of the picture in this file are kept."""
    return f"images/{PurePosixPath(original).stem}"
