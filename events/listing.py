"""Events across partners and languages: one row an event, in the reader's language, else in its original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import clock, locales
from core.keyset import BrokenCursorError, Cursor, page_after
from core.public import public
from edge.memo import memoised_per_version
from facts import cldr
from partners.models import Partner, PartnerPage

from .enums import Kind, Status
from .forms import Asked, read
from .models import LONGEST, EventPage, SpokenLanguage

PER_PAGE = 20
#: On a partner's page.
COMING_OF_A_PARTNER = 12
PAST_OF_A_PARTNER = 20


def events() -> QuerySet[EventPage]:
    """Every event once, without what only its own page shows."""
    versions = public(Page.objects.filter(translation_key=OuterRef("translation_key"), alias_of=None))
    mine = locales.active_id()
    original = ~Exists(versions.filter(pk__lt=OuterRef("pk")))
    wanted = (
        original
        if mine is None
        else Q(locale_id=mine) | (~Exists(versions.filter(locale_id=mine)) & original)
    )
    shown: QuerySet[EventPage] = (
        EventPage.objects.filter(alias_of=None).public().filter(wanted).select_related("locale").defer("body")
    )
    return shown


def not_over(found: QuerySet[EventPage]) -> QuerySet[EventPage]:
    """Those still on, to come, or without a date yet. The second condition follows from the first: none is longer."""
    now = clock.now()
    return found.filter(ends_at__gt=now, starts_at__gt=now - LONGEST)


def over(found: QuerySet[EventPage]) -> QuerySet[EventPage]:
    now = clock.now()
    return found.filter(ends_at__lte=now, starts_at__lt=now)


def coming_events(limit: int, *, partner: Partner | None = None, year: int | None = None) -> list[EventPage]:
    """The next ``limit``, soonest first; of one partner, or of one year by the calendar of the place.

    Not those that are cancelled: a short list has no room for what one cannot go to.
    """
    found = not_over(events()).exclude(status=Status.CANCELLED)
    if partner is not None:
        found = found.filter(_below(partner))
    if year is not None:
        found = found.filter(_within(year))
    return with_organisers(found.order_by("starts_at", "pk")[:limit])


def events_of(year: int, limit: int) -> list[EventPage]:
    """Those of a year that are still to come; when none is left, the last ones that were held."""
    held = over(events()).filter(_within(year)).exclude(status=Status.CANCELLED)
    return coming_events(limit, year=year) or with_organisers(held.order_by("-starts_at", "-pk")[:limit])


def _within(year: int) -> Q:
    """By the calendar of the place."""
    return Q(start_date__range=(date(year, 1, 1), date(year, 12, 31)))


def _below(partner: Partner) -> Q:
    """Below any of its pages, one a language. A range of treebeard's paths, which every database has an index for."""
    below = Q(pk__in=[])
    for path in PartnerPage.objects.filter(partner=partner).values_list("path", flat=True):
        below |= Q(path__range=PartnerPage._get_children_path_interval(path))
    return below


def with_organisers(found: Any) -> list[EventPage]:
    """In one query for all of them."""
    rows: list[EventPage] = list(found)
    above = {event.path[: -event.steplen] for event in rows}
    pages = {page.path: page for page in PartnerPage.objects.filter(path__in=above).select_related("partner")}
    for event in rows:
        event.organiser_page = pages.get(event.path[: -event.steplen])
    return rows


# --- The index --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    label: str
    query: str
    current: bool


@dataclass(frozen=True)
class Answer:
    """What the index shows. ``problem`` is a sentence when the address asked for what cannot be."""

    asked: Asked
    rows: Sequence[EventPage]
    next: str = ""
    first: str = ""
    problem: str = ""
    status: int = 200

    @property
    def plain(self) -> bool:
        """Whether this is what the address of the page alone shows: only that is for search engines."""
        return self.asked == Asked() and not self.first and not self.problem

    @property
    def everything(self) -> str:
        return Asked(past=self.asked.past).query()

    @property
    def times(self) -> list[Choice]:
        return [
            Choice(_("Upcoming"), self.asked.but(past="").query(), not self.asked.past),
            Choice(_("Past"), self.asked.but(past="1").query(), bool(self.asked.past)),
        ]

    @property
    def kinds(self) -> list[Choice]:
        offered = [Choice(_("All kinds"), self.asked.but(kind="").query(), not self.asked.kind)]
        for kind in Kind:
            if kind in choices().kinds or kind == self.asked.kind:
                current = kind == self.asked.kind
                offered.append(Choice(str(kind.label), self.asked.but(kind=kind.value).query(), current))
        return offered

    @property
    def countries(self) -> list[tuple[str, str]]:
        return _by_name(choices().countries | {self.asked.country}, cldr.country_name)

    @property
    def languages(self) -> list[tuple[str, str]]:
        return _by_name(choices().languages | {self.asked.language}, cldr.language_name)


def answer_to(parameters: Any) -> Answer:
    asked, problem = read(parameters)
    status = 400 if problem else 200
    cursor = None
    try:
        cursor = Cursor.read(parameters["after"]) if "after" in parameters and not problem else None
    except BrokenCursorError:
        problem, status = _("There is no such page of this list. Here is the first one."), 404
    found = over(events()) if asked.past else not_over(events())
    page = page_after(
        found.filter(_matching(asked)), "starts_at", cursor, PER_PAGE, newest_first=bool(asked.past)
    )
    return Answer(
        asked,
        with_organisers(page.rows),
        next=asked.query(after=str(page.after)) if page.after else "",
        first=asked.query() if cursor else "",
        problem=problem,
        status=status,
    )


def _matching(asked: Asked) -> Q:
    wanted = Q()
    if asked.country:
        wanted &= Q(country=asked.country)
    if asked.kind:
        wanted &= Q(kind=asked.kind)
    if asked.online:
        wanted &= Q(online=True)
    if asked.language:
        wanted &= Q(Exists(SpokenLanguage.objects.filter(event=OuterRef("pk"), code=asked.language)))
    return wanted


@dataclass(frozen=True)
class Choices:
    """What partners have: no one is offered a country in which nothing is held."""

    countries: frozenset[str]
    languages: frozenset[str]
    kinds: frozenset[str]


@memoised_per_version
def choices() -> Choices:
    found = EventPage.objects.public().order_by()
    spoken = SpokenLanguage.objects.filter(event__in=found.values("pk"))
    return Choices(
        frozenset(code for code in found.values_list("country", flat=True).distinct() if code),
        frozenset(spoken.values_list("code", flat=True).distinct()),
        frozenset(found.values_list("kind", flat=True).distinct()),
    )


def _by_name(codes: Any, name: Any) -> list[tuple[str, str]]:
    return sorted(((code, name(code)) for code in codes if code), key=lambda choice: cldr.sort_key(choice[1]))


# --- A partner's page -------------------------------------------------------------------------------------------------


def section_of(page: PartnerPage) -> dict[str, Any] | None:
    coming = coming_events(COMING_OF_A_PARTNER, partner=page.partner)
    past = with_organisers(
        over(events().filter(_below(page.partner))).order_by("-starts_at", "-pk")[:PAST_OF_A_PARTNER]
    )
    return {"coming": coming, "past": past} if coming or past else None
