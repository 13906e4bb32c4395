from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from core import clock

from ..enums import Found, Move, Reason, State
from .entry import Entry


class Decision(AppendOnly):
    """What happened to an entry, when, and by whom: codes only, never a name or a word of a child.

    ``by`` is empty for what the machine did, and for what somebody at a school did: ``by_contact`` tells that.
    ``entry_version`` is the version that came out.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="decisions")
    move = models.CharField(max_length=12, choices=Move)
    before = models.CharField(max_length=12, choices=State, blank=True)
    after = models.CharField(max_length=12, choices=State)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Somebody at the school.
    by_contact = models.ForeignKey(
        "schools.Contact", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    entry_version = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # Of two who decide the same thing at once one cannot even write it down.
            models.UniqueConstraint(fields=["entry", "entry_version"], name="gallery_one_decision_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.before}→{self.after}"


class Finding(AppendOnly):
    """What somebody who decided had found on the drawing: a tick in the checklist."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="findings")
    found = models.CharField(max_length=10, choices=Found)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "found"], name="gallery_finding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.found}"


class DecisionNote(models.Model):
    """What somebody typed about a decision. Apart from it, so that erasure can empty this and keep that."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(_("note"), max_length=1000)

    def __str__(self) -> str:
        return str(self.decision_id)
