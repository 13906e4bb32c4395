"""A database in a file, as sites have one, that several threads work on at once and really commit to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from threading import Barrier
from typing import TypeVar

from django.db import connections

from config.tests import house

T = TypeVar("T")


@contextmanager
def committing(folder: Path, prepared_rows: Path) -> Iterator[None]:
    copyfile(prepared_rows, folder / house.DATABASE)
    with house.living_in(folder):
        yield


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
