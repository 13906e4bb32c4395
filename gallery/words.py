"""How a drawing and a competition are spoken of, in the reader's language."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import get_language_bidi, gettext, pgettext

from consent.enums import AgeBand, Identification
from facts import cldr

if TYPE_CHECKING:
    from .models import Competition, Entry

#: Where a consent allows no name, none is shown, whatever the row still holds.
NAMED = frozenset({Identification.FIRST_NAME, Identification.PSEUDONYM, Identification.FULL_NAME})


def label(entry: Entry) -> str:
    """“Lina, 10 to 12, Lithuania”: all that readers get to know of whoever drew it."""
    parts = {"band": AgeBand(entry.band).label, "country": cldr.country_name(entry.country_id)}
    if entry.first_name and entry.identification in NAMED:
        return pgettext("below a drawing", "%(name)s, %(band)s, %(country)s") % {
            "name": _set_apart(entry.first_name),
            **parts,
        }
    return pgettext("below a drawing", "%(band)s, %(country)s") % parts


def state(competition: Competition) -> str:
    """Where the competition stands, with its day; for cards."""
    if competition.is_coming:
        return gettext("Opens on %(day)s.") % {"day": cldr.full_date(competition.opens_on)}
    if competition.is_open:
        return gettext("Open until %(day)s.") % {"day": cldr.full_date(competition.closes_on)}
    return _after_closing(competition)


def state_in_full(competition: Competition) -> str:
    """The same with the zone in which its days begin and end, so that nobody is late by an hour."""
    if competition.is_coming:
        return gettext("Opens on %(day)s, at the beginning of the day in %(place)s.") % {
            "day": cldr.full_date(competition.opens_on),
            "place": place(competition.zone, competition.opens_at),
        }
    if competition.is_open:
        return gettext("Open until %(day)s, end of the day in %(place)s.") % {
            "day": cldr.full_date(competition.closes_on),
            "place": place(competition.zone, competition.closes_at - timedelta(seconds=1)),
        }
    return _after_closing(competition)


def _after_closing(competition: Competition) -> str:
    if competition.shows_results:
        return gettext("Closed. The results are out.")
    closed = gettext("Closed since %(day)s.") % {
        "day": cldr.full_date(competition.closes_on + timedelta(days=1))
    }
    results = results_to_come(competition)
    return f"{closed} {results}" if results else closed


def results_to_come(competition: Competition) -> str:
    """Empty when they are out, or when nobody has set their day."""
    if competition.shows_results or competition.results_on is None:
        return ""
    return gettext("The results come on %(day)s.") % {"day": _day(competition.results_on)}


def gallery_to_come(competition: Competition) -> str:
    """Empty when the gallery is open."""
    if competition.shows_gallery or competition.gallery_from is None:
        return ""
    return gettext("The gallery opens on %(day)s.") % {"day": _day(competition.gallery_from)}


def _day(day: date) -> str:
    return cldr.full_date(day)


def bands(competition: Competition) -> list[str]:
    return [str(AgeBand(code).label) for code in competition.bands]


def place(zone: str, moment: datetime) -> str:
    """“Vilnius (Europe/Vilnius, UTC+3)”, with the offset that holds there at that moment."""
    offset = _offset(moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta())
    if "/" not in zone:
        return _set_apart(offset if zone == "UTC" else f"{zone}, {offset}")
    city = cldr.city_of(zone)
    return f"{city} ({_set_apart(f'{zone}, {offset}')})"


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def _set_apart(text: str) -> str:
    """Isolated where letters run the other way: else “Lina، 10” would change places with its neighbours."""
    right_to_left = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)
    return f"\u2068{text}\u2069" if right_to_left != get_language_bidi() else text
