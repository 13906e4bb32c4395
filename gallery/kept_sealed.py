"""A list, outside the database, of what was sealed and what became of it: a restored backup knows nothing of that, and
would show it again. Codes only. It lies beside the archives and goes with them wherever they are kept."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

from django.db import transaction

from core.backup.errors import Refused
from core.backup.folder import backup_folder

logger = logging.getLogger(__name__)

NAME = "sealed.jsonl"
SEALED, GIVEN_BACK, DESTROYED = "sealed", "given_back", "destroyed"


@dataclass(frozen=True)
class Line:
    what: str
    #: Its public number.
    drawing: str
    code: str


def note(line: Line) -> None:
    """With the commit of what it tells of. Nothing may keep somebody from sealing, a full disk neither: then the log
    says that the line is missing."""
    transaction.on_commit(lambda: _write(line), robust=True)


def _write(line: Line) -> None:
    try:
        file = os.open(backup_folder() / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            flock(file, LOCK_EX)
            # Each on a line of its own, also after one that was cut off.
            os.write(file, f"\n{json.dumps(asdict(line))}\n".encode())
            os.fsync(file)
        finally:
            os.close(file)
    except (OSError, Refused):
        logger.exception("The list of sealed drawings could not be written: case %s", line.code)


def read(path: Path) -> list[Line]:
    """Raises `Refused` for a line that cannot be read: what stands on it would be shown again."""
    try:
        texts = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    try:
        return [Line(**json.loads(text)) for text in texts if text.strip()]
    except (ValueError, TypeError) as error:
        raise Refused(
            "sealed",
            f"{path} cannot be read, so nobody knows what was sealed. Take another copy of the list.",
        ) from error
