"""The tables as migrations leave them, made once and kept: running all of them takes half a minute, a copy nothing.

Kept in ``var/tests/`` under a name made from everything that migrations read. What follows them (rights of roles, texts
that are shipped, content types) is left out and done anew for every run, by the ``migrate`` that finds nothing else to
do: so a change there, or in a test, needs no new tables. SQLite alone.
"""

from __future__ import annotations

import ast
import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from importlib import metadata
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from config.progress import ROOT, VAR, only_one

KEPT = VAR / "tests"
#: Whoever goes back to an earlier state of the project finds its tables still there.
KEEP = 2
#: Not named by any migration, and yet there while it runs.
LISTENING = ("apps.py", "signals.py", "content_version.py")
#: What migrations look up when they run, or write into tables.
SETTINGS = (
    "AUTH_USER_MODEL", "INSTALLED_APPS", "LANGUAGES", "LANGUAGE_CODE", "MIGRATION_MODULES", "SITE_URL", "TIME_ZONE",
    "USE_TZ", "WAGTAIL_CONTENT_LANGUAGES", "WAGTAIL_SITE_NAME", "WAGTAILDOCS_DOCUMENT_MODEL",
    "WAGTAILIMAGES_IMAGE_MODEL", "WAGTAILSEARCH_BACKENDS",
)  # fmt: skip


@contextmanager
def tables_there(name: str, kept: Path = KEPT) -> Iterator[None]:
    """The database in memory of this name has its tables, as long as the block lasts or somebody else has it open."""
    with closing(sqlite3.connect(name, uri=True)) as database:
        with closing(sqlite3.connect(_made_once(kept))) as tables:
            tables.backup(database)
        yield


def _made_once(kept: Path) -> Path:
    file = kept / f"tables-{fingerprint(read_by_migrations(ROOT))}.sqlite3"
    with only_one(kept / "tables.lock", "another run to make the tables"):
        if not file.exists():
            unfinished = kept / "unfinished.sqlite3"
            unfinished.unlink(missing_ok=True)
            _migrate(unfinished)
            unfinished.rename(file)
        file.touch()
        for old in sorted(kept.glob("tables-*.sqlite3"), key=lambda one: one.stat().st_mtime)[:-KEEP]:
            old.unlink()
    return file


def _migrate(into: Path) -> None:
    """In memory, then copied: on a disk, a thousand statements would be waited for one by one."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "file:tables?mode=memory&cache=shared"
    try:
        with mock.patch("django.core.management.commands.migrate.emit_post_migrate_signal"):
            call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        with closing(sqlite3.connect(into)) as file:
            connection.connection.backup(file)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def fingerprint(sources: Iterable[Path], root: Path = ROOT) -> str:
    versions = sorted(f"{one.metadata['Name']} {one.version}" for one in metadata.distributions())
    values = [f"{name} {getattr(settings, name, None)!r}" for name in SETTINGS]
    options = repr(connection.settings_dict.get("OPTIONS"))
    said = [sys.version, sqlite3.sqlite_version, *versions, *values, options]
    digest = hashlib.sha256("\n".join(said).encode())
    for path in sorted(sources):
        digest.update(f"\n{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def read_by_migrations(root: Path) -> set[Path]:
    """Migrations of our rooms, settings and pins, and what they import of ours, however far. Other people's migrations
    come with their versions."""
    rooms = {folder.parent.name for folder in root.glob("*/__init__.py")}
    python = [path for room in sorted(rooms) for path in (root / room).rglob("*.py")]
    found = {*root.glob("requirements*.txt")}
    ahead = [
        path
        for path in python
        if "tests" not in path.parts
        and (
            "migrations" in path.parts
            or path.name in LISTENING
            or path.parent == root / "config" / "settings"
        )
    ]
    while ahead:
        path = ahead.pop()
        if path in found:
            continue
        found.add(path)
        # Who listens is read itself, but not all that it might call: most of it is for readers and editors.
        if path.name not in LISTENING:
            ahead += [there for name in _imported(path, root) for there in _files(name, root, rooms)]
    return found


def _imported(path: Path, root: Path) -> Iterator[str]:
    package = path.relative_to(root).parts[:-1]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            # What is imported from a package may be a module of its own.
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _files(name: str, root: Path, rooms: set[str]) -> Iterator[Path]:
    parts = name.split(".")
    if parts[0] in rooms:
        for length in range(1, len(parts) + 1):
            inside = root.joinpath(*parts[:length])
            yield from (path for path in (inside / "__init__.py", inside.with_suffix(".py")) if path.exists())
