from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index

from core.blocks import ARTICLE_BLOCKS
from core.fields import BodyField
from core.models import BasePage
from core.public import public
from edge.memo import memoised_per_version
from facts import cldr
from facts.blocks import FACT_BLOCKS, FactBlock
from facts.enums import AlertStatus
from facts.map.drawing import WorldMap, draw

from .alert_system import AlertSystem
from .country import Country, by_name


@dataclass(frozen=True)
class CountryAlerts:
    """A country that somebody has looked at: its alerts, or the statement that none is known."""

    country: Country
    systems: tuple[AlertSystem, ...]
    #: Whether the help page has an address for it.
    has_numbers: bool

    @property
    def status(self) -> str:
        return self.systems[0].status

    @property
    def exists(self) -> bool:
        return self.status == AlertStatus.EXISTS


class AlertSystemsPage(BasePage):
    """Who has an emergency child alert, as a table and as a map of the same rows; which published count is which."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)
    body = BodyField(
        [*ARTICLE_BLOCKS, *FACT_BLOCKS],
        blank=True,
        verbose_name=_("what an alert is, and how to help"),
    )
    counts = BodyField(
        [("fact", FactBlock())],
        blank=True,
        verbose_name=_("which count is which"),
        help_text=_("Published numbers of countries with an alert. They count different things."),
    )

    spine = True
    always_exit = True
    sensitive = True
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("counts"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("page of alert systems")
        verbose_name_plural = _("pages of alert systems")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        language = cldr.current_language()
        return context | {"entries": entries_in(language), "map": map_in(language)}


# What follows is shared by all requests until the content changes: never alter a row.


@memoised_per_version
def entries_in(language: str) -> tuple[CountryAlerts, ...]:
    """One entry a country, in the order of their names in ``language``, which is the current one.

    Both the table and the map are made of these.
    """
    by_code: defaultdict[str, list[AlertSystem]] = defaultdict(list)
    countries: dict[str, Country] = {}
    for system in AlertSystem.objects.complete().order_by("status", "key"):
        for country in system.countries.all():
            countries[country.pk] = country
            by_code[country.pk].append(system)
    with_numbers = set(Country.objects.with_helplines().values_list("pk", flat=True))
    return tuple(
        CountryAlerts(country, what_holds(by_code[country.pk]), country.pk in with_numbers)
        for country in by_name(countries.values())
    )


def what_holds(systems: Iterable[AlertSystem]) -> tuple[AlertSystem, ...]:
    """A note that none is known says nothing beside an alert that exists."""
    every = tuple(systems)
    return tuple(system for system in every if system.exists) or every


@memoised_per_version
def map_in(language: str) -> WorldMap:
    return draw({entry.country.code: (entry.country.name, entry.status) for entry in entries_in(language)})


@memoised_per_version
def alerts_url_in(language: str) -> str:
    """Where the page is for readers of ``language``; empty while there is none."""
    page = public(AlertSystemsPage.objects.filter(locale__language_code=language)).first()
    return (page.url or "") if page else ""
