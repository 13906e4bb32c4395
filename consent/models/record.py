from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.append_only import AppendOnly

from .. import enums
from .subject import Subject


class ConsentText(AppendOnly):
    """What somebody read before they agreed, word for word. A better wording is a new version, in one language."""

    name = models.CharField(_("for"), max_length=10, choices=enums.TextName)
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("text"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("text agreed to")
        verbose_name_plural = _("texts agreed to")
        ordering: ClassVar[list[str]] = ["name", "language", "-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["name", "language", "version"], name="consent_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} · {self.get_language_display()} · {self.version}"


class ConsentRecord(AppendOnly):
    """What a subject agreed to, from ``given_on`` to ``expires_on``, both days included, in UTC.

    The newest row of a subject is the one that counts; pausing, changing and withdrawing are new rows. It holds dates,
    scopes and codes: what was written in words stands in `RecordWords`, which erasure empties.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="records")
    capacity = models.CharField(_("who agreed"), max_length=20, choices=enums.Capacity)
    identification = models.CharField(
        pgettext_lazy("consent", "how the person is identified"), max_length=20, choices=enums.Identification
    )
    age_band = models.CharField(
        _("age when agreeing"), max_length=8, choices=enums.AgeBand, default=enums.AgeBand.UNKNOWN
    )
    text = models.ForeignKey(
        ConsentText,
        verbose_name=_("text agreed to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    holder_reference = models.CharField(_("their reference"), max_length=120, blank=True)
    basis_seen_on = models.DateField(_("basis seen on"), null=True, blank=True)
    given_on = models.DateField(_("given on"))
    review_on = models.DateField(_("review on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), help_text=_("Five years at most, then it is asked again."))
    #: While it stands here nothing is shown; what was agreed to is not touched by it.
    paused_at = models.DateTimeField(_("paused since"), null=True, blank=True)
    paused_by = models.CharField(_("paused by"), max_length=10, choices=enums.Party, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=10, choices=enums.Party, blank=True)
    withdrawal_channel = models.CharField(
        _("withdrawn through"), max_length=10, choices=enums.Channel, blank=True
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent record")
        verbose_name_plural = _("consent records")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("given_on")), name="consent_expires_after_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.given_on:%Y-%m-%d}"

    @property
    def holder(self) -> str:
        return self._words("holder")

    @property
    def basis(self) -> str:
        return self._words("basis")

    @property
    def basis_address(self) -> str:
        return self._words("basis_address")

    def _words(self, name: str) -> str:
        words = RecordWords.objects.filter(record=self).values_list(name, flat=True).first()
        return words or ""


class RecordScope(AppendOnly):
    """One thing that one record allows."""

    record = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="scopes")
    scope = models.CharField(max_length=20, choices=enums.Scope)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "scope"], name="consent_scope_once")
        ]

    def __str__(self) -> str:
        return self.get_scope_display()


class RecordWords(models.Model):
    """What of a record was written in words, so that erasure can take it away and leave the record."""

    record = models.OneToOneField(ConsentRecord, on_delete=models.CASCADE, related_name="+")
    holder = models.CharField(
        _("held by"),
        max_length=200,
        blank=True,
        help_text=_("The organisation that keeps the consent, when not us."),
    )
    basis = models.CharField(
        _("basis"),
        max_length=200,
        blank=True,
        help_text=_("What we rely on, for example where it was published."),
    )
    basis_address = models.URLField(_("address of the basis"), blank=True)

    class Meta:
        verbose_name = _("words of a consent record")
        verbose_name_plural = _("words of consent records")
        default_permissions = ()
