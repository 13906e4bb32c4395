"""A story is told so that its reader decides what they read, hear and see, and what their line has to carry."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client

from consent import domain as consent
from consent.enums import Channel, Identification, Scope
from core.models import SiteDocument, SiteImage
from core.tests import files
from core.tests.document_files import mp4
from stories.models import StoryIndexPage, StoryPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]

WORDS = "<p>She sat on a bench at the station.</p>"
CHANGED = "The name in this story has been changed."


def document(name: str) -> SiteDocument:
    row = SiteDocument(title=name, file=ContentFile(mp4(), name=name))
    row.save()
    return row


@pytest.fixture
def tell(make_page: Any, consenting: Any) -> Any:
    """``tell(("text", "<p>…</p>"), …)``: a live story with these blocks, as raw values."""
    index = make_page(StoryIndexPage, slug="stories")

    def make(*blocks: tuple[str, Any], **fields: Any) -> StoryPage:
        stream = StoryPage._meta.get_field("body").stream_block
        raw = [
            {"type": kind, "value": value, "id": f"{place:08x}-0000"}
            for place, (kind, value) in enumerate(blocks)
        ]
        fields = {"subject": consenting(Scope.SITE), "content_note": "A night alone.", **fields}
        return make_page(StoryPage, index, body=stream.to_python(raw), **fields)

    return make


def chapter(heading: str, note: str = "", *inner: dict[str, Any]) -> tuple[str, Any]:
    content = [{"type": "text", "value": WORDS}, *inner]
    return "chapter", {"heading": heading, "content_note": note, "content": content}


def soup_of(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    return BeautifulSoup(response.content, "html.parser")


def test_each_chapter_has_its_note_and_a_way_past_it(client: Client, tell: Any) -> None:
    told = tell(chapter("One"), chapter("Two", "A girl alone."), ("text", WORDS), chapter("Three"))
    soup = soup_of(client, told.url)
    assert [link["href"] for link in soup.select(".chapter-list a")] == [
        "#part-00000000",
        "#part-00000001",
        "#part-00000003",
    ]
    found = []
    for part in soup.select(".chapter"):
        skip = part.select_one(".chapter-note a")
        note = part.select_one(".chapter-note span")
        assert skip is not None
        found.append((part.h2.get_text(), note.get_text(strip=True) if note else "", skip["href"]))
    assert found == [
        ("One", "", "#part-00000001"),
        ("Two", "What it contains:A girl alone.", "#part-00000002"),
        ("Three", "", "#after"),
    ]
    anchors = {tag["id"] for tag in soup.select("[id]")}
    assert {href.removeprefix("#") for *_rest, href in found} - anchors == set()


def test_a_single_chapter_needs_no_list_of_chapters(client: Client, tell: Any) -> None:
    assert soup_of(client, tell(chapter("One")).url).select(".chapter-list") == []


def test_a_changed_name_is_declared_by_itself_and_no_longer_when_the_real_one_is_used(
    client: Client, tell: Any
) -> None:
    told = tell(("text", WORDS))
    assert CHANGED in client.get(told.url).text
    consent.identify(told.subject, Identification.FIRST_NAME)
    assert CHANGED not in client.get(told.url).text


def film(**more: Any) -> tuple[str, Any]:
    video = document("film.mp4")
    return "film", {
        "title": "A film",
        "video": video.pk,
        "duration": 60,
        "transcript": WORDS,
        "captions": [
            {"type": "item", "id": "a", "value": {"language": "en", "file": document("film.vtt").pk}}
        ],
        "chapters": [
            {
                "type": "item",
                "id": "b",
                "value": {"start": 12, "title": "The road", "content_note": "It is dark."},
            }
        ],
        **more,
    }


def test_a_film_waits_in_a_fold_without_a_still_and_its_words_stand_open_before_it(
    client: Client, tell: Any
) -> None:
    soup = soup_of(client, tell(film(poster=picture().pk)).url)
    box = soup.select_one(".film")
    assert box is not None
    video = box.select_one("details.film-play:not([open]) > video")
    assert video is not None
    assert (video["preload"], video.has_attr("autoplay"), video.has_attr("poster")) == ("none", False, False)
    # A track that is shown from the start is fetched at once, whatever hides it.
    assert [(track["srclang"], track.has_attr("default")) for track in video.select("track")] == [
        ("en", False)
    ]
    assert box.select("img, picture, iframe") == []
    order = [tag.name for tag in box.select("details[data-transcript][open], video")]
    assert order == ["details", "video"]
    assert "It is dark." in box.select_one(".chapters").get_text()


def test_the_words_of_a_film_are_folded_where_chapters_have_told_it_already(
    client: Client, tell: Any
) -> None:
    soup = soup_of(client, tell(chapter("One"), film()).url)
    assert [fold.has_attr("open") for fold in soup.select("[data-transcript]")] == [False]


def test_whoever_wants_to_follow_it_chooses_how(client: Client, tell: Any) -> None:
    told = tell(("text", WORDS), film(audio=document("sound.mp4").pk))
    soup = soup_of(client, told.url)
    ways = [(link.get_text(), link["href"]) for link in soup.select(".ways a")]
    assert ways == [
        ("Read", "#part-00000000"),
        ("Listen", "#part-00000001-listen"),
        ("Watch", "#part-00000001"),
        ("Light version", f"{told.url}light/"),
    ]
    sound = soup.select_one("#part-00000001-listen:not([open]) audio")
    assert sound is not None
    assert (sound["preload"], sound.source["type"]) == ("none", "audio/mp4")
    assert soup_of(client, tell(("text", WORDS)).url).select(".ways") == []


def picture() -> SiteImage:
    image = SiteImage(title="A road", file=ContentFile(files.jpeg(), name="road.jpg"))
    image.save()
    return image


def test_the_light_version_has_the_words_and_no_picture_film_or_script_of_its_own(
    client: Client, tell: Any
) -> None:
    shown = {
        "type": "image",
        "value": {"image": picture().pk, "alt": "A road at night", "caption": "", "credit": ""},
    }
    told = tell(
        chapter("One", "A girl alone.", shown),
        film(audio=document("sound.mp4").pk),
        ("image", shown["value"]),
    )
    full, light = soup_of(client, told.url), soup_of(client, f"{told.url}light/")
    heavy = "main img, main picture, main video, main audio, script"
    assert {tag.name for tag in full.select(heavy)} == {"img", "picture", "video", "audio", "script"}
    assert [tag.get("src", "").rpartition("/")[2] for tag in light.select(heavy)] == ["exit.js"]
    assert [text.get_text() for text in light.select(".prose")] == [
        text.get_text() for text in full.select(".prose")
    ]
    assert light.get_text().count("It shows: A road at night") == 2
    assert [link.get_text().split("(")[0].strip() for link in light.select(".film a")] == [
        "Download the film",
        "Download the sound alone",
    ]
    assert light.select_one("link[rel=canonical]")["href"] == full.select_one("link[rel=canonical]")["href"]
    assert [meta["content"] for meta in light.select("meta[name=robots]")] == ["noindex"]
    assert light.select_one(".leave") is not None
    assert len(light.select(".help-box")) == len(full.select(".help-box"))
    assert "/light/" not in client.get("/sitemap.xml").text


def test_below_a_story_is_nothing_but_its_light_version(client: Client, tell: Any) -> None:
    told = tell(("text", WORDS))
    assert [client.get(told.url + below).status_code for below in ("light/", "light/light/", "dark/")] == [
        200,
        404,
        404,
    ]


def test_the_light_version_ends_with_the_consent(client: Client, tell: Any) -> None:
    told = tell(("text", WORDS))
    assert WORDS[3:20] in client.get(f"{told.url}light/").text
    consent.withdraw(told.subject, Channel.LETTER)
    response = client.get(f"{told.url}light/")
    assert response.status_code in {404, 410}
    assert WORDS[3:20] not in response.text
