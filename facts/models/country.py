from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from facts import cldr


class CountryQuerySet(models.QuerySet["Country"]):
    def with_helplines(self) -> CountryQuerySet:
        """Those with a helpline of their own: what is answered from everywhere gives no country a page."""
        served = models.Exists(self.model.helplines.through.objects.filter(country_id=models.OuterRef("pk")))
        return self.filter(served)


class Country(models.Model):
    """A country by its ISO code. It has no words: its name comes from CLDR in the language of the reader."""

    code = models.CharField(
        _("country"),
        primary_key=True,
        max_length=2,
        choices=cldr.country_choices,
        help_text=_("The name is shown to each reader in their own language."),
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return cldr.country_name(self.code)

    def speaks(self, language: str) -> bool:
        return cldr.is_spoken_in(language, self.code)


def by_name(countries: Iterable[Country]) -> list[Country]:
    return sorted(countries, key=lambda country: cldr.sort_key(country.name))


def near_and_others(countries: Iterable[Country]) -> tuple[list[Country], list[Country]]:
    """Those where the reader's language is at home, and the rest, each by name. A guess that only orders a list."""
    language = cldr.current_language().partition("-")[0]
    ordered = by_name(countries)
    near = [country for country in ordered if country.speaks(language)]
    return near, [country for country in ordered if country not in near]
