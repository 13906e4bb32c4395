from __future__ import annotations

from django_tasks import task


@task(backend="worker")
def send_letter(letter_id: int) -> None:
    from .delivery import deliver  # noqa: PLC0415 -- what delivers a letter enqueues this too

    deliver(letter_id)
