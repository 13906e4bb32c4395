"""The drawings of the competition: what is drawn, and what is said of it, belong together and harm nobody."""

import hashlib
import io
from collections import Counter
from itertools import combinations

import pytest
from PIL import Image, ImageStat

from consent.enums import Scope
from demo.content.drawings import DRAWINGS
from demo.content.facts import COUNTRIES
from demo.drawings.children import KEYS, draw
from gallery.enums import BANDS, Place, State
from gallery.models import Entry

LETTERS = {"ar": ("\u0600", "\u06ff"), "el": ("\u0370", "\u03ff")}


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return {key: draw(key) for key in KEYS}


@pytest.fixture(scope="module", params=KEYS)
def drawing(request: pytest.FixtureRequest, drawn: dict[str, bytes]) -> bytes:
    return drawn[request.param]


@pytest.fixture(params=DRAWINGS, ids=lambda row: row.key)
def row(request: pytest.FixtureRequest):
    return request.param


def from_afar(content: bytes) -> bytes:
    """The picture from so far away that only its masses remain."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("RGB", (200, 200))
        return picture.convert("RGB").resize((16, 16)).tobytes()


# --- What is drawn ---------------------------------------------------------------------------------------------------


def test_a_drawing_has_the_size_of_a_sheet_that_was_scanned(drawing: bytes) -> None:
    with Image.open(io.BytesIO(drawing)) as picture:
        assert picture.format == "JPEG"
        assert picture.mode == "RGB"
        assert picture.size in {(1400, 1000), (1000, 1400), (1200, 1200)}


def test_a_drawing_is_light_enough_to_keep_and_to_send(drawing: bytes) -> None:
    assert len(drawing) < 700_000


def test_a_drawing_carries_nothing_but_the_picture(drawing: bytes) -> None:
    with Image.open(io.BytesIO(drawing)) as picture:
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_no_drawing_is_dark_enough_to_frighten_or_empty_enough_to_look_broken(drawing: bytes) -> None:
    with Image.open(io.BytesIO(drawing)) as picture:
        grey = ImageStat.Stat(picture.convert("L"))
    assert grey.mean[0] > 40
    assert grey.stddev[0] > 12


def test_the_sheets_lie_across_stand_upright_and_are_square(drawn: dict[str, bytes]) -> None:
    shapes = Counter()
    for content in drawn.values():
        with Image.open(io.BytesIO(content)) as picture:
            shapes[picture.size] += 1
    assert shapes[(1400, 1000)] > shapes[(1000, 1400)] > shapes[(1200, 1200)] == 1


def test_no_two_drawings_could_be_taken_for_one(drawn: dict[str, bytes]) -> None:
    assert len({hashlib.sha256(content).digest() for content in drawn.values()}) == len(KEYS)
    seen = {key: from_afar(content) for key, content in drawn.items()}
    near = [
        (one, other)
        for one, other in combinations(KEYS, 2)
        if sum(abs(a - b) for a, b in zip(seen[one], seen[other], strict=True)) / len(seen[one]) < 8
    ]
    assert near == []


@pytest.mark.parametrize("key", ["house_with_sun", "flowers_in_a_jar"])
def test_drawing_again_gives_the_same_bytes_so_that_no_drawing_is_entered_twice(
    key: str, drawn: dict[str, bytes]
) -> None:
    assert draw(key) == drawn[key]


# --- What is said of it ----------------------------------------------------------------------------------------------


def test_each_picture_is_entered_once_and_each_entry_has_its_picture() -> None:
    assert sorted(row.key for row in DRAWINGS) == sorted(KEYS)
    assert len(DRAWINGS) == 36


def test_the_coming_edition_shows_every_state_a_moderator_meets() -> None:
    states = Counter(row.state for row in DRAWINGS if row.edition == "next")
    assert states == {State.PUBLISHED: 19, State.APPROVED: 5, State.PENDING: 5, State.REJECTED: 1}


def test_the_last_edition_is_over_and_has_its_awards() -> None:
    last = [row for row in DRAWINGS if row.edition == "last"]
    assert {row.state for row in last} == {State.PUBLISHED}
    assert sorted(row.award for row in last) == sorted(
        ["", Place.FIRST, Place.SECOND, Place.THIRD, Place.MENTION, Place.MENTION]
    )
    assert len(last) + sum(row.edition == "next" for row in DRAWINGS) == len(DRAWINGS)


def test_nothing_is_public_or_honoured_without_consent_to_it(row) -> None:
    assert set(row.scopes) <= set(Scope)
    assert len(set(row.scopes)) == len(row.scopes)
    if row.state in {State.PUBLISHED, State.APPROVED}:
        assert Scope.SITE in row.scopes
    if row.award:
        assert Scope.WINNER in row.scopes
        assert row.state == State.PUBLISHED


def test_an_entry_holds_what_the_form_would_have_let_through(row) -> None:
    entry = Entry(
        band=row.band,
        first_name=row.first_name,
        title=row.title,
        alt_text=row.alt_text,
        language=row.language,
    )
    kept = {"band", "first_name", "title", "alt_text", "language"}
    entry.clean_fields(exclude=[field.name for field in Entry._meta.fields if field.name not in kept])
    assert row.band in {band.value for band in BANDS}
    assert row.country in COUNTRIES
    assert row.title
    assert len(row.alt_text) > 60


def test_a_name_is_one_word_and_a_third_of_the_children_give_none(row) -> None:
    assert len(row.first_name.split()) <= 1
    assert row.first_name == row.first_name.strip()
    named = sum(bool(other.first_name) for other in DRAWINGS)
    assert named == 24


def test_a_first_name_stands_for_one_drawing_only() -> None:
    names = [row.first_name for row in DRAWINGS if row.first_name]
    assert len(names) == len(set(names))


def test_title_and_description_are_written_in_the_language_they_say(row) -> None:
    words = row.title + row.alt_text
    for language, (first, last) in LETTERS.items():
        assert any(first <= letter <= last for letter in words) == (row.language == language)


def test_the_languages_of_the_site_all_have_drawings() -> None:
    assert Counter(row.language for row in DRAWINGS) == {"lt": 8, "el": 7, "en": 6, "es": 5, "fr": 5, "ar": 5}
