from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from consent.enums import Channel, Party


class FinalVersion(models.Model):
    """A version of a story as it was shown to the person it belongs to, so that they can say yes to exactly that.

    It holds keys and a fingerprint, no words: pages and their revisions may be deleted, and this stays.
    """

    #: Of the page in its original language; a story that was deleted and begun anew is another one.
    translation_key = models.UUIDField(db_index=True, editable=False)
    page_pk = models.PositiveIntegerField(editable=False)
    revision_pk = models.PositiveIntegerField(editable=False)
    subject = models.ForeignKey("consent.Subject", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, editable=False)
    shown_at = models.DateTimeField(_("shown"))
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("version shown to the person")
        verbose_name_plural = _("versions shown to the person")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.page_pk} {self.shown_at:%Y-%m-%d}"


class Answer(AppendOnly):
    """What one of those who have to agree said to one version. It is never taken back: another version is shown."""

    version = models.ForeignKey(FinalVersion, on_delete=models.PROTECT, related_name="answers")
    yes = models.BooleanField(_("yes"))
    party = models.CharField(_("who answered"), max_length=10, choices=Party)
    channel = models.CharField(_("how they told us"), max_length=10, choices=Channel)
    at = models.DateTimeField(_("answered"))

    class Meta:
        verbose_name = _("answer to a version")
        verbose_name_plural = _("answers to versions")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "party"], name="stories_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()} {self.at:%Y-%m-%d}"
