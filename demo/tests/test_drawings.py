"""The drawings and the film of the demo: what a reader sees, and what is sent to show it."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageStat

import demo.film
from demo.content.pictures import PICTURES
from demo.content.stories import PAGES
from demo.drawings import DRAWN, KEYS, draw

FILM = Path(demo.film.__file__).parent / "the-long-way-home.mp4"


@pytest.fixture(scope="module", params=KEYS)
def drawing(request: pytest.FixtureRequest) -> bytes:
    return draw(request.param)


def boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts an MP4 file is made of, at its outermost."""
    at = 0
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        yield kind, content[at + 8 : at + size]
        at += size


def test_every_picture_the_content_names_is_drawn() -> None:
    assert set(KEYS) == set(PICTURES) == set(DRAWN)


def test_a_drawing_is_wide_enough_for_a_large_screen(drawing: bytes) -> None:
    with Image.open(io.BytesIO(drawing)) as picture:
        assert picture.size == (1600, 1000)
        assert picture.mode == "RGB"


def test_a_drawing_is_light_enough_to_send(drawing: bytes) -> None:
    assert len(drawing) < 500_000


def test_no_drawing_is_dark_enough_to_frighten_or_plain_enough_to_look_broken(drawing: bytes) -> None:
    with Image.open(io.BytesIO(drawing)) as picture:
        grey = ImageStat.Stat(picture.convert("L"))
    assert grey.mean[0] > 55
    assert grey.stddev[0] > 12


def test_a_drawing_says_nothing_of_where_it_was_made(drawing: bytes) -> None:
    with Image.open(io.BytesIO(drawing)) as picture:
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_drawing_again_gives_the_same_picture_so_that_nothing_is_stored_twice() -> None:
    assert draw("lantern") == draw("lantern")


def test_the_film_can_be_watched_on_a_slow_line() -> None:
    assert FILM.stat().st_size < 900_000


def test_the_film_starts_before_all_of_it_has_come() -> None:
    order = [kind for kind, _content in boxes(FILM.read_bytes())]
    assert order.index(b"moov") < order.index(b"mdat")


def test_the_film_is_as_long_as_its_page_says() -> None:
    inside = dict(boxes(dict(boxes(FILM.read_bytes()))[b"moov"]))
    scale, length = struct.unpack(">II", inside[b"mvhd"][12:20])
    story = next(page for page in PAGES if page.path == "stories/the-long-way-home")
    film = next(value for kind, value in story.fields["body"] if kind == "film")
    assert round(length / scale, 1) == film["duration"]


def test_the_film_is_silent_and_carries_one_picture_track_only() -> None:
    tracks = [content for kind, content in boxes(dict(boxes(FILM.read_bytes()))[b"moov"]) if kind == b"trak"]
    assert len(tracks) == 1
    assert b"vide" in tracks[0]
    assert b"avc1" in tracks[0]


def test_the_film_says_nothing_of_where_or_when_it_was_made() -> None:
    content = FILM.read_bytes()
    for trace in (b"x264", b"Lavf", b"Lavc", b"ffmpeg", b"/home", b"/tmp"):
        assert trace not in content, trace
    made = struct.unpack(">II", dict(boxes(dict(boxes(content))[b"moov"]))[b"mvhd"][4:12])
    assert made == (0, 0)
