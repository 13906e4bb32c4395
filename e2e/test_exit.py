"""“Exit this page” for a reader who may be watched: always there, always first, gone in one press or three."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.loader import EXIT_ADDRESSES
from e2e.browsing import Reader
from e2e.client import Client
from e2e.conftest import NewReader
from e2e.kinds import GUIDE, HELP, HOME, KINDS, LANGUAGES, STORY, Kind

SENSITIVE = [kind for kind in KINDS if kind.exits]
SAFETY = Kind("safety", "safety/")
OTHERS = [kind for kind in KINDS if not kind.exits]
WEATHER = EXIT_ADDRESSES["en"]

#: What a reader can see and reach at the middle of the button, whatever lies over it.
ON_TOP = """link => {
    const box = link.getBoundingClientRect();
    const inside = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    const points = [.1, .5, .9].map(x => [box.left + box.width * x, box.top + box.height / 2]);
    const covering = points.map(([x, y]) => document.elementFromPoint(x, y)).filter(top => !link.contains(top));
    const covered_by = covering.map(top => top?.outerHTML.slice(0, 80));
    return {inside, size: Math.min(box.width, box.height), covered_by};
}"""


def button(page: Page) -> Any:
    return page.locator("a.leave")


def focused(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "() => ({text: document.activeElement.innerText.trim(), href: document.activeElement.getAttribute('href')})"
    )
    return found


# --- It is there --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_exit_stands_in_the_page_itself_and_leads_to_the_weather_of_the_language(
    http: Client, code: str
) -> None:
    for kind in [*SENSITIVE, SAFETY]:
        exits = http.get(kind.in_language(code)).soup.select("a[data-exit]")

        assert [link["href"] for link in exits] == [EXIT_ADDRESSES[code]] * 2, kind
        assert [link["rel"] for link in exits] == [["nofollow", "noreferrer"]] * 2
        assert exits[1]["role"] == "button"
        assert exits[1]["draggable"] == "false"


def test_every_language_has_words_and_an_address_of_its_own_for_leaving(http: Client) -> None:
    said = {}
    for code in LANGUAGES:
        soup = http.get(GUIDE.in_language(code)).soup
        status = soup.select_one("[data-exit-status]")
        assert status is not None
        assert status["role"] == "status"
        words = [str(status[name]) for name in status.attrs if name.startswith("data-") and status[name]]
        said[code] = [link.get_text(" ", strip=True) for link in soup.select("a[data-exit]")] + words

    assert {len(words) for words in said.values()} == {6}
    for other in LANGUAGES[1:]:
        same = [word for word, english in zip(said[other], said["en"], strict=True) if word == english]
        assert same == [], f"left in English in {other}"
    assert len(set(EXIT_ADDRESSES.values())) == len(LANGUAGES)


@pytest.mark.parametrize("kind", OTHERS, ids=str)
def test_a_page_on_which_nobody_is_at_risk_does_not_shout(http: Client, kind: Kind) -> None:
    soup = http.get(kind.in_language("en")).soup

    assert soup.select("[data-exit], script[src*='exit']") == []


@pytest.mark.parametrize("kind", [*SENSITIVE, SAFETY], ids=str)
def test_two_presses_of_tab_and_one_of_enter_leave(new_reader: NewReader, kind: Kind) -> None:
    reader = new_reader(viewport={"width": 320, "height": 568})
    page = reader.open(kind.in_language("en"))

    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#main"
    page.keyboard.press("Tab")
    assert focused(page) == {"text": "Exit this page quickly", "href": WEATHER}
    expect(page.locator("a.skip[data-exit]")).to_be_in_viewport(ratio=1)
    assert page.locator("a.skip[data-exit]").evaluate(ON_TOP)["covered_by"] == []

    page.evaluate("document.activeElement.blur()")
    for share in (0, 0.5, 1):
        page.evaluate("share => scrollTo(0, document.body.scrollHeight * share)", share)
        seen = button(page).evaluate(ON_TOP)
        assert seen["inside"], f"scrolled to {share} of the page"
        assert seen["covered_by"] == [], f"scrolled to {share} of the page"
        assert seen["size"] >= 44, "a thumb must hit it"

    page.locator("a.skip[data-exit]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title("Elsewhere")
    assert reader.left_for == [WEATHER]
    assert reader.referrers == [""]


@pytest.mark.parametrize("kind", [GUIDE, HELP, STORY], ids=str)
@pytest.mark.parametrize("code", ["en", "ar"])
def test_no_open_menu_covers_the_way_out(new_reader: NewReader, kind: Kind, code: str) -> None:
    page = new_reader(viewport={"width": 320, "height": 568}).open(kind.in_language(code))

    for summary in page.locator("header summary").all():
        summary.click()
        assert button(page).evaluate(ON_TOP)["covered_by"] == []
        assert button(page).evaluate(ON_TOP)["inside"]


# --- One press ----------------------------------------------------------------------------------------------------


def test_pressing_the_button_leaves_no_way_back_to_the_page(reader: Reader) -> None:
    page = reader.open(HOME.in_language("en"))
    reader.open(GUIDE.in_language("en"))
    depth = page.evaluate("history.length")

    button(page).click()

    expect(page).to_have_title("Elsewhere")
    assert page.evaluate("history.length") == depth, "the page was replaced, not followed by another"
    page.evaluate("history.back()")
    page.wait_for_url(f"**{HOME.in_language('en')}")
    assert reader.path == "/en/"


def test_the_space_bar_presses_the_button_as_it_does_any_other(reader: Reader) -> None:
    page = reader.open(GUIDE.in_language("en"))
    button(page).focus()

    page.keyboard.press("Space")

    expect(page).to_have_title("Elsewhere")


def test_the_page_is_covered_at_once_and_the_cover_speaks(reader: Reader) -> None:
    """The other site may be slow to answer. Until it does, nothing of this one may be seen."""
    page = reader.open(GUIDE.in_language("en"))
    reader.held_back = True
    page.evaluate(
        """() => {
            window.story = [];
            new MutationObserver(changes => changes.forEach(({target, addedNodes, removedNodes}) => {
                for (const node of addedNodes) {
                    if (node.className === 'exit-overlay') story.push(`a cover, role ${node.getAttribute('role')}`);
                    if (target.className === 'exit-overlay') story.push(`words, where ${removedNodes.length} were`);
                }
            })).observe(document.body, {childList: true, subtree: true});
        }"""
    )

    button(page).click()

    cover = page.get_by_role("alert")
    expect(cover).to_have_text("Loading.")
    assert page.evaluate("story") == ["a cover, role alert", "words, where 0 were"]
    seen = page.evaluate(
        "[...document.body.children].filter(child => child.checkVisibility()).map(child => child.className)"
    )
    assert seen == ["exit-overlay"]
    box = cover.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 800)


def test_coming_back_by_the_browser_s_memory_finds_the_page_not_the_cover(reader: Reader) -> None:
    page = reader.open(GUIDE.in_language("en"))
    reader.held_back = True
    button(page).click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    expect(page.locator(".exit-overlay")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    reader.held_back = False
    button(page).click()
    expect(page).to_have_title("Elsewhere")


# --- Three presses of Shift ---------------------------------------------------------------------------------------


@pytest.fixture
def watched(new_reader: NewReader) -> Reader:
    """A reader on a guide whose clock only moves when told to."""
    reader = new_reader()
    reader.page.clock.install(time=0)
    reader.open(GUIDE.in_language("en"))
    reader.page.clock.pause_at(60)
    # The script is a module: it runs when the page is there.
    expect(reader.page.locator("[data-exit-hint]")).to_be_visible()
    return reader


def status(page: Page) -> Any:
    return page.locator("[data-exit-status]")


def lit(page: Page) -> int:
    """How many of the three dots are lit."""
    return page.locator("[data-exit-dots] i.on:visible").count()


def test_shift_three_times_leaves_and_counts_aloud(watched: Reader) -> None:
    page = watched.page

    page.keyboard.press("Shift")
    expect(status(page)).to_have_text("Shift, press 2 more times to exit.")
    assert lit(page) == 1
    page.keyboard.press("Shift")
    expect(status(page)).to_have_text("Shift, press 1 more time to exit.")
    assert lit(page) == 2
    page.keyboard.press("Shift")

    expect(page).to_have_title("Elsewhere")
    assert watched.left_for == [WEATHER]


def test_each_press_starts_the_five_seconds_anew(watched: Reader) -> None:
    page = watched.page

    page.keyboard.press("Shift")
    page.clock.run_for(4900)
    page.keyboard.press("Shift")
    page.clock.run_for(4900)
    assert lit(page) == 2
    page.keyboard.press("Shift")

    expect(page).to_have_title("Elsewhere")


def test_after_five_seconds_the_count_is_forgotten_and_that_is_said(watched: Reader) -> None:
    page = watched.page

    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(4999)
    assert lit(page) == 2
    page.clock.run_for(1)
    expect(status(page)).to_have_text("Exit this page expired.")
    assert lit(page) == 0
    page.keyboard.press("Shift")

    expect(status(page)).to_have_text("Shift, press 2 more times to exit.")
    assert watched.left_for == []


@pytest.mark.parametrize("chord", ["Shift+a", "Shift+Tab", "Control+Shift", "Alt+Shift", "Shift+ArrowDown"])
def test_shift_that_helps_another_key_never_counts(watched: Reader, chord: str) -> None:
    page = watched.page

    for _time in range(4):
        page.keyboard.press(chord)

    expect(status(page)).to_have_text("")
    assert lit(page) == 0
    assert watched.left_for == []


@pytest.mark.parametrize("key", ["a", "Tab", "Escape", "Control"])
def test_any_other_key_in_between_starts_over(watched: Reader, key: str) -> None:
    page = watched.page

    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press(key)
    assert lit(page) == 0
    page.keyboard.press("Shift")

    expect(status(page)).to_have_text("Shift, press 2 more times to exit.")
    assert watched.left_for == []


def test_a_shift_held_down_is_one_press(watched: Reader) -> None:
    page = watched.page

    for _repeat in range(5):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")

    assert lit(page) == 1


def test_shift_with_the_mouse_is_for_the_mouse(watched: Reader) -> None:
    page = watched.page

    for _time in range(3):
        page.get_by_role("heading", level=1).click(modifiers=["Shift"])

    assert lit(page) == 0
    assert watched.left_for == []


def test_the_spoken_messages_are_in_the_language_of_the_page(new_reader: NewReader) -> None:
    reader = new_reader()
    page = reader.open(GUIDE.in_language("ar"))
    expect(page.locator("[data-exit-hint]")).to_be_visible()
    promised = json.loads(
        page.locator("[data-exit-status]").evaluate("status => JSON.stringify({...status.dataset})")
    )

    page.keyboard.press("Shift")
    expect(status(page)).to_have_text(promised["pressTwoMoreTimes"])
    page.keyboard.press("Shift")
    expect(status(page)).to_have_text(promised["pressOneMoreTime"])
    page.keyboard.press("Shift")

    expect(page).to_have_title("Elsewhere")
    assert reader.left_for == [EXIT_ADDRESSES["ar"]]
