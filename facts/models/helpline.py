from __future__ import annotations

import re
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from core import clock
from facts import cldr
from facts.enums import Channel, Cost, OperatorType, Precision, Purpose
from facts.fields import CodeListField, KindsField

from .country import Country, by_name
from .source import Sourced, web_address_only
from .words import LanguageRow, Wording, wording

#: Numbers this short are national short codes (112, 116 000, 1056): no prefix reaches them from abroad.
SHORT_CODE_DIGITS = 6
#: A verification is worth this much time where ``HELPLINE_VERIFIED_DAYS`` says nothing else.
VERIFIED_DAYS = 365
#: The longest country code.
COUNTRY_CODE_DIGITS = 3


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


class HelplineQuerySet(models.QuerySet["Helpline"]):
    def serving(self, country: Country) -> HelplineQuerySet:
        """What a reader of this country can use: its own, and what serves everybody."""
        served = ServedCountry.objects.filter(helpline_id=models.OuterRef("pk"))
        return self.filter(models.Exists(served.filter(country_id=country.pk)) | ~models.Exists(served))

    def everywhere(self) -> HelplineQuerySet:
        return self.filter(countries=None)

    def tagged(self) -> HelplineQuerySet:
        return self.exclude(kinds=[])

    def complete(self) -> HelplineQuerySet:
        """With all that showing one needs, in three queries for any number of them."""
        return self.prefetch_related("countries", "words")


class Helpline(Sourced, index.Indexed, ClusterableModel):
    """Who to call. Shown with its country, its source and how old it is, always."""

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("Stays for ever. For example: lt-116000.")
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    countries = models.ManyToManyField(
        Country,
        through="facts.ServedCountry",
        verbose_name=_("countries served"),
        blank=True,
        related_name="helplines",
        help_text=_("None chosen means that it serves every country."),
    )
    name = models.CharField(
        _("name of the service"),
        max_length=120,
        blank=True,
        help_text=_("Its proper name, if it differs from the operator’s."),
    )
    operator = models.CharField(
        _("operator"),
        max_length=120,
        blank=True,
        help_text=_(
            "The proper name, as it is written there. Empty if the source names only the kind of operator."
        ),
    )
    operator_type = models.CharField(_("kind of operator"), max_length=20, choices=OperatorType.choices)
    channels = CodeListField(_("ways to reach it"), codes=lambda: list(Channel.choices), blank=True)
    number = models.CharField(
        _("number"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(
                r"^[0-9][0-9 ().\-]*$",
                _(
                    "Write the number as people dial it inside the country: digits, spaces, hyphens, no plus sign."
                ),
            )
        ],
        help_text=_("As dialled inside the country. Never with a plus sign."),
    )
    international_number = models.CharField(
        _("number from abroad"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+[1-9][0-9 ().\-]{5,24}$",
                _("Write the whole number, from the plus sign on: +370 …"),
            )
        ],
        help_text=_("The whole number from the plus sign on, if the source gives one."),
    )
    web_address = models.URLField(_("website"), max_length=500, blank=True, validators=[web_address_only])
    around_the_clock = models.BooleanField(_("day and night"), null=True, blank=True)
    cost = models.CharField(_("cost"), max_length=20, choices=Cost.choices, default=Cost.UNKNOWN)
    languages = CodeListField(_("languages spoken"), codes=cldr.language_choices, blank=True)
    ages_min = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    ages_max = models.PositiveSmallIntegerField(_("up to the age of"), null=True, blank=True)
    anonymous = models.BooleanField(_("no name asked"), null=True, blank=True)
    kinds = KindsField(help_text=_("If it is for some of them only. None chosen: for every kind."))
    source_date = models.DateField(
        _("date of the source"),
        help_text=_(
            "The source’s own date, else the day somebody saw it. Of a year alone, give its 1 January."
        ),
    )
    source_date_precision = models.CharField(
        _("how exact"), max_length=12, choices=Precision.choices, default=Precision.DAY
    )
    verified_on = models.DateField(_("verified on"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("verified by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = HelplineQuerySet.as_manager()

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("operator"),
        index.SearchField("name"),
        index.AutocompleteField("operator"),
        index.AutocompleteField("name"),
        index.FilterField("purpose"),
    ]

    class Meta:
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.title, self.number, self.key]))

    def clean(self) -> None:
        super().clean()
        errors = {}
        if not self.number and not self.web_address:
            errors["number"] = _("Give a number or a website: one of them must lead somewhere.")
        if self._adds_a_prefix_to_a_short_code():
            errors["international_number"] = _(
                "A short number such as 116 000 cannot be reached with a country code in front: it would ring "
                "somewhere else. Give the full number that the source names, or none."
            )
        if self.ages_min is not None and self.ages_max is not None and self.ages_min > self.ages_max:
            errors["ages_max"] = _("The highest age is lower than the lowest.")
        if errors:
            raise ValidationError(errors)

    def _adds_a_prefix_to_a_short_code(self) -> bool:
        """+44 116123 rings in Leicester (area 0116), not at the helpline that answers 116 123."""
        home, abroad = digits(self.number), digits(self.international_number)
        is_home_with_prefix = abroad.endswith(home) and len(abroad) - len(home) <= COUNTRY_CODE_DIGITS
        return 0 < len(home) <= SHORT_CODE_DIGITS and is_home_with_prefix

    @property
    def title(self) -> str:
        """What to call it: by a proper name, or else by the kind of operator in the reader’s language."""
        return self.name or self.operator or str(self.get_operator_type_display())

    @property
    def byline(self) -> str:
        """Who answers, as far as ``title`` has not said it."""
        kind = str(self.get_operator_type_display()) if self.name or self.operator else ""
        return " · ".join(filter(None, [self.operator if self.name else "", kind]))

    @property
    def tel(self) -> str:
        """The address to dial inside the country. Short codes are national, so there is never a ``+``."""
        return f"tel:{digits(self.number)}" if self.number else ""

    @property
    def sms(self) -> str:
        return f"sms:{digits(self.number)}" if self.number and Channel.SMS in self.channels else ""

    @property
    def international_tel(self) -> str:
        return f"tel:+{digits(self.international_number)}" if self.international_number else ""

    @property
    def country_list(self) -> list[Country]:
        return by_name(self.countries.all())

    @property
    def serves_everywhere(self) -> bool:
        """Then, and only then, its number may stand where the reader has chosen no country."""
        return not self.countries.all()

    @property
    def channel_names(self) -> list[str]:
        return [str(Channel(code).label) for code in self.channels]

    @property
    def language_names(self) -> list[str]:
        return [cldr.language_name(code) for code in self.languages]

    @property
    def hours(self) -> Wording:
        return wording(self.words.all(), "hours")

    @property
    def note(self) -> Wording:
        return wording(self.words.all(), "note")

    @property
    def source_date_text(self) -> str:
        return cldr.partial_date(self.source_date, self.source_date_precision)

    def is_stale(self, today: date) -> bool:
        """Nobody has called it, and no source has named it, within the limit."""
        last_word = self.verified_on or self.source_date
        limit = getattr(settings, "HELPLINE_VERIFIED_DAYS", VERIFIED_DAYS)
        return last_word < today - timedelta(days=limit)

    @property
    def is_old(self) -> bool:
        return self.is_stale(clock.today())

    @property
    def freshness(self) -> str:
        return self.freshness_on(clock.today())

    def freshness_on(self, today: date) -> str:
        """One sentence on how far the row can be relied on; the same on the page, in the feeds and in print."""
        if self.verified_on:
            day = {"date": cldr.full_date(self.verified_on)}
            if self.is_stale(today):
                return gettext("Not verified since %(date)s.") % day
            return gettext("Verified on %(date)s.") % day
        if self.source_date_precision == Precision.SEEN:
            seen = {"date": cldr.full_date(self.source_date), "source": self.source_name}
            return gettext("Not yet verified by a person; seen on %(date)s at %(source)s.") % seen
        said = {"date": self.source_date_text, "source": self.source_name}
        return gettext("Not yet verified by a person; date of the source: %(date)s (%(source)s).") % said


class ServedCountry(models.Model):
    """Deleting a country must not turn its helplines into ones that serve the whole world, hence PROTECT."""

    helpline = models.ForeignKey(Helpline, on_delete=models.CASCADE, related_name="+")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("country served")
        verbose_name_plural = _("countries served")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["helpline", "country"], name="facts_served_country_once"),
        ]

    def __str__(self) -> str:
        return f"{self.helpline_id} · {self.country_id}"


class HelplineWords(LanguageRow):
    helpline = ParentalKey(Helpline, related_name="words", on_delete=models.CASCADE)
    hours = models.CharField(
        _("hours"), max_length=200, blank=True, help_text=_("Needed when it is not day and night.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(LanguageRow.Meta):
        verbose_name = _("words of a helpline")
        verbose_name_plural = _("words of helplines")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["helpline", "language"], name="facts_helpline_words_one_a_language"
            ),
        ]
