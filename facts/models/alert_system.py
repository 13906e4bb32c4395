from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from facts.enums import AlertStatus, Issuer

from .country import Country, by_name
from .source import AsOf, Sourced
from .words import LanguageRow, Wording, wording


class AlertSystemQuerySet(models.QuerySet["AlertSystem"]):
    def of(self, country: Country) -> AlertSystemQuerySet:
        """The one that exists before a note that none is known."""
        return self.filter(countries=country).order_by("status", "key")

    def complete(self) -> AlertSystemQuerySet:
        return self.prefetch_related("countries", "words")


class AlertSystem(Sourced, AsOf, index.Indexed, ClusterableModel):
    """A country's emergency child alert, or the statement that none is known. No row means that nobody has looked."""

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("Stays for ever. For example: fr-alert.")
    )
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), related_name="alert_systems")
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Its proper name, as it is written there.")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=AlertStatus.choices, default=AlertStatus.EXISTS
    )
    since = models.PositiveSmallIntegerField(
        _("since the year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1980), MaxValueValidator(2100)],
    )
    issued_by = models.CharField(
        _("issued by"), max_length=20, choices=Issuer.choices, default=Issuer.NOT_STATED
    )
    named_after_child = models.BooleanField(
        _("named after a child"),
        null=True,
        blank=True,
        help_text=_("Then a content note stands before it: most such children did not come home."),
    )

    objects = AlertSystemQuerySet.as_manager()

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("status"),
    ]

    class Meta:
        verbose_name = _("alert system")
        verbose_name_plural = _("alert systems")
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.name, self.key]))

    @property
    def exists(self) -> bool:
        return self.status == AlertStatus.EXISTS

    @property
    def country_list(self) -> list[Country]:
        return by_name(self.countries.all())

    @property
    def criteria(self) -> Wording:
        return wording(self.words.all(), "criteria")

    @property
    def how_to_receive(self) -> Wording:
        return wording(self.words.all(), "how_to_receive")

    @property
    def how_to_report(self) -> Wording:
        return wording(self.words.all(), "how_to_report")

    @property
    def has_draft_words(self) -> bool:
        """Whether a translation is shown that no named person has read."""
        return any(words.is_draft for words in (self.criteria, self.how_to_receive, self.how_to_report))


class AlertSystemWords(LanguageRow):
    alert_system = ParentalKey(AlertSystem, related_name="words", on_delete=models.CASCADE)
    criteria = models.TextField(_("when it is issued"), max_length=600, blank=True)
    how_to_receive = models.CharField(_("how it reaches people"), max_length=300, blank=True)
    how_to_report = models.CharField(
        _("how to report"),
        max_length=300,
        blank=True,
        validators=[
            RegexValidator(
                r"\d{3}",
                _("Leave numbers to call out: readers see those of their country on the help page."),
                inverse_match=True,
            )
        ],
        help_text=_("Where a child who is missing is reported there. No number to call."),
    )

    class Meta(LanguageRow.Meta):
        verbose_name = _("words of an alert system")
        verbose_name_plural = _("words of alert systems")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["alert_system", "language"], name="facts_alert_words_one_a_language"
            ),
        ]
