"""Saves the site as it stood at one moment, while it goes on.

Files are fetched, then the database is copied, then files that came since. A file that vanished meanwhile stays in if
the saved rows name it, and goes if they do not: it was deleted before that moment, and must not live on in the archive.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from audit.domain import record
from audit.models import Record
from edge import restoring

from . import after_restore, archive, databases, stored
from .databases import sync_folder
from .errors import Refused
from .folder import UNFINISHED, backup_folder, workplace
from .names import known_to_rows, never_saved

Say = Callable[[str], object]
#: On a site where every file lives for seconds one of them may always be missing; then the archive says so.
TRIES = 3


@dataclass
class _Fetched:
    """The copies, by the name of what they are of, and how that looked when it was fetched."""

    folder: Path
    copies: dict[str, Path]
    looked: dict[str, stored.Found]
    fetched: int = 0

    def fetch(self, there: dict[str, stored.Found]) -> None:
        for name, look in there.items():
            if self.looked.get(name) == look:
                continue
            self.forget(name)
            self.looked[name] = look
            self.fetched += 1
            target = self.folder / f"{self.fetched:07}"
            if stored.fetch(name, look.size, target):
                self.copies[name] = target

    def forget(self, name: str) -> None:
        copy = self.copies.pop(name, None)
        if copy:
            copy.unlink()


def back_up(to: Path | BinaryIO | None, say: Say) -> archive.Manifest:
    """Write an archive into BACKUP_DIR, into a file or into a stream; ``say`` is told what happens.

    Raises `Refused` when there is nothing that could be saved whole. Nothing is left of a backup that failed.
    """
    if restoring.under_way():
        raise Refused(
            "restoring", "A restore has not ended: what is here is half a site. Run it again first."
        )
    with workplace() as folder:
        manifest, staged = _gather(folder, say)
        with _target(to, manifest, say) as out:
            archive.write(out, manifest, staged)
    with transaction.atomic():
        record("core.backed_up", by=Record.By.OPERATOR, files=len(manifest.files))
    return manifest


def _gather(folder: Path, say: Say) -> tuple[archive.Manifest, dict[str, Path]]:
    (folder / "files").mkdir()
    files = _Fetched(folder / "files", {}, {})
    before = _that_may_be_saved()
    say(f"Files: {len(before)} …")
    files.fetch(before)

    for _try in range(TRIES):
        say("Database …")
        manifest, database, named = _rows_of_a_moment(folder)
        after = _that_may_be_saved()
        files.fetch(after)
        manifest.missing = sorted(named - files.copies.keys())
        # What came and went between the two passes: these rows are of an unlucky moment, the next are not.
        if not manifest.missing or _still_named(manifest.missing):
            break
    # What became one of those in between is still named by the rows of that moment.
    for name in (files.copies.keys() - after.keys() - named) | never_saved("default"):
        files.forget(name)

    staged = {archive.FILES + name: copy for name, copy in files.copies.items()}
    staged[databases.MEMBER[manifest.engine]] = database
    manifest.members = {name: archive.describe(copy) for name, copy in staged.items()}
    return manifest, staged


def _that_may_be_saved() -> dict[str, stored.Found]:
    kept_out = never_saved("default")
    return {name: look for name, look in stored.all_files().items() if name not in kept_out}


def _still_named(names: list[str]) -> bool:
    """Whether rows go on naming all of these."""
    return set(names) <= set(known_to_rows("default"))


def _rows_of_a_moment(folder: Path) -> tuple[archive.Manifest, Path, set[str]]:
    """What the archive says of them, their file, and the names of files that they hold."""
    (folder / "database").unlink(missing_ok=True)
    made_at = datetime.now(UTC)
    with databases.snapshot(folder) as snapshot:
        named = set(known_to_rows(snapshot.using)) - never_saved(snapshot.using)
        manifest = archive.Manifest(
            made_at=made_at.isoformat(timespec="seconds"),
            engine=databases.engine(),
            engine_version=databases.engine_version(),
            migrations=databases.applied_migrations(snapshot.using),
            rows=databases.rows(snapshot.using),
            left_empty=databases.left_empty(),
            told={duty.name: duty.tell(snapshot.using) for duty in after_restore.duties()},
        )
    # PostgreSQL still shows what it leaves out.
    manifest.rows |= dict.fromkeys(manifest.rows.keys() & set(manifest.left_empty), 0)
    return manifest, snapshot.file, named


@contextmanager
def _target(to: Path | BinaryIO | None, manifest: archive.Manifest, say: Say) -> Iterator[BinaryIO]:
    """A file is whole, or not there."""
    if to is not None and not isinstance(to, Path):
        yield to
        to.flush()
        return
    moment = datetime.fromisoformat(manifest.made_at)
    path = to or backup_folder() / f"forget-me-not-{moment:%Y%m%dT%H%M%SZ}.tar.gz"
    unfinished = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    for left in path.parent.glob(f"{UNFINISHED}*-{path.name}"):  # by a run that was killed
        left.unlink()
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
        sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    say(f"{path} ({path.stat().st_size / archive.BLOCK:.1f} MiB)")
