"""Drawings that came by post: the list that a partner sent, until each has become an entry."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consent.enums import Scope
from core import clock
from facts.fields import CodeListField

from ..enums import band_choices
from .entry import Batch, Entry


class Box(models.Model):
    """A batch whose drawings are on a list. Finished when each is here, or somebody or the calendar says so."""

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="box")
    made_at = models.DateTimeField(default=clock.now)
    #: When something was done with it last.
    touched_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("box of drawings")
        verbose_name_plural = _("boxes of drawings")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return str(self.batch_id)


def scope_choices() -> list[tuple[str, Any]]:
    return [(scope.value, scope.label) for scope in Scope]


class BoxRow(models.Model):
    """One line of the list. Its words are here until its drawing is: then they stand there, and here nothing is left.

    ``key`` is that of the entry: however often its picture is sent, it is one drawing.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("row of a list of drawings", "waits for its picture")
        REFUSED = "refused", pgettext_lazy("row of a list of drawings", "its picture was not taken")
        ENTERED = "entered", pgettext_lazy("row of a list of drawings", "is here")

    #: Emptied as soon as its drawing is here, or the box is finished.
    WORDS = ("file_name", "first_name", "title", "alt_text")

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="rows")
    #: As the spreadsheet counts.
    number = models.PositiveIntegerField()
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    band = models.CharField(_("age group"), max_length=8, choices=band_choices)
    country = models.ForeignKey("facts.Country", on_delete=models.PROTECT, related_name="+")
    first_name = models.CharField(_("first name or made-up name"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    alt_text = models.CharField(_("description for those who cannot see it"), max_length=300, blank=True)
    scopes = CodeListField(_("what the slip allows"), codes=scope_choices, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    #: Why its picture was not taken: a code of `boxes.sentences`.
    code = models.CharField(max_length=30, blank=True)
    entry = models.OneToOneField(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="box_row"
    )

    class Meta:
        verbose_name = _("row of a list of drawings")
        verbose_name_plural = _("rows of lists of drawings")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["box", "number"], name="gallery_one_box_row_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.box_id}/{self.number}"
