"""From the wall clock of a place to instants.

The local time is what people agreed on; the instant is derived from it (docs/decisions/0026-local-time-first.md).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Where events without a date stand in lists: after all others, and never over.
NO_DATE_YET = datetime(9999, 1, 1, tzinfo=UTC)
NOON = time(12)


def local(day: date, at: time, zone: str) -> datetime:
    """Of a time that comes twice, as clocks are put back, the first. A time that is skipped is moved on."""
    return datetime.combine(day, at, ZoneInfo(zone))


def instant(day: date, at: time, zone: str) -> datetime:
    """In UTC."""
    return local(day, at, zone).astimezone(UTC)


def is_skipped(day: date, at: time, zone: str) -> bool:
    """Whether no clock there ever shows this time: clocks are put forward over it."""
    back = instant(day, at, zone).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) != datetime.combine(day, at)


def beginning_of(day: date, zone: str) -> datetime:
    return instant(day, time.min, zone)


def end_of(day: date, zone: str) -> datetime:
    """The first instant that is no longer on this day there."""
    return beginning_of(day + timedelta(days=1), zone)
