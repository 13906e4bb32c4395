"""The files of the default storage, on a disk or in a bucket, one after the other and in blocks."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from edge.storages import BucketStorage, stream

from .archive import Member, is_safe

#: What `/readyz` writes to see whether it can.
NOT_CONTENT = ("health/",)


@dataclass(frozen=True)
class Found:
    """A file as it lies there. Another size or time means another file."""

    size: int
    changed: float


def all_files() -> dict[str, Found]:
    """Every file of the storage, but those of a probe and those whose name leads elsewhere."""
    found = _in_bucket(default_storage) if isinstance(default_storage, BucketStorage) else _below("")
    return {name: file for name, file in found if not name.startswith(NOT_CONTENT) and is_safe(name)}


def _in_bucket(storage: BucketStorage) -> Iterator[tuple[str, Found]]:
    """In one list: to ask folder by folder would be a request for each drawing."""
    location = f"{storage.location.strip('/')}/".lstrip("/")
    for one in storage.bucket.objects.filter(Prefix=location):
        if not one.key.endswith("/"):
            yield one.key.removeprefix(location), Found(one.size, one.last_modified.timestamp())


def _below(folder: str) -> Iterator[tuple[str, Found]]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # deleted meanwhile, or nothing was ever uploaded
        return
    for name in names:
        path = f"{folder}{name}"
        with suppress(FileNotFoundError):
            found = Found(default_storage.size(path), default_storage.get_modified_time(path).timestamp())
            yield path, found
    for name in folders:
        yield from _below(f"{folder}{name}/")


def fetch(name: str, size: int, target: Path) -> bool:
    """Put a copy at ``target``; False when there is no such file any more.

    On the same disk it is a second name for the same bytes, which costs nothing: a stored file is never written again.
    So never write into what was fetched.
    """
    if isinstance(default_storage, FileSystemStorage):
        try:
            os.link(default_storage.path(name), target)
        except FileNotFoundError:
            return False
        except OSError:  # another disk, or one that knows no second names
            pass
        else:
            return True
    try:
        with target.open("xb") as out:
            out.writelines(_blocks(name, size))
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return False
    return True


def put(name: str, source: Path, expected: Member) -> bool:
    """Have the storage hold this under this very name; True when it did not already."""
    if default_storage.exists(name):
        if _is(name, expected):
            return False
        default_storage.delete(name)
    with source.open("rb") as file:
        stored = default_storage.save(name, File(file, name=name))
    if stored != name:
        default_storage.delete(stored)
        raise OSError(f"The storage did not take a file under its name, but under {stored}.")
    return True


def _is(name: str, expected: Member) -> bool:
    if default_storage.size(name) != expected.size:
        return False
    digest = hashlib.sha256()
    for block in _blocks(name, expected.size):
        digest.update(block)
    return digest.hexdigest() == expected.sha256


def _blocks(name: str, size: int) -> Iterator[bytes]:
    """A film is never in memory whole: a bucket's own ``open`` would have it there."""
    return stream(default_storage, name, 0, size) if size else iter(())


def remove(name: str) -> None:
    default_storage.delete(name)
