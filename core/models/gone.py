from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class GoneAddress(models.Model):
    """An address that once led to something. Kept as a fingerprint: its words may name somebody."""

    fingerprint = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("address that is gone")
        verbose_name_plural = _("addresses that are gone")
        default_permissions = ()

    def __str__(self) -> str:
        return self.fingerprint[:8]
