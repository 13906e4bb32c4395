"""A list, outside the database, of what must hold whatever backup is restored: who was erased, whose consent ended or
changed, which private links ended. Each line is a key, codes and days; without the database it says nothing of anybody.

Each backup stands on it too: a list that does not know an archive cannot say what came after it.

It is a file beside the archives, and goes with them wherever they are kept. One line is one write, and on the disk
before whoever wrote it goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from core.backup.errors import Refused
from core.backup.folder import backup_folder
from core.clock import now

from ..enums import Party, Scope
from ..models import ConsentRecord, Erasure, TakeBackKey

NAME = "erasures.jsonl"

ERASED, WITHDRAWN, CHANGED = "erased", "withdrawn", "changed"
LINK_GIVEN, LINK_ENDED, BACKED_UP = "link_given", "link_ended", "backed_up"
OF_PEOPLE = frozenset({ERASED, WITHDRAWN, CHANGED})
OF_LINKS = frozenset({LINK_GIVEN, LINK_ENDED})


@dataclass(frozen=True)
class Line:
    """What is empty is not written."""

    what: str
    subject: str
    at: str
    #: Of an erasure, its receipt's number.
    erasure: str = ""
    #: Of a change, how the consent stood after it; ``scopes`` with a dot between them.
    paused_by: str = ""
    scopes: str = ""
    capacity: str = ""
    identification: str = ""
    given_on: str = ""
    expires_on: str = ""
    #: Of a private link, the digest of its code: nobody can open anything with it.
    link: str = ""
    archive: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    def as_json(self) -> str:
        return json.dumps({name: value for name, value in asdict(self).items() if value})

    @property
    def scope_set(self) -> set[Scope]:
        return {Scope(code) for code in self.scopes.split(".") if code}

    @classmethod
    def from_json(cls, text: str) -> Line:
        """Raises ``ValueError`` or ``TypeError`` for what is no such line."""
        line = cls(**{"subject": "", **json.loads(text)})
        if line.what in OF_PEOPLE:
            UUID(line.subject)
            line._check_terms()
        elif line.what == BACKED_UP:
            UUID(line.archive)
        elif line.what not in OF_LINKS or not line.link:
            raise ValueError(line.what)
        if line.moment.tzinfo is None:
            raise ValueError(line.at)
        return line

    def _check_terms(self) -> None:
        if self.paused_by:
            Party(self.paused_by)
        for day in filter(None, (self.given_on, self.expires_on)):
            date.fromisoformat(day)
        for code in filter(None, self.scopes.split(".")):
            Scope(code)


def here() -> Path:
    return backup_folder() / NAME


def note(erasure: Erasure) -> None:
    """An erasure was asked for, or done. Noted twice it stands there once. Raises what the disk raises."""
    at = erasure.finished_at or erasure.asked_at or now()
    add([Line(ERASED, str(erasure.subject_id), at.isoformat(), str(erasure.pk))])


def note_backup() -> str:
    """A backup is being made; what stands below its line came after it. The number goes into the archive."""
    archive = str(uuid4())
    add([Line(BACKED_UP, "", now().isoformat(), archive=archive)])
    return archive


def note_link_given(sender: object, instance: TakeBackKey, created: bool, **kwargs: Any) -> None:
    """Receives ``post_save`` of a private link. What cannot be written here is in the log, as with a change."""
    if created:
        line = Line(LINK_GIVEN, "", instance.made_at.isoformat(), link=instance.code_digest)
        transaction.on_commit(lambda: _note_quickly(line), robust=True)


def note_link_ended(sender: object, key: TakeBackKey, **kwargs: Any) -> None:
    """Receives `key_ended`."""
    line = Line(LINK_ENDED, "", now().isoformat(), link=key.code_digest)
    transaction.on_commit(lambda: _note_quickly(line), robust=True)


def note_change(sender: object, subject_id: UUID, **kwargs: Any) -> None:
    """Receives `consent_changed`: a consent is other than it was. A first record changes nothing for a backup, which
    has it or does not know of anything to show.

    What cannot be written here is in the log, and the change stands: nothing may block a withdrawal.
    """
    records = list(ConsentRecord.objects.filter(subject_id=subject_id).order_by("-pk")[:2])
    if len(records) == 2:
        _note_quickly(_as_it_stands(records[0]))


def _as_it_stands(record: ConsentRecord) -> Line:
    at = record.recorded_at.isoformat()
    if record.withdrawn_on:
        return Line(WITHDRAWN, str(record.subject_id), at)
    return Line(
        CHANGED,
        str(record.subject_id),
        at,
        paused_by=str(record.paused_by) if record.paused_at else "",
        scopes=".".join(sorted(record.scopes.values_list("scope", flat=True))),
        capacity=str(record.capacity),
        identification=str(record.identification),
        given_on=record.given_on.isoformat(),
        expires_on=record.expires_on.isoformat(),
    )


def _note_quickly(line: Line) -> None:
    """Without looking for it on the list: a line twice does no harm."""
    with _locked(here()) as file:
        _append(file, [line])


def add(lines: Iterable[Line]) -> None:
    """Those that do not stand there yet."""
    with _locked(here()) as file:
        known = {_identity(line) for line in read(here())}
        _append(file, [line for line in lines if _identity(line) not in known])


def _identity(line: Line) -> tuple[str, ...]:
    return (line.what, line.erasure or line.archive or f"{line.subject}{line.link} {line.at}")


def read(path: Path) -> list[Line]:
    """Raises `Refused` for a line that cannot be read: who stands on it would come back."""
    lines = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            lines.append(Line.from_json(line))
        except (ValueError, TypeError, AttributeError):
            raise Refused(
                "ledger",
                f"Line {number} of {path} cannot be read, so nobody knows who was erased there. Take another copy of "
                "the list, or delete that line if you know that it says nothing.",
            ) from None
    return lines


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, open for one writer at a time."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        flock(file, LOCK_EX)
        yield file
    finally:
        os.close(file)


def _append(file: int, lines: list[Line]) -> None:
    """All of it or nothing: half a line on a full disk would be one that cannot be read."""
    if not lines:
        return
    before = os.fstat(file).st_size
    # After a machine that went down in the middle of a line, the next one begins on its own.
    start = "\n" if before and os.pread(file, 1, before - 1) != b"\n" else ""
    content = (start + "".join(f"{line.as_json()}\n" for line in lines)).encode()
    try:
        if os.write(file, content) != len(content):
            raise OSError("the list of erasures could not be written whole")
        os.fsync(file)
    except OSError:
        os.ftruncate(file, before)
        raise
