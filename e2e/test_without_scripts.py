"""Every page does its job for a reader whose browser runs no script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from demo.loader import EXIT_ADDRESSES
from e2e.browsing import Reader
from e2e.conftest import NewReader
from e2e.kinds import (
    CAMPAIGN,
    CAMPAIGNS,
    COUNTRY,
    GUIDE,
    GUIDES,
    HELP,
    HOME,
    KINDS,
    MISSING,
    PLAIN,
    SEARCH,
    STORIES,
    STORY,
    TOLD_STORY,
    TOPIC,
    Kind,
)  # fmt: skip

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@pytest.fixture(params=[WIDE, NARROW], ids=["desk", "phone"])
def plain(request: pytest.FixtureRequest, new_reader: NewReader) -> Reader:
    return new_reader(java_script_enabled=False, viewport=request.param)


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_kind_of_page_shows_its_words_and_its_ways_on(
    new_reader: NewReader, kind: Kind, code: str
) -> None:
    reader = new_reader(java_script_enabled=False, viewport=NARROW)
    page = reader.open(kind.in_language(code))

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # A form is a way on as well.
    expect(page.locator("main").locator("a:visible, button:visible").first).to_be_visible()
    assert page.locator("[hidden]").filter(visible=True).count() == 0
    exits = page.locator("a.leave")
    assert exits.count() == kind.exits
    if kind.exits:
        exits.click()
        assert reader.left_for == [EXIT_ADDRESSES[code]]
        expect(page).to_have_title("Elsewhere")


@pytest.mark.parametrize("kind", [HOME, GUIDE], ids=str)
def test_the_menu_opens_and_leads_on(plain: Reader, kind: Kind) -> None:
    page = plain.open(kind.in_language("en"))
    menu = page.locator("header .menu")
    link = menu.get_by_role("link", name="Stories")

    if menu.locator("summary").is_visible():
        expect(link).to_be_hidden()
        menu.locator("summary").click()
    link.click()

    assert plain.path == STORIES.in_language("en")


@pytest.mark.parametrize("kind", [HOME, COUNTRY, SEARCH, MISSING], ids=str)
def test_the_language_switch_opens_and_leads_on(plain: Reader, kind: Kind) -> None:
    page = plain.open(kind.in_language("en"))

    page.locator("header .languages summary").click()
    page.locator("header").get_by_role("link", name="Ελληνικά").click()

    expect(page.locator("html")).to_have_attribute("lang", "el")


def test_a_parent_finds_the_number_of_a_country_in_two_presses(plain: Reader) -> None:
    page = plain.open(HOME.in_language("en"))

    page.get_by_role("link", name="Get help now").first.click()
    page.get_by_label("Choose your country").or_(page.get_by_label("Another country")).select_option(
        label="Greece"
    )
    page.get_by_role("button", name="Show the numbers").click()

    assert plain.path == COUNTRY.in_language("en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Help in Greece")
    missing = page.locator("a[href='tel:116000']")
    expect(missing).to_be_visible()
    expect(missing.locator("bdi[dir=ltr]")).to_have_text("116 000")


def test_a_country_that_does_not_exist_is_answered_with_a_sentence_and_the_list(plain: Reader) -> None:
    page = plain.open("/en/help/?country=xx")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name="Show the numbers")).to_be_visible()


def test_a_word_leads_to_the_guides_that_use_it(plain: Reader) -> None:
    page = plain.open(SEARCH.in_language("en").partition("?")[0])

    page.get_by_role("searchbox").fill("teenagers")
    page.get_by_role("searchbox").press("Enter")
    answer = page.locator(".results").get_by_role("link").first
    title = answer.inner_text()
    answer.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_country_s_name_leads_to_its_numbers(plain: Reader) -> None:
    page = plain.open("/el/search/")

    page.get_by_role("searchbox").fill("ελλάδα")
    page.get_by_role("searchbox").press("Enter")
    page.locator("main").get_by_role("link", name="Ελλάδα").click()

    assert plain.path == COUNTRY.in_language("el")


def test_the_404_page_offers_a_search_and_the_way_to_help(plain: Reader) -> None:
    page = plain.open(MISSING.in_language("en"))

    page.get_by_role("searchbox").fill("chat")
    page.locator("main").get_by_role("button", name="Search").click()
    assert plain.path == "/en/search/?q=chat"
    page = plain.open(MISSING.in_language("en"))
    page.locator("main").get_by_role("link", name="Get help now").click()

    assert plain.path == HELP.in_language("en")


def test_guides_are_found_by_whom_they_are_for_and_by_topic(plain: Reader) -> None:
    page = plain.open(GUIDES.in_language("en"))

    page.locator(".filters").get_by_role("link", name="For parents").click()
    assert plain.path == "/en/prevention/?audience=parents"
    expect(page.locator(".filters [aria-current]")).to_have_text("For parents")
    expect(page.locator("main section[aria-labelledby^='for-']")).to_have_count(1)

    page.locator("#topics ~ ul, section[aria-labelledby=topics]").get_by_role("link").first.click()
    assert plain.path.startswith("/en/prevention/")
    page.locator("main .card-link").first.click()
    expect(page.locator("#quick")).to_be_visible()


def test_a_guide_is_whole_with_its_quick_read_and_its_way_to_help(plain: Reader) -> None:
    page = plain.open(GUIDE.in_language("en"))

    assert 0 < page.locator(".quick li").count() <= 8
    expect(page.get_by_text("to read").first).to_be_visible()
    expect(page.locator(".help-box").get_by_role("link").first).to_be_visible()
    # The print button needs a script. Without one it must not stand there and do nothing.
    expect(page.locator("[data-print]")).to_be_hidden()


def test_the_film_lies_in_a_fold_and_has_its_controls_and_its_words(plain: Reader) -> None:
    page = plain.open(STORY.in_language("en"))
    film = page.locator("video")

    expect(film).to_be_hidden()
    page.locator(".film-play > summary").click()
    expect(film).to_be_visible()
    expect(film).to_have_attribute("controls", "")
    expect(film).to_have_attribute("preload", "none")
    assert (film.get_attribute("autoplay"), film.get_attribute("poster")) == (None, None)

    page.locator("[data-transcript] summary").click()
    expect(page.locator("[data-transcript] .prose")).to_be_visible()


def test_a_story_can_be_skipped_and_its_hopeful_part_reached(plain: Reader) -> None:
    page = plain.open(STORY.in_language("en"))

    page.get_by_role("link", name="Go to the hopeful part").click()
    expect(page.locator("#hope")).to_be_in_viewport()
    page = plain.open(STORY.in_language("en"))
    page.get_by_role("link", name="Skip the story").click()
    expect(page.locator("#after .help-box")).to_be_in_viewport()


def test_the_days_to_the_day_are_told_in_a_sentence(plain: Reader) -> None:
    for kind in (HOME, CAMPAIGN, CAMPAIGNS):
        page = plain.open(kind.in_language("en"))

        expect(page.get_by_text("183 days to go until 25 May 2027.").first).to_be_visible()


def test_texts_to_post_can_be_marked_and_copied_by_hand(plain: Reader) -> None:
    page = plain.open(CAMPAIGN.in_language("en"))

    assert page.locator("[data-post-text]").count() > 0
    for text in page.locator("[data-post-text]").all():
        expect(text).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()


def test_folded_text_opens(plain: Reader) -> None:
    for kind in (TOPIC, TOLD_STORY, PLAIN, HELP, CAMPAIGN):
        page = plain.open(kind.in_language("en"))
        for fold in page.locator("main details").all():
            if fold.get_attribute("open") is None:
                fold.locator("summary").first.click()
            expect(fold.locator("summary ~ *").first).to_be_visible()


def test_nothing_is_asked_of_a_reader_that_only_a_script_could_do(http: Any) -> None:
    """A button outside a form does something by script alone: it, or what holds it, waits hidden for that script."""
    idle = [
        f"{kind}: {button}"
        for kind in KINDS
        for button in http.get(kind.in_language("en")).soup.select(
            "main button, header button, footer button"
        )
        if button.find_parent("form") is None
        and not any(element.has_attr("hidden") for element in (button, *button.parents))
    ]

    assert idle == []
