from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from consent.domain import longest_until
from core import clock
from core.zones import known_zone
from facts.fields import CodeListField

from ..enums import band_choices

#: Days after closing on which a partner may still enter what came by post in time.
DAYS_TO_ENTER = 14
#: Days after closing on which a school may still complete and send what it uploaded in time.
DAYS_TO_COMPLETE = 7
#: The Day is international since 2001; 2100 is far enough to catch a slip of the finger.
WITHIN_REASON = [MinValueValidator(date(2001, 1, 1)), MaxValueValidator(date(2100, 12, 31))]


class Competition(models.Model):
    """The rules of one drawing competition, one row for all languages. Its words stand on its page.

    Days are calendar days in ``zone``: it opens as the first begins there and closes as the last one ends.
    """

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("Stays for ever. For example: drawings-2027.")
    )
    name = models.CharField(_("name for staff"), max_length=120)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2001), MaxValueValidator(2100)]
    )
    zone = models.CharField(
        _("time zone"),
        max_length=60,
        validators=[known_zone],
        help_text=_("Like this: Europe/Vilnius. The days below begin and end there."),
    )
    opens_on = models.DateField(_("first day to enter"), validators=WITHIN_REASON)
    closes_on = models.DateField(_("last day to enter"), validators=WITHIN_REASON)
    gallery_from = models.DateField(
        _("gallery from"),
        null=True,
        blank=True,
        validators=WITHIN_REASON,
        help_text=_("Empty: as soon as a drawing is released."),
    )
    results_on = models.DateField(
        _("results from"),
        null=True,
        blank=True,
        validators=WITHIN_REASON,
        help_text=_("Awards are not shown before this day."),
    )
    consent_until = models.DateField(
        _("consent holds until"),
        validators=WITHIN_REASON,
        help_text=_("The last day on which drawings may be shown, as the families’ slips say."),
    )
    bands = CodeListField(_("age groups"), codes=band_choices)
    most_from_a_school = models.PositiveIntegerField(
        _("drawings from one school at most"), null=True, blank=True, help_text=_("Empty: as many as come.")
    )
    #: One person is enough here. Set by domain.allow_one_pair_of_eyes alone, which asks why.
    one_pair_of_eyes = models.BooleanField(_("one pair of eyes is enough"), default=False, editable=False)
    one_pair_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("competition")
        verbose_name_plural = _("competitions")
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("allow_one_pair_of_eyes", "Can let one person be enough in a competition"),
        ]
        ordering: ClassVar[list[str]] = ["-year", "key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="gallery_closes_after_it_opens",
                violation_error_message=_("The last day to enter cannot be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            problems["closes_on"] = _("The last day to enter cannot be before the first.")
        if self.results_on and self.closes_on and self.results_on <= self.closes_on:
            problems["results_on"] = _("Results come after the last day to enter.")
        if self.consent_until and self.closes_on and self.consent_until < self.closes_on:
            problems["consent_until"] = _("Consent must hold at least until the last day to enter.")
        if self.consent_until and self.opens_on and self.consent_until > longest_until(self.opens_on):
            problems["consent_until"] = _("Consent holds five years at most. Then it is asked for again.")
        if problems:
            raise ValidationError(problems)

    @property
    def opens_at(self) -> datetime:
        return self._beginning_of(self.opens_on)

    @property
    def closes_at(self) -> datetime:
        """The first instant at which nothing can be sent in any more."""
        return self._beginning_of(self.closes_on + timedelta(days=1))

    @property
    def is_open(self) -> bool:
        return self.opens_at <= clock.now() < self.closes_at

    @property
    def is_coming(self) -> bool:
        return clock.now() < self.opens_at

    @property
    def is_over(self) -> bool:
        return self.closes_at <= clock.now()

    @property
    def can_be_entered_for(self) -> bool:
        """By a partner's editor: also for a while after closing, for what came by post in time."""
        return self.opens_at <= clock.now() < self.closes_at + timedelta(days=DAYS_TO_ENTER)

    @property
    def can_be_completed(self) -> bool:
        """By a school: drafts that were uploaded in time, for a few days after closing."""
        return self.opens_at <= clock.now() < self.closes_at + timedelta(days=DAYS_TO_COMPLETE)

    @property
    def shows_gallery(self) -> bool:
        return self.gallery_from is None or self._has_begun(self.gallery_from)

    @property
    def shows_results(self) -> bool:
        return self.results_on is not None and self._has_begun(self.results_on)

    @property
    def two_pairs_of_eyes(self) -> bool:
        return not self.one_pair_of_eyes

    def _has_begun(self, day: date) -> bool:
        return self._beginning_of(day) <= clock.now()

    def _beginning_of(self, day: date) -> datetime:
        return datetime.combine(day, time.min, ZoneInfo(self.zone))


class OnePairReason(models.Model):
    """Why somebody allowed one pair of eyes, in their words: a row each time. Erasure may empty the words."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="one_pair_reasons")
    text = models.TextField(_("why one pair of eyes is enough"), max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("reason for one pair of eyes")
        verbose_name_plural = _("reasons for one pair of eyes")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return str(self.competition_id)
