"""What the worker does. Tasks take ids, look at the state anew, and may run twice."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task
from django_tasks_db.backend import DatabaseBackend


@task(backend="worker")
def process_entry(entry_id: int) -> None:
    from .processing import process  # noqa: PLC0415 -- domain enqueues this, and processing moves by domain

    process(entry_id)


def enqueue_with_the_row(entry_id: int) -> None:
    """Inside the transaction that makes the entry wait. A queue in the same database is written in that transaction:
    there is never an entry without its task. Any other queue hears of it after the commit, and what is lost in
    between is found by `tick`."""
    if isinstance(process_entry.get_backend(), DatabaseBackend):
        process_entry.enqueue(entry_id)
    else:
        transaction.on_commit(lambda: process_entry.enqueue(entry_id), robust=True)


@task(backend="worker")
def make_masked(entry_id: int) -> None:
    from .masks import make  # noqa: PLC0415 -- domain enqueues this, and masks ask domain

    make(entry_id)
