"""For the few commits that somebody is told of at once: "we have it" must hold after a power cut too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def on_the_disk() -> Iterator[None]:
    """Around a transaction, not inside one. SQLite otherwise leaves the last commits to the system, which writes them
    when it likes (``synchronous=NORMAL``); a server like PostgreSQL waits for the disk anyway."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    _synchronous("FULL")
    try:
        yield
    finally:
        _synchronous("NORMAL")


def _synchronous(level: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={level}")
