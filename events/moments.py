"""When an event is, in words: the place's own time first, as the reader's language writes it (CLDR)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
)
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from facts import cldr

from . import instants

if TYPE_CHECKING:
    from .models import EventPage

#: CLDR as Babel has it puts a comma after the weekday; the dates of this site do without (config/formats).
DAY_PATTERNS = {"en": "EEEE d MMMM y"}


@dataclass(frozen=True)
class When:
    """``local`` is the wall clock where it takes place, ``place`` says whose, ``utc`` is for those who join from
    elsewhere. The last two may be empty. ``begins`` and ``ends`` are for machines, with the offset of that day."""

    local: str
    place: str
    utc: str
    begins: str
    ends: str


def when(event: EventPage) -> When | None:
    """``None`` for an event that has no date yet."""
    if event.new_date_unknown:
        return None
    first, last = event.start_date, event.last_date
    if event.start_time is None:
        return When(_days(first, last), "", "", first.isoformat(), last.isoformat())
    begins = instants.local(first, event.start_time, event.zone)
    ends = instants.local(last, event.end_time, event.zone) if event.end_time else None
    return When(
        local=_moment(begins, ends, last),
        place=_place(event.zone, begins, ends or begins),
        utc=_in_utc(begins, ends) if event.online and begins.utcoffset() else "",
        begins=begins.isoformat(),
        ends=ends.isoformat() if ends else "",
    )


def full_day(day: date) -> str:
    """With its weekday."""
    language = cldr.current_language()
    return format_date(day, DAY_PATTERNS.get(language, "full"), locale=cldr.locale_for(language))


def month(day: date) -> str:
    """Short, for the leaf of a calendar."""
    return format_skeleton("MMM", day, locale=cldr.locale_for(cldr.current_language()))


def listed(parts: Iterable[str]) -> str:
    """Joined by the comma of the reader's script; empty parts are left out."""
    return ("، " if get_language_bidi() else ", ").join(part for part in parts if part)


def _days(first: date, last: date) -> str:
    return full_day(first) if first == last else f"{full_day(first)} – {full_day(last)}"


def _moment(begins: datetime, ends: datetime | None, last: date) -> str:
    if ends is None:
        start = _joined(begins.date(), _time(begins))
        return start if begins.date() == last else f"{start} – {full_day(last)}"
    if begins.date() == ends.date():
        return _joined(begins.date(), _times(begins, ends))
    return f"{_joined(begins.date(), _time(begins))} – {_joined(ends.date(), _time(ends))}"


def _joined(day: date, clock: str) -> str:
    pattern = str(cldr.locale_for(cldr.current_language()).datetime_formats["medium"])
    return pattern.format(clock, full_day(day))


def _time(moment: datetime) -> str:
    # Without its zone: Babel would move it into another.
    return format_time(moment.time(), "short", locale=cldr.locale_for(cldr.current_language()))


def _times(begins: datetime, ends: datetime) -> str:
    locale = cldr.locale_for(cldr.current_language())
    twelve_hours = "a" in locale.time_formats["short"].pattern
    return format_interval(begins.time(), ends.time(), "hm" if twelve_hours else "Hm", locale=locale)


def _place(zone: str, begins: datetime, ends: datetime) -> str:
    """“Athens time, UTC+3”. Without the offset when it changes before the event is over."""
    offset = _offset(begins)
    if "/" not in zone or zone.startswith("Etc/"):
        return offset
    city = cldr.city_of(zone)
    if begins.utcoffset() != ends.utcoffset():
        return _("%(city)s time") % {"city": city}
    return _("%(city)s time, %(offset)s") % {"city": city, "offset": offset}


def _offset(moment: datetime) -> str:
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    written = f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
    # Between right-to-left words the sign would change sides.
    return f"\u2066{written}\u2069" if get_language_bidi() else written


def _in_utc(begins: datetime, ends: datetime | None) -> str:
    """The times alone when both fall on the days that were named already."""
    start, end = begins.astimezone(UTC), (ends or begins).astimezone(UTC)
    same_days = start.date() == begins.date() and end.date() == (ends or begins).date()
    if ends is None:
        return _time(start) if same_days else _joined(start.date(), _time(start))
    if same_days and start.date() == end.date():
        return _times(start, end)
    return _moment(start, end, end.date())
