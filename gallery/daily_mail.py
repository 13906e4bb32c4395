"""What was decided on a class's drawings, in one letter a day.

At three in the afternoon where the competition is, when a teacher can still act on it. What is decided later that day
waits for the next; a decision of the last minutes may be a slip of the finger, and waits too. Only where a drawing
stands now is told: nothing of what the safeguarding lead has, and nothing of what was taken back.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.utils import translation

from audit import outbox
from audit.domain import record
from core import clock
from schools.domain import address_of

from . import domain, reasons
from .enums import Move, State
from .models import Batch, Competition, Decision, Entry

logger = logging.getLogger(__name__)

AT = time(15)
#: A decision can be undone for so long.
UNDONE_WITHIN = timedelta(minutes=10)
TOLD = (Move.APPROVE, Move.REJECT, Move.ASK, Move.RELEASE)
#: Long after its gallery nothing is decided any more.
NOT_LONG_OVER = timedelta(days=400)
AT_ONCE = 200


@dataclass
class _Group:
    """Some drawings of one kind. ``slips``: their numbers, for people to read."""

    numbers: list[int]
    why: str = ""

    def plain(self) -> dict[str, Any]:
        return {
            "count": len(self.numbers),
            "slips": ", ".join(str(number) for number in sorted(self.numbers)),
            "why": self.why,
        }


def tell_all() -> int:
    """Write to every class that has news; returns to how many."""
    told = 0
    today = clock.today()
    for competition in Competition.objects.filter(opens_on__lte=today + timedelta(days=1)):
        if competition.closes_on + NOT_LONG_OVER < today:
            continue
        until = _last_afternoon(competition) - UNDONE_WITHIN
        for batch in _with_news(competition, until):
            try:
                told += tell(batch, until)
            except Exception:  # one class that cannot be written to does not stop the others
                logger.exception("A class could not be told; the next tick tries again")
    return told


def _last_afternoon(competition: Competition) -> datetime:
    zone = ZoneInfo(competition.zone)
    here = clock.now().astimezone(zone)
    day = here.date() if here.time() >= AT else here.date() - timedelta(days=1)
    return datetime.combine(day, AT, zone)


def _with_news(competition: Competition, until: datetime) -> Iterable[Batch]:
    news = Decision.objects.filter(
        entry__competition=competition,
        entry__batch__school__isnull=False,
        pk__gt=F("entry__batch__told_up_to"),
        move__in=TOLD,
        at__lt=until,
    )
    batches = Batch.objects.filter(pk__in=news.values("entry__batch"))
    return batches.select_related("competition", "contact").order_by("pk")[:AT_ONCE]


def tell(batch: Batch, until: datetime) -> bool:
    """Tell one class what is new; whether there was anything to tell. Never twice: `Batch.told_up_to` moves with it."""
    fresh = Decision.objects.filter(entry__batch=batch, pk__gt=batch.told_up_to, move__in=TOLD, at__lt=until)
    newest = fresh.aggregate(newest=Max("pk"))["newest"]
    if newest is None:
        return False
    why = Decision.objects.filter(entry=OuterRef("pk"), move__in=[Move.REJECT, Move.ASK]).order_by("-pk")
    entries = (
        Entry.objects.filter(pk__in=fresh.values("entry"), taken_back_at=None)
        .select_related("slip")
        .annotate(said_why=Subquery(why.values("reason")[:1]))
    )
    contact = batch.contact
    address = address_of(contact) if contact is not None else ""
    language = contact.language if contact is not None else batch.language
    with transaction.atomic():
        mine = Batch.objects.filter(pk=batch.pk, told_up_to=batch.told_up_to)
        if mine.update(told_up_to=newest) != 1:
            return False  # another tick was quicker
        with translation.override(language):
            news = _news(entries)
        if news is None or not address:
            return False
        outbox.post(
            "class_decided",
            address,
            language=language,
            context={**news, "page": domain.page_of(batch, language)},
            key=f"gallery.class_decided.{batch.pk}.{newest}",
            about=batch,
        )
        record("gallery.class_told", batch)
    return True


def _news(entries: Iterable[Entry]) -> dict[str, Any] | None:
    """By where each stands now; ``None`` when none of them stands where the school is told of."""
    now: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        now[entry.state].append(entry)
    told = {State.PUBLISHED, State.APPROVED, State.CHANGES, State.REJECTED}
    if not told & set(now):
        return None
    return {
        "shown": _Group(_numbers(now[State.PUBLISHED])).plain(),
        "approved": _Group(_numbers(now[State.APPROVED])).plain(),
        "asked": _by_reason(now[State.CHANGES]),
        "not_shown": _by_reason(now[State.REJECTED]),
    }


def _by_reason(entries: list[Entry]) -> list[dict[str, Any]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[getattr(entry, "said_why", "")].append(entry)
    return [_Group(_numbers(groups[reason]), reasons.for_school(reason)).plain() for reason in sorted(groups)]


def _numbers(entries: list[Entry]) -> list[int]:
    return [entry.slip.number if entry.slip is not None else 0 for entry in entries]
