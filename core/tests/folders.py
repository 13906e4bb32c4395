"""Sites in folders of their own, begun with the rows that every test begins with."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any

from django.conf import settings
from django.db import connection

from e2e.site import Files


def environment(folder: Path, **more: str) -> dict[str, str]:
    (folder / "static").mkdir(parents=True, exist_ok=True)
    return Files(folder).environment(settings="core.tests.backup_settings") | more


def begin(folder: Path, prepared_rows: Path) -> dict[str, str]:
    """A site without content in a folder, in no time: the rows are those that the suite has prepared already."""
    env = environment(folder)
    if connection.vendor == "sqlite":
        copyfile(prepared_rows, folder / "site.sqlite3")
    else:
        manage(env, "migrate", "--verbosity", "0")
    return env


def manage(env: Mapping[str, str], *arguments: str, fails: bool = False, **how: Any) -> str:
    """What a command of ``manage.py`` says, on both channels."""
    return _run(env, ["manage.py", *arguments], fails, **how)


def step(env: Mapping[str, str], module: str, *arguments: str, fails: bool = False) -> str:
    return _run(env, ["-m", module, *arguments], fails)


def told(env: Mapping[str, str], module: str, *arguments: str) -> Any:
    return found_in(step(env, module, *arguments))[-1]


def found_in(said: str) -> list[Any]:
    """What a step found out, among all that it and others said."""
    return [json.loads(line) for line in said.splitlines() if line.startswith(("{", "["))]


def _run(env: Mapping[str, str], arguments: list[str], fails: bool, **how: Any) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **how,
    )
    said = done.stdout.decode()
    assert (done.returncode != 0) == fails, said
    assert "Traceback" not in said, said
    return said


def tables(database: Path) -> list[str]:
    """Of a file that a command may have made by looking whether it is there."""
    with closing(sqlite3.connect(database)) as opened:
        return [row[0] for row in opened.execute("SELECT name FROM sqlite_master")]


def only_archive(folder: Path) -> Path:
    """The one backup that was made in a site's folder."""
    (found,) = (folder / "backups").glob("*.tar.gz")
    return found
