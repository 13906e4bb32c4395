"""What readers see of the entries: a page of the gallery, its filters, one drawing, a slide, the results.

In what order and behind which filters they hang, `gallery.walls` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils.translation import gettext as _

from consent.domain import in_force
from consent.enums import Scope

from . import walls
from .enums import Move, Place, State
from .models import Award, Competition, CompetitionPage, Decision, Entry
from .models.entry import EntryQuerySet
from .walls import Choice, Choices, Filters, Mark, Wall, competition_pages, newest_first

__all__ = ["Filters", "awards", "competition_pages", "leaf", "newest", "newest_first", "of", "slide", "view"]

PER_PAGE = 24
#: On the competition's own page.
NEWEST = 6
#: A jury gives a few in each age group; no page grows beyond this.
MOST_AWARDS = 100


# --- For other rooms ----------------------------------------------------------------------------------------------


def newest(competition: Competition | None, limit: int) -> list[Entry]:
    """The latest that a reader may see, of one competition or of all, ready for cards."""
    if competition is not None and not walls.offered([competition]):
        return []
    entries = Entry.objects.public() if competition is None else of(competition)
    return list(entries.for_cards().order_by("-place")[:limit])


def of(competition: Competition) -> EntryQuerySet:
    return Entry.objects.public().filter(competition=competition)


# --- The gallery --------------------------------------------------------------------------------------------------


class Hung(NamedTuple):
    """A drawing and the page of its competition, below which it stands."""

    entry: Entry
    page: CompetitionPage


@dataclass(frozen=True)
class Leaf:
    """One page of the gallery. ``newer`` and ``older`` are the ends of addresses, ``None`` where there is no more."""

    drawings: list[Hung]
    newer: str | None = None
    older: str | None = None


def leaf(wall: Wall, filters: Filters, after: int | None = None) -> Leaf:
    """From the first that is older than the place ``after``; without it, from the newest on."""
    if not walls.offered(wall.of_year(0)).answers(filters):
        return Leaf([])
    found = walls.older(wall, filters, after, PER_PAGE + 1)
    marks, more = found[:PER_PAGE], found[PER_PAGE:]
    return Leaf(
        _hung(wall, marks),
        newer=_query_of_newer(wall, filters, marks[0]) if after is not None and marks else None,
        older=filters.query(marks[-1].place) if more else None,
    )


def _hung(wall: Wall, marks: list[Mark]) -> list[Hung]:
    entries = Entry.objects.for_cards().in_bulk([mark.entry_id for mark in marks])
    return [
        Hung(entries[mark.entry_id], wall.pages[mark.competition_id])
        for mark in marks
        if mark.entry_id in entries
    ]


def _query_of_newer(wall: Wall, filters: Filters, first: Mark) -> str | None:
    """The way back is as cheap as the way on: whoever came by a link in the middle has no other."""
    found = walls.newer(wall, filters, first.place, PER_PAGE + 1)
    if not found:
        return None
    return filters.query(found[-1].place if len(found) > PER_PAGE else None)


def choices(wall: Wall, filters: Filters) -> list[Choices]:
    """The filters of a wall, without those that leave no choice. Each value leads to something."""
    offered = walls.offered(wall.of_year(0))
    names = {"band": (_("Age"), _("All ages")), "country": (_("Country"), _("All countries"))}
    if filters.everywhere:
        names["year"] = (_("Year"), _("All years"))
    names["award"] = (_("Award"), _("All drawings"))
    found = []
    for name, (title, every) in names.items():
        values = walls.labels(name, offered.values(name, filters))
        chosen = getattr(filters, name)
        if not chosen and len(values) < (1 if name == "award" else 2):
            continue
        found.append(
            Choices(
                title,
                every,
                filters.without(name).query() or ".",
                dict(walls.labels(name, {chosen})).get(chosen, "") if chosen else "",
                [
                    Choice(label, filters.with_(name, value).query(), chosen=value == chosen)
                    for value, label in values
                ],
            )
        )
    return found


# --- One drawing --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Neighbour:
    """Another drawing, and the page below which it stands."""

    public_id: str
    page: CompetitionPage


@dataclass(frozen=True)
class View:
    """A drawing between its neighbours. ``back`` is the end of the address of the gallery's page that it is on."""

    entry: Entry
    may_be_printed: bool
    newer: Neighbour | None
    older: Neighbour | None
    back: str


def view(page: CompetitionPage, public_id: str, filters: Filters) -> View | None:
    """``None`` when a reader may not see it. Its neighbours are those of the list it was opened from."""
    entry = of(page.competition).for_cards().filter(public_id=public_id).first()
    if entry is None or entry.place is None:
        return None
    wall = walls.whole_wall() if filters.everywhere else walls.wall_of(page)
    newer = walls.newer(wall, filters, entry.place, PER_PAGE)
    older = walls.older(wall, filters, entry.place, 1)
    # In the middle of its page, unless that is the first one: then where the reader found it.
    after = newer[PER_PAGE // 2].place if len(newer) == PER_PAGE else None
    printable = may_be_printed(entry.subject_id)
    return View(entry, printable, _neighbour(wall, newer), _neighbour(wall, older), filters.query(after))


def may_be_printed(subject: Any) -> bool:
    return in_force(Scope.PRINT).filter(pk=subject).exists()


def _neighbour(wall: Wall, marks: list[Mark]) -> Neighbour | None:
    return Neighbour(marks[0].public_id, wall.pages[marks[0].competition_id]) if marks else None


def was_public(competition: Competition, public_id: str) -> bool:
    """Whether readers could once see what they cannot see now: such an address is gone, not unknown."""
    released = Exists(Decision.objects.filter(entry=OuterRef("pk"), move=Move.RELEASE))
    once = Entry.objects.filter(Q(state=State.PUBLISHED) | released)
    return competition.shows_gallery and once.filter(competition=competition, public_id=public_id).exists()


# --- A slide ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slide:
    """One drawing on a screen that a class looks at. ``previous`` and ``following`` are the ends of addresses; after
    the last one comes the first, as it is then: what was taken back or released meanwhile counts from that round on.
    ``here`` leads to this one again, or to the next when it has been taken back."""

    entry: Entry
    here: str
    previous: str | None
    following: str
    is_last: bool


def slide(wall: Wall, filters: Filters, after: int | None = None) -> Slide | None:
    """The first that is older than the place ``after``; without it, or where nothing is left, the newest."""
    if not walls.offered(wall.of_year(0)).answers(filters):
        return None
    marks = walls.older(wall, filters, after, 2) or walls.older(wall, filters, None, 2)
    hung = _hung(wall, marks[:1])
    if not hung:
        return None
    newer = walls.newer(wall, filters, marks[0].place, 2)
    is_last = len(marks) < 2
    return Slide(
        hung[0].entry,
        here=filters.query(marks[0].place + 1),
        previous=filters.query(newer[1].place if newer[1:] else None) if newer else None,
        following=filters.query(None if is_last else marks[0].place),
        is_last=is_last,
    )


# --- Results ------------------------------------------------------------------------------------------------------

_IN_ORDER = Case(*[When(place=place, then=order) for order, place in enumerate(Place)], default=len(Place))


def awards(competition: Competition) -> list[Award]:
    """What may be announced today: the first places first, among equals the youngest. Empty before its day."""
    if not competition.shows_results:
        return []
    given = walls.announced([competition]).annotate(order=_IN_ORDER)
    found = {award.entry_id: award for award in given.order_by("order", "entry__band", "hangs")[:MOST_AWARDS]}
    entries = Entry.objects.for_cards().in_bulk(found)
    for entry_id, award in found.items():
        award.entry = entries[entry_id]
    return list(found.values())


def award_of(entry: Entry) -> Award | None:
    if not entry.competition.shows_results:
        return None
    return walls.announced([entry.competition]).filter(entry=entry).first()
