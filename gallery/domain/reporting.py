"""What readers report, and what is hidden because of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from accounts.models import User
from audit.domain import record
from audit.models import Record
from core import clock

from ..enums import MOVES, Move, Reason, State
from ..models import Decision, Entry, Report, ReportHour
from ..models.report import ABOUT_SAFETY
from ..reports import letters
from ..roles import LOOK_AFTER
from .moves import ORIGINAL_KEPT, keep_original_until, move
from .refusals import Refused
from .safeguarding import must_lead
from .showing import ON_OR_OFF, show_again, take_off_or_leave_it_to_tick

logger = logging.getLogger(__name__)

#: Drawings that reports hide by themselves within one hour of the clock. Whoever wants the whole gallery hidden has to
#: find a person who does it.
MOST_HIDDEN = 20
HOUR = timedelta(hours=1)


def report(entry: Entry, category: Report.Category, text: str = "") -> Report:
    """Take a report in. One about a child's safety hides the drawing at once, but no more than `MOST_HIDDEN` an hour:
    beyond that it goes to the head of the bench, and to the lead at once."""
    with transaction.atomic():
        entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
        now = clock.now()
        made = Report(entry=entry, category=category, text=text.strip(), at=now)
        to_be_hidden = category in ABOUT_SAFETY and entry.state == State.PUBLISHED
        if to_be_hidden and _one_more_in(hour_of(now)):
            made.hid = True
            _hide(entry, Record.By.VISITOR)
        made.save()
        record("gallery.reported", entry, by=Record.By.VISITOR, category=str(category), hid=made.hid)
        if to_be_hidden and not made.hid:
            letters.many_reports(hour_of(now))
        elif category == Report.Category.SAFETY:
            letters.a_reader_is_worried(made, hour_of(now))
    if made.hid:
        take_off_or_leave_it_to_tick(entry)
    return made


def hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _one_more_in(hour: datetime) -> bool:
    """Count one more hiding, if there may be one: one statement, which the database does whole or not at all."""
    ReportHour.objects.filter(begins__lt=hour - HOUR).delete()
    ReportHour.objects.get_or_create(begins=hour)
    room = ReportHour.objects.filter(begins=hour, hidden__lt=MOST_HIDDEN)
    return room.update(hidden=F("hidden") + 1) == 1


def _hide(entry: Entry, user: User | Record.By) -> None:
    move(entry, Move.HIDE, entry.version, user, reason=Reason.REPORTED, approved_by=None, place=None)
    keep_original_until(entry, clock.now() + ORIGINAL_KEPT)


def hide_all(reports: Iterable[Report], *, user: Any) -> int:
    """One press hides every drawing of these reports that is still shown; returns how many."""
    hidden = []
    for entry in _entries_of(reports):
        with transaction.atomic():
            entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
            if entry.state not in MOVES[Move.HIDE].before:
                continue
            try:
                _hide(entry, user)
            except Refused:
                continue  # from a country that somebody else decides for
        hidden.append(entry)
    # All of them are gone before the first file is touched: a storage can be slow.
    for entry in hidden:
        take_off_or_leave_it_to_tick(entry)
    return len(hidden)


def hidden_by_reports(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those that are hidden for no other reason than that they were reported."""
    newest = Decision.objects.filter(entry=OuterRef("pk"), move__in=ON_OR_OFF).order_by("-pk")
    hidden = entries.filter(state=State.HIDDEN).annotate(hidden_for=Subquery(newest.values("reason")[:1]))
    return hidden.filter(hidden_for=Reason.REPORTED)


def with_the_lead(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those of which a reader wrote that they are worried about a child. What was written may name somebody at the very
    school or partner, so it is read, closed and shown again by the safeguarding lead alone."""
    worried = Report.objects.filter(entry=OuterRef("pk"), closed_at=None, category=Report.Category.SAFETY)
    return entries.filter(Exists(worried))


def may_look_after(user: Any) -> bool:
    return bool(user.has_perm(LOOK_AFTER))


def restorable(user: Any) -> QuerySet[Entry]:
    found = hidden_by_reports(Entry.objects.all())
    return found if may_look_after(user) else found.exclude(pk__in=with_the_lead(Entry.objects.all()))


def restore_all(reports: Iterable[Report], *, user: Any) -> int:
    """One press brings back those that reports alone had hidden: to the release, where somebody else looks again.

    Their reports are closed with it. One that cannot be brought back now stops no other.
    """
    restored = 0
    wanted = [entry.pk for entry in _entries_of(reports)]
    for entry in restorable(user).filter(pk__in=wanted).order_by("pk"):
        try:
            show_again(entry, user=user, version=entry.version)
        except Refused:
            continue
        except Exception:  # a storage fails in its own way
            logger.exception(
                "The files of a hidden drawing could not be deleted, so it cannot be shown again yet"
            )
            continue
        for each in Report.objects.filter(entry=entry, closed_at=None):
            close(each, user=user)
        restored += 1
    return restored


def close(report: Report, *, user: Any) -> None:
    """Somebody has looked. The drawing stays as it is. Closed twice is closed once. Raises `Refused`."""
    if report.category == Report.Category.SAFETY:
        must_lead(user)
    with transaction.atomic():
        open_still = Report.objects.filter(pk=report.pk, closed_at=None)
        if open_still.update(closed_at=clock.now(), closed_by=user):
            record("gallery.report_closed", report.entry, by=user, category=str(report.category))


def _entries_of(reports: Iterable[Report]) -> list[Entry]:
    return list({report.entry_id: report.entry for report in reports}.values())
