"""From a stranger's file to pictures that are safe to show: what is left behind, and what happens when it fails."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from PIL import Image
from PIL.IptcImagePlugin import getiptcinfo
from pytest_django import Settings

from core import clock
from core.tests import files as sent
from core.uploads import Unreadable
from gallery import domain, files, processing, ticks
from gallery.enums import AssetKind, Move, State
from gallery.models import Entry, Fingerprint

from .factories import a_batch, a_decider, an_entry, drawn, received
from .stored import stored_files

pytestmark = pytest.mark.django_db


def sent_as(content: bytes) -> Entry:
    """An entry whose file is ``content``, taken in past the first look."""
    entry = received(a_batch())
    asset = entry.assets.get(kind=AssetKind.ORIGINAL)
    default_storage.delete(asset.key)
    asset.key = files.keep_private(content)
    asset.save()
    return entry


def processed(content: bytes) -> Entry:
    entry = sent_as(content)
    processing.process(entry.pk)
    return Entry.objects.get(pk=entry.pk)


def copies(entry: Entry) -> dict[str, bytes]:
    return {
        f"{asset.width}.{asset.format}": files.read_private(asset.key)
        for asset in entry.assets.filter(kind=AssetKind.COPY)
    }


def planted() -> list[bytes]:
    """Forty files, no two alike, each with a secret in every place a file can hide one."""
    kinds = [
        sent.jpeg_with_everything,
        sent.png_with_everything,
        sent.webp_with_everything,
        sent.heic_with_everything,
    ]
    made = []
    for number in range(40):
        content = kinds[number % 4]()
        # A tail of its own, so that each is another file; what follows the end of a picture must be left behind too.
        made.append(content + f"{sent.SECRET} {number}".encode())
    return made


#: What must not be found in anything public: the secret as text, and the marks of the blocks that carry metadata.
MARKS = (
    b"Anna",
    b"Smith",
    b"class 4b",
    b"Exif\x00\x00",
    b"http://ns.adobe.com",
    b"xmpmeta",
    b"<script",
    b"GPS",
    b"tEXt",
    b"iTXt",
    b"eXIf",
    b"8BIM",
)


def test_nothing_that_was_planted_in_forty_files_is_in_any_public_file() -> None:
    """EXIF with a place, XMP, IPTC, comments, PNG text, HEIC items, HTML behind the end."""
    made = planted()
    assert len({bytes(content) for content in made}) == 40
    assert all(b"Anna" in content for content in made)
    with Image.open(io.BytesIO(made[0])) as picture:
        assert getiptcinfo(picture)[2, 80] == sent.SECRET.encode()

    found = {}
    for number, content in enumerate(made):
        content_copies = processing.copies_of(processing.clean_picture(content).content)
        assert len(content_copies) == 6
        for width, _height, ending, copy in content_copies:
            leaked = [mark for mark in MARKS if mark in copy]
            with Image.open(io.BytesIO(copy)) as picture:
                extra = {
                    name
                    for name in picture.info
                    if name
                    not in {
                        "jfif",
                        "jfif_version",
                        "jfif_unit",
                        "jfif_density",
                        "progressive",
                        "progression",
                        "loop",
                        "background",
                        "timestamp",
                        "duration",
                    }
                }
                leaked += [name.encode() for name in extra if picture.info[name]]
                leaked += [b"exif"] if dict(picture.getexif()) else []
            if leaked:
                found[number, width, ending] = leaked
    assert found == {}


def test_a_drawing_made_ready_has_copies_of_each_kind_none_wider_than_itself() -> None:
    entry = processed(sent.jpeg((1400, 1000)))

    made = copies(entry)

    assert entry.state == State.PENDING
    assert sorted(made) == sorted(
        f"{width}.{ending}" for width in (320, 640, 1280, 1400) for ending in ("avif", "webp", "jpg")
    )
    for name, content in made.items():
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.width == int(name.split(".")[0])
            assert round(picture.width / picture.height, 2) == 1.4


def test_what_is_see_through_becomes_white_paper() -> None:
    picture = Image.new("RGBA", (500, 420), (0, 0, 0, 0))
    made = copies(processed(sent.as_file(picture, "PNG")))

    with Image.open(io.BytesIO(made["320.jpg"])) as shown:
        assert shown.convert("RGB").getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (sent.jpeg((900, 700))[:3000], "damaged"),
        (sent.bomb_png(), "too_many_pixels"),
        (b"GIF89a" + b"\0" * 200, "not_a_picture"),
    ],
    ids=["cut off", "a hundred megapixels in twelve kilobytes", "not what we take"],
)
def test_a_file_that_cannot_be_read_ends_as_such_and_says_why(content: bytes, code: str) -> None:
    entry = processed(content)

    assert (entry.state, entry.unreadable_code) == (State.UNREADABLE, code)
    assert copies(entry) == {}
    assert entry.assets.get().delete_after is not None


def test_a_machine_that_is_busy_gives_the_drawing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(content: bytes) -> Any:
        raise Unreadable("busy")

    monkeypatch.setattr(processing, "clean_picture", busy)

    entry = processed(drawn())

    assert (entry.state, entry.attempts) == (State.RECEIVED, 1)


def test_a_storage_that_fails_in_the_middle_leaves_no_half_set_of_copies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, kept = files.keep_private, []

    def fails_at_the_third(content: bytes, ending: str = "") -> str:
        if len(kept) == 2:
            raise OSError("no space left")
        kept.append(real(content, ending))
        return kept[-1]

    entry = received(a_batch())
    monkeypatch.setattr(files, "keep_private", fails_at_the_third)
    processing.process(entry.pk)

    entry.refresh_from_db()
    assert len(kept) == 2
    assert [name for name in kept if default_storage.exists(name)] == []
    assert (entry.state, entry.assets.count()) == (State.RECEIVED, 1)


def test_a_drawing_is_made_ready_once_whoever_asks_again() -> None:
    entry = an_entry(State.PENDING)
    before = stored_files()

    processing.process(entry.pk)

    assert stored_files() == before
    assert [decision.move for decision in entry.decisions.all()].count(Move.MAKE_READY) == 1


# --- What `tick` finishes ----------------------------------------------------------------------------------------


def at(settings: Settings, later: timedelta) -> None:
    settings.CLOCK = (clock.now() + later).isoformat()


def test_a_drawing_whose_worker_was_killed_is_made_ready_at_a_later_tick(settings: Settings) -> None:
    entry = received(a_batch())
    domain.take_up(entry)

    ticks.redrive_entries()
    entry.refresh_from_db()
    waits = entry.state
    at(settings, timedelta(minutes=11))
    ticks.redrive_entries()
    at(settings, timedelta(minutes=3))
    ticks.redrive_entries()

    entry.refresh_from_db()
    assert (waits, entry.state, entry.attempts) == (State.PROCESSING, State.PENDING, 2)


def test_a_drawing_that_kills_every_worker_is_given_up_in_the_end(settings: Settings) -> None:
    entry = received(a_batch())
    for _attempt in range(domain.MOST_ATTEMPTS):
        entry.refresh_from_db()
        domain.take_up(entry)
        at(settings, timedelta(minutes=11))
        ticks.take_copies_off()
        for stuck in Entry.objects.filter(state=State.PROCESSING):
            domain.lose(stuck)

    entry.refresh_from_db()
    assert (entry.state, entry.unreadable_code) == (State.UNREADABLE, "too_hard")


def test_a_release_that_was_killed_leaves_no_copy_in_public_for_long(settings: Settings) -> None:
    entry = an_entry(State.APPROVED)
    key = files.new_public_key()
    domain.moves.update(entry, entry.version, public_key=key, state_changed_at=clock.now())
    files.publish(key, list(entry.assets.filter(kind=AssetKind.COPY)))
    public = [name for name in stored_files() if key in name]
    assert public

    ticks.take_copies_off()
    at_once = [name for name in public if default_storage.exists(name)]
    at(settings, timedelta(minutes=11))
    ticks.take_copies_off()

    entry.refresh_from_db()
    # Not at once: the release may still be under way.
    assert at_once == public
    assert [name for name in public if default_storage.exists(name)] == []
    assert (entry.state, entry.public_key) == (State.APPROVED, "")


def test_a_tick_never_touches_what_is_in_the_gallery(settings: Settings) -> None:
    entry = an_entry(State.PUBLISHED)
    public = [name for name in stored_files() if entry.public_key in name]

    at(settings, timedelta(days=1))
    ticks.take_copies_off()

    assert [name for name in public if default_storage.exists(name)] == public


def test_an_original_goes_a_month_after_the_decision_and_the_copies_stay(settings: Settings) -> None:
    entry = an_entry(State.PUBLISHED)
    original = entry.assets.get(kind=AssetKind.ORIGINAL)

    at(settings, timedelta(days=29))
    ticks.delete_what_is_due()
    kept = default_storage.exists(original.key)
    at(settings, timedelta(days=2))
    ticks.delete_what_is_due()

    assert (kept, default_storage.exists(original.key)) == (True, False)
    assert {asset.kind for asset in entry.assets.all()} == {AssetKind.COPY}


def test_all_files_of_what_was_taken_back_go_with_the_next_tick_and_what_it_looked_like_too() -> None:
    entry = an_entry(State.PUBLISHED)
    assert Fingerprint.objects.filter(entry=entry).exists()

    domain.withdraw(entry, user=a_decider("anyone"), channel="letter")
    ticks.delete_what_is_due()

    assert (entry.assets.count(), stored_files()) == (0, [])
    assert not Fingerprint.objects.exists()


def test_a_file_that_no_drawing_knows_is_swept_the_day_after_and_no_other(settings: Settings) -> None:
    entry = received(a_batch())
    orphan = files.keep_private(b"cut off between the file and the row")
    settings.CLOCK = f"{clock.today()}T23:17:00"
    ticks.sweep_orphans()
    on_the_day = default_storage.exists(orphan)

    settings.CLOCK = f"{clock.today() + timedelta(days=1)}T00:17:00"
    ticks.sweep_orphans()
    # What was being written at midnight may still get its row.
    just_after_midnight = default_storage.exists(orphan)

    settings.CLOCK = f"{clock.today()}T01:17:00"
    ticks.sweep_orphans()

    assert (on_the_day, just_after_midnight, default_storage.exists(orphan)) == (True, True, False)
    assert default_storage.exists(entry.assets.get().key)


def test_one_drawing_that_cannot_be_helped_does_not_stop_those_behind_it(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    entries = [an_entry(State.PUBLISHED) for _number in range(2)]
    poisoned = entries[-1].public_key
    real = files.unpublish

    def fails_for_one(key: str) -> None:
        if key == poisoned:
            raise OSError("permission denied")
        real(key)

    monkeypatch.setattr(files, "unpublish", fails_for_one)
    Entry.objects.update(state=State.HIDDEN, place=None)
    ticks.take_copies_off()

    assert Entry.objects.exclude(public_key="").get() == entries[-1]


def test_files_of_a_drawing_whose_consent_ran_out_are_gone_a_minute_after_midnight(
    settings: Settings,
) -> None:
    entry = an_entry(State.PUBLISHED)
    public = [name for name in stored_files() if entry.public_key in name]
    last = entry.competition.consent_until

    settings.CLOCK = f"{last}T23:17:00"
    ticks.hide_what_has_no_consent()
    on_the_last_day = [name for name in public if default_storage.exists(name)]
    settings.CLOCK = f"{last + timedelta(days=1)}T00:01:00"
    ticks.hide_what_has_no_consent()

    assert on_the_last_day == public
    assert [name for name in public if default_storage.exists(name)] == []


def test_a_public_folder_that_no_drawing_names_is_swept(settings: Settings) -> None:
    entry = an_entry(State.PUBLISHED)
    key = files.new_public_key()
    files.publish(key, list(entry.assets.filter(kind=AssetKind.COPY)))
    settings.CLOCK = f"{clock.today()}T12:17:00"

    ticks.sweep_orphans()

    assert [name for name in stored_files() if key in name] == []
    assert [name for name in stored_files() if entry.public_key in name] != []


def test_a_worker_that_is_down_does_not_find_a_mountain_of_tasks(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {**settings.TASKS, "worker": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    received(a_batch())
    at(settings, timedelta(minutes=3))

    for _minute in range(5):
        ticks.redrive_entries()

    waiting = DBTaskResult.objects.ready().filter(task_path="gallery.tasks.process_entry")
    assert waiting.count() == 1
