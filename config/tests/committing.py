"""A database as sites have one, that several threads work on at once and really commit to: a file of SQLite, or a
database of its own on the PostgreSQL server that the suite runs on."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from threading import Barrier
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from django.db import connection, connections

from config.tests import house

T = TypeVar("T")


@contextmanager
def committing(folder: Path, prepared_rows: Path) -> Iterator[None]:
    """The block finds what every test begins with, and is alone with it."""
    if connection.vendor == "sqlite":
        copyfile(prepared_rows, folder / house.DATABASE)
        with house.living_in(folder):
            yield
        return
    with a_database() as address:
        subprocess.run(["pg_restore", f"--dbname={address}", prepared_rows], check=True)
        with house.living_in(folder, urlsplit(address).path.removeprefix("/")):
            yield


@contextmanager
def a_database() -> Iterator[str]:
    """An address of an empty database on the suite's PostgreSQL server, dropped afterwards."""
    import psycopg

    server = urlsplit(os.environ["DATABASE_URL"])._replace(scheme="postgresql")
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(urlunsplit(server), autocommit=True) as session:
        session.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(server._replace(path=f"/{name}"))
        finally:
            session.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def all_at_once(number: int, do: Callable[[int], T]) -> list[T]:
    """What ``do(0)``, ``do(1)`` … answered, each in a thread with a connection of its own, begun together."""
    settings, kind = connections["default"].settings_dict, type(connections["default"])
    together = Barrier(number, timeout=60)

    def one(place: int) -> T:
        connections["default"] = kind(settings, "default")
        together.wait()
        try:
            return do(place)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))
