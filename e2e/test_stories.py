"""A story belongs to the person in it: what the page shows, what it loads, and what stands before and after it."""

from __future__ import annotations

from playwright.sync_api import expect

from e2e.browsing import Reader
from e2e.client import Client
from e2e.kinds import GUIDE, HOME, LANGUAGES, STORIES, STORY, TOLD_STORY


def test_nothing_of_a_film_is_loaded_before_the_reader_asks_for_it(reader: Reader) -> None:
    loaded: set[str] = set()
    reader.page.on("request", lambda request: loaded.add(request.resource_type))

    for kind in (STORY, TOLD_STORY, STORIES, HOME):
        page = reader.open(kind.in_language("en"))
        page.mouse.wheel(0, 5000)
        page.wait_for_load_state("networkidle")
        assert page.locator("iframe, object, embed, audio, video[autoplay]").count() == 0

    assert "image" in loaded
    assert not loaded & {"media", "texttrack", "xhr", "fetch", "websocket", "eventsource", "manifest"}


def test_the_film_plays_when_asked_and_from_the_chapter_that_is_chosen(reader: Reader) -> None:
    page = reader.open(STORY.in_language("en"))
    chapter = page.locator("[data-seek]").nth(1)
    start = float(chapter.get_attribute("data-seek") or 0)
    assert start > 0

    with page.expect_response(lambda response: response.url.endswith(".mp4")) as answered:
        chapter.click()

    assert answered.value.status in (200, 206)
    assert answered.value.headers["content-type"] == "video/mp4"
    page.wait_for_function("start => document.querySelector('video').currentTime >= start", arg=start)
    shown = "[...document.querySelector('video').textTracks].filter(t => t.mode === 'showing').map(t => t.language)"
    page.wait_for_function(f"String({shown}) === 'en'")


def test_a_part_of_the_film_can_be_asked_for(http: Client) -> None:
    """Some browsers play nothing of a server that cannot send a part."""
    source = http.get(STORY.in_language("en")).soup.select_one("video source")
    assert source is not None

    part = http.get(str(source["src"]), Range="bytes=100-199")

    assert part.status == 206
    assert len(part.body) == 100


def test_the_composed_story_says_that_it_shows_nobody_and_can_be_read_and_read_along(http: Client) -> None:
    for code in LANGUAGES:
        soup = http.get(STORY.in_language(code)).soup
        tracks = {str(track["srclang"]): track for track in soup.select("video track[kind=captions]")}

        assert set(tracks) == set(LANGUAGES)
        assert [lang for lang, track in tracks.items() if track.has_attr("data-reading")] == [code]
        transcript = soup.select_one("[data-transcript] .prose")
        assert transcript is not None
        assert len(transcript.get_text().split()) > 60
        assert soup.select(".notice.before"), "the reader is told that it is composed"
        assert len(soup.select(".chapter")) == len(soup.select(".chapter-list li")) == 5
    for lang, track in tracks.items():
        captions = http.get(str(track["src"]))
        assert captions.headers.get_content_type() == "text/vtt", lang
        assert captions.text.startswith("WEBVTT")
        assert captions.text.count("-->") > 5


def test_the_page_of_a_real_person_holds_words_and_one_plain_link(reader: Reader) -> None:
    """No picture, no film, nothing of another site: only what its holder has published, and the way there."""
    page = reader.open(TOLD_STORY.in_language("en"))

    assert page.locator("main").locator("img, picture, video, audio, iframe, object, embed").count() == 0
    links = page.locator("main a[href^=http]")
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://www.icmec.org/global-missing-childrens-center/imcd/"
    ]
    expect(links.first).to_have_attribute("rel", "noreferrer")
    links.first.click()
    expect(page).to_have_title("Elsewhere")
    assert reader.referrers == [""]


def test_every_story_has_its_note_and_help_before_and_after_it(http: Client) -> None:
    for kind in (STORY, TOLD_STORY):
        for code in LANGUAGES:
            main = http.get(kind.in_language(code)).soup.main
            assert main is not None
            order = [
                "note" if "before" in tag.get("class", []) and "callout" in tag["class"]
                else "help" if "help-box" in tag.get("class", [])
                else "story"
                for tag in main.select(".callout.before, .story .help-box, .article > .stream")
            ]  # fmt: skip
            assert order == ["note", "help", "story", "help"], (kind, code)


def test_a_shared_link_does_not_tell_what_its_reader_reads(http: Client) -> None:
    def card(path: str) -> dict[str, str]:
        meta = http.get(path).soup.select("meta[property^='og:'], meta[name^='twitter:']")
        return {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in meta}

    for code in LANGUAGES:
        cards = [card(kind.in_language(code)) for kind in (STORY, TOLD_STORY, GUIDE)]

        assert cards[0] == cards[1] == cards[2], "the same card for every sensitive page"
        assert "og:url" not in cards[0]
        assert "/icons/" in cards[0]["og:image"]


def test_the_light_version_says_the_same_and_loads_nothing_but_the_way_out(
    reader: Reader, http: Client
) -> None:
    loaded: list[tuple[str, str]] = []
    reader.page.on("request", lambda request: loaded.append((request.resource_type, request.url)))
    for code in ("en", "ar"):
        page = reader.open(f"{STORY.in_language(code)}light/")
        page.mouse.wheel(0, 5000)
        page.wait_for_load_state("networkidle")
    scripts = {url.rpartition("/")[2].partition(".")[0] for kind, url in loaded if kind == "script"}
    assert scripts == {"exit"}
    assert not {kind for kind, _url in loaded} & {"image", "media", "texttrack", "xhr", "fetch"}

    full, light = (http.get(STORY.in_language("en") + below).soup for below in ("", "light/"))
    told = [part.get_text() for part in full.select(".chapter .prose, .hopeful")]
    assert len(told) > 5
    assert [part.get_text() for part in light.select(".chapter .prose, .hopeful")] == told


def test_a_chapter_can_be_skipped(reader: Reader) -> None:
    page = reader.open(STORY.in_language("en"))
    page.locator(".chapter-list a").nth(2).click()
    expect(page.get_by_role("heading", name="The bench")).to_be_in_viewport()
    page.locator(".chapter").nth(2).get_by_role("link", name="Skip this chapter").click()
    expect(page.get_by_role("heading", name="The call")).to_be_in_viewport()
