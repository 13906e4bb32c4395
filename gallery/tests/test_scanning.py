"""The virus scanner: what it finds is never shown, and what it has not looked at is never released."""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from core import clock
from core.images.cleaning import Picture
from gallery import domain, processing, scanning, ticks
from gallery.enums import AssetKind, Move, Scan, State
from gallery.models import Entry

from .clamd import SICK, running
from .factories import a_batch, a_decider, drawn, received
from .sent_by_schools import a_class, sent
from .staff import quick
from .stored import stored_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second less a drawing: what is decoded is not the question here."""
    monkeypatch.setattr(processing, "clean_picture", lambda content: Picture(drawn(1), ".jpg", 440, 420))


def processed(entry: Entry) -> Entry:
    processing.process(entry.pk)
    return Entry.objects.get(pk=entry.pk)


def test_the_scanner_gets_every_byte_in_order_and_its_word_counts(settings: Settings) -> None:
    large = bytes(range(256)) * 1024 + b"end"
    with tempfile.TemporaryDirectory() as folder:
        for path in (None, Path(folder) / "clamd"):
            with running(path=path) as (settings.CLAMD_URL, seen):
                assert [scanning.is_clean(large), scanning.is_clean(b""), scanning.is_clean(b"x" + SICK)] == [
                    True,
                    True,
                    False,
                ]
                assert seen == [large, b"", b"x" + SICK]


@pytest.mark.parametrize("how", ["hangs", "drops", "drops half way", "is full", "babbles", "drips"])
def test_a_scanner_that_misbehaves_gives_no_verdict_and_holds_nobody_up(settings: Settings, how: str) -> None:
    with running(how) as (settings.CLAMD_URL, _seen):
        began = time.monotonic()
        with pytest.raises(scanning.NoVerdict):
            scanning.is_clean(bytes(3_000_000), seconds=0.5)
        took = time.monotonic() - began

    assert took < 2


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:/nowhere/at/all"])
def test_a_scanner_that_is_not_there_gives_no_verdict(settings: Settings, url: str) -> None:
    settings.CLAMD_URL = url

    with pytest.raises(scanning.NoVerdict):
        scanning.is_clean(b"anything")


def test_an_address_that_is_none_stops_the_site_at_its_start(settings: Settings) -> None:
    found = {}
    for url in (
        "",
        "unix:/run/clamd",
        "tcp://clamd:3310",
        "clamd:3310",
        "unix:clamd",
        "tcp://clamd",
        "tcp://c:x",
    ):
        settings.CLAMD_URL = url
        found[url] = [check.id for check in run_checks(tags=["start"]) if check.id == "gallery.E001"]

    assert [url for url in found if found[url]] == ["clamd:3310", "unix:clamd", "tcp://clamd", "tcp://c:x"]


@pytest.mark.usefixtures("no_decoding")
def test_a_drawing_waits_while_the_scanner_is_away_and_goes_on_when_it_is_back(settings: Settings) -> None:
    entry = received(a_batch())
    with running("drops") as (settings.CLAMD_URL, _seen):
        waits = processed(entry)
        copies = waits.assets.exclude(kind=AssetKind.ORIGINAL).count()
    with running() as (settings.CLAMD_URL, seen):
        settings.CLOCK = (clock.now() + timedelta(minutes=3)).isoformat()
        ticks.redrive_entries()

    entry.refresh_from_db()
    assert (waits.state, waits.scan, copies) == (State.RECEIVED, Scan.NONE, 0)
    assert (entry.state, entry.scan, len(seen)) == (State.PENDING, Scan.CLEAN, 1)
    moves = list(entry.decisions.order_by("pk").values_list("move", flat=True))
    assert moves == [Move.RECEIVE, Move.TAKE_UP, Move.GIVE_BACK, Move.TAKE_UP, Move.MAKE_READY]


def test_what_the_scanner_finds_is_blocked_its_file_is_gone_and_nothing_was_decoded(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processing, "clean_picture", lambda content: pytest.fail("it was decoded"))
    entry = sent(a_class(), drawn(3) + SICK)
    with running() as (settings.CLAMD_URL, _seen):
        entry = processed(entry)

    assert (entry.state, entry.scan) == (State.BLOCKED, Scan.INFECTED)
    assert (entry.assets.count(), stored_files()) == (0, [])


def test_a_storage_that_is_away_keeps_nothing_infected_for_longer_than_it_is_away(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = received(a_batch())
    domain.take_up(entry)
    domain.found_infected(entry)
    at_first = len(stored_files())

    ticks.delete_what_is_due()

    assert (at_first, stored_files(), entry.assets.count()) == (1, [], 0)


def test_nothing_is_released_without_the_scanner_s_word_where_there_is_a_scanner(settings: Settings) -> None:
    entries = {scan: quick(State.APPROVED) for scan in Scan}
    outcomes = {}
    settings.CLAMD_URL = "unix:/run/clamd"
    second = a_decider("second")
    for scan, entry in entries.items():
        Entry.objects.filter(pk=entry.pk).update(scan=scan)
        entry.refresh_from_db()
        try:
            domain.release(entry, user=second, version=entry.version)
        except domain.Refused as refused:
            outcomes[scan] = refused.code
        else:
            outcomes[scan] = entry.state
    settings.CLAMD_URL = ""
    entry = entries[Scan.NONE]
    domain.release(entry, user=second, version=entry.version)

    assert outcomes == {Scan.NONE: "not_scanned", Scan.CLEAN: State.PUBLISHED, Scan.INFECTED: "not_scanned"}
    assert entry.state == State.PUBLISHED


def test_a_scanner_that_comes_later_looks_at_what_waits_and_takes_nobody_s_decision_away(
    settings: Settings,
) -> None:
    clean, sick = quick(State.APPROVED), quick(State.PENDING)
    original = sick.assets.get(kind=AssetKind.ORIGINAL)
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    default_storage.delete(original.key)
    default_storage.save(original.key, ContentFile(SICK))
    with running() as (settings.CLAMD_URL, _seen):
        ticks.scan_what_was_not()
        ticks.delete_what_is_due()

    found = {entry.pk: (entry.scan, entry.state, entry.version) for entry in Entry.objects.all()}
    assert found == {
        clean.pk: (Scan.CLEAN, State.APPROVED, clean.version),
        sick.pk: (Scan.INFECTED, State.PENDING, sick.version),
    }
    assert (sick.assets.count(), clean.assets.count()) == (0, 1)
