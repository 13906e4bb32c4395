from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import enums
from .subject import Subject


class TakeBackKey(models.Model):
    """What lets the person, or their guardian, see and end what is shown: a code and a PIN, neither of them kept.

    The code has a hundred bits and is kept as a plain hash; the PIN has six figures and is kept like a password.
    """

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="keys")
    party = models.CharField(_("whose it is"), max_length=10, choices=enums.Party)
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    pin_hash = models.CharField(max_length=255, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("private link")
        verbose_name_plural = _("private links")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_party_display()} {self.made_at:%Y-%m-%d}"
