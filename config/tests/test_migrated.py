"""Tables are kept from run to run, and never those of other migrations."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.tests import migrated


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {
        "requirements.txt": "django==5.2\n",
        "room/__init__.py": "",
        "room/apps.py": "",
        "room/views.py": "",
        "room/roles.py": "",
        "room/migrations/__init__.py": "",
        "room/migrations/0001_initial.py": "import other.fields\nfrom other import words\n",
        "other/__init__.py": "",
        "other/fields.py": "from .deeper import WIDTH\n",
        "other/deeper.py": "WIDTH = 1\n",
        "other/words.py": "",
        "other/tests/__init__.py": "",
        "other/tests/migrations/__init__.py": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def _key(project: Path) -> str:
    return migrated.fingerprint(migrated.read_by_migrations(project), project)


@pytest.mark.parametrize(
    "changed",
    [
        "room/migrations/0001_initial.py",
        "room/migrations/0002_new.py",
        "room/apps.py",
        "other/fields.py",
        "other/deeper.py",
        "other/words.py",
        "other/__init__.py",
        "requirements.txt",
    ],
)
def test_other_tables_for_another_migration_and_for_all_it_imports(project: Path, changed: str) -> None:
    before = _key(project)
    assert _key(project) == before

    path = project / changed
    path.write_text(f"{path.read_text() if path.exists() else ''}# changed\n")

    assert _key(project) != before


@pytest.mark.parametrize("changed", ["room/views.py", "room/roles.py", "other/tests/migrations/__init__.py"])
def test_the_same_tables_for_what_no_migration_reads(project: Path, changed: str) -> None:
    before = _key(project)

    (project / changed).write_text("# changed\n")

    assert _key(project) == before


def test_other_tables_for_another_version_of_a_library(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _key(project)

    monkeypatch.setattr(migrated.metadata, "distributions", list)

    assert _key(project) != before


def test_of_this_project_it_reads_the_migrations_and_the_models_behind_them() -> None:
    read = {str(path.relative_to(migrated.ROOT)) for path in migrated.read_by_migrations(migrated.ROOT)}

    assert {
        "accounts/migrations/0003_addresses_in_the_one_form.py",
        "accounts/address.py",
        "audit/append_only.py",
        "config/settings/languages.py",
        "core/fields.py",
        "gallery/models/entry.py",
    } <= read
    assert not [path for path in read if "/tests/" in path]


def _tables(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute("SELECT name FROM sqlite_master")]


def test_tables_are_made_once_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def migrate(into: Path) -> None:
        made.append(into)
        with closing(sqlite3.connect(into)) as file:
            file.execute("CREATE TABLE made (number)")

    monkeypatch.setattr(migrated, "_migrate", migrate)
    keys = iter("aaabca")
    monkeypatch.setattr(migrated, "fingerprint", lambda _sources: next(keys))

    for number in range(6):
        name = f"file:made-{number}?mode=memory&cache=shared"
        with (
            migrated.tables_there(name, tmp_path),
            closing(sqlite3.connect(name, uri=True)) as database,
        ):
            assert _tables(database) == ["made"]

    # a, b and c, and a once more: its tables had been the oldest.
    assert len(made) == 4
    assert sorted(path.name for path in tmp_path.glob("*.sqlite3")) == [
        "tables-a.sqlite3",
        "tables-c.sqlite3",
    ]
