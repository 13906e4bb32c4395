"""What was sealed since the backup is sealed again before anybody sees the site; what was destroyed goes again."""

from __future__ import annotations

from typing import Any

from core.backup.after_restore import Duty, Wishes, register
from core.backup.folder import backup_folder

from . import domain
from .enums import OVER
from .kept_sealed import DESTROYED, GIVEN_BACK, NAME, Line, read
from .models import Entry


def tell(using: str) -> None:
    """The archive carries nothing of it: the list lies beside it."""


def check(told: Any, wishes: Wishes) -> None:
    """Raises `Refused` where the list is there and cannot be read."""
    _lines(wishes)


def do(told: Any, wishes: Wishes) -> list[str]:
    # Of each drawing the last line counts; what was given back is decided on by two people anyhow.
    last = {line.drawing: line for line in _lines(wishes)}
    said = [_again(line) for line in last.values() if line.what != GIVEN_BACK]
    return [sentence for sentence in said if sentence]


def _lines(wishes: Wishes) -> list[Line]:
    folders = [wishes.beside, backup_folder()]
    return [line for folder in folders if folder is not None for line in read(folder / NAME)]


def _again(line: Line) -> str:
    entry = Entry.objects.filter(public_id=line.drawing).first()
    if entry is None:
        return ""
    try:
        case = domain.seal_again(entry, line.code)
        if line.what == DESTROYED:
            domain.destroy_again(case)
    except domain.Refused:
        if entry.state in OVER:
            return ""
        return (
            f"Case {line.code} could not be sealed again: its drawing had not been made ready in the backup. "
            "Tell the safeguarding lead before you let anybody in."
        )
    return (
        f"Case {line.code} is sealed again."
        if line.what != DESTROYED
        else f"Case {line.code} is destroyed again."
    )


register(Duty("gallery.sealed", tell, check, do))
