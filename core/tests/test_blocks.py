"""What the vocabulary refuses, and that each word of it can be shown, previewed and translated."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from wagtail import blocks as wagtail_blocks
from wagtail.blocks import StreamBlock, StructBlockValidationError
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from core import blocks
from core.blocks.film import CaptionsBlock
from core.blocks.warning_signs import KINDS_OF_MISSING, SIGNS
from core.models import SiteDocument

# Choosers ask the database for what was chosen, also when nothing was.
pytestmark = pytest.mark.django_db

VOCABULARY = dict(
    [*blocks.ARTICLE_BLOCKS, *blocks.STORY_BLOCKS, *blocks.KIT_BLOCKS, *blocks.QUICK_READ_BLOCKS]
)


def refused(block: wagtail_blocks.StructBlock, **value: Any) -> set[str]:
    """The names of the fields that ``block`` finds fault with."""
    try:
        block.clean(block.to_python(value))
    except StructBlockValidationError as error:
        return set(error.block_errors)
    return set()


def document(name: str) -> SiteDocument:
    return SiteDocument(pk=1, title="A file", file=name)


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_block_tells_editors_what_it_is(name: str) -> None:
    block = VOCABULARY[name]
    assert block.meta.icon != "placeholder"
    assert block.label
    assert block.get_description()
    assert block.meta.group
    assert block.meta.template == f"core/blocks/{name}.html"


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_block_renders_its_preview(name: str) -> None:
    block = VOCABULARY[name]
    assert block.is_previewable
    render_to_string(
        "wagtailcore/shared/block_preview.html", {"bound_block": block.bind(block.get_preview_value())}
    )


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_block_renders_with_nothing_in_it(name: str) -> None:
    """A draft may be looked at before its required parts are filled."""
    block = VOCABULARY[name]
    block.render(
        block.get_default() if name == "sentence" else block.to_python({} if _is_struct(block) else "")
    )


def _is_struct(block: wagtail_blocks.Block) -> bool:
    return isinstance(block, wagtail_blocks.StructBlock)


def test_no_code_is_sent_to_translators() -> None:
    """Icons, tones and styles are choices: as text they would be translated, and the page would break."""
    stream = StreamBlock(list(VOCABULARY.items()))
    value = stream.to_python(
        [
            {
                "type": "callout",
                "id": "a",
                "value": {"tone": "danger", "heading": "Now", "text": "<p>Call.</p>"},
            },
            {
                "type": "warning_signs",
                "id": "b",
                "value": {
                    "heading": "Signs",
                    "signs": [
                        {"type": "item", "id": "c", "value": {"icon": "gift", "title": "Gifts", "text": ""}}
                    ],
                },
            },
            {
                "type": "buttons",
                "id": "d",
                "value": {
                    "buttons": [
                        {
                            "type": "item",
                            "id": "e",
                            "value": {
                                "label": "Go",
                                "page": None,
                                "url": "https://example.org",
                                "style": "quiet",
                            },
                        }
                    ]
                },
            },
        ]
    )
    segments = StreamFieldSegmentExtractor(None).handle_stream_block(value)
    texts = {segment.render_text() for segment in segments if isinstance(segment, StringSegmentValue)} - {""}
    assert texts == {"Now", "Call.", "Signs", "Gifts", "Go"}


def test_every_drawing_that_can_be_chosen_is_on_the_sheet(settings: Any) -> None:
    sheet = (settings.BASE_DIR / "static" / "icons" / "sprite.svg").read_text(encoding="utf-8")
    assert [name for name, _label in [*SIGNS, *KINDS_OF_MISSING] if f'id="{name}"' not in sheet] == []


def test_picture_refuses_a_file_name_as_its_words() -> None:
    block = blocks.PictureBlock()
    assert "alt" in refused(block, image=None, alt="IMG_2025.jpg")


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ({}, {"link"}),
        ({"link": "https://example.org/film"}, set()),
        ({"link": "https://example.org/film", "chapters": [{"start": 5, "title": "b"}, {"start": 2, "title": "a"}]},
         {"chapters"}),
        ({"link": "https://example.org/film", "duration": 60, "chapters": [{"start": 60, "title": "a"}]},
         {"chapters"}),
    ],
)  # fmt: skip
def test_film_refuses(value: dict[str, Any], faults: set[str]) -> None:
    assert refused(blocks.FilmBlock(), title="A film", **value) == faults


def test_film_of_ours_needs_captions_and_a_transcript() -> None:
    film = blocks.FilmBlock()
    value = film.to_python({"title": "A film"})
    value["video"] = document("film.mp4")
    assert set(film._missing(value)) == {"captions", "transcript"}
    value["video"] = document("film.avi")
    value["audio"] = document("sound.mp3")
    assert set(film._wrong(value)) == {"video", "audio"}
    value["video"] = document("film.mp4")
    value["audio"] = document("sound.webm")
    assert set(film._wrong(value)) == set()
    assert value.audio_type == "audio/webm"


def test_captions_must_be_webvtt() -> None:
    block = CaptionsBlock()
    file = SiteDocument.objects.create(title="Captions", file="documents/captions.srt")
    assert refused(block, language="en", file=file.pk) == {"file"}
    file.file = "documents/captions.vtt"
    file.save()
    assert refused(block, language="en", file=file.pk) == set()


def test_film_as_a_draft_may_be_unfinished() -> None:
    film = blocks.FilmBlock()
    film.clean_deferred(film.to_python({"title": "A film"}))


def test_film_says_whose_page_it_leads_to() -> None:
    film = blocks.FilmBlock().to_python(
        {"title": "A film", "link": "https://www.example.org/film", "duration": 61}
    )
    assert (film.host, film.minutes) == ("example.org", 2)


def test_button_leads_to_one_place(home_page: Any) -> None:
    button = blocks.ButtonBlock()
    assert refused(button, label="Go") == {"url"}
    assert refused(button, label="Go", url="https://example.org") == set()
    assert refused(button, label="Go", page=home_page.pk) == set()
    assert refused(button, label="Go", page=home_page.pk, url="https://example.org") == {"url"}


@pytest.mark.parametrize("name", ["steps", "warning_signs", "do_dont", "checklist", "downloads", "buttons"])
def test_an_empty_list_is_refused(name: str) -> None:
    block = VOCABULARY[name]
    lists = {key for key, child in block.child_blocks.items() if isinstance(child, wagtail_blocks.ListBlock)}
    assert lists <= refused(block, heading="Heading", **{key: [] for key in lists})
