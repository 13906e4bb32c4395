from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock

from .entry import Slip


class DeletionNotice(models.Model):
    """Where whoever took a drawing back wants to be told that its files are deleted. Gone once it was used."""

    sealed_fields = ("address",)

    slip = models.OneToOneField(Slip, primary_key=True, on_delete=models.CASCADE, related_name="notice")
    #: Sealed by `audit.sealed`.
    address = models.TextField(editable=False)
    language = models.CharField(max_length=12, choices=settings.LANGUAGES)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("address to tell of a deletion")
        verbose_name_plural = _("addresses to tell of deletions")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
