"""What lies in the storage of entries, on disk or in a bucket."""

from __future__ import annotations

import shutil

from django.core.files.storage import default_storage

from gallery import files


def stored_files() -> list[str]:
    """Every file below the folders of entries, private and public."""
    return sorted([*_below(files.PRIVATE), *_below(files.PUBLIC)])


def is_on_a_disk() -> bool:
    try:
        default_storage.path("")
    except NotImplementedError:
        return False
    return True


def forget_files() -> None:
    """And the folders of their days, which a storage in a bucket does not know: the sweep takes such in turn."""
    for name in stored_files():
        default_storage.delete(name)
    for folder in (files.PRIVATE, files.PUBLIC) if is_on_a_disk() else ():
        shutil.rmtree(default_storage.path(folder), ignore_errors=True)


def _below(folder: str) -> list[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for name in names if name] + [
        name for below in folders for name in _below(f"{folder}/{below}")
    ]
