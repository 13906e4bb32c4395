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
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from audit.delivery import look_after_letters
from edge import limits

logger = logging.getLogger(__name__)

Job = Callable[[], object]
KEEP_TASK_RESULTS = timedelta(days=14)

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
    """Put what an editor scheduled live, and take down what expired."""
    call_command("publish_scheduled", stdout=StringIO())


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
def forget_tries() -> None:
    """Forget how often something was tried once it does not matter any more, and the salt of a day that is over."""
    limits.prune()


# The cellar knows no ticks.
every_minute(look_after_letters)
