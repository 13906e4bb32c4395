"""What helps whoever decides: what is covered, and what resembles it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock

from .entry import Entry

#: Positions are counted in so many parts of the picture's width and height.
PARTS = 10_000


class Mask(models.Model):
    """A rectangle that is covered on every public copy, in parts (`PARTS`) of the upright picture from its top left."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="masks")
    left = models.PositiveSmallIntegerField(validators=[MaxValueValidator(PARTS)])
    top = models.PositiveSmallIntegerField(validators=[MaxValueValidator(PARTS)])
    width = models.PositiveSmallIntegerField(validators=[MaxValueValidator(PARTS)])
    height = models.PositiveSmallIntegerField(validators=[MaxValueValidator(PARTS)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("covered place")
        verbose_name_plural = _("covered places")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.left}/{self.top}"


class Fingerprint(models.Model):
    """What a drawing looks like, in 64 bits: two that differ in few of them look alike (a difference hash).

    In four parts of 16 bits: of two that differ in three bits at most, one part is the same, and an index finds it.
    Deleted with the pictures, and when a drawing is sealed.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, primary_key=True, related_name="fingerprint"
    )
    competition = models.ForeignKey("gallery.Competition", on_delete=models.CASCADE, related_name="+")
    first = models.PositiveIntegerField()
    second = models.PositiveIntegerField()
    third = models.PositiveIntegerField()
    fourth = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["competition", part], name=f"gallery_alike_{part}")
            for part in ("first", "second", "third", "fourth")
        ]

    def __str__(self) -> str:
        return str(self.pk)
