"""Puts an archive back. All is looked at before anything is changed, and all is done before anything is served."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction

from audit.domain import record
from audit.models import Record
from edge import content_version, restoring

from . import after_restore, archive, databases, stored
from .after_restore import Wishes
from .databases import sync_folder
from .errors import Refused
from .folder import workplace

Say = Callable[[str], object]


def restore(source: BinaryIO, wishes: Wishes, say: Say) -> archive.Manifest:
    """Raises `Refused` and others. Where the flag (`edge.restoring`) stands then, the site stays shut until a restore
    of the same archive, or of another with ``replace``, has ended.
    """
    with workplace() as folder:
        say("Looking through the archive …")
        manifest, staged = archive.read(source, folder)
        _refuse_what_does_not_fit(manifest)
        for duty in after_restore.duties():
            duty.check(manifest.told.get(duty.name), wishes)
        _refuse_to_overwrite(manifest, wishes)
        with databases.to_itself(), _shut(manifest):
            say(f"Files: {len(manifest.files)} …")
            _bring_files(manifest, staged)
            say("Database …")
            with databases.replaced_by(staged[databases.MEMBER[manifest.engine]]):
                _compare(manifest)
                _make_ready(manifest, wishes, say)
    return manifest


def _refuse_what_does_not_fit(manifest: archive.Manifest) -> None:
    here = databases.engine()
    if manifest.engine != here or databases.MEMBER[here] not in manifest.members:
        raise Refused(
            "engine",
            f"The archive is of {_named(manifest.engine)}, and DATABASE_URL names {_named(here)}. "
            "Restore it into a site on the same engine. Nothing was changed.",
        )
    if set(manifest.migrations) - databases.known_migrations():
        raise Refused(
            "newer",
            "The archive was made by a newer version of the site. Install that version, or a later one. "
            "Nothing was changed.",
        )
    databases.refuse_older_engine(manifest.engine_version)


def _named(engine: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(engine, "an engine we do not know")


def _refuse_to_overwrite(manifest: archive.Manifest, wishes: Wishes) -> None:
    """What a restore of this same archive left half done may be overwritten: that was allowed before."""
    if wishes.replace or _began() == _mark(manifest):
        return
    if databases.has_content() or stored.all_files():
        raise Refused(
            "content",
            "There is a site here already. Say --replace to have it overwritten, rows and files. Nothing was changed.",
        )


# --- Shut, until all is done ----------------------------------------------------------------------------------------


def _mark(manifest: archive.Manifest) -> str:
    return hashlib.sha256(manifest.as_json()).hexdigest()


def _began() -> str:
    """The archive whose restore has not ended."""
    try:
        return str(json.loads(restoring.flag().read_text()).get("archive", ""))
    except (OSError, ValueError, AttributeError):
        return ""


@contextmanager
def _shut(manifest: archive.Manifest) -> Iterator[None]:
    flag = restoring.flag()
    with flag.open("w") as file:
        json.dump({"archive": _mark(manifest)}, file)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(flag.parent)
    yield
    flag.unlink()


# --- The work -------------------------------------------------------------------------------------------------------


def _bring_files(manifest: archive.Manifest, staged: dict[str, Path]) -> None:
    for name in stored.all_files().keys() - manifest.files.keys():
        stored.remove(name)
    for name, member in manifest.files.items():
        stored.put(name, staged[archive.FILES + name], member)


def _compare(manifest: archive.Manifest) -> None:
    found = databases.rows("default")
    if found != manifest.rows:
        different = sorted(
            name for name in found.keys() | manifest.rows.keys() if found.get(name) != manifest.rows.get(name)
        )
        raise Refused(
            "rows",
            f"The restored database is not what was saved. Tables that differ: {', '.join(different)}.",
        )


def _make_ready(manifest: archive.Manifest, wishes: Wishes, say: Say) -> None:
    """Everything that must have happened before a reader may see a row."""
    call_command("migrate", interactive=False, verbosity=0)
    for duty in after_restore.duties():
        for sentence in duty.do(manifest.told.get(duty.name), wishes):
            say(sentence)
    with transaction.atomic():
        record("core.restored", by=Record.By.OPERATOR, made_at=_code(manifest.made_at))
    # What was kept under an older number is never shown again; emptying the caches only makes room.
    content_version.bump()
    for cache in caches.all(initialized_only=False):
        with suppress(Exception):  # the site runs without, too
            cache.clear()


def _code(moment: str) -> str:
    """As it may stand in the log, which takes no capital letter and no plus."""
    return moment.lower().replace("+", "-")[:19]
