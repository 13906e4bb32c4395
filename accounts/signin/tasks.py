from __future__ import annotations

from django_tasks import task


@task(backend="worker")
def write_link(user_id: int | None) -> None:
    """For nobody too: then it does nothing, and the page that asked has cost the same."""
    from .domain import send_link  # noqa: PLC0415 -- what asks for a link enqueues this

    send_link(user_id)
