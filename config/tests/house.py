"""A whole site in a folder, database and files, that a test may copy, damage and look through to the last byte."""

from __future__ import annotations

import email
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from email import policy
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections
from django.test import override_settings
from wagtail.models import Site

from audit.sealed import Unreadable, unseal
from edge import memo

DATABASE = "site.sqlite3"
#: How all begins that `audit.sealed` seals.
SEALED = "gAAAA"
#: As in production: what waits for the worker waits in the database.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "worker": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}


def begin(folder: Path) -> None:
    """The site as every test finds it, in a file."""
    with sqlite3.connect(folder / DATABASE) as file:
        connections["default"].connection.backup(file)
    file.close()


def copy(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


@contextmanager
def living_in(folder: Path, database: str = "") -> Iterator[None]:
    """The site works on what is in this folder, and really commits there. ``database``: the name of one on a server,
    instead of the file."""
    usual = connections["default"]
    moved = {**usual.settings_dict, "NAME": database or str(folder / DATABASE)}
    connections["default"] = type(usual)(moved, "default")
    settings = override_settings(
        MEDIA_ROOT=folder / "media",
        EMAIL_BACKEND="audit.eml.EmailBackend",
        EMAIL_FILE_PATH=folder / "mail",
        TASKS=TASKS,
    )
    _forget()
    try:
        with settings:
            yield
    finally:
        connections["default"].close()
        connections["default"] = usual
        _forget()


def _forget() -> None:
    cache.clear()
    memo.forget_everything()
    Site.clear_site_root_paths_cache()


# --- Looking through it -------------------------------------------------------------------------------------------


def places_of(sign: str, folder: Path) -> list[str]:
    """Where a sign stands, to the table and column. It must be of letters, and is found in any case.

    Opened once more by another way than the site's own, so that nothing the site does can hide it.
    """
    return sorted({*_in_tables(sign, folder), *_in_files(sign, folder), *_in_memory(sign)})


def sealed_columns(folder: Path) -> set[str]:
    """``table.column`` of every text in the database that is sealed."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = set()
        for (table,) in tables:
            rows = database.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in rows.description]
            for row in rows:
                held = zip(names, row, strict=True)
                found |= {f"{table}.{name}" for name, value in held if str(value).startswith(SEALED)}
    return found


def _in_tables(sign: str, folder: Path) -> Iterator[str]:
    database = sqlite3.connect(folder / DATABASE)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        rows = database.execute(f'SELECT * FROM "{table}"')
        columns = [column[0] for column in rows.description]
        for row in rows:
            for column, value in zip(columns, row, strict=True):
                if any(sign in read for read in _readings(value)):
                    yield f"{table}.{column}"
    database.close()
    for session in Session.objects.all():
        if sign in json.dumps(session.get_decoded()).lower():
            yield "django_session.session_data"


def _readings(value: Any) -> Iterable[str]:
    """As it stands, and unsealed."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return []
    readings = [value.lower()]
    if value.startswith(SEALED):
        try:
            readings.append(unseal(value).lower())
        except Unreadable:
            readings.append("")
    return readings


def _in_files(sign: str, folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        name = str(file.relative_to(folder))
        if sign in name.lower():
            yield f"name of {name}"
        if file.is_file():
            content = file.read_bytes()
            # An index keeps of a word what differs from the one before: its first letter may be missing.
            looked_for = sign[1:] if file.name.startswith(DATABASE) else sign
            if looked_for.encode() in content.lower() or sign in _letter(file, content):
                yield name if file.name.startswith(DATABASE) else name.partition("/")[0]


def _letter(file: Path, content: bytes) -> str:
    if file.suffix != ".eml":
        return ""
    message = email.message_from_bytes(content, policy=policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return " ".join([*map(str, message.values()), *parts]).lower()


def _in_memory(sign: str) -> Iterator[str]:
    if any(sign.encode() in bytes(kept).lower() for kept in cache._cache.values()):
        yield "cache"
    if any(sign in repr(one._kept).lower() for one in list(memo._all)):
        yield "memos"
