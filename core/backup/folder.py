"""The folder that backups are made in and restored from: for its owner only, and for one of them at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from shutil import rmtree

from django.conf import settings

from .errors import Refused

UNFINISHED = ".unfinished-"


def backup_folder() -> Path:
    folder = Path(settings.BACKUP_DIR)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("no_folder", f"BACKUP_DIR ({folder}) cannot be made: {error.strerror}.") from error
    return folder


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder of this run alone, gone afterwards; what a run that was killed left is gone too, as it holds all."""
    folder = backup_folder()
    with (folder / "lock").open("a") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise Refused("busy", "Another backup or restore is at work. Wait until it is done.") from None
        for left in folder.glob(f"{UNFINISHED}*"):
            rmtree(left) if left.is_dir() else left.unlink()
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as made:
            yield Path(made)
