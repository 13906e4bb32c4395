from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryFile(models.Model):
    """A picture or document that once was published in somebody's story. It stays theirs when the story shows others:
    withheld with it, and erased with them."""

    subject = models.ForeignKey("consent.Subject", on_delete=models.PROTECT, related_name="+", editable=False)
    #: ``app.model``, as `consent.erasure.traces` calls it.
    kind = models.CharField(max_length=40, editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)

    class Meta:
        verbose_name = _("file of a story")
        verbose_name_plural = _("files of stories")
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "kind", "object_id"], name="stories_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
