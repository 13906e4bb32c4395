"""Where the files of entries lie: everything privately, and what is released once more in public under another name.

Below ``entries/`` nothing is ever served by an address of its own (`edge.media` knows only public folders). A day a
folder, so that what a crash left behind is found without listing everything. What is public lies in
``drawings/<key>/``; the key is random, says nothing about the entry, and is never used again.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core import clock

from .models import EntryAsset

PRIVATE = "entries"
PUBLIC = "drawings"
#: A bucket answers slowly and to many at once. One pool a process: each thread opens its own connection to a bucket,
#: which takes longer than a copy.
_pool = ThreadPoolExecutor(max_workers=6, thread_name_prefix="drawings")


def keep_private(content: bytes, ending: str = "") -> str:
    """Store bytes where nobody gets them by an address; returns their name there."""
    name = f"{day_folder(clock.today())}/{secrets.token_hex(20)}{ending}"
    return default_storage.save(name, ContentFile(content))


def keep_for_good(content: bytes) -> str:
    """The same, and it is there after a power cut too. A bucket says so when it answers; a disk has to be asked."""
    name = keep_private(content)
    try:
        path = default_storage.path(name)
    except NotImplementedError:
        return name
    for place in (path, Path(path).parent):
        with _closed_after(os.open(place, os.O_RDONLY)) as opened:
            os.fsync(opened)
    return name


@contextmanager
def _closed_after(opened: int) -> Iterator[int]:
    try:
        yield opened
    finally:
        os.close(opened)


def day_folder(day: date) -> str:
    return f"{PRIVATE}/{day:%Y-%m-%d}"


def private_days() -> list[date]:
    """Every day of which something may lie there, in order."""
    try:
        folders = default_storage.listdir(PRIVATE)[0]
    except FileNotFoundError:
        return []
    days = []
    for name in folders:
        with suppress(ValueError):
            days.append(date.fromisoformat(name))
    return sorted(days)


def private_names(day: date) -> list[str]:
    """All that was stored privately on a day."""
    folder = day_folder(day)
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1] if name]
    except FileNotFoundError:
        return []


def read_private(key: str) -> bytes:
    with default_storage.open(key, "rb") as file:
        content: bytes = file.read()
        return content


def delete_private(keys: Iterable[str]) -> None:
    for key in keys:
        default_storage.delete(key)


def new_public_key() -> str:
    return secrets.token_hex(20)


def public_name(key: str, asset: EntryAsset) -> str:
    return f"{PUBLIC}/{key}/{asset.width}.{asset.format}"


def publish(key: str, copies: Iterable[EntryAsset]) -> None:
    """Put each copy where readers get it. Raises what the storage raises; then call `unpublish`."""

    def put(asset: EntryAsset) -> None:
        default_storage.save(public_name(key, asset), ContentFile(read_private(asset.key)))

    under_way = [_pool.submit(put, asset) for asset in copies]
    # All of them, whatever becomes of one: what is deleted after a failure must not be written behind its back.
    wait(under_way)
    for done in under_way:
        done.result()


def public_keys() -> list[str]:
    """All under which something lies in public, whether a row knows of it or not."""
    try:
        return default_storage.listdir(PUBLIC)[0]
    except FileNotFoundError:
        return []


def unpublish(key: str) -> None:
    """Delete all that lies under a key, whether a row knows of it or not."""
    folder = f"{PUBLIC}/{key}"
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    # On disk an empty folder is left; a bucket has none.
    default_storage.delete(folder)
