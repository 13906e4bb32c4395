from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

#: Any number that no other program uses for an advisory lock in the same PostgreSQL database.
LOCK_NUMBER = 25_05_1983
RETRY_SECONDS = 0.25
SPEAK_SECONDS = 5


class Command(BaseCommand):
    help = "Migrate, safely when several machines or processes start at once: one does it, the others wait their turn."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        with migration_lock(self.stdout.write):
            call_command(
                "migrate", verbosity=verbosity, interactive=False, stdout=self.stdout, stderr=self.stderr
            )


@contextmanager
def migration_lock(say: Callable[[str], object]) -> Iterator[None]:
    """Hold the one migration lock of this database.

    It belongs to a database session or an open file, so a process that is killed lets go of it. Behind a pooler in
    transaction mode a session's lock does not hold: there, migrate past the pooler.
    """
    lock = _postgresql_lock if connection.vendor == "postgresql" else _file_lock
    with lock() as try_it:
        spoke = 0.0
        while not try_it():
            if time.monotonic() - spoke >= SPEAK_SECONDS:
                spoke = time.monotonic()
                say("Waiting for another process to finish migrating this database …")
            time.sleep(RETRY_SECONDS)
        yield


@contextmanager
def _postgresql_lock() -> Iterator[Callable[[], bool]]:
    def ask(function: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [LOCK_NUMBER])
            return bool(cursor.fetchone()[0])

    try:
        yield lambda: ask("pg_try_advisory_lock")
    finally:
        ask("pg_advisory_unlock")


@contextmanager
def _file_lock() -> Iterator[Callable[[], bool]]:
    name = str(connection.settings_dict["NAME"])
    if ":memory:" in name or "mode=memory" in name:
        # Nobody else can open it.
        yield lambda: True
        return
    with Path(f"{name}.migrating").open("a") as file:

        def take() -> bool:
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                return False
            return True

        yield take
