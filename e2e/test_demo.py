"""Loading the demo again harms nothing, and a load that was killed is finished by the next one."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from config.progress import ROOT, end_with_parent
from e2e.site import Files, begun, copied, demo, run, written

LOAD = [sys.executable, "manage.py", "demo"]
SOAK = os.environ.get("SOAK") == "1"
Rows = dict[str, list[tuple[object, ...]]]


def rows(files: Files) -> Rows:
    """Every row of every table but those in which SQLite keeps its search index."""
    with closing(sqlite3.connect(files.database)) as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in sorted(names)
            if "_fts" not in name
        }


def uploads(files: Files) -> dict[str, bytes]:
    folder = files.folder / "media"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def loaded() -> Iterator[Files]:
    with copied(demo()) as files:
        yield files


EDIT = """
from facts.models import Fact, Helpline
from wagtail.models import Page
Helpline.objects.filter(key="gr-112").update(number="113")
Fact.objects.filter(key="hotline-countries").update(source_name="Corrected by an editor")
page = Page.objects.get(url_path__endswith="/check-before-you-chat/parents/", locale__language_code="en").specific
page.introduction = "An editor wrote this."
page.save_revision().publish()
page = Page.objects.get(url_path__endswith="/about/", locale__language_code="lt").specific
page.title = "Redaktorius"
page.save_revision().publish()
Page.objects.get(url_path__endswith="/privacy/", locale__language_code="fr").specific.unpublish()
"""


def test_a_second_load_changes_nothing_and_an_editor_s_work_stays(loaded: Files) -> None:
    env = loaded.environment()
    run([sys.executable, "manage.py", "shell", "--no-imports", "-c", EDIT], env)
    before, files_before = rows(loaded), uploads(loaded)
    assert any("An editor wrote this." in map(str, row) for row in before["prevention_guidepage"])
    assert any("Corrected by an editor" in map(str, row) for row in before["facts_fact"])
    assert any("Redaktorius" in map(str, row) for row in before["wagtailcore_page"])

    run(LOAD, env)

    after = rows(loaded)
    assert [name for name in before if before[name] != after[name]] == []
    assert uploads(loaded) == files_before


#: Moments at which the load is killed, each by what is true in its database then.
MOMENTS = {
    "while pages are being made": "SELECT count(*) > 6 FROM wagtailcore_page",
    "while pages are being published": "SELECT count(*) > 12 FROM wagtailcore_page WHERE live",
    "while the first language is being translated": "SELECT count(*) > 70 FROM wagtailcore_page",
    "while the last language is being translated": "SELECT count(*) > 250 FROM wagtailcore_page",
    "while drawings are taken in": "SELECT count(*) > 10 FROM gallery_entry",
}
#: The one that is tried when there is little time.
SHORTEST = "while drawings are taken in"


def kill_when(files: Files, condition: str) -> None:
    with (
        subprocess.Popen(
            LOAD,
            cwd=ROOT,
            env=files.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs here
        ) as load,
        closing(sqlite3.connect(files.database, timeout=20)) as database,
    ):
        while not database.execute(condition).fetchone()[0]:
            assert load.poll() is None, f"the load was over before: {condition}"
            time.sleep(0.01)
        load.send_signal(signal.SIGKILL)


#: Of a page, what makes it that page for a reader: not its number, nor when it was published.
TOLD = """
    SELECT l.language_code, p.url_path, p.title, p.live, p.has_unpublished_changes, p.translation_key,
           p.alias_of_id IS NULL, p.search_description, p.numchild, (SELECT count(*) FROM wagtailcore_revision r
           WHERE r.object_id = CAST(p.id AS text) AND r.base_content_type_id =
               (SELECT id FROM django_content_type WHERE app_label = 'wagtailcore' AND model = 'page'))
    FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id ORDER BY 1, 2
"""
COUNTED = (
    "accounts_user", "consent_consentrecord", "consent_subject", "core_siteimage", "core_sitedocument",
    "core_siterendition", "facts_helpline", "facts_alertsystem", "facts_fact", "home_footer",
    "wagtail_localize_stringtranslation", "partners_partner", "gallery_competition", "gallery_batch", "gallery_entry",
    "gallery_entryasset", "gallery_award", "accounts_user_groups", "events_spokenlanguage", "facts_servedcountry",
    "languages_sitelanguage", "partners_partner_countries", "wagtailcore_collection",
)  # fmt: skip


def told(files: Files) -> tuple[list[tuple[object, ...]], dict[str, int]]:
    with closing(sqlite3.connect(files.database)) as database:
        counts = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED}
        return database.execute(TOLD).fetchall(), counts


@pytest.mark.soak
def test_a_load_that_is_killed_again_and_again_is_finished_by_the_next() -> None:
    moments = MOMENTS.values() if SOAK else [MOMENTS[SHORTEST]]
    with copied(begun() if SOAK else written()) as files:
        for moment in moments:
            kill_when(files, moment)
        run(LOAD, files.environment())

        assert told(files) == told(demo())
        assert orphans(files) == []


def orphans(files: Files) -> list[str]:
    """Documents and pictures on the disk that no row knows: what a kill between the two leaves behind.

    Of drawings what is public alone: a private file that no row knows is swept by `tick` a day later.
    """
    with closing(sqlite3.connect(files.database)) as database:
        known = {name for table in ("core_siteimage", "core_sitedocument", "core_siterendition")
                 for (name,) in database.execute(f"SELECT file FROM {table}")}  # fmt: skip
        released = {
            key
            for (key,) in database.execute("SELECT public_key FROM gallery_entry WHERE state = 'published'")
        }
    folder = Path(files.folder / "media")
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    in_public = {
        path for path in found if path.startswith("drawings/") and path.split("/")[1] not in released
    }
    return sorted(known - found) + sorted(in_public)
