"""Somebody who stood everywhere on this site is erased, and not one sign of them is left: in no table, no index, no
file, no letter, no cache, no log. Without any one of the erasers, something is."""

from __future__ import annotations

import logging
import os
import signal
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from audit import outbox
from audit.enums import LetterState
from audit.models import Letter
from audit.sealed import sealed_fields, unseal
from consent import domain as consent
from consent.enums import Channel, ErasureState, Party
from consent.erasure import registry
from consent.erasure.domain import erase, rehearse
from consent.models import ConsentRecord, Erasure, RecordScope, RecordWords, Subject
from core import clock, gone
from core.models import SiteDocument, SiteImage
from gallery.models import BoxRow, Concern, DecisionNote, DeletionNotice, Entry, Fingerprint, Mask, Report
from schools import domain as schools
from schools.models import DoorLink
from schools.ticks import prune_links_and_visits
from stories.models import StoryPage

from . import house
from .house import DATABASE
from .marks import MARK, text_fields
from .planting import TEACHER, Planted, kept_ready, plant

pytestmark = [
    pytest.mark.soak,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="looks through the file of a database"),
]

#: Reaches nothing: it tells which pages of others people have to change themselves.
TELLS_ONLY = "other_pages"
ERASERS = [eraser.name for eraser in registry.erasers() if eraser.name != TELLS_ONLY]
KILLS = 60 if os.environ.get("SOAK") else 5

#: From a name to the planted site, copied for that name alone and lived in.
Copies = Callable[[str], AbstractContextManager[Path]]


@pytest.fixture(scope="module")
def planted(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Planted]:
    folder = tmp_path_factory.mktemp("planted")
    with django_db_blocker.unblock():
        house.begin(folder)
        with house.living_in(folder):
            return folder, plant()


@pytest.fixture
def told(planted: tuple[Path, Planted]) -> Planted:
    return planted[1]


@pytest.fixture
def copies(
    planted: tuple[Path, Planted], db: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Copies:
    @contextmanager
    def copy(name: str = "site") -> Iterator[Path]:
        folder = tmp_path / name
        if not folder.exists():
            house.copy(planted[0], folder)
        with django_db_blocker.unblock(), house.living_in(folder):
            yield folder

    return copy


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that the site logs, in full."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def erase_all(told: Planted) -> list[Erasure]:
    return [erase(Subject.objects.get(pk=one.pk), party=Party.PERSON) for one in told.subjects]


def receipt_of(erasures: list[Erasure]) -> list[tuple[Any, ...]]:
    return [
        step
        for erasure in erasures
        for step in erasure.steps.values_list("eraser", "found", "reached", "left", "why")
    ]


# --- What was planted ---------------------------------------------------------------------------------------------


def test_the_marks_stand_in_every_field_and_every_kind_of_place(copies: Copies, told: Planted) -> None:
    with copies("site") as folder:
        kept_ready(told)
        places = set(house.places_of(MARK, folder))

    fields = [
        field
        for model in (
            StoryPage,
            Entry,
            BoxRow,
            Concern,
            DecisionNote,
            Report,
            RecordWords,
            SiteImage,
            SiteDocument,
        )
        for field in text_fields(model)
    ]
    fields += [
        DeletionNotice._meta.get_field("address"),
        Letter._meta.get_field("to_sealed"),
        Letter._meta.get_field("context"),
    ]
    assert {f"{field.model._meta.db_table}.{field.column}" for field in fields} <= places
    assert {"cache", "mail", "media", "memos", "wagtailsearch_indexentry_fts_data.block"} <= places


# --- Nothing is left ----------------------------------------------------------------------------------------------


def test_of_somebody_who_is_erased_not_one_sign_is_left(copies: Copies, told: Planted, log: StringIO) -> None:
    with copies("site") as folder:
        kept_ready(told)

        erasures = erase_all(told)

        assert house.places_of(MARK, folder) == []
        assert not Fingerprint.objects.exists()
        assert not Mask.objects.exists()
        assert MARK not in log.getvalue().lower()
        receipt = receipt_of(erasures)
        assert [line for line in receipt if line[1] != line[2] or line[3]] == []
        reached: Counter[str] = Counter()
        for name, _found, count, _left, _why in receipt:
            reached[name] += count
        assert {name: reached[name] for name in told.counts} == dict(told.counts)
        assert [name for name in ERASERS if not reached[name]] == []


def test_what_is_kept_is_when_and_to_what_they_agreed(copies: Copies, told: Planted) -> None:
    def kept() -> list[Any]:
        agreed = list(ConsentRecord.objects.order_by("pk").values_list("pk", "given_on", "holder_reference"))
        return [*agreed, *RecordScope.objects.order_by("pk").values_list("record", "scope")]

    with copies("site"):
        before = kept()

        erase_all(told)

        assert kept()[: len(before)] != []
        assert set(before) <= set(kept())
        assert all(Subject.objects.get(pk=one.pk).erased_at for one in told.subjects)


def test_of_somebody_at_a_school_who_is_forgotten_not_one_sign_is_left(copies: Copies, told: Planted) -> None:
    """Their link ends within the hour, and a letter that did not get through a week later."""
    with copies("site") as folder:
        stood = {
            place for place in house.places_of(TEACHER, folder) if "." in place and DATABASE not in place
        }
        assert stood == {
            "audit_letter.to_sealed",
            "schools_contact.email",
            "schools_doorlink.email",
            "schools_doorlink.told",
            "schools_standingnote.text",
        }

        schools.forget(told.teacher)
        DoorLink.objects.update(expires_at=clock.now())
        prune_links_and_visits()
        Letter.objects.update(state=LetterState.GIVEN_UP)
        outbox.forget_old(clock.now() + timedelta(days=8))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        assert house.places_of(TEACHER, folder) == []


def test_every_address_it_ever_had_answers_that_it_is_gone(copies: Copies, told: Planted) -> None:
    with copies("site"):
        erase_all(told)

        assert len(told.addresses) > 9
        assert [address for address in told.addresses if not gone.is_gone(address)] == []


def test_others_keep_all_that_is_theirs(copies: Copies, told: Planted) -> None:
    with copies("site"):
        erase_all(told)

        page = StoryPage.objects.get()
        assert (page.title, page.draft_title, page.subject) == (
            "Of another",
            "Of another",
            told.somebody_else,
        )
        assert page.get_latest_revision_as_object().subject == told.somebody_else


def test_a_backup_from_before_brings_nothing_back(
    copies: Copies, told: Planted, settings: Settings, tmp_path: Path
) -> None:
    settings.BACKUP_DIR = tmp_path / "backups"
    with copies("site"):
        call_command("backup", stdout=StringIO())
        for one in told.subjects:
            consent.withdraw(Subject.objects.get(pk=one.pk), Channel.LINK, party=Party.PERSON)
        erase_all(told)
    settings.BACKUP_DIR = tmp_path / "other backups"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (archive,) = (tmp_path / "backups").glob("*.tar.gz")

    with house.living_in(elsewhere):
        call_command("restore", str(archive), stdout=StringIO())

        assert house.places_of(MARK, elsewhere) == []
        assert all(Subject.objects.get(pk=one.pk).erased_at for one in told.subjects)
        assert StoryPage.objects.get().title == "Of another"
        assert [address for address in told.addresses if not gone.is_gone(address)] == []
    with tarfile.open(archive) as packed:
        database = packed.extractfile("database/site.sqlite3")
        assert database is not None
        assert MARK.encode() in database.read()


@pytest.mark.parametrize("left_out", ERASERS)
def test_without_any_one_eraser_something_is_left(
    left_out: str, copies: Copies, told: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(registry._erasers, left_out)
    with copies("site") as folder:
        kept_ready(told)

        erase_all(told)

        assert house.places_of(MARK, folder) != []


# --- Looked at, and cut off ---------------------------------------------------------------------------------------


def test_a_rehearsal_counts_what_an_erasure_reaches_and_changes_nothing(
    copies: Copies, told: Planted
) -> None:
    def all_rows() -> list[str]:
        connection.ensure_connection()
        return list(connection.connection.iterdump())

    with copies("site") as folder:
        before, files = all_rows(), sorted(folder.rglob("*"))

        found = [(line.eraser, line.count) for one in told.subjects for line in rehearse(one)]

        assert all_rows() == before
        assert sorted(folder.rglob("*")) == files
        erasures = erase_all(told)
        assert found == [(name, count) for name, count, *_rest in receipt_of(erasures)]


class Cut(BaseException):
    """Nothing that catches errors catches a power cut."""


def test_cut_off_in_every_step_it_ends_with_the_same_receipt(
    copies: Copies, told: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In turn: when a step has done its work and not committed it, and when it has."""
    with copies("straight"):
        expected = receipt_of(erase_all(told))

    import consent.erasure.domain as domain

    take, cut = domain._take, set()

    def cut_off(erasure: Erasure, eraser: registry.Eraser, traces: Any) -> None:
        def half(traces: Any) -> Any:
            done = eraser.erase(traces)
            cut_once((erasure.pk, eraser.name, "inside"))
            return done

        take(erasure, registry.Eraser(**{**vars(eraser), "erase": half}), traces)
        cut_once((erasure.pk, eraser.name, "after"))

    def cut_once(moment: Any) -> None:
        if moment not in cut:
            cut.add(moment)
            raise Cut

    monkeypatch.setattr(domain, "_take", cut_off)
    with copies("cut off") as folder:
        kept_ready(told)
        for one in told.subjects:
            for _attempt in range(2 * len(registry.erasers())):
                with pytest.raises(Cut):
                    erase(Subject.objects.get(pk=one.pk), party=Party.PERSON)

        erasures = erase_all(told)

        assert receipt_of(erasures) == expected
        assert [erasure.state for erasure in erasures] == [ErasureState.COMPLETE] * len(told.subjects)
        assert house.places_of(MARK, folder) == []


def test_killed_at_any_moment_it_ends_with_the_same_receipt(copies: Copies, told: Planted) -> None:
    """By a process of its own, each a little later than the one before."""
    with copies("straight"):
        started = time.monotonic()
        expected = receipt_of(erase_all(told))
        long = time.monotonic() - started
    with copies("killed"):
        pass
    for number in range(KILLS):
        child = os.fork()
        if not child:
            _erase_and_end(copies, told)
        time.sleep(long * (number + 1) / KILLS)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    with copies("killed") as folder:
        erasures = erase_all(told)

        assert receipt_of(erasures) == expected
        assert house.places_of(MARK, folder) == []


def _erase_and_end(copies: Copies, told: Planted) -> None:
    """In the child: nothing of the suite may run on in it."""
    try:
        with copies("killed"):
            erase_all(told)
    finally:
        os._exit(0)


# --- The key that seals -------------------------------------------------------------------------------------------


def test_with_a_new_key_all_that_is_sealed_is_sealed_anew_and_the_old_key_can_go(
    copies: Copies, told: Planted
) -> None:
    old, new = list(settings.FIELD_KEYS), "another-key-another-key-another-key"

    def read() -> dict[tuple[str, str, Any], str]:
        return {
            (model._meta.db_table, name, pk): unseal(sealed)
            for model, name in sealed_fields()
            for pk, sealed in model._base_manager.exclude(**{name: ""}).values_list("pk", name)
        }

    with copies("site") as folder:
        before = read()
        # Whatever column holds something sealed says so: none would be left behind.
        assert house.sealed_columns(folder) == {f"{table}.{name}" for table, name, _pk in before}
        assert len(before) > 5

        # Within the house, and gone with it: pytest's own settings would outlive what the house has set.
        with override_settings(FIELD_KEYS=[new, *old]):
            call_command("reseal", stdout=StringIO())

        with override_settings(FIELD_KEYS=[new]):
            assert read() == before
