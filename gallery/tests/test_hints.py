"""Hints and covered places: what staff are told of a drawing, and what readers never see of it."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageDraw
from pytest_django import Settings

from core import clock
from core.images.cleaning import Picture
from core.tests import files as sent
from gallery import domain, files, hints, processing, reach, ticks
from gallery.enums import AssetKind, State
from gallery.models import Award, Entry, EntryAsset, Fingerprint, Mask
from gallery.models.bench import PARTS

from .factories import CompetitionFactory, a_batch, received
from .staff import a_moderator, an_editor, quick
from .stored import stored_files

pytestmark = pytest.mark.django_db


def with_bits(entry: Entry, bits: int, competition: int | None = None) -> Entry:
    Fingerprint.objects.filter(entry=entry).delete()
    values = dict(
        zip(hints.PARTS, [bits >> 48, bits >> 32 & 0xFFFF, bits >> 16 & 0xFFFF, bits & 0xFFFF], strict=True)
    )
    Fingerprint.objects.create(entry=entry, competition_id=competition or entry.competition_id, **values)
    return entry


OWN = 0x1234_5678_9ABC_DEF0


def flipped(*places: int) -> int:
    return OWN ^ sum(1 << place for place in places)


def test_what_looks_alike_is_found_nearest_first_and_nothing_that_staff_must_not_see() -> None:
    batch = a_batch(CompetitionFactory.create())
    own, near, same, six, seven = (quick(State.PENDING, batch) for _each in range(5))
    for entry, bits in (
        (own, OWN),
        (near, flipped(0, 20, 40)),
        (same, OWN),
        (six, flipped(0, 1, 2, 3, 4, 5)),
        (seven, flipped(0, 1, 2, 3, 4, 5, 6)),
    ):
        with_bits(entry, bits)
    hidden_from_hints = [
        State.DRAFT, State.RECEIVED, State.PROCESSING, State.UNREADABLE, State.BLOCKED, State.SAFEGUARDING,
        State.SEALED, State.WITHDRAWN, State.PURGED,
    ]  # fmt: skip
    out_of_sight = [quick(State.PENDING, batch) for _state in hidden_from_hints]
    for entry, state in zip(out_of_sight, hidden_from_hints, strict=True):
        with_bits(entry, OWN)
        Entry.objects.filter(pk=entry.pk).update(state=state)
    with_bits(quick(State.PENDING, a_batch(CompetitionFactory.create())), OWN)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = hints.alike(own, 10)
        read = [(entry.batch.pk, entry.country.code) for entry in found]

    assert found == [same, near, six]
    assert (len(queries), len(read)) == (2, 3)
    assert hints.alike(own, 1) == [same]
    assert hints.alike(quick(State.PENDING, batch), 5) == []
    assert set(State) == {*hints.SHOWN, *hidden_from_hints}


def test_a_moderator_is_shown_only_what_they_decide_on() -> None:
    competition = CompetitionFactory.create()
    editor = an_editor()
    ours = quick(State.PENDING, a_batch(competition, editor, "lt"))
    theirs = quick(State.PENDING, a_batch(competition, editor, "gr"))
    also_ours = quick(State.PENDING, a_batch(competition, editor, "lt"))
    for entry in (ours, theirs, also_ours):
        with_bits(entry, OWN)

    found = hints.alike(ours, 10, reach.entries_moderated_by(a_moderator("lt")))

    assert found == [also_ours]


def test_plain_paper_makes_nobody_alike() -> None:
    """Half of all drawings have an empty part; by that alone everything would be a candidate."""
    batch = a_batch()
    own = with_bits(quick(State.PENDING, batch), 0x0000_0000_9ABC_DEF0)
    with_bits(quick(State.PENDING, batch), 0x0000_0000_1111_2222)

    with CaptureQueriesContext(connection) as queries:
        assert hints.alike(own, 5) == []
    where = queries[-1]["sql"].partition(" WHERE ")[2]
    assert '"first" =' not in where
    assert '"third" = 39612' in where


def test_the_same_picture_smaller_and_saved_again_has_nearly_the_same_fingerprint() -> None:
    picture = Image.new("RGB", (900, 700), "white")
    pen = ImageDraw.Draw(picture)
    for number in range(30):
        corner = (number * 97 % 800, number * 61 % 600)
        pen.ellipse((*corner, corner[0] + 90, corner[1] + 70), fill=(number * 40 % 255, 90, 200 - number * 5))
    again = Image.open(io.BytesIO(sent.as_file(picture.resize((500, 389)), "JPEG", quality=60)))
    other = picture.transpose(Image.Transpose.ROTATE_180)

    prints = [hints.fingerprint_of(one.convert("RGB")) for one in (picture, again, other)]
    apart = [sum((a ^ b).bit_count() for a, b in zip(prints[0], one, strict=True)) for one in prints]

    assert apart[1] <= hints.MOST_BITS < apart[2]


def test_paper_is_no_photograph_and_shades_from_dark_to_bright_are() -> None:
    shades = Image.linear_gradient("L").convert("RGB")
    paper = Image.new("RGB", (600, 500), (250, 248, 240))
    ImageDraw.Draw(paper).rectangle((50, 50, 250, 300), fill=(10, 10, 10))

    assert [hints.looks_like_photo(one) for one in (shades, paper)] == [True, False]


# --- Covered places -----------------------------------------------------------------------------------------------


def striped(size: tuple[int, int] = (1200, 800)) -> bytes:
    """White paper with a red field from a quarter to a half of its width and height: nothing else on it is red."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle(
        (size[0] // 4, size[1] // 4, size[0] // 2 - 1, size[1] // 2 - 1), fill=(255, 0, 0)
    )
    return sent.as_file(picture, "PNG")


def redness(content: bytes) -> int:
    with Image.open(io.BytesIO(content)) as picture:
        red, green, _blue = picture.convert("RGB").split()
        return max(a - b for a, b in zip(red.tobytes(), green.tobytes(), strict=True))


def test_nothing_of_what_is_covered_shines_through_in_any_copy() -> None:
    mask = Mask(left=PARTS // 4, top=PARTS // 4, width=PARTS // 4, height=PARTS // 4)

    plain, covered = processing.copies_of(striped()), processing.copies_of(striped(), [mask])

    assert [copy[:3] for copy in plain] == [copy[:3] for copy in covered]
    assert min(redness(copy[3]) for copy in plain) > 200
    # The cover itself is a little less red than green; what is left is what encoders make of its edge.
    assert max(redness(copy[3]) for copy in covered) < 16
    with Image.open(io.BytesIO(covered[0][3])) as picture:
        shown = picture.convert("RGB").getpixel((picture.width * 3 // 8, picture.height * 3 // 8))
    assert max(abs(a - b) for a, b in zip(shown, processing.COVER, strict=True)) < 6


@pytest.mark.parametrize(("left", "top"), [(0, 0), (PARTS - 1, PARTS - 1), (3333, 6667)])
def test_a_cover_is_rounded_outwards_and_ends_with_the_paper(left: int, top: int) -> None:
    picture = Image.new("RGB", (1003, 701), "white")
    mask = Mask(left=left, top=top, width=PARTS - left, height=1)

    processing.cover(picture, [mask])

    x, y = left * 1003 // PARTS, top * 701 // PARTS
    assert {picture.getpixel((x, y)), picture.getpixel((1002, y))} == {processing.COVER}


def test_made_ready_again_it_has_one_set_of_copies_its_covers_and_one_fingerprint(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    cleaned = Picture(striped((500, 420)), ".png", 500, 420)
    monkeypatch.setattr(processing, "clean_picture", lambda content: cleaned)
    entry = received(a_batch())
    processing.process(entry.pk)
    first = set(EntryAsset.objects.values_list("key", flat=True))
    Mask.objects.create(entry=entry, left=0, top=0, width=PARTS, height=PARTS, by=a_moderator())
    Entry.objects.filter(pk=entry.pk).update(state=State.RECEIVED)

    processing.process(entry.pk)

    entry.refresh_from_db()
    kinds = [asset.kind for asset in entry.assets.all()]
    # Two widths in three formats each.
    assert {kind: kinds.count(kind) for kind in AssetKind} == {"original": 1, "copy": 6, "masked": 6}
    masked = entry.assets.filter(kind=AssetKind.MASKED)
    assert max(redness(files.read_private(asset.key)) for asset in masked) < 16
    assert (entry.looks_like_photo, Fingerprint.objects.filter(entry=entry).count()) == (False, 1)
    # What the first time left behind is swept, also after a long while.
    left = first - set(EntryAsset.objects.values_list("key", flat=True))
    assert len(left) == 6
    settings.CLOCK = f"{clock.today() + timedelta(days=90)}T12:17:00"
    ticks.sweep_orphans()
    assert set(stored_files()) == set(EntryAsset.objects.values_list("key", flat=True))


def test_the_original_of_a_drawing_with_an_award_stays_until_a_month_after_the_results(
    settings: Settings,
) -> None:
    today = clock.today()
    results = today + timedelta(days=60)
    competition = CompetitionFactory.create(results_on=results)
    batch = a_batch(competition)
    awarded, plain, taken_back = (quick(State.PUBLISHED, batch) for _each in range(3))
    for entry in (awarded, taken_back):
        Award.objects.create(entry=entry, place="first")
    domain.withdraw(taken_back, user=batch.entered_by, channel="family")
    kept = []
    for day in (
        today,
        today + timedelta(days=31),
        results + timedelta(days=29),
        results + timedelta(days=31),
    ):
        settings.CLOCK = f"{day}T23:59:30"
        ticks.delete_what_is_due()
        kept.append([entry.assets.exists() for entry in (awarded, plain, taken_back)])

    assert kept == [[True, True, False], [True, False, False], [True, False, False], [False, False, False]]
