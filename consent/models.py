from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.append_only import AppendOnly

from . import enums


class Subject(models.Model):
    """Whose story or drawing it is. The label lives here and nowhere else, so that erasure has one place to empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField(
        _("label"),
        max_length=120,
        help_text=_("Never more than is needed to tell records apart. A pseudonym is enough."),
    )

    class Meta:
        verbose_name = _("subject of consent")
        verbose_name_plural = _("subjects of consent")

    def __str__(self) -> str:
        return self.label


class ConsentRecord(AppendOnly):
    """What a subject agreed to, from ``given_on`` to ``expires_on``, both days included, in UTC.

    The newest row of a subject is the one that counts; withdrawing is a new row with ``withdrawn_on``.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="records")
    capacity = models.CharField(_("who agreed"), max_length=20, choices=enums.Capacity)
    identification = models.CharField(
        pgettext_lazy("consent", "how the person is identified"), max_length=20, choices=enums.Identification
    )
    age_band = models.CharField(
        _("age when agreeing"), max_length=8, choices=enums.AgeBand, default=enums.AgeBand.UNKNOWN
    )
    holder = models.CharField(
        _("held by"),
        max_length=200,
        blank=True,
        help_text=_("The organisation that keeps the consent, when not us."),
    )
    holder_reference = models.CharField(_("their reference"), max_length=120, blank=True)
    basis = models.CharField(
        _("basis"),
        max_length=200,
        blank=True,
        help_text=_("What we rely on, for example where it was published."),
    )
    basis_address = models.URLField(_("address of the basis"), blank=True)
    basis_seen_on = models.DateField(_("basis seen on"), null=True, blank=True)
    given_on = models.DateField(_("given on"))
    review_on = models.DateField(_("review on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), help_text=_("Five years at most, then it is asked again."))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_channel = models.CharField(_("withdrawn through"), max_length=60, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("given_on")), name="consent_expires_after_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.given_on:%Y-%m-%d}"


class RecordScope(AppendOnly):
    """One thing that one record allows."""

    record = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="scopes")
    scope = models.CharField(max_length=20, choices=enums.Scope)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "scope"], name="consent_scope_once")]

    def __str__(self) -> str:
        return self.get_scope_display()
