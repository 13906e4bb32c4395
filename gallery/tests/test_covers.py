"""What is covered on a drawing is never public below its cover, and can be uncovered until it is released."""

from __future__ import annotations

import io
import logging
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.urls import reverse
from PIL import Image, ImageChops, ImageDraw
from pytest_django import Settings

from accounts.models import User
from consent.enums import AgeBand, Scope
from core import clock
from gallery import domain, files, masks, processing, ticks
from gallery.enums import AssetKind, State
from gallery.kept_files import files_of_entries
from gallery.models import Decision, Entry, EntryAsset, Mask
from gallery.pictures import public_copies

from .factories import a_batch
from .staff import a_moderator, an_editor, at_work, quick
from .stored import stored_files

pytestmark = pytest.mark.django_db

RED = (200, 0, 0)
CORNER = domain.Rectangle(6000, 8000, 3000, 1500)


@pytest.fixture
def first() -> User:
    return a_moderator()


@pytest.fixture
def second() -> User:
    return a_moderator()


def now(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def with_a_name_on_it() -> bytes:
    """Red where a name would be, in a corner that `CORNER` covers, and blue elsewhere."""
    picture = Image.new("RGB", (700, 500), (40, 80, 200))
    ImageDraw.Draw(picture).rectangle((440, 410, 610, 460), fill=RED)
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def decided_on(first: User, covered: bool = True) -> Entry:
    """Really read and really covered; approved."""
    batch = a_batch(editor=an_editor())
    facts = domain.Facts(AgeBand.FROM_7, batch.country, "en", title="Home", alt_text="A house.")
    entry = domain.receive(
        batch, with_a_name_on_it(), facts, user=batch.entered_by, attested=True, scopes=[Scope.SITE]
    )
    processing.process(entry.pk)
    entry.refresh_from_db()
    if covered:
        domain.mask(entry, [CORNER], user=first, version=entry.version)
    domain.approve(entry, user=first, version=entry.version)
    return entry


def red_pixels(content: bytes) -> int:
    with Image.open(io.BytesIO(content)) as picture:
        red, green, blue = picture.convert("RGB").split()
    is_red = [
        channel.point([255 if lowest <= shade <= highest else 0 for shade in range(256)])
        for channel, lowest, highest in ((red, 110, 255), (green, 0, 60), (blue, 0, 60))
    ]
    both = ImageChops.multiply(ImageChops.multiply(is_red[0], is_red[1]), is_red[2])
    return sum(both.histogram()[128:])


def public() -> list[bytes]:
    found = []
    for name in stored_files():
        if name.startswith("drawings/"):
            with default_storage.open(name) as file:
                found.append(file.read())
    return found


# --- What readers get ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("original", ["there", "gone"])
def test_no_public_file_shows_what_was_covered(first: User, second: User, original: str) -> None:
    entry = decided_on(first)
    if original == "gone":
        asset = entry.assets.get(kind=AssetKind.ORIGINAL)
        files.delete_private([asset.key])
        asset.delete()
    with pytest.raises(domain.Refused) as early:
        domain.release(entry, user=second, version=entry.version)
    entry.refresh_from_db()
    assert (early.value.code, public(), entry.state) == ("not_covered_yet", [], State.APPROVED)

    masks.make(entry.pk)
    domain.release(entry, user=second, version=entry.version)

    entry = now(entry)
    covered = list(entry.assets.filter(kind=AssetKind.MASKED))
    names = {files.public_name(entry.public_key, asset) for asset in covered}
    assert names == {name for name in stored_files() if name.startswith("drawings/")}
    assert names <= set(files_of_entries("default")), "a backup has what readers see"
    assert [red_pixels(content) for content in public()] == [0] * len(covered)
    assert {asset.format for asset in covered} == {"avif", "webp", "jpg"}
    shown = public_copies(entry)
    addresses = [copy.url for source in (*shown.sources, shown.fallback) for copy in source.copies]
    assert {address.rpartition("drawings/")[2] for address in addresses} == {
        name.removeprefix("drawings/") for name in names
    }
    # The private copies are what they were: something there could have leaked.
    assert all(
        red_pixels(files.read_private(a.key)) for a in entry.assets.filter(kind=AssetKind.COPY, format="jpg")
    )


def test_what_is_uncovered_again_before_the_release_is_shown_as_it_was_drawn(
    first: User, second: User
) -> None:
    entry = decided_on(first)
    masks.make(entry.pk)
    entry = now(entry)

    domain.mask(entry, [], user=first, version=entry.version)
    ticks.delete_what_is_due()
    domain.release(entry, user=second, version=entry.version)

    assert not EntryAsset.objects.filter(kind=AssetKind.MASKED).exists()
    shown = [red_pixels(content) for content in public()]
    assert len(shown) == 9
    assert all(shown)


def test_copies_of_what_was_covered_before_are_thrown_away(
    first: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody covers another place while the worker still covers the first."""
    entry = decided_on(first)
    make = masks.copies_of

    def meanwhile(content: bytes, places: Any) -> Any:
        again = now(entry)
        domain.mask(again, [domain.Rectangle(0, 0, 900, 900)], user=first, version=again.version)
        monkeypatch.setattr(masks, "copies_of", make)
        return make(content, places)

    monkeypatch.setattr(masks, "copies_of", meanwhile)
    before = set(stored_files())
    masks.make(entry.pk)

    assert not EntryAsset.objects.filter(kind=AssetKind.MASKED).exists()
    assert set(stored_files()) == before
    assert list(domain.waiting_to_be_covered()) == [entry]
    broken = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert broken == [], "nothing had broken down"


def test_what_the_worker_left_undone_the_tick_does(first: User, settings: Settings) -> None:
    entry = decided_on(first)

    ticks.redrive_covers()
    assert not EntryAsset.objects.filter(kind=AssetKind.MASKED).exists(), "the worker is given its time"
    settings.CLOCK = (clock.now() + timedelta(minutes=3)).replace(tzinfo=None).isoformat()
    ticks.redrive_covers()

    assert EntryAsset.objects.filter(entry=entry, kind=AssetKind.MASKED).exists()
    assert not domain.waiting_to_be_covered().exists()


# --- Who may, and when --------------------------------------------------------------------------------------------


def test_covering_an_approved_drawing_makes_it_ones_own_to_have_approved(first: User, second: User) -> None:
    entry = quick(State.APPROVED)

    domain.mask(entry, [CORNER], user=second, version=entry.version)

    assert (now(entry).approved_by, now(entry).state) == (second, State.APPROVED)
    assert Decision.objects.filter(entry=entry).latest("pk").move == "mask"
    with pytest.raises(domain.Refused) as refused:
        domain.release(entry, user=second, version=entry.version)
    assert refused.value.code == "same_eyes"


@pytest.mark.parametrize("state", [State.PUBLISHED, State.HIDDEN, State.REJECTED, State.CHANGES])
def test_nothing_is_covered_or_uncovered_once_it_is_decided(first: User, state: State) -> None:
    entry = quick(state)

    with pytest.raises(domain.Refused):
        domain.mask(entry, [CORNER], user=first, version=entry.version)

    assert not Mask.objects.exists()


def test_of_two_who_cover_at_once_the_second_is_told(first: User, second: User) -> None:
    entry = quick(State.PENDING)
    theirs = now(entry)
    domain.mask(entry, [CORNER], user=first, version=entry.version)

    with pytest.raises(domain.Overtaken):
        domain.mask(theirs, [], user=second, version=theirs.version)

    assert Mask.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        [domain.Rectangle(-1, 0, 500, 500)],
        [domain.Rectangle(9800, 0, 500, 500)],
        [domain.Rectangle(0, 9800, 500, 500)],
        [domain.Rectangle(0, 0, 0, 500)],
        [CORNER] * 21,
    ],
)
def test_what_does_not_lie_on_the_picture_covers_nothing(first: User, wrong: list[domain.Rectangle]) -> None:
    entry = quick(State.PENDING)

    with pytest.raises(ValidationError):
        domain.mask(entry, wrong, user=first, version=entry.version)

    assert (now(entry).version, Mask.objects.count()) == (entry.version, 0)


# --- By plain fields ----------------------------------------------------------------------------------------------


def press(
    user: User, entry: Entry, do: str, *rows: tuple[str, str, str, str], page: str = "decide_on"
) -> HttpResponse:
    fields = {
        f"cover-{name}": [row[n] for row in rows] for n, name in enumerate(("left", "top", "width", "height"))
    }
    given = {"do": do, "version": entry.version, "alt_text": entry.alt_text, **fields}
    return at_work(user).post(reverse(f"gallery_staff:{page}", args=[entry.public_id]), given)


def places(entry: Entry) -> list[tuple[int, ...]]:
    return list(Mask.objects.filter(entry=entry).values_list("left", "top", "width", "height"))


EMPTY = ("", "", "", "")


def test_places_are_covered_by_numbers_with_the_approval_or_before_it(first: User) -> None:
    entry = quick(State.PENDING)

    answer = press(first, entry, "describe", ("60", "80.5", "30", "15,25"), EMPTY)
    assert (places(entry), now(entry).state) == ([(6000, 8050, 3000, 1525)], State.PENDING)
    page = BeautifulSoup(at_work(first).get(answer.url).content, "html.parser")
    rows = [
        [field["value"] for field in row.select("input")]
        for row in page.select("[data-gallery-numbers] tbody tr")
    ]
    assert rows == [["60", "80.5", "30", "15.25"], ["", "", "", ""]]
    drawn = page.select_one("[data-gallery-covers] rect")
    assert [drawn[name] for name in ("x", "y", "width", "height")] == ["6000", "8050", "3000", "1525"]
    press(first, now(entry), "approve", EMPTY, ("0", "0", "10", "10"))

    assert (places(entry), now(entry).state) == ([(0, 0, 1000, 1000)], State.APPROVED)


@pytest.mark.parametrize(("page", "do"), [("decide_on", "approve"), ("drawing", "mask")])
def test_numbers_that_cover_nothing_are_said_to_and_nothing_is_lost(first: User, page: str, do: str) -> None:
    entry = quick(State.PENDING)
    wrong = [("10", "", "", ""), ("x", "1", "1", "1"), ("\x00", "1", "1", "1"), ("95", "0", "10", "10")]
    wrong += [("9" * 400,) * 4, ("-1", "0", "10", "10"), ("1e3", "0", "10", "10"), ("٣", "0", "10", "10")]

    for row in wrong:
        answer = press(first, entry, do, row, page=page)

        assert (answer.status_code, now(entry).state, places(entry)) == (422, State.PENDING, [])
        text = answer.content.decode()
        assert "needs four numbers" in text or "must lie on the picture" in text
        assert row[0].replace("\x00", "")[:12] in text


def test_places_are_covered_and_uncovered_on_the_page_of_a_drawing_that_waits_for_release(
    first: User,
) -> None:
    entry = quick(State.APPROVED)

    press(first, entry, "mask", ("0", "0", "10", "10"), page="drawing")
    covered = places(entry)
    sheet = at_work(a_moderator()).get(reverse("gallery_staff:release")).content.decode()
    press(first, now(entry), "mask", EMPTY, page="drawing")

    assert (covered, places(entry)) == ([(0, 0, 1000, 1000)], [])
    assert "that is being made ready" in sheet
    assert 'name="release"' not in sheet
    silent = at_work(first).post(
        reverse("gallery_staff:drawing", args=[entry.public_id]),
        {"do": "mask", "version": now(entry).version},
    )
    assert silent.status_code == 409, "a form that says nothing of places uncovers none"


def test_the_second_pair_of_eyes_sees_what_readers_will_see(first: User, second: User) -> None:
    entry = decided_on(first)
    masks.make(entry.pk)
    client = at_work(second)

    sheet = BeautifulSoup(client.get(reverse("gallery_staff:release")).content, "html.parser")
    address = sheet.select_one(".drawings-sheet img")["src"]

    assert red_pixels(client.get(address).content) == 0
    assert red_pixels(client.get(address.removesuffix("?covered=1")).content) > 0
    assert "Covered in places" in sheet.text
