"""What the other rooms have for the home page: events near in time, the newest drawings, who takes part.

Remembered like everything that readers see, and still true at the hour: an event that ended leaves at once, a gallery
opens on its minute, though nobody saves anything then.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from core import clock
from edge.memo import memoised_per_version
from events.listing import coming_events
from events.models import EventPage
from gallery.listing import competition_pages, newest
from gallery.models import Competition, CompetitionPage, Entry
from partners.models import PartnerPage, partner_pages

EVENTS = 3
#: More than are shown, so that those that end before the next change have successors.
EVENTS_REMEMBERED = 12
DRAWINGS = 3
PARTNERS = 12


def events() -> list[EventPage]:
    now = clock.now()
    return [
        event
        for event in _next_events(get_language() or "")
        # What has no date yet is not near in time.
        if event.ends_at > now and not event.new_date_unknown
    ][:EVENTS]


@memoised_per_version
def _next_events(language: str) -> tuple[EventPage, ...]:
    return tuple(coming_events(EVENTS_REMEMBERED))


@dataclass(frozen=True)
class Drawings:
    page: CompetitionPage
    entries: tuple[Entry, ...]


def drawings() -> Drawings | None:
    """Of the newest competition that has some to show."""
    for page in _competitions(get_language() or ""):
        entries = _newest(page.competition_id) if page.competition.shows_gallery else ()
        if entries:
            return Drawings(page, entries)
    return None


@memoised_per_version
def _competitions(language: str) -> tuple[CompetitionPage, ...]:
    return tuple(competition_pages())


@memoised_per_version
def _newest(competition_id: int) -> tuple[Entry, ...]:
    return tuple(newest(Competition.objects.get(pk=competition_id), DRAWINGS))


def partners() -> tuple[PartnerPage, ...]:
    return _partners(get_language() or "")


@memoised_per_version
def _partners(language: str) -> tuple[PartnerPage, ...]:
    return tuple(partner_pages()[:PARTNERS])
