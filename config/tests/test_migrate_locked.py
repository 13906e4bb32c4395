"""Two machines start a new version at once: one migrates, the other waits, and both go on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from config.progress import ROOT
from core.management.commands import migrate_locked

SOAK = os.environ.get("SOAK") == "1"
AT_ONCE = 6 if SOAK else 2
#: Seconds of work after which a migration is killed, one after the other.
KILLED_AFTER = (0.1, 0.5, 1, 2, 4, 6, 8) if SOAK else (2,)


def _start(database: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate_locked", "--verbosity", "1"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "SECRET_KEY": "only-for-this-test-only-for-this-test-only-for-this-test",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _applied(database: Path) -> int:
    """How many migrations the database has, each of them once."""
    with closing(sqlite3.connect(database)) as rows:
        names = rows.execute("SELECT app, name FROM django_migrations").fetchall()
    assert len(names) == len(set(names))
    return len(names)


@pytest.mark.soak
def test_migrations_started_at_once_take_turns(tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite3"

    started = [_start(database) for _ in range(AT_ONCE)]
    said = [process.communicate(timeout=600)[0] for process in started]

    assert [process.returncode for process in started] == [0] * AT_ONCE, said
    assert sum("Applying wagtailcore.0001" in output for output in said) == 1
    assert sum("No migrations to apply" in output for output in said) == AT_ONCE - 1
    assert _applied(database) > 100


@pytest.mark.soak
def test_a_killed_migration_is_finished_by_the_next(tmp_path: Path) -> None:
    database = tmp_path / "site.sqlite3"
    lock = Path(f"{database}.migrating")
    for seconds in KILLED_AFTER:
        lock.unlink(missing_ok=True)
        killed = _start(database)
        while not lock.exists() and killed.poll() is None:
            time.sleep(0.01)
        time.sleep(seconds)
        killed.kill()
        killed.communicate()

    output = (next_one := _start(database)).communicate(timeout=600)[0]

    assert next_one.returncode == 0, output
    assert _applied(database) > 100


@pytest.mark.django_db
def test_the_lock_lets_one_in_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On whatever database the suite runs: an open file's lock, or PostgreSQL's."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "site.sqlite3"))
    monkeypatch.setattr(migrate_locked, "RETRY_SECONDS", 0.01)
    inside: list[str] = []
    overlaps: list[list[str]] = []
    waited: list[str] = []

    def work(name: str) -> None:
        try:
            with migrate_locked.migration_lock(waited.append):
                inside.append(name)
                time.sleep(0.2)
                overlaps.append(list(inside))
                inside.remove(name)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("first", "second", "third")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(len, overlaps)) == [1, 1, 1]
    assert waited


@pytest.mark.django_db
def test_a_failure_lets_go_of_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "site.sqlite3"))

    with pytest.raises(ZeroDivisionError), migrate_locked.migration_lock(print):
        raise ZeroDivisionError

    said: list[str] = []
    with migrate_locked.migration_lock(said.append):
        pass
    assert said == []


@pytest.mark.django_db
def test_a_second_run_has_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("migrate_locked", verbosity=1)

    assert "No migrations to apply" in capsys.readouterr().out
