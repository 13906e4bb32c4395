"""What time it is for the site. Everything that depends on the day asks here, so that tests can stand on 25 May."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.conf import settings
from django.utils import timezone as django_timezone


def now() -> datetime:
    """Aware, in UTC. ``settings.CLOCK`` (an ISO instant, honoured under ``DEMO`` only) stands in for the real time."""
    fixed = getattr(settings, "CLOCK", "")
    if fixed:
        return datetime.fromisoformat(fixed).replace(tzinfo=UTC)
    return django_timezone.now()


def today() -> date:
    """The calendar day in UTC: a countdown in days needs no zone of its own."""
    return now().date()
