"""One moment of the database as a file, and a database of such a file: SQLite and PostgreSQL, each in its own way."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, which

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import Error, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .errors import Refused

SQLITE, POSTGRESQL = "sqlite", "postgresql"
MEMBER = {SQLITE: "database/site.sqlite3", POSTGRESQL: "database/site.pgdump"}

#: Of no use to anybody after a restore: who is signed in, and how often something was tried.
LEFT_EMPTY = ("sessions.Session", "edge.TryCount", "edge.DailySalt")
SNAPSHOT = "backup_snapshot"
#: What SQLite may keep beside a database; of another one it would be fatal.
BESIDE = ("-wal", "-shm", "-journal")

STOP_FIRST = (
    "Stop the web server, the worker and the minute clock first, on every machine. Nothing was changed."
)


@dataclass(frozen=True)
class Snapshot:
    """``file`` holds the rows of one moment; ``using`` is the alias of a database that still shows that moment."""

    file: Path
    using: str


def engine() -> str:
    return connection.vendor


def engine_version() -> str:
    if engine() == POSTGRESQL:
        connection.ensure_connection()
        return str(connection.pg_version // 10000)  # type: ignore[attr-defined]
    return sqlite3.sqlite_version


def known_migrations() -> set[str]:
    """Those this version of the site can apply or has applied."""
    return {".".join(key) for key in MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}}


def applied_migrations(using: str) -> list[str]:
    applied = {".".join(key) for key in MigrationRecorder(connections[using]).applied_migrations()}
    return sorted(applied & known_migrations())


def left_empty() -> list[str]:
    return sorted(apps.get_model(label)._meta.db_table for label in LEFT_EMPTY)


def rows(using: str) -> dict[str, int]:
    """How many each table has, Django's or not."""
    database = connections[using]
    with database.cursor() as cursor:
        counted = {}
        for table in sorted(database.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {database.ops.quote_name(table)}")  # noqa: S608
            counted[table] = int(cursor.fetchone()[0])
    return counted


# --- Out of it ----------------------------------------------------------------------------------------------------


@contextmanager
def snapshot(folder: Path) -> Iterator[Snapshot]:
    with (_of_postgresql if engine() == POSTGRESQL else _of_sqlite)(folder) as taken:
        yield taken


def _refuse_nothing(tables: set[str]) -> None:
    if "django_migrations" not in tables:
        raise Refused("nothing", "There is no site in this database yet: nothing to save.")


@contextmanager
def _of_sqlite(folder: Path) -> Iterator[Snapshot]:
    """By SQLite's own copy of a running database: one read transaction, and whoever writes meanwhile goes on."""
    file = folder / "database"
    connection.ensure_connection()
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        _refuse_nothing(tables)
        for table in tables.intersection(left_empty()):
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608
        # Pages that are free still hold what was deleted from them.
        copy.execute("VACUUM")
        found = [row[0] for row in copy.execute("PRAGMA integrity_check(5)")]
        if found != ["ok"]:
            raise Refused(
                "corrupt",
                "The database is damaged: SQLite's own check found faults in it. No backup was made. "
                "Keep the last good one.",
            )
    with _as_database(file) as using:
        yield Snapshot(file, using)


@contextmanager
def _as_database(file: Path) -> Iterator[str]:
    """A file of SQLite under an alias of its own."""
    connections.settings[SNAPSHOT] = {**connection.settings_dict, "NAME": str(file), "OPTIONS": {}}
    try:
        yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        with suppress(AttributeError):
            del connections[SNAPSHOT]
        del connections.settings[SNAPSHOT]


@contextmanager
def _of_postgresql(folder: Path) -> Iterator[Snapshot]:
    """pg_dump sees what this transaction sees, so that rows are counted in what is saved."""
    program = _program("pg_dump", int(engine_version()))
    file = folder / "database"
    _refuse_nothing(set(connection.introspection.table_names()))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            name = cursor.fetchone()[0]
        arguments = [f"--snapshot={name}", "--no-owner", "--no-privileges", "--format=custom"]
        arguments += [f"--exclude-table-data={table}" for table in left_empty()]
        _run([program, *arguments, f"--file={file}"], "The database could not be saved")
        yield Snapshot(file, "default")


def _program(name: str, at_least: int) -> str:
    found = which(name)
    if not found:
        raise Refused(
            "no_program",
            f"{name} is not installed here. It comes with PostgreSQL's client programs (Debian: apt-get install "
            f"postgresql-client), in version {at_least} or later.",
        )
    said = subprocess.run([found, "--version"], capture_output=True, text=True).stdout
    version = re.search(r"(\d+)(?:\.\d+)*", said)
    if not version or int(version[1]) < at_least:
        raise Refused(
            "old_program",
            f"{name} is of version {version[1] if version else '?'}, and PostgreSQL's {at_least} is needed. "
            "Install client programs as new as the server.",
        )
    return found


def _run(command: list[str], failed: str) -> None:
    """The password goes by the environment: a list of processes shows arguments to everybody on the machine."""
    arguments, env = type(connection.client).settings_to_cmd_args_env(connection.settings_dict, [])
    done = subprocess.run(
        [command[0], *arguments[1:-1], f"--dbname={arguments[-1]}", *command[1:]],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        # Of what it says the first line alone: further ones quote rows.
        why = (done.stderr.strip().splitlines() or ["it did not say why"])[0]
        raise Refused("engine", f"{failed}: {why}")


# --- Into it ------------------------------------------------------------------------------------------------------


def has_content() -> bool:
    """Whether anybody has worked here. What migrations alone leave is nothing yet.

    A database that cannot be read counts as one that somebody may still want to save.
    """
    file = _sqlite_file()
    if file and not file.exists():
        return False
    people = get_user_model()._meta.db_table
    revisions = apps.get_model("wagtailcore.Revision")._meta.db_table
    try:
        counted = rows("default")
    except Error:
        return True
    finally:
        connection.close()
    if not counted:
        return False
    return people not in counted or counted[people] > 0 or counted.get(revisions, 0) > 0


def _sqlite_file() -> Path | None:
    return Path(str(connection.settings_dict["NAME"])) if engine() == SQLITE else None


@contextmanager
def to_itself() -> Iterator[None]:
    """Nobody else has the database open, and on SQLite nobody can open it."""
    connection.close()
    if engine() == POSTGRESQL:
        refuse_company()
        yield
        return
    file = _sqlite_file()
    if file is None or not file.exists():
        yield
        return
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as held:
        try:
            # Only who is alone can do this. It also leaves nothing beside the file that another would take for its own.
            held.execute("PRAGMA journal_mode=DELETE")
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise Refused("in_use", f"Something has the database open. {STOP_FIRST}") from None
        except sqlite3.DatabaseError:
            pass  # no database any more: nobody works on it, and it goes
        yield


def refuse_company() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        others = cursor.fetchone()[0]
    if others:
        raise Refused("in_use", f"Something has the database open ({others} connections). {STOP_FIRST}")


def refuse_older_engine(made_with: str) -> None:
    """A dump goes into a server as new as its own, or newer."""
    if engine() != POSTGRESQL:
        return
    _program("pg_restore", int(made_with))
    if int(engine_version()) < int(made_with):
        raise Refused(
            "old_engine",
            f"The archive is of PostgreSQL {made_with}, and this server is {engine_version()}. "
            "Restore into one that is as new. Nothing was changed.",
        )


@contextmanager
def replaced_by(staged: Path) -> Iterator[None]:
    """Inside, the site's database is what the archive holds.

    On SQLite it stands beside the old one, and takes its place at the end, unless something was raised. PostgreSQL has
    no such beside; the flag (`edge.restoring`) stands before readers there.
    """
    if engine() == POSTGRESQL:
        _into_postgresql(staged)
        yield
        return
    settings, file = connection.settings_dict, _sqlite_file()
    assert file is not None  # noqa: S101
    fresh = file.with_name(f"{file.name}.restoring")
    _remove(fresh)
    file.parent.mkdir(parents=True, exist_ok=True)
    copyfile(staged, fresh)
    fresh.chmod(file.stat().st_mode & 0o777 if file.exists() else 0o600)
    settings["NAME"] = str(fresh)
    try:
        yield
        connections.close_all()
        _finish(fresh)
    finally:
        connections.close_all()
        settings["NAME"] = str(file)
    for ending in BESIDE:
        file.with_name(file.name + ending).unlink(missing_ok=True)
    fresh.replace(file)
    sync_folder(file.parent)


def _remove(file: Path) -> None:
    for name in (file.name, *(file.name + ending for ending in BESIDE)):
        file.with_name(name).unlink(missing_ok=True)


def _finish(file: Path) -> None:
    """All of it in the one file, and on the disk."""
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
        if [row[0] for row in database.execute("PRAGMA quick_check(1)")] != ["ok"]:
            raise Refused(
                "corrupt", "The database that was made of the archive is damaged. Run the restore again."
            )
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """A name is on the disk when its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


#: Everything of ours in the schema we work in. The schema itself belongs to somebody else on many servers.
_EMPTY = """
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT oid::regclass AS name FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
  LOOP EXECUTE 'DROP TABLE IF EXISTS ' || found.name || ' CASCADE'; END LOOP;
  FOR found IN SELECT oid::regclass AS name FROM pg_class
      WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S'
  LOOP EXECUTE 'DROP SEQUENCE IF EXISTS ' || found.name || ' CASCADE'; END LOOP;
  FOR found IN SELECT p.oid::regprocedure AS name FROM pg_proc p
      WHERE pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP EXECUTE 'DROP ROUTINE IF EXISTS ' || found.name || ' CASCADE'; END LOOP;
END $$
"""


def _into_postgresql(staged: Path) -> None:
    program = _program("pg_restore", int(engine_version()))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_EMPTY)
    connection.close()
    arguments = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run([program, *arguments, str(staged)], "The database could not be restored")
