"""What was saved comes back: every row, every file, and the pages that readers see."""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copy2
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from core.backup import archive, databases, stored
from core.backup import restoring as restoring_archive
from core.backup.folder import workplace
from core.backup.making import back_up
from core.models import SiteDocument
from core.tests.folders import begin, environment, found_in, manage, only_archive, step, tables, told
from edge import restoring

SITE = "core.tests.backup_site"
#: What a restore writes itself, and what is left out.
NOT_THE_SAME = {
    "table edge_contentversion",
    "table django_session",
    "table audit_record",
    "table sqlite_sequence",
}


def manifest_of(made: Path) -> dict[str, Any]:
    with tarfile.open(made) as tar:
        found: dict[str, Any] = json.load(tar.extractfile("manifest.json"))
    return found


def same(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Names of what differs."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def test_a_site_comes_back_on_an_empty_machine_and_not_over_another(
    tmp_path: Path, prepared_rows: Path, db: None
) -> None:
    here = begin(tmp_path / "here", prepared_rows)
    before = told(here, SITE, "fill_and_back_up")
    made = only_archive(tmp_path / "here")
    manifest = manifest_of(made)

    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert sorted(path.name for path in made.parent.iterdir()) == [
        "erasures.jsonl",
        made.name,
        "lock",
    ]
    assert manifest["missing"] == []
    assert {name.split("/")[1] for name in manifest["members"] if name.startswith("files/")} == {
        "documents", "drawings", "entries", "images", "original_images",
    }  # fmt: skip
    assert before["table django_session"] != []

    # Killed in the middle: shut, and not yet there. Again: whole.
    new = tmp_path / "new"
    there = environment(new)
    (new / "backups").mkdir()
    for name in (made.name, "erasures.jsonl"):
        copy2(made.parent / name, new / "backups")
    arrived = str(new / "backups" / made.name)
    step(there, SITE, "restore_and_die", arrived, fails=True)
    assert (new / "backups" / "restoring").exists()
    assert tables(new / "site.sqlite3") == []
    said = manage(there, "restore", arrived)
    after = told(there, SITE, "answers")

    assert f"{sum(manifest['rows'].values())} rows" in said
    assert not (new / "backups" / "restoring").exists()
    assert [name for name in same(before, after) if name not in NOT_THE_SAME] == []
    assert after["/en/about-us/"][0] == after["/readyz"][0] == 200
    assert after["table django_session"] == []
    # It tells of itself, and rewrites nothing of what was told before.
    added = set(after["table audit_record"]) - set(before["table audit_record"])
    assert ["core.restored" in row for row in added] == [True]

    refused, again = found_in(step(there, SITE, "try_to_overwrite_and_do", arrived))

    assert "--replace" in refused[0]
    assert "Stop the web server" in refused[1]
    assert "stays shut" not in "".join(refused)
    assert [name for name in same(before, again) if name not in NOT_THE_SAME] == []


def test_rows_and_files_are_of_one_moment_while_others_go_on_working(
    tmp_path: Path, prepared_rows: Path, db: None
) -> None:
    here = begin(tmp_path / "here", prepared_rows)
    counted = told(here, SITE, "back_up_while_others_work")
    made = only_archive(tmp_path / "here")
    manifest = manifest_of(made)

    with tarfile.open(made) as tar:
        (tmp_path / "saved.sqlite3").write_bytes(tar.extractfile("database/site.sqlite3").read())
    with closing(sqlite3.connect(tmp_path / "saved.sqlite3")) as saved:
        named = {row[0] for row in saved.execute("SELECT file FROM core_sitedocument")}
    held = {name.removeprefix("files/") for name in manifest["members"] if name.startswith("files/")}

    assert counted["saved"] >= 5
    media = tmp_path / "here" / "media"
    there_now = {str(path.relative_to(media)) for path in (media / "documents").iterdir()}
    assert named != set()
    # Whoever deletes a file seconds after they sent it may find a moment at which only its row is there.
    assert named - held == set(manifest["missing"])
    assert there_now & set(manifest["missing"]) == set()


# --- Until a restore has ended ----------------------------------------------------------------------------------------


@pytest.fixture
def unfinished(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP_DIR = tmp_path
    restoring.flag().write_text("{}")


def test_nothing_is_served_until_a_restore_has_ended(
    unfinished: None, client: Client, django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(0):
        answers = {
            path: client.get(path) for path in ("/en/", "/media/images/a.jpg", "/readyz", "/admin/", "/livez")
        }

    assert {path: answer.status_code for path, answer in answers.items()} == {
        "/en/": 503,
        "/media/images/a.jpg": 503,
        "/readyz": 503,
        "/admin/": 503,
        "/livez": 200,
    }
    assert answers["/en/"].headers["Retry-After"] == "60"
    assert "no-store" in answers["/en/"].headers["Cache-Control"]
    restoring.flag().unlink()
    assert client.get("/livez").status_code == 200


def test_a_missing_program_and_an_old_one_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(databases.Refused, match="not installed"):
        databases._program("pg_dump", 15)

    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.11 (Debian 14.11-1)'\n")
    program.chmod(0o755)
    with pytest.raises(databases.Refused, match="version 14, and PostgreSQL's 15"):
        databases._program("pg_dump", 15)
    assert databases._program("pg_dump", 14) == str(program)


# --- One moment -------------------------------------------------------------------------------------------------------


@pytest.fixture
def at_the_moment(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Callable[..., None]:
    """``at_the_moment(before, after)``: what others do right before rows are saved, and right after."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_DIR = tmp_path / "backups"

    def happen(before: Callable[[], object], after: Callable[[], object]) -> None:
        @contextmanager
        def snapshot(folder: Path) -> Iterator[databases.Snapshot]:
            before()
            (folder / "database").write_bytes(b"rows")
            yield databases.Snapshot(folder / "database", "default")
            after()

        monkeypatch.setattr(databases, "snapshot", snapshot)

    return happen


def stored_text(name: str) -> str:
    return default_storage.save(f"images/{name}", ContentFile(name.encode()))


def a_document(name: str) -> SiteDocument:
    return SiteDocument.objects.create(title="x", file=ContentFile(name.encode(), f"{name}.txt"))


def test_a_file_that_was_erased_meanwhile_goes_unless_the_saved_rows_name_it(
    at_the_moment: Callable[..., None], tmp_path: Path, db: None
) -> None:
    stays, gone = stored_text("stays"), stored_text("gone")
    named, lost = a_document("named"), a_document("lost")
    default_storage.delete(lost.file.name)
    came: list[str] = []

    def before() -> None:
        default_storage.delete(gone)
        came.append(a_document("came").file.name)

    def after() -> None:
        SiteDocument.objects.filter(pk=named.pk).delete()
        default_storage.delete(named.file.name)

    at_the_moment(before, after)
    out = io.BytesIO()

    manifest = back_up(out, lambda said: None)

    (tmp_path / "out").mkdir()
    held = archive.read(io.BytesIO(out.getvalue()), tmp_path / "out")[1]
    assert {name: path.read_bytes() for name, path in held.items() if name.startswith("files/")} == {
        f"files/{stays}": b"stays",
        f"files/{named.file.name}": b"named",
        f"files/{came[0]}": b"came",
    }
    assert manifest.missing == [lost.file.name]
    assert b"gone" not in b"".join(path.read_bytes() for path in held.values())
    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == ["erasures.jsonl", "lock"]


def test_rows_of_a_moment_between_an_upload_and_its_end_are_taken_again(
    at_the_moment: Callable[..., None], db: None
) -> None:
    short: list[SiteDocument] = []

    def after() -> None:
        default_storage.delete(short[0].file.name)
        SiteDocument.objects.filter(pk=short[0].pk).delete()

    at_the_moment(lambda: short.append(a_document("short")) if not short else None, after)

    manifest = back_up(io.BytesIO(), lambda said: None)

    assert manifest.missing == []
    assert manifest.rows["core_sitedocument"] == 0


def test_a_backup_that_fails_leaves_nothing_that_looks_like_one(
    at_the_moment: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    stored_text("a")
    at_the_moment(lambda: None, lambda: None)

    def full(out: Any, *args: Any) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "write", full)

    with pytest.raises(CommandError, match="No backup was made: No space left on device"):
        call_command("backup")

    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == ["erasures.jsonl", "lock"]


def test_what_a_killed_backup_left_goes_with_the_next_and_two_do_not_meet(
    settings: Settings, tmp_path: Path
) -> None:
    settings.BACKUP_DIR = tmp_path
    (tmp_path / ".unfinished-abc").mkdir()
    (tmp_path / ".unfinished-abc" / "0000001").write_bytes(b"a drawing")
    (tmp_path / ".unfinished-7-forget-me-not-x.tar.gz").write_bytes(b"half")

    with workplace() as folder:
        assert [path for path in tmp_path.iterdir() if path.name.startswith(".unfinished")] == [folder]
        with pytest.raises(databases.Refused, match="at work"), workplace():
            pass

    assert not folder.exists()


def test_on_another_disk_files_are_copied(
    at_the_moment: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_moment(lambda: None, lambda: None)
    full, empty = stored_text("full"), default_storage.save("images/empty", ContentFile(b""))

    def another_disk(*args: Any) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("core.backup.stored.os.link", another_disk)

    assert stored.fetch(full, 4, tmp_path / "1") is True
    assert stored.fetch(empty, 0, tmp_path / "2") is True
    assert stored.fetch("images/none", 4, tmp_path / "3") is False
    assert [path.read_bytes() for path in (tmp_path / "1", tmp_path / "2")] == [b"full", b""]
    assert not (tmp_path / "3").exists()


# --- What does not fit ------------------------------------------------------------------------------------------------


def fitting(**other: Any) -> archive.Manifest:
    engine = databases.engine()
    given = {
        "made_at": "2026-11-26T08:00:00+00:00",
        "engine": engine,
        "engine_version": databases.engine_version(),
        "migrations": ["core.0001_initial"],
        "rows": {},
        "left_empty": [],
        "members": {databases.MEMBER[engine]: archive.Member(0, "")},
    }
    return archive.Manifest(**given | other)


def test_an_archive_of_another_engine_or_of_a_newer_site_is_refused_with_a_sentence(db: None) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[databases.engine()]
    restoring_archive._refuse_what_does_not_fit(fitting())

    refused = {}
    for manifest in (
        fitting(engine=other),
        fitting(members={}),
        fitting(migrations=["core.9999_of_tomorrow"]),
    ):
        with pytest.raises(databases.Refused) as caught:
            restoring_archive._refuse_what_does_not_fit(manifest)
        refused[caught.value.code] = caught.value.sentence

    assert sorted(refused) == ["engine", "newer"]
    assert "DATABASE_URL names" in refused["engine"]
    assert "newer version" in refused["newer"]


def test_no_backup_is_made_of_half_a_site(unfinished: None, db: None) -> None:
    with pytest.raises(CommandError, match="A restore has not ended"):
        call_command("backup")
