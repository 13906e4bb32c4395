from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import enums
from .subject import Subject


class Erasure(models.Model):
    """The receipt of an erasure: when, by whom, what was reached and what was not. It says nothing of the person.

    ``traces`` is what leads to their texts and files, sealed, kept while the work is under way so that it can be taken
    up again, and emptied at the end.
    """

    sealed_fields = ("traces",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="erasures")
    state = models.CharField(_("state"), max_length=10, choices=enums.ErasureState)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    party = models.CharField(_("on whose behalf"), max_length=10, choices=enums.Party)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    traces = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        default_permissions = ()
        permissions: ClassVar[list[tuple[str, Any]]] = [("erase", "Can erase a person for good")]
        ordering: ClassVar[list[str]] = ["-asked_at"]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class ErasureStep(models.Model):
    """What one eraser reached. ``left`` could not be, ``why`` is a code of its own."""

    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="steps")
    eraser = models.CharField(max_length=60)
    found = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("step of an erasure")
        verbose_name_plural = _("steps of an erasure")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["erasure", "eraser"], name="consent_erasure_step_once"),
        ]

    def __str__(self) -> str:
        return self.eraser
