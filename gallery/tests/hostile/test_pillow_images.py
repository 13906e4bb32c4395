from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable

import pytest

from core.images.cleaning import clean_picture
from core.uploads import Unreadable
from gallery import processing
from gallery.sentences import SENTENCES

from . import pillow_images
from .doors import Door
from .looked_at import copies, strangers_in

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

SOAK = os.environ.get("SOAK") == "1"
#: Hardly one in ten of them is taken, and a class may wait with sixty.
BEHIND_ONE_DOOR = 100


@pytest.fixture(scope="module")
def images() -> dict[str, bytes]:
    try:
        return pillow_images.every() if SOAK else pillow_images.some()
    except pillow_images.NotHere as missing:
        pytest.skip(f"Pillow's own pictures are not to be had here: {missing}")


def test_pillow_s_own_pictures_are_taken_or_refused_with_a_sentence(
    open_door: Callable[[], Door], images: dict[str, bytes]
) -> None:
    said = {str(sentence) for sentence in SENTENCES.values()}
    answers, doors = {}, []
    for number, (name, content) in enumerate(images.items()):
        if number % BEHIND_ONE_DOOR == 0:
            doors.append(open_door())
        answers[name] = doors[-1].send(content, name)

    wrong = {
        name: answer
        for name, answer in answers.items()
        if not answer.received
        # Some of them are the same file under two names.
        and not (answer.status == 409 and answer.sentence)
        and not (answer.status in (413, 422) and answer.sentence in said)
    }
    assert wrong == {}
    assert len(answers) >= 30
    # Of those that are taken the picture is left, and nothing else that stood in the file.
    shown, strangers = 0, {}
    for entry in (entry for door in doors for entry in door.batch.entries.all()):
        processing.process(entry.pk)
        for name, copy in copies(entry).items():
            shown += 1
            if found := strangers_in(copy, name.split(".")[1]):
                strangers[entry.pk, name] = found
    assert (strangers, shown > 0) == ({}, True)
    statuses = dict(Counter(answer.status for answer in answers.values()))
    print(f"answers: {statuses}; {shown} copies are bare pictures")  # noqa: T201 -- for docs/soak.md


def test_the_decoder_comes_back_from_each_of_them(images: dict[str, bytes]) -> None:
    """Most are too small to be received; here each meets the decoder all the same."""
    outcomes = {}
    for name, content in images.items():
        try:
            outcomes[name] = clean_picture(content).ending
        except Unreadable as reason:
            outcomes[name] = reason.code

    assert set(outcomes.values()) <= {".jpg", ".png", ".webp", *SENTENCES}
    assert {".jpg", ".png"} <= set(outcomes.values())
