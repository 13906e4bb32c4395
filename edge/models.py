"""What the edge keeps: how often what readers see has changed, and how often something was tried."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

SALT_BYTES = 32


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


class ContentVersion(models.Model):
    """A counter, in the one row with key 1. What was made under a smaller number is out of date."""

    number = models.PositiveBigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content versions")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_content_version")]

    def __str__(self) -> str:
        return str(self.number)


class DailySalt(models.Model):
    """What the keys of a day's tries were made with. Once it is gone nobody can tell what they stood for."""

    day = models.DateField(_("day"), primary_key=True)
    salt = models.BinaryField(_("salt"), max_length=SALT_BYTES, default=new_salt)

    class Meta:
        verbose_name = _("salt of a day")
        verbose_name_plural = _("salts of days")

    def __str__(self) -> str:
        return f"{self.day}"


class TryCount(models.Model):
    """How often something was tried from some network, since the first of these tries. The key tells neither."""

    day = models.ForeignKey(DailySalt, models.CASCADE, verbose_name=_("day"))
    key = models.CharField(_("key"), max_length=64, unique=True)
    count = models.PositiveIntegerField(_("count"), default=1)
    expires = models.DateTimeField(_("expires"), db_index=True)

    class Meta:
        verbose_name = _("count of tries")
        verbose_name_plural = _("counts of tries")

    def __str__(self) -> str:
        return str(self.count)
