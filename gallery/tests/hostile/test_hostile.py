from __future__ import annotations

import io
import os
import tracemalloc
from collections.abc import Callable

import pytest
from PIL import Image

from core.images.cleaning import clean_picture
from core.uploads import Unreadable
from gallery import processing
from gallery.enums import State
from gallery.models import Entry
from gallery.sentences import SENTENCES

from . import files as hostile
from .doors import Door
from .looked_at import copies, strangers_in
from .profiles import difference

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

SOAK = os.environ.get("SOAK") == "1"
MEGABYTE = 1024 * 1024
#: All that a school may be told of a file.
SAID = {str(sentence) for sentence in SENTENCES.values()}


def made_ready(door: Door, content: bytes) -> Entry:
    """Taken in through the door and made ready by the worker's own function, with the real decoder."""
    answer = door.send(content)
    assert answer.received, answer
    processing.process(door.batch.entries.latest("pk").pk)
    return door.batch.entries.latest("pk")


def opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.convert("RGB")


def test_every_file_is_taken_or_refused_with_a_sentence_and_none_is_a_server_s_error(door: Door) -> None:
    every = {**hostile.BOMBS, **hostile.DISGUISED, **(hostile.HEAVY if SOAK else {})}
    wrong, taken = {}, {}
    for name, make in every.items():
        answer = door.send(make())
        if answer.received:
            taken[name] = door.batch.entries.latest("pk")
        elif answer.status not in (413, 422) or answer.sentence not in SAID:
            wrong[name] = answer

    assert wrong == {}
    # What the first look lets through is for the decoder, which looks at all of it.
    ends = {}
    for name, entry in taken.items():
        processing.process(entry.pk)
        entry.refresh_from_db()
        ends[name] = entry.state
        if entry.state == door.ready:
            left = {key: strangers_in(copy, key.split(".")[1]) for key, copy in copies(entry).items()}
            wrong |= {f"{name}: {key}": found for key, found in left.items() if found}
            carried = [key for key, copy in copies(entry).items() if b"script" in copy or b"PDF" in copy]
            wrong |= {f"{name}: {key}": "what was hung on" for key in carried}
        elif entry.unreadable_code not in SENTENCES:
            wrong[name] = entry.unreadable_code
    assert wrong == {}
    sure = {name: state for name, state in ends.items() if name not in EITHER}
    assert {name for name, state in sure.items() if state == door.ready} == PICTURES_ALL_THE_SAME & set(ends)
    assert {state for name, state in sure.items() if name not in PICTURES_ALL_THE_SAME} == {State.UNREADABLE}


#: Made to harm or to deceive, but there is a whole picture in each, and that alone comes out.
PICTURES_ALL_THE_SAME = {
    "a JPEG with a page of HTML in it",
    "a JPEG with an archive behind it",
    "a JPEG that is a PDF as well",
    # As large as a phone's largest, and black.
    "49 megapixels of nothing",
}
#: Where the decoder's release decides whether it makes a picture of it: either will do.
EITHER = {"a HEIC with bytes flipped", "a JPEG of four hundred scans"}


def test_what_phones_and_scanners_send_is_taken_whatever_is_odd_about_it(one_door: Door) -> None:
    states = {name: made_ready(one_door, make()).state for name, make in hostile.GOOD.items()}

    assert states == dict.fromkeys(hostile.GOOD, one_door.ready)


def test_nothing_that_was_planted_in_any_container_is_in_any_public_copy(one_door: Door) -> None:
    signs = [
        hostile.SECRET.encode(),
        hostile.SECRET.encode("utf-16-le"),
        hostile.SECRET.encode("utf-16-be"),
        b"Anna",
    ]
    planted = {name: make() for name, make in hostile.PLANTED.items()}
    assert [name for name, content in planted.items() if signs[0] not in content] == []
    found = {}
    for name, content in planted.items():
        made = copies(made_ready(one_door, content))
        assert sorted(key.split(".")[1] for key in made) == sorted(["avif", "jpg", "webp"] * 2)
        for key, copy in made.items():
            leaked = [sign for sign in signs if sign in copy] + strangers_in(copy, key.split(".")[1])
            leaked += [str(value) for value in dict(Image.open(io.BytesIO(copy)).getexif()).values()]
            if leaked:
                found[name, key] = leaked

    assert found == {}


def test_the_searcher_itself_finds_what_is_planted() -> None:
    """Each reader of copies, given a file of its kind with something in it."""
    assert strangers_in(hostile.jpeg_of_everything(), "jpg")[:1] == ["segment ED"]
    assert "a tail" in strangers_in(hostile.jpeg_of_everything(), "jpg")
    assert "chunk b'EXIF'" in strangers_in(hostile.webp_of_everything(), "webp")
    avif = hostile.plain.as_file(
        hostile.picture(), "AVIF", exif=hostile.exif_of_everything(), xmp=hostile.xmp()
    )
    assert {"box b'Exif'", "box b'mime'"} <= set(strangers_in(avif, "avif"))


def test_what_lay_on_its_side_is_upright_in_every_copy() -> None:
    """Each of the eight orientations, and each kind of file; all of both at full size."""
    pairs = [(kind, turn) for kind in hostile.KINDS for turn in range(1, 9)]
    chosen = pairs if SOAK else [(hostile.KINDS[turn % 4], turn) for turn in range(1, 9)]
    wrong = {}
    for kind, turn in chosen:
        cleaned = clean_picture(hostile.lying(kind, turn))
        for width, height, ending, copy in processing.copies_of(cleaned.content)[:3]:
            shown = opened(copy)
            places = [(width // 4, height // 4), (width * 3 // 4, height // 4)]
            places += [(x, height * 3 // 4) for x, _y in places]
            far = [
                difference(shown.getpixel(at), want) for at, want in zip(places, hostile.CORNERS, strict=True)
            ]
            if (width, height) != (520, 420) or max(far) > 6:
                wrong[kind, turn, ending] = (width, height, far)

    assert wrong == {}


@pytest.mark.parametrize("make", hostile.COLOURED.values(), ids=hostile.COLOURED)
def test_colours_stay_what_they_were_whatever_space_they_came_in(make: Callable[[], bytes]) -> None:
    cleaned = clean_picture(make())

    for _width, _height, ending, copy in processing.copies_of(cleaned.content)[:3]:
        shown = hostile.colours_of(opened(copy))
        far = [difference(one, wanted) for one, wanted in zip(shown, hostile.PATCHES, strict=True)]
        assert (ending, max(far) < 5) == (ending, True), far


def test_a_file_may_be_called_anything_and_nothing_is_kept_of_it(door: Door) -> None:
    answers = {}
    for number, name in enumerate(hostile.NAMES):
        content = hostile.jpeg_with((0xFE, str(number).encode()))
        answers[name] = door.send(content, name)

    # A part without a name is no file to a browser either: then none was chosen, and that is said.
    refused = {name: answer for name, answer in answers.items() if not answer.received}
    assert set(refused) <= {"", "a\nb.jpg"}
    assert all(answer.status in (400, 422) and answer.sentence for answer in refused.values())
    stored = [asset.key for entry in door.batch.entries.all() for asset in entry.assets.all()]
    assert len(stored) == len(answers) - len(refused)
    assert {len(key) for key in stored} == {len("entries/2026-01-01/") + 40}


def test_no_file_makes_the_web_process_grow(one_door: Door) -> None:
    """Python's own memory while they come in; `e2e` measures the whole process."""
    worst = {}
    every = {name: make() for name, make in {**hostile.BOMBS, **hostile.PLANTED}.items()}
    every["as large as may be"] = hostile.plain.jpeg((480, 420)) + bytes(14 * MEGABYTE)
    every["too large"] = hostile.plain.jpeg((481, 420)) + bytes(30 * MEGABYTE)
    one_door.send(hostile.plain.jpeg((482, 420)))
    for name, content in every.items():
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        one_door.send(content)
        # The client of the test holds the file twice: as it is, and as a form.
        worst[name] = (tracemalloc.get_traced_memory()[1] - before - 2 * len(content)) // MEGABYTE
        tracemalloc.stop()

    assert {name: grown for name, grown in worst.items() if grown >= 50} == {}


def test_a_heic_that_is_too_small_is_found_by_whoever_decodes_it(one_door: Door) -> None:
    """Its first look knows no size."""
    small = hostile.plain.as_file(hostile.picture((300, 200)), "HEIF") if hostile.heic() else b""
    one_door.send(small)
    processing.process(one_door.batch.entries.latest("pk").pk)

    entry = one_door.batch.entries.latest("pk")
    assert (entry.state, entry.unreadable_code) == (State.UNREADABLE, "too_small")


def test_the_decoder_says_why_in_one_of_our_codes() -> None:
    with pytest.raises(Unreadable) as reason:
        clean_picture(hostile.noise("png"))

    assert reason.value.code in SENTENCES
