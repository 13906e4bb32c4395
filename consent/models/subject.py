from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """Whose story or drawing it is. The label lives here and nowhere else, so that erasure has one place to empty.

    ``contact`` is sealed (`audit.sealed`) and only kept where somebody wants to be written to.
    """

    sealed_fields = ("contact",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField(
        _("label"),
        max_length=120,
        help_text=_(
            "Never more than is needed to tell records apart. A pseudonym is enough. No other page may hold it, so do "
            "not use an everyday word."
        ),
    )
    contact = models.TextField(blank=True, editable=False)
    #: Of letters to them, and of the page they open by their link.
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("subject of consent")
        verbose_name_plural = _("subjects of consent")

    def __str__(self) -> str:
        return self.label or str(self.pk)[:8]
