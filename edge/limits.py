"""How often something may be tried: counted by network and by what was tried, without keeping either.

A count stands under a keyed hash. Its key is the site's secret and a salt made anew each day and deleted once the
day's windows have ended: after that not even we can say which network or account a row stood for. A window that began
before midnight goes on after it, under the salt it began with. See docs/decisions/0030-limits-without-addresses.md.

The counts stand in the database, so they are one number for all workers and machines, with nothing to set up.
"""

from __future__ import annotations

import hmac
import json
import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import router, transaction
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from edge.client import network_of
from edge.models import DailySalt, TryCount

LONGEST_WINDOW = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """``times`` tries within ``window``, counted from the first of them.

    Counted by network, unless it is about something that a whole network of machines could do to one person, as to
    fill their mailbox: ``by_network=False``.
    """

    name: str
    times: int
    window: timedelta
    by_network: bool = True

    def __post_init__(self) -> None:
        if self.window > LONGEST_WINDOW:
            raise ValueError("The salt of a day is kept for a day: no window may be longer")


def wait_before(limit: Limit, request: HttpRequest, *parts: str) -> int:
    """Seconds to wait before the next try; 0 when it may be tried now. Counts nothing.

    For showing a form, or refusing early. Whoever asks here, then tries, then counts, lets all those through who ask
    at the same moment: to guard a secret use `take`.
    """
    return _seconds_left(limit, _standing(_keys(limit, request, parts)), limit.times)


def take(limit: Limit, request: HttpRequest, *parts: str) -> int:
    """Count a try before it is made: 0 if it may be made, else the seconds to wait.

    Of any number that come at once exactly ``limit.times`` get a 0. When the try turns out well, `forget` it.
    """
    return _seconds_left(limit, _add(limit, request, parts), limit.times + 1)


def count(limit: Limit, request: HttpRequest, *parts: str) -> int:
    """Count a try that was made, and return what `wait_before` says after it."""
    return _seconds_left(limit, _add(limit, request, parts), limit.times)


def give_back(limit: Limit, request: HttpRequest, *parts: str) -> None:
    """Take one try off that `take` has counted. Where many share a count, one who succeeds does not free the rest."""
    standing = _standing(_keys(limit, request, parts))
    if standing is not None:
        TryCount.objects.filter(pk=standing.pk, count__gt=0).update(count=F("count") - 1)


def forget(limit: Limit, request: HttpRequest, *parts: str) -> None:
    """Start anew: the right password was given."""
    TryCount.objects.filter(key__in=_keys(limit, request, parts).values()).delete()


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429 in words: how long to wait, and that nothing is lost by waiting. Kept by nobody."""
    response = render(request, "429.html", {"minutes": max(1, math.ceil(seconds / 60))}, status=429)
    response.headers["Retry-After"] = str(max(1, seconds))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def prune() -> None:
    """Forget what has ended, and with the last count of a past day its salt. Writes only when there is something."""
    now = timezone.now()
    ended = TryCount.objects.filter(expires__lte=now)
    if ended.exists():
        ended.delete()
    # The second half is a belt for a clock that was put back: a salt outlives the day after its own in no case.
    past = DailySalt.objects.filter(
        Q(day__lt=_day(now), trycount=None) | Q(day__lt=_day(now) - LONGEST_WINDOW)
    )
    if past.exists():
        past.delete()


# --- How it is counted --------------------------------------------------------------------------------------------


def _add(limit: Limit, request: HttpRequest, parts: tuple[str, ...]) -> TryCount | None:
    """Count one more, and return how it stands after this one and before the next.

    Each step is one statement that the database does whole or not at all, so that no try is lost or counted twice
    whatever other workers do in between. Whoever has counted holds the row until it has been read.
    """
    now = timezone.now()
    with transaction.atomic(using=router.db_for_write(TryCount)):
        # A day's first try makes its salt. Of two at once one makes it, and both read it.
        DailySalt.objects.get_or_create(day=_day(now))
        keys = _keys(limit, request, parts)
        if not _live(keys).update(count=F("count") + 1):
            _begin(keys, _day(now), now + limit.window)
        return _standing(keys)


def _begin(keys: dict[date, str], today: date, ends: datetime) -> None:
    """A new window, unless another worker has begun it a moment ago."""
    mine = TryCount.objects.filter(key=keys[today], expires__lte=timezone.now())
    made = TryCount.objects.get_or_create(key=keys[today], defaults={"day_id": today, "expires": ends})[1]
    # The key of a window that is over may stand there still: the minute job has not come by.
    if not made and not mine.update(count=1, expires=ends):
        _live(keys).update(count=F("count") + 1)


def _standing(keys: dict[date, str]) -> TryCount | None:
    return _live(keys).order_by("-count").first()


def _live(keys: dict[date, str]) -> QuerySet[TryCount]:
    return TryCount.objects.filter(key__in=list(keys.values()), expires__gt=timezone.now())


def _seconds_left(limit: Limit, standing: TryCount | None, refused_from: int) -> int:
    if standing is None or standing.count < refused_from:
        return 0
    return max(1, math.ceil((standing.expires - timezone.now()).total_seconds()))


def _keys(limit: Limit, request: HttpRequest, parts: tuple[str, ...]) -> dict[date, str]:
    """The key of this try by the day under whose salt it may stand: today's, and yesterday's while it is there."""
    network = network_of(request) if limit.by_network else ""
    # A list in JSON and not its parts joined: "a|b" and "a", "b" are not the same.
    tried = json.dumps([limit.name, network, *parts]).encode()
    secret = settings.SECRET_KEY.encode()
    salts = DailySalt.objects.filter(day__gte=_day(timezone.now()) - LONGEST_WINDOW)
    return {
        day: hmac.digest(bytes(salt) + secret, tried, "sha256").hex()
        for day, salt in salts.values_list("day", "salt")
    }


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
