"""What happens every minute. A room adds its own jobs in a ``ticks.py`` of its own; they are found by that name.

A job looks at the state of what it works on and does what is due, so that a minute that was missed, or ticked twice,
does no harm.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision, UploadedFile

from audit.delivery import look_after_letters
from audit.domain import record
from core.publishing import problems_with
from edge import limits

logger = logging.getLogger(__name__)

Job = Callable[[], object]
KEEP_TASK_RESULTS = timedelta(days=14)
KEEP_UPLOADS = timedelta(days=1)

_jobs: dict[str, Job] = {}


def every_minute(job: Job) -> Job:
    """Have a function called by every tick; it takes no argument."""
    _jobs[f"{job.__module__}.{job.__qualname__}"] = job
    return job


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


@every_minute
def prune_task_results() -> None:
    """Forget finished tasks after two weeks.

    Waits until one is a day over that, so that it writes once a day and not once a minute.
    """
    now = timezone.now()
    finished = DBTaskResult.objects.finished()
    if finished.filter(finished_at__lte=now - KEEP_TASK_RESULTS - timedelta(days=1)).exists():
        finished.filter(finished_at__lte=now - KEEP_TASK_RESULTS).delete()


@every_minute
def clear_sessions() -> None:
    """Delete sessions that are over. Django leaves each where it was, with whose it was, for ever.

    Waits until one is a day over, so that it writes once a day and not once a minute.
    """
    now = timezone.now()
    if Session.objects.filter(expire_date__lte=now - timedelta(days=1)).exists():
        Session.objects.filter(expire_date__lte=now).delete()


@every_minute
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
