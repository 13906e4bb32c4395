"""What readers see of the entries, in what order: one page of the gallery, its filters, one drawing, the results.

`Entry.objects.public` decides what may be seen. Every list is cut by the place of its last entry, so that the hundredth
page costs what the first one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from consent.domain import holding
from consent.enums import AgeBand, Scope
from core import locales
from edge.memo import memoised_per_version
from facts.models import Country
from facts.models.country import by_name

from .enums import BANDS, Move, Place, State
from .models import Award, Competition, CompetitionPage, Decision, Entry
from .models.entry import EntryQuerySet

PER_PAGE = 24
#: On the competition's own page.
NEWEST = 6
#: A jury gives a few in each age group; no page grows beyond this.
MOST_AWARDS = 100


# --- For other rooms ----------------------------------------------------------------------------------------------


def newest(competition: Competition | None, limit: int) -> list[Entry]:
    """The latest that a reader may see, of one competition or of all, ready for cards."""
    if competition is not None and not offered(competition):
        return []
    entries = Entry.objects.public() if competition is None else of(competition)
    return list(entries.for_cards().order_by("-place")[:limit])


def competition_pages(year: int | None = None) -> list[CompetitionPage]:
    """Those a reader may see in their own language, the newest first; of one year or of all."""
    pages: Any = CompetitionPage.objects.filter(locale_id=locales.active_id() or 0).public()
    if year is not None:
        pages = pages.filter(competition__year=year)
    return list(newest_first(pages))


def newest_first(pages: Any) -> Any:
    return pages.select_related("competition", "listing_image").order_by(
        "-competition__year", "-competition__opens_on", "pk"
    )


# --- The gallery --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filters:
    """Empty means all."""

    country: str = ""
    band: str = ""

    def narrow(self, entries: EntryQuerySet) -> EntryQuerySet:
        if self.country:
            entries = entries.filter(country=self.country)
        return entries.filter(band=self.band) if self.band else entries

    def query(self, after: int | None = None) -> str:
        """As it stands in an address, with its question mark; empty when there is nothing to say."""
        said = {"country": self.country, "band": self.band, "after": after}
        chosen = {name: value for name, value in said.items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""


@dataclass(frozen=True)
class Leaf:
    """One page of the gallery. ``newer`` and ``older`` are the ends of addresses, ``None`` where there is no more."""

    entries: list[Entry]
    newer: str | None = None
    older: str | None = None


def of(competition: Competition) -> EntryQuerySet:
    return Entry.objects.public().filter(competition=competition)


def leaf(competition: Competition, filters: Filters, after: int | None = None) -> Leaf:
    """From the first that is older than the place ``after``; without it, from the newest on."""
    if not offered(competition).answers(filters):
        return Leaf([])
    found = filters.narrow(of(competition))
    rest = found if after is None else found.filter(place__lt=after)
    entries = list(rest.for_cards().order_by("-place")[: PER_PAGE + 1])
    entries, more = entries[:PER_PAGE], entries[PER_PAGE:]
    return Leaf(
        entries,
        newer=_query_of_newer(found, filters, entries[0]) if after is not None and entries else None,
        older=filters.query(entries[-1].place) if more else None,
    )


def _query_of_newer(found: EntryQuerySet, filters: Filters, first: Entry) -> str | None:
    """The way back is as cheap as the way on: whoever came by a link in the middle has no other."""
    newer = found.filter(place__gt=first.place).order_by("place").values_list("place", flat=True)
    places = list(newer[: PER_PAGE + 1])
    if not places:
        return None
    return filters.query(places[-1] if len(places) > PER_PAGE else None)


@dataclass(frozen=True)
class Offered:
    """The countries and age groups of which there is a drawing to see. False when there is none at all.

    Then nothing is looked for: years later, when every consent has ended, that would be a look at each of them.
    """

    countries: tuple[str, ...]
    bands: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.countries)

    def answers(self, filters: Filters) -> bool:
        known = filters.country in ("", *self.countries) and filters.band in ("", *self.bands)
        return known and bool(self)


def offered(competition: Competition) -> Offered:
    """Remembered until something is released or taken back: the first reader after that waits a little for all."""
    if not competition.shows_gallery:
        return Offered((), ())
    return _offered(competition.pk)


@memoised_per_version
def _offered(competition_id: int) -> Offered:
    """One look into an index for each country and age group there is, however many drawings they have."""
    entries = Entry.objects.public().filter(competition=competition_id)
    # A subquery with a limit, not Exists: PostgreSQL would read every drawing to answer that for all countries.
    one = entries.filter(country=OuterRef("pk")).order_by("-place").values("place")[:1]
    countries = Country.objects.annotate(newest=Subquery(one)).filter(newest__isnull=False)
    of_bands = [Exists(entries.filter(band=band)) for band in BANDS]
    found = Competition.objects.filter(pk=competition_id).values_list(*of_bands).first() or ()
    return Offered(
        countries=tuple(countries.values_list("pk", flat=True)),
        bands=tuple(band for band, there in zip(BANDS, found, strict=False) if there),
    )


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as a link that keeps the other filter."""

    label: str
    query: str
    chosen: bool


def country_choices(competition: Competition, filters: Filters) -> list[Choice]:
    countries = by_name(Country(code) for code in offered(competition).countries)
    return [
        Choice(
            country.name, Filters(country.code, filters.band).query(), chosen=country.code == filters.country
        )
        for country in countries
    ]


def band_choices(competition: Competition, filters: Filters) -> list[Choice]:
    return [
        Choice(str(AgeBand(band).label), Filters(filters.country, band).query(), chosen=band == filters.band)
        for band in offered(competition).bands
    ]


# --- One drawing --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class View:
    """A drawing between its neighbours. ``back`` is the end of the address of the gallery's page that it is on."""

    entry: Entry
    newer_id: str
    older_id: str
    back: str


def view(competition: Competition, public_id: str, filters: Filters) -> View | None:
    """``None`` when a reader may not see it. Its neighbours are those of the list it was opened from."""
    entries = of(competition)
    entry = entries.for_cards().filter(public_id=public_id).first()
    if entry is None:
        return None
    found = filters.narrow(entries)
    newer = list(
        found.filter(place__gt=entry.place).order_by("place").values_list("place", "public_id")[:PER_PAGE]
    )
    older = found.filter(place__lt=entry.place).order_by("-place").values_list("public_id", flat=True).first()
    # In the middle of its page, unless that is the first one: then where the reader found it.
    after = newer[PER_PAGE // 2][0] if len(newer) == PER_PAGE else None
    return View(entry, newer[0][1] if newer else "", older or "", filters.query(after))


def was_public(competition: Competition, public_id: str) -> bool:
    """Whether readers could once see what they cannot see now: such an address is gone, not unknown."""
    released = Exists(Decision.objects.filter(entry=OuterRef("pk"), move=Move.RELEASE))
    once = Entry.objects.filter(Q(state=State.PUBLISHED) | released)
    return competition.shows_gallery and once.filter(competition=competition, public_id=public_id).exists()


# --- Results ------------------------------------------------------------------------------------------------------

_IN_ORDER = Case(*[When(place=place, then=order) for order, place in enumerate(Place)], default=len(Place))


def awards(competition: Competition) -> list[Award]:
    """What may be announced today: the first places first, among equals the youngest. Empty before its day."""
    if not competition.shows_results:
        return []
    given = _may_be_announced().filter(entry__in=of(competition)).annotate(order=_IN_ORDER)
    found = {
        award.entry_id: award
        for award in given.order_by("order", "entry__band", "entry__place")[:MOST_AWARDS]
    }
    entries = Entry.objects.for_cards().in_bulk(found)
    for entry_id, award in found.items():
        award.entry = entries[entry_id]
    return list(found.values())


def award_of(entry: Entry) -> Award | None:
    if not entry.competition.shows_results:
        return None
    return _may_be_announced().filter(entry=entry).first()


def _may_be_announced() -> Any:
    return Award.objects.filter(holding(Scope.WINNER, "entry__subject_id"))
