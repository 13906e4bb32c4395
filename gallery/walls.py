"""What hangs together: the drawings of one competition, or of all, as the reader narrowed them down, in their order.

`Entry.objects.public` decides what may be seen. Whatever is asked of a wall is answered from the beginning of an index
of each of its competitions, so that the hundredth page costs what the first one does, and a full wall what a bare one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import CharField, IntegerField, OuterRef, QuerySet, Subquery, Value

from consent.domain import holding
from consent.enums import AgeBand, Scope
from core import locales
from edge.memo import memoised_per_version
from facts.models import Country
from facts.models.country import by_name

from .enums import BANDS, Place
from .models import Award, Competition, CompetitionPage, Entry
from .models.entry import EntryQuerySet


@dataclass(frozen=True)
class Filters:
    """What a reader chose; empty means all. ``everywhere``: of all competitions, not of the one whose page it is."""

    country: str = ""
    band: str = ""
    year: int = 0
    award: str = ""
    everywhere: bool = False

    def __bool__(self) -> bool:
        return bool(self.country or self.band or self.year or self.award)

    def with_(self, name: str, value: Any) -> Filters:
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed)

    def without(self, name: str) -> Filters:
        return self.with_(name, 0 if name == "year" else "")

    def narrow(self, entries: EntryQuerySet) -> EntryQuerySet:
        if self.country:
            entries = entries.filter(country=self.country)
        return entries.filter(band=self.band) if self.band else entries

    def query(self, after: int | None = None) -> str:
        """As it stands in the address of a list, with its question mark; empty when there is nothing to say."""
        return self._query(after=after)

    @property
    def query_below(self) -> str:
        """The same in the address of a drawing, which stands below one competition whatever list it was opened from."""
        return self._query(all=1 if self.everywhere else None)

    def _query(self, **more: Any) -> str:
        said = {"country": self.country, "band": self.band, "year": self.year, "award": self.award, **more}
        chosen = {name: value for name, value in said.items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""


@dataclass(frozen=True)
class Wall:
    """``pages``: that of each competition, by the competition's key. A drawing without one has no address."""

    pages: dict[int, CompetitionPage]

    def of_year(self, year: int) -> list[Competition]:
        competitions = [page.competition for page in self.pages.values()]
        return [one for one in competitions if year in (0, one.year)]


class Mark(NamedTuple):
    """Where a drawing hangs. The newest has the highest ``place``."""

    place: int
    entry_id: int
    public_id: str
    competition_id: int


_MARK = ("place", "pk", "public_id", "competition_id")


def wall_of(page: CompetitionPage) -> Wall:
    return Wall({page.competition_id: page})


def whole_wall(year: int | None = None) -> Wall:
    """Of every competition that has a page in the reader's language."""
    # The newest page of a competition counts, should it have two.
    return Wall({page.competition_id: page for page in reversed(competition_pages(year))})


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


# --- Looking along a wall -----------------------------------------------------------------------------------------


def older(wall: Wall, filters: Filters, place: int | None, limit: int) -> list[Mark]:
    """Those that follow a place, the newest first; without one, from the newest on."""
    where = {} if place is None else {"place__lt": place}
    return _nearest(wall, filters, where, "-place", limit)


def newer(wall: Wall, filters: Filters, place: int, limit: int) -> list[Mark]:
    """Those before a place, the nearest first."""
    return _nearest(wall, filters, {"place__gt": place}, "place", limit)


def _nearest(wall: Wall, filters: Filters, where: dict[str, int], order: str, limit: int) -> list[Mark]:
    competitions = [one for one in wall.of_year(filters.year) if one.shows_gallery]
    if not competitions:
        return []
    if filters.award:
        return _awarded(competitions, filters, where, order, limit)
    public = filters.narrow(Entry.objects.public()).filter(**where).order_by(order)
    each = [public.filter(competition=competition.pk)[:limit] for competition in competitions]
    if len(each) == 1:
        return [Mark(*row) for row in each[0].values_list(*_MARK)]
    # One query for all: the first few of each competition, and of those the first few. Asked for all competitions at
    # once, an index would have to be read past everything that a competition does not show yet.
    first, *others = (
        Entry.objects.filter(pk__in=part.values("pk")).order_by().values_list(*_MARK) for part in each
    )
    return [Mark(*row) for row in first.union(*others, all=True).order_by(order)[:limit]]


def _awarded(
    competitions: list[Competition], filters: Filters, where: dict[str, int], order: str, limit: int
) -> list[Mark]:
    given = announced(competitions, filters).filter(place=filters.award)
    given = given.filter(**{name.replace("place", "hangs"): value for name, value in where.items()})
    rows = given.order_by(order.replace("place", "hangs"))[:limit]
    return [
        Mark(*row)
        for row in rows.values_list("hangs", "entry_id", "entry__public_id", "entry__competition_id")
    ]


def announced(competitions: Iterable[Competition], filters: Filters | None = None) -> Any:
    """The awards that may be told of today: their day has come, the drawing is public and the family has agreed.
    Each with ``hangs``, the place of its drawing.

    Asked award by award, for those are few: joined, a database may begin with the drawings, which are many.
    """
    out = [competition.pk for competition in competitions if competition.shows_results]
    public = Entry.objects.public().filter(holding(Scope.WINNER, "subject_id"), competition__in=out)
    entry = (filters or Filters()).narrow(public).filter(pk=OuterRef("entry_id"))
    return Award.objects.annotate(hangs=Subquery(entry.values("place")[:1])).filter(hangs__isnull=False)


# --- What can be chosen -------------------------------------------------------------------------------------------


class Combination(NamedTuple):
    """At least one drawing has all of these. Every drawing has the award "" as well."""

    competition_id: int
    year: int
    country: str
    band: str
    award: str


@dataclass(frozen=True)
class Offered:
    """What there is to see on a wall, by all that can be chosen. False when there is nothing at all.

    Then nothing is looked for: years later, when every consent has ended, that would be a look at each of them.
    """

    combinations: frozenset[Combination]

    def __bool__(self) -> bool:
        return bool(self.combinations)

    def answers(self, filters: Filters) -> bool:
        return any(True for _one in self._matching(filters))

    def values(self, name: str, filters: Filters) -> set[Any]:
        """Of one filter, those that lead to something while the others stay as they are."""
        others = filters.without(name)
        return {getattr(one, name) for one in self._matching(others, any_award=name == "award")} - {""}

    def _matching(self, filters: Filters, *, any_award: bool = False) -> Iterable[Combination]:
        return (
            one
            for one in self.combinations
            if filters.country in ("", one.country)
            and filters.band in ("", one.band)
            and filters.year in (0, one.year)
            and (any_award or filters.award == one.award)
        )


def offered(competitions: Iterable[Competition]) -> Offered:
    """Remembered until something is released or taken back: the first reader after that waits a little for all."""
    shown = [one for one in competitions if one.shows_gallery]
    years = {one.pk: one.year for one in shown}
    with_results = tuple(sorted(one.pk for one in shown if one.shows_results))
    kinds = [(*kind, "") for kind in _kinds(tuple(sorted(years)))] if years else []
    awarded = _awarded_kinds(with_results) if with_results else ()
    return Offered(
        frozenset(
            Combination(competition, years[competition], country, band, award)
            for competition, country, band, award in [*kinds, *awarded]
        )
    )


@memoised_per_version
def _kinds(competitions: tuple[int, ...]) -> tuple[tuple[int, str, str], ...]:
    """(competition, country, age group) of which there is a drawing to see.

    A look into an index for each country there is, then for each age group of those found, however many drawings they
    have. A subquery with a limit, not Exists: PostgreSQL would read every drawing to answer that for all countries.
    """
    public = Entry.objects.public()

    def there(competition: int, **more: Any) -> Subquery:
        these = public.filter(competition=competition, country=OuterRef("pk"), **more)
        return Subquery(these.order_by("-place").values("place")[:1])

    found = _in_one_query(
        Country.objects.annotate(of=Value(competition, IntegerField()), newest=there(competition))
        .filter(newest__isnull=False)
        .values_list("of", "pk")
        for competition in competitions
    )
    countries = {of: [code for one, code in found if one == of] for of, _code in found}
    return _in_one_query(
        Country.objects.annotate(
            of=Value(of, IntegerField()), band=Value(band, CharField()), newest=there(of, band=band)
        )
        .filter(pk__in=codes, newest__isnull=False)
        .values_list("of", "pk", "band")
        for (of, codes), band in product(countries.items(), [str(band) for band in BANDS])
    )


def _in_one_query(parts: Iterable[QuerySet[Any]]) -> tuple[Any, ...]:
    each = [part.order_by() for part in parts]
    if len(each) < 2:
        return tuple(each[0]) if each else ()
    return tuple(each[0].union(*each[1:], all=True))


@memoised_per_version
def _awarded_kinds(competitions: tuple[int, ...]) -> tuple[tuple[int, str, str, str], ...]:
    given = announced(Competition.objects.filter(pk__in=competitions))
    return tuple(
        given.values_list("entry__competition_id", "entry__country_id", "entry__band", "place").distinct()
    )


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as a link that keeps the other filters."""

    label: str
    query: str
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """One filter: the values that lead to something, and the link that takes it off."""

    name: str
    every: str
    every_query: str
    chosen: str
    values: list[Choice]


def labels(name: str, values: set[Any]) -> list[tuple[Any, str]]:
    """Of one filter, in the order in which people look for them."""
    if name == "country":
        return [(country.code, country.name) for country in by_name(Country(code) for code in values)]
    if name == "year":
        return [(year, str(year)) for year in sorted(values, reverse=True)]
    of_all: Any = AgeBand if name == "band" else Place
    order = BANDS if name == "band" else list(Place)
    return [(value, str(of_all(value).label)) for value in order if value in values]
