from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from facts import cldr
from facts.enums import Unit
from facts.fields import KindsField

from .source import AsOf, Sourced, web_address_only
from .words import LanguageRow, Wording, wording


class FactQuerySet(models.QuerySet["Fact"]):
    def tagged(self) -> FactQuerySet:
        return self.exclude(kinds=[])

    def complete(self) -> FactQuerySet:
        return self.prefetch_related("words", "also_reported")


class Fact(Sourced, AsOf, index.Indexed, ClusterableModel):
    """A number that may be quoted: never without what it counts, where it comes from and for when it is true."""

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("Stays for ever. For example: hotline-countries.")
    )
    value = models.DecimalField(
        _("value"),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("Percentages as people say them: 58.2."),
    )
    unit = models.CharField(_("unit"), max_length=20, choices=Unit.choices, default=Unit.COUNT)
    kinds = KindsField()

    objects = FactQuerySet.as_manager()

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("key"),
        index.AutocompleteField("key"),
        index.SearchField("source_name"),
        index.RelatedFields("words", [index.SearchField("statement")]),
    ]

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        return f"{self.key} · {self.display} ({self.as_of.year})"

    @property
    def display(self) -> str:
        """The number as the reader writes numbers. Everywhere the fact stands, this is what is printed."""
        return cldr.quantity(self.value, self.unit)

    @property
    def statement(self) -> Wording:
        """What the number counts, worded so that it follows the number."""
        return wording(self.words.all(), "statement")

    @property
    def scope(self) -> Wording:
        """What is counted and what is not: others count differently and get other numbers."""
        return wording(self.words.all(), "scope")


class FactWords(LanguageRow):
    fact = ParentalKey(Fact, related_name="words", on_delete=models.CASCADE)
    statement = models.CharField(
        _("statement"), max_length=200, help_text=_("Follows the number: “countries answer on 116 000”.")
    )
    scope = models.TextField(
        _("what is counted"),
        max_length=600,
        blank=True,
        help_text=_("And what is not, in one or two sentences."),
    )

    class Meta(LanguageRow.Meta):
        verbose_name = _("words of a fact")
        verbose_name_plural = _("words of facts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fact", "language"], name="facts_fact_words_one_a_language"),
        ]


class AlsoReported(AsOf):
    """Another count of what sounds like the same thing, so that nobody takes either for a mistake."""

    fact = ParentalKey(Fact, related_name="also_reported", on_delete=models.CASCADE)
    value = models.DecimalField(
        _("value"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_address = models.URLField(
        _("address of the source"), max_length=500, blank=True, validators=[web_address_only]
    )

    class Meta:
        verbose_name = _("also reported")
        verbose_name_plural = _("also reported")
        ordering: ClassVar[list[str]] = ["as_of", "pk"]

    def __str__(self) -> str:
        return f"{self.display} ({self.as_of_text})"

    @property
    def display(self) -> str:
        return cldr.quantity(self.value, self.fact.unit)
