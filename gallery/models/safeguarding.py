"""What the safeguarding lead alone sees."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock

from .entry import Entry


def case_code() -> str:
    """Says nothing, and leads nowhere without a sign-in: it stands in a mail."""
    return secrets.token_hex(4)


class Concern(models.Model):
    """Somebody thinks that a child may be telling us something. Open until the lead closes it.

    Only while none is open may anything of the drawing be deleted.
    """

    class Outcome(models.TextChoices):
        PASSED_ON = (
            "passed_on",
            pgettext_lazy("outcome of a concern", "passed on to those who protect children"),
        )
        TALKED = "talked", pgettext_lazy("outcome of a concern", "talked over with the school")
        NO_CONCERN = "no_concern", pgettext_lazy("outcome of a concern", "nothing to worry about")
        #: Nobody chooses it: the drawing was sealed, and is looked after as that.
        SEALED = "sealed", pgettext_lazy("outcome of a concern", "sealed")

    code = models.CharField(max_length=8, unique=True, default=case_code, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="concerns")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField(default=clock.now)
    #: What they saw, in their words.
    note = models.TextField(_("what you see"), max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        default_permissions = ()
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("look_after_concerns", "Can see concerns and sealed drawings, and close them")
        ]
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(closed_at=None), name="gallery_one_open_concern"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SealedCase(models.Model):
    """A drawing of which nobody sees anything any more, and what became of it. Codes and times only."""

    code = models.CharField(max_length=8, unique=True, default=case_code, editable=False)
    #: Found lawful and shown, it may be sealed once more: that is another case.
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="sealed_cases")
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sealed_at = models.DateTimeField(default=clock.now)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: What the police or the hotline call it.
    their_reference = models.CharField(_("their reference"), max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("sealed drawing")
        verbose_name_plural = _("sealed drawings")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(ended_at=None), name="gallery_one_open_sealed_case"
            ),
        ]

    def __str__(self) -> str:
        return self.code
