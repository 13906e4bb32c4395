from __future__ import annotations

from django_tasks import task


@task(backend="worker")
def process_entry(entry_id: int) -> None:
    from .processing import process  # noqa: PLC0415 -- domain enqueues this, and processing moves by domain

    process(entry_id)
