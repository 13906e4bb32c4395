"""What `tick` does for entries: it looks at their state, never at a task's, and finishes what was interrupted.

One entry that cannot be helped does not stop those behind it: it is named in the log, and tried again a minute later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django_tasks_db.models import DBTaskResult

from consent.domain import holding
from consent.enums import Scope
from consent.standing import only_paused
from core import clock
from core.ticks import every_minute

from . import domain, files
from .enums import State
from .models import Entry, EntryAsset
from .tasks import process_entry

logger = logging.getLogger(__name__)

#: A worker takes up what it finds within seconds; after that it was down, or its task is gone.
WAITING_TOO_LONG = timedelta(minutes=2)
#: A release copies a dozen files; one that is not done by then was killed.
RELEASING_TOO_LONG = timedelta(minutes=10)
AT_ONCE = 200
#: Once an hour is enough for what nobody waits for. Consent ends at midnight UTC, so a minute after that too.
SWEEP_AT_MINUTES = (1, 17)
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
def take_copies_off() -> None:
    """Public copies of what is not in the gallery: hidden or taken back, and releases that were interrupted."""
    off = Entry.objects.exclude(public_key="").exclude(state=State.PUBLISHED)
    under_way = {"state": State.APPROVED, "state_changed_at__gt": clock.now() - RELEASING_TOO_LONG}
    _each(off.exclude(**under_way)[:AT_ONCE], domain.take_public_copies_off)


@every_minute
def delete_what_is_due() -> None:
    """Originals a month after the decision; all files of what was taken back, at once."""
    _each(EntryAsset.objects.filter(delete_after__lte=clock.now())[:AT_ONCE], _delete)


def _delete(asset: EntryAsset) -> None:
    files.delete_private([asset.key])
    asset.delete()


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
def sweep_orphans() -> None:
    """Files that no row knows: an upload or a release was cut off between the file and the row.

    Private ones in the folders of the two days before today, so that nothing that is being sent now is touched. Of a
    release the row names the key before there is a file, so a public folder that no row names is nobody's.
    """
    now = clock.now()
    if now.minute not in SWEEP_AT_MINUTES:
        return
    for days in (1, 2):
        for names in _parts(files.private_names(now.date() - timedelta(days=days))):
            known = set(EntryAsset.objects.filter(key__in=names).values_list("key", flat=True))
            files.delete_private(name for name in names if name not in known)
    for keys in _parts(files.public_keys()):
        named = set(Entry.objects.filter(public_key__in=keys).values_list("public_key", flat=True))
        _each([key for key in keys if key not in named], files.unpublish)
