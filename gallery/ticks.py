"""What `tick` does for entries: it looks at their state, never at a task's, and finishes what was interrupted.

One entry that cannot be helped does not stop those behind it: it is named in the log, and tried again a minute later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django_tasks_db.models import DBTaskResult

from consent.domain import holding
from consent.enums import Scope
from consent.models import ConsentRecord
from consent.standing import only_paused
from core import clock
from core.ticks import every_minute
from schools.enums import Standing

from . import (
    daily_mail,
    domain,
    files,
    hints,
    leads,
    retention_ticks,  # noqa: F401 -- its jobs are found through this module
    scanning,
)
from .boxes import ticks as boxes_ticks  # noqa: F401 -- so are these
from .enums import AssetKind, Scan, State
from .models import Entry, EntryAsset, Fingerprint, Slip
from .tasks import make_masked, process_entry

logger = logging.getLogger(__name__)

#: A worker takes up what it finds within seconds; after that it was down, or its task is gone.
WAITING_TOO_LONG = timedelta(minutes=2)
#: A release copies a dozen files; one that is not done by then was killed.
RELEASING_TOO_LONG = timedelta(minutes=10)
AT_ONCE = 200
SCANNED_AT_ONCE = 20
#: No request and no attempt of a worker lasts so long.
SURELY_WRITTEN = timedelta(hours=1)
#: Once an hour is enough for what nobody waits for. Consent ends at midnight UTC, so a minute after that too.
SWEEP_AT_MINUTES = (1, 17)
#: An ended consent is followed at once; this long after it nobody looks for one that was not.
FOLLOWED_FOR = timedelta(days=2)
#: Databases take only so many values in one question.
MOST_VALUES = 500


def _each(rows: Iterable[Any], do: Callable[[Any], object]) -> None:
    for row in rows:
        try:
            do(row)
        except domain.Overtaken:
            continue  # somebody has moved it meanwhile
        except Exception:  # a storage or a database fails in its own way
            logger.exception("%s could not be done for one drawing; the next tick tries again", do.__name__)


def _parts(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), MOST_VALUES):
        yield names[start : start + MOST_VALUES]


@every_minute
def redrive_entries() -> None:
    """Entries nobody took up, and those whose worker died over them."""
    now = clock.now()
    stuck = Entry.objects.filter(state=State.PROCESSING, state_changed_at__lt=now - domain.LEASE)
    _each(stuck.order_by("state_changed_at")[:AT_ONCE], domain.lose)
    if DBTaskResult.objects.ready().filter(task_path=process_entry.module_path).exists():
        return  # the worker has enough to do, or is down: more tasks would only pile up
    waiting = Entry.objects.filter(state=State.RECEIVED, state_changed_at__lt=now - WAITING_TOO_LONG)
    for pk in waiting.order_by("state_changed_at").values_list("pk", flat=True)[:AT_ONCE]:
        process_entry.enqueue(pk)


@every_minute
def redrive_covers() -> None:
    """What is to be covered and was not: the worker was interrupted, or the storage was away."""
    if DBTaskResult.objects.ready().filter(task_path=make_masked.module_path).exists():
        return
    late = domain.waiting_to_be_covered().exclude(masks__at__gt=clock.now() - WAITING_TOO_LONG)
    for pk in late.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        make_masked.enqueue(pk)


@every_minute
def take_copies_off() -> None:
    """Public copies of what is not in the gallery: hidden or taken back, and releases that were interrupted."""
    off = Entry.objects.exclude(public_key="").exclude(state=State.PUBLISHED)
    under_way = {"state": State.APPROVED, "state_changed_at__gt": clock.now() - RELEASING_TOO_LONG}
    _each(off.exclude(**under_way)[:AT_ONCE], domain.take_public_copies_off)


@every_minute
def delete_what_is_due() -> None:
    """Originals a month after the decision; all files of what was taken back, at once.

    The original of a drawing that was given an award stays until a month after the results: it may be printed.
    """
    due = EntryAsset.objects.filter(delete_after__lte=clock.now())
    awarded = Q(
        kind=AssetKind.ORIGINAL,
        entry__award__isnull=False,
        entry__state__in=(State.PUBLISHED, State.HIDDEN),
        entry__competition__results_on__gt=clock.today() - domain.ORIGINAL_KEPT,
    )
    _each(due.exclude(pk__in=due.filter(awarded).values("pk"))[:AT_ONCE], _delete)


def _delete(asset: EntryAsset) -> None:
    files.delete_private([asset.key])
    if asset.kind == AssetKind.COPY:
        # What it looked like goes with its pictures.
        Fingerprint.objects.filter(entry=asset.entry_id).delete()
    asset.delete()


@every_minute
def leave_nothing_of_what_is_sealed() -> None:
    """Copies that a storage kept when the drawing was sealed, or that a worker made of it at that moment."""
    copies = EntryAsset.objects.exclude(kind=AssetKind.ORIGINAL).filter(entry=OuterRef("pk"))
    sealed = Entry.objects.filter(Exists(copies), state=State.SEALED)
    _each(sealed[:AT_ONCE], domain.delete_copies)


def scan_what_was_not() -> None:
    """Drawings that were made ready before there was a scanner: without its word they could never be released."""
    if not scanning.is_asked():
        return
    unseen = Entry.objects.filter(scan=Scan.NONE, state__in=(*hints.SHOWN, State.DRAFT))
    for entry in unseen.order_by("-pk").prefetch_related("assets")[:SCANNED_AT_ONCE]:
        # Where the original is gone, what is left was made here.
        assets = sorted(
            entry.assets.all(), key=lambda asset: (asset.kind != AssetKind.ORIGINAL, -asset.bytes)
        )
        if not assets:
            continue
        try:
            clean = scanning.is_clean(files.read_private(assets[0].key))
        except scanning.NoVerdict:
            logger.warning("The virus scanner gave no verdict on what was made ready without it")
            return
        except Exception:
            logger.exception("A drawing could not be scanned; the next tick tries again")
            continue
        domain.scanned_later(entry, Scan.CLEAN if clean else Scan.INFECTED)


@every_minute
def hide_what_has_no_consent() -> None:
    """Drawings whose consent ended by the calendar. They are public no more; here their files go as well.

    What is only paused stays as it is, to be shown again.
    """
    if clock.now().minute in SWEEP_AT_MINUTES:
        ended = Entry.objects.filter(state=State.PUBLISHED).exclude(holding(Scope.SITE, "subject_id"))
        _each(
            ended.exclude(subject__in=only_paused(Scope.SITE).values("pk"))[:AT_ONCE],
            domain.hide_without_consent,
        )


@every_minute
def hide_what_comes_from_no_school() -> None:
    """Drawings whose school was turned away, where the site was cut off before it had hidden all of them."""
    if clock.now().minute in SWEEP_AT_MINUTES:
        left = Entry.objects.filter(
            state=State.PUBLISHED, batch__school__standing=Standing.TURNED_AWAY
        ).select_related("batch__school")
        _each(left[:AT_ONCE], domain.hide_of_no_school)


def _days_to_sweep(now: datetime) -> list[date]:
    # What was being written at midnight lies in the folder of the day before, and its row may still come.
    lately = [(now - SURELY_WRITTEN).date() - timedelta(days=days) for days in (1, 2)]
    older = [day for day in files.private_days() if day < lately[-1]]
    turn = int(now.timestamp()) // 3600 * len(SWEEP_AT_MINUTES) + SWEEP_AT_MINUTES.index(now.minute)
    return lately + ([older[turn % len(older)]] if older else [])


@every_minute
def take_back_what_was_ended() -> None:
    """Drawings whose consent somebody ended, or whose slip was taken back, where the site was cut off before it had
    followed. Nobody sees them any more; here their files go as well."""
    if clock.now().minute not in SWEEP_AT_MINUTES:
        return
    lately = ConsentRecord.objects.filter(withdrawn_on__gte=clock.today() - FOLLOWED_FOR)
    left = Entry.objects.filter(taken_back_at=None).exclude(state=State.WITHDRAWN)
    _each(left.filter(subject__in=lately.values("subject"))[:AT_ONCE], domain.follow_consent)
    _each(Slip.objects.filter(taken_back_at__isnull=False, entry__in=left)[:AT_ONCE], domain.take_back)


@every_minute
def tell_that_it_is_deleted() -> None:
    """A month after a drawing was taken back, and only when nothing of it is left."""
    domain.tell_that_they_are_deleted(domain.entries_to_tell()[:AT_ONCE])
    _each(domain.notices_without_a_drawing()[:AT_ONCE], domain.tell)


@every_minute
def call_the_leads_again() -> None:
    leads.press(clock.now())


@every_minute
def sweep_orphans() -> None:
    """Files that no row knows: an upload or a release was cut off between the file and the row.

    Private ones in the folders of the two days before today, so that nothing that is being sent now is touched, and in
    one older folder in turn: what was replaced by something newer may lie there. Of a release the row names the key
    before there is a file, so a public folder that no row names is nobody's.
    """
    now = clock.now()
    if now.minute not in SWEEP_AT_MINUTES:
        return
    for day in _days_to_sweep(now):
        for names in _parts(files.private_names(day)):
            known = set(EntryAsset.objects.filter(key__in=names).values_list("key", flat=True))
            files.delete_private(name for name in names if name not in known)
    for keys in _parts(files.public_keys()):
        named = set(Entry.objects.filter(public_key__in=keys).values_list("public_key", flat=True))
        _each([key for key in keys if key not in named], files.unpublish)


@every_minute
def tell_classes() -> None:
    """What was decided on the drawings of a class, once a day. Looked for every five minutes: a day has no shorter
    part in any zone that matters to it."""
    if clock.now().minute % 5 == 0:
        daily_mail.tell_all()
