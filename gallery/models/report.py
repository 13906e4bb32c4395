from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock

from .entry import Entry


class Report(models.Model):
    """What a reader told us of a drawing in the gallery. Nobody is asked who they are."""

    class Category(models.TextChoices):
        #: The first two are about a child's safety: the drawing is hidden at once.
        IDENTIFIES = "identifies", _("It shows who or where a child is")
        SAFETY = "safety", _("I am worried about a child")
        COPIED = "copied", _("It is copied, or not made by a child")
        OTHER = "other", _("Something else")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reports")
    category = models.CharField(_("what is wrong"), max_length=12, choices=Category)
    text = models.TextField(_("what you would like to say"), max_length=1000, blank=True)
    at = models.DateTimeField(default=clock.now)
    #: Whether this report hid the drawing.
    hid = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["closed_at", "at"], name="gallery_open_reports"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.category}"


class ReportHour(models.Model):
    """How many drawings reports have hidden within one hour of the clock, UTC. Counted in the database, so that of any
    number that come at once no one hides a drawing too many."""

    begins = models.DateTimeField(unique=True)
    hidden = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.begins:%Y-%m-%d %H} {self.hidden}"


#: Reports of these hide the drawing at once.
ABOUT_SAFETY = frozenset({Report.Category.IDENTIFIES, Report.Category.SAFETY})
