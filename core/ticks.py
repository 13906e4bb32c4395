"""What happens every minute. A room adds its own jobs in a ``ticks.py`` of its own; they are found by that name.

A job looks at the state of what it works on and does what is due, so that a minute that was missed, or ticked twice,
does no harm. A job that deletes something can say beforehand what it would delete: ``@every_minute(rehearse=...)``,
printed by ``tick --dry-run``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING, TypeVar, overload

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision, UploadedFile

from audit.delivery import look_after_letters
from audit.domain import record
from core.publishing import problems_with
from edge import limits

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

logger = logging.getLogger(__name__)

Job = Callable[[], object]
_Job = TypeVar("_Job", bound=Job)
KEEP_TASK_RESULTS = timedelta(days=14)
KEEP_UPLOADS = timedelta(days=1)


@dataclass(frozen=True)
class Going:
    """Rows of one kind that a job would delete now. ``rows``: since when each is due and what it is called, the oldest
    first. Names are codes of ours; what has none, or one that opens something, has an empty one.
    """

    what: StrPromise | str
    why: StrPromise | str
    rows: tuple[tuple[datetime | None, str], ...]

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def oldest(self) -> datetime | None:
        return self.rows[0][0] if self.rows else None


Rehearsal = Callable[[], Iterable[Going]]

_jobs: dict[str, Job] = {}
_rehearsals: dict[str, Rehearsal] = {}


@overload
def every_minute(job: _Job) -> _Job: ...
@overload
def every_minute(*, rehearse: Rehearsal) -> Callable[[_Job], _Job]: ...
def every_minute(
    job: _Job | None = None, *, rehearse: Rehearsal | None = None
) -> _Job | Callable[[_Job], _Job]:
    """Have a function called by every tick; it takes no argument. ``rehearse`` says what it would delete if it were
    called now, and changes nothing."""

    def register(job: _Job) -> _Job:
        name = f"{job.__module__}.{job.__qualname__}"
        _jobs[name] = job
        if rehearse is not None:
            _rehearsals[name] = rehearse
        return job

    return register if job is None else register(job)


def rehearsals() -> Iterator[tuple[str, list[Going]]]:
    """Each job that deletes, and what it would delete now. What is found is read only: the transaction is rolled back,
    whatever a rehearsal did in it."""
    autodiscover_modules("ticks")
    for name, rehearse in sorted(_rehearsals.items()):
        with transaction.atomic():
            found = [going for going in rehearse() if going.count]
            transaction.set_rollback(True)
        yield name, found


def run_jobs() -> dict[str, bool]:
    """Run each job, whatever became of the one before; returns which went well."""
    autodiscover_modules("ticks")
    return {name: _run(name, job) for name, job in _jobs.items()}


def _run(name: str, job: Job) -> bool:
    try:
        job()
    except Exception:
        logger.exception("The minute job %s failed; it is tried again at the next tick.", name)
        return False
    return True


@every_minute
def publish_scheduled() -> None:
    """Put what an editor scheduled live, and take down what expired.

    Wagtail stops at the first that may not go live, and begins with it again a minute later, for ever: such schedules
    are dropped first. What becomes so in between is dropped at the next tick.
    """
    drop_schedules_that_may_not_be_kept()
    call_command("publish_scheduled", stdout=StringIO())


def drop_schedules_that_may_not_be_kept() -> None:
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
        thing = revision.as_object()
        if problems_with(thing):
            with transaction.atomic():
                Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
                record("core.schedule_dropped", thing, revision=revision.pk)


def _old_task_results() -> Iterator[Going]:
    rows = DBTaskResult.objects.finished().filter(finished_at__lte=timezone.now() - KEEP_TASK_RESULTS)
    times = rows.order_by("finished_at").values_list("finished_at", flat=True)
    yield Going(
        _("Results of tasks of the machine"),
        _("Two weeks after they were done."),
        tuple((moment + KEEP_TASK_RESULTS, "") for moment in times if moment),
    )


@every_minute(rehearse=_old_task_results)
def prune_task_results() -> None:
    """Forget finished tasks after two weeks.

    Waits until one is a day over that, so that it writes once a day and not once a minute.
    """
    now = timezone.now()
    finished = DBTaskResult.objects.finished()
    if finished.filter(finished_at__lte=now - KEEP_TASK_RESULTS - timedelta(days=1)).exists():
        finished.filter(finished_at__lte=now - KEEP_TASK_RESULTS).delete()


def _sessions_that_are_over() -> Iterator[Going]:
    rows = Session.objects.filter(expire_date__lte=timezone.now()).order_by("expire_date")
    # The key of a session is never shown, not even of one that is over.
    yield Going(
        _("Sessions of people who had signed in"),
        _("When they are over."),
        tuple((moment, "") for moment in rows.values_list("expire_date", flat=True)),
    )


@every_minute(rehearse=_sessions_that_are_over)
def clear_sessions() -> None:
    """Delete sessions that are over. Django leaves each where it was, with whose it was, for ever.

    Waits until one is a day over, so that it writes once a day and not once a minute.
    """
    now = timezone.now()
    if Session.objects.filter(expire_date__lte=now - timedelta(days=1)).exists():
        Session.objects.filter(expire_date__lte=now).delete()


def _uploads_broken_off() -> Iterator[Going]:
    rows = [upload for upload in UploadedFile.objects.order_by("pk") if _came_over_a_day_ago(upload.file)]
    yield Going(
        _("Uploads that nobody finished"),
        _("A day after they came."),
        tuple((None, str(upload.pk)) for upload in rows),
    )


@every_minute(rehearse=_uploads_broken_off)
def throw_away_uploads_broken_off() -> None:
    """Of pictures and files that come several at once, some wait to be described, and Wagtail lets them wait for ever.
    Nobody knows who is to be seen in them."""
    for upload in UploadedFile.objects.all():
        if _came_over_a_day_ago(upload.file):
            upload.file.delete(save=False)
            upload.delete()


def _came_over_a_day_ago(file: FieldFile) -> bool:
    # The row has no time of its own.
    try:
        return bool(file.storage.get_modified_time(str(file.name)) <= timezone.now() - KEEP_UPLOADS)
    except FileNotFoundError:
        return True


@every_minute
def forget_tries() -> None:
    """Forget how often something was tried once it does not matter any more, and the salt of a day that is over."""
    limits.prune()


# The cellar knows no ticks.
every_minute(look_after_letters)
