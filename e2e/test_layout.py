"""Every page fits its reader: a narrow phone, large print, paper, no motion, colours of the reader's own, no mouse."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pypdf import PdfReader

from e2e.browsing import Reader
from e2e.conftest import NewReader
from e2e.kinds import CAMPAIGN, COUNTRY, GUIDE, HELP, HOME, KINDS, LANGUAGES, STORY, Kind

PHONE: ViewportSize = {"width": 320, "height": 568}
#: A window of 1280 × 1024 at 200 %: half as many pixels of CSS, each twice as large.
ZOOMED: ViewportSize = {"width": 640, "height": 512}

#: What reaches past the edge of the page, and what is cut off inside its own box.
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth > width || document.body.scrollWidth > width;
    const visible = element => element.checkVisibility() && !element.closest('.sr, .skip, svg, details:not([open])');
    const reach = [...document.body.querySelectorAll('*')].filter(visible).filter(element => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && (box.right > width + 1 || box.left < -1);
    });
    const clipped = [...document.body.querySelectorAll('p, h1, h2, h3, li, a, summary, button, label, td, dd')]
        .filter(visible)
        .filter(element => getComputedStyle(element).overflowX !== 'visible')
        .filter(element => element.scrollWidth > element.clientWidth + 1);
    const name = element => `${element.tagName} ${element.className}: ${element.innerText?.slice(0, 60)}`;
    return {scrolls: wide, reach: wide ? reach.map(name).slice(0, 8) : [], clipped: clipped.map(name).slice(0, 8)};
}"""
FITS = {"scrolls": False, "reach": [], "clipped": []}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_is_wider_than_a_narrow_phone_or_a_window_at_twice_the_size(
    new_reader: NewReader, code: str
) -> None:
    """In every language: Greek and Lithuanian words are long, Arabic grows the other way."""
    reader = new_reader(viewport=PHONE, device_scale_factor=2)
    found = {}
    for kind in KINDS:
        page = reader.open(kind.in_language(code))
        for size in (PHONE, ZOOMED):
            page.set_viewport_size(size)
            if (fit := page.evaluate(TOO_WIDE)) != FITS:
                found[f"{kind} at {size['width']}"] = fit

    assert found == {}


@pytest.mark.parametrize("code", ["en", "ar"])
def test_an_open_menu_fits_a_narrow_phone(new_reader: NewReader, code: str) -> None:
    page = new_reader(viewport=PHONE).open(GUIDE.in_language(code))

    for summary in page.locator("header summary").all():
        summary.click()
        for link in page.locator("header details[open] a").all():
            expect(link).to_be_visible()
        assert page.evaluate(TOO_WIDE) == FITS


def test_a_reader_with_large_print_loses_no_word(new_reader: NewReader) -> None:
    """Browsers enlarge letters alone too: everything grows with them, nothing is cut."""
    reader = new_reader(viewport={"width": 640, "height": 800})
    found = {}
    for kind in KINDS:
        page = reader.open(kind.in_language("el"))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if (fit := page.evaluate(TOO_WIDE)) != FITS:
            found[str(kind)] = fit

    assert found == {}


#: The ring around what has the focus: an outline of at least two pixels, on a card around the whole card.
#: The controls of a film are the browser's own, and so are their rings.
RING = """() => {
    const focused = document.activeElement;
    const style = getComputedStyle(focused.matches('.card-link') ? focused.closest('.card') : focused);
    const box = focused.getBoundingClientRect();
    return {
        what: focused.tagName + ' ' + (focused.innerText || focused.name || '').trim().slice(0, 40),
        ring: focused.matches('video') || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        end: focused === document.body,
    };
}"""


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_whatever_has_the_focus_shows_it(reader: Reader, kind: Kind) -> None:
    page = reader.open(kind.in_language("en"))
    unseen, stops = [], 0

    while True:
        page.keyboard.press("Tab")
        state = page.evaluate(RING)
        if state["end"] or stops > 150:
            break
        stops += 1
        if not (state["ring"] and state["seen"]):
            unseen.append(state)

    assert unseen == []
    assert 10 < stops < 150, "the keyboard reaches the end of the page, and is not caught on the way"


def test_nothing_moves_for_a_reader_who_asked_for_stillness(reader: Reader) -> None:
    moving = {}
    for kind in KINDS:
        page = reader.open(kind.in_language("en"))
        page.mouse.wheel(0, 600)
        page.locator("a:visible").nth(3).hover()
        if names := page.evaluate(
            "document.getAnimations().map(a => a.animationName || a.transitionProperty)"
        ):
            moving[str(kind)] = names
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"

    assert moving == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_the_reader_s_own_leave_every_button_a_button(new_reader: NewReader, scheme: Any) -> None:
    """High contrast modes take all colours away: what was told by colour alone would be gone."""
    reader = new_reader(forced_colors="active", color_scheme=scheme, viewport=PHONE)
    for kind in (GUIDE, HELP, COUNTRY, STORY, HOME, CAMPAIGN):
        page = reader.open(kind.in_language("en"))
        buttons = page.locator(".btn:visible")
        assert buttons.count() > 0
        for style in buttons.evaluate_all(
            """buttons => buttons.map(button => {
                const style = getComputedStyle(button);
                return {text: button.innerText, border: style.borderTopStyle, width: parseFloat(style.borderTopWidth),
                        borderColour: style.borderTopColor, colour: style.color, behind: style.backgroundColor};
            })"""
        ):
            assert style["colour"] != style["behind"], style
            assert style["border"] != "none", style
            assert style["width"] >= 1, style
            assert style["borderColour"] not in (style["behind"], "rgba(0, 0, 0, 0)"), style
        if kind.exits:
            expect(page.locator("a.leave")).to_be_in_viewport(ratio=1)


# --- Paper --------------------------------------------------------------------------------------------------------

GUIDE_PATHS = (
    "prevention/check-before-you-chat/teenagers/",
    "prevention/check-before-you-chat/parents/",
    "prevention/check-before-you-chat/teachers/",
    "prevention/missing/what-is-a-missing-child/",
)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_guide_fits_two_sheets_of_paper(reader: Reader, code: str) -> None:
    pages = {}
    for path in GUIDE_PATHS:
        page = reader.open(f"/{code}/{path}")
        pages[path] = len(PdfReader(BytesIO(page.pdf(format="A4"))).pages)

    assert {path: count for path, count in pages.items() if count > 2} == {}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.exits], ids=str)
def test_what_is_printed_is_what_was_read_and_says_nothing_about_leaving(reader: Reader, kind: Kind) -> None:
    page = reader.open(kind.in_language("en"))
    page.emulate_media(media="print")

    for gone in (".exit", ".exit a", "header.top", "footer.foot", ".skip", "video", "form"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ink = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert darkness(ink[0]) < 100, "black on white, in whatever scheme"
    assert darkness(ink[1]) > 700 or ink[1] == "rgba(0, 0, 0, 0)"
    if kind is GUIDE:
        expect(page.get_by_text("Numbers for your country:").filter(visible=True)).to_contain_text(
            "/en/help/"
        )


def darkness(colour: str) -> float:
    """The three parts of ``rgb(…)``, added: 0 is black, 765 white."""
    return sum(
        float(part) for part in colour.removeprefix("rgba(").removeprefix("rgb(").rstrip(")").split(",")[:3]
    )


def test_a_guide_read_in_the_dark_prints_in_black_on_white(new_reader: NewReader) -> None:
    page: Page = new_reader(color_scheme="dark").open(GUIDE.in_language("en"))
    page.emulate_media(media="print")

    colours = page.locator("main p:visible, main h2:visible, main li:visible").evaluate_all(
        "all => all.map(element => getComputedStyle(element).color)"
    )
    assert {colour for colour in colours if darkness(colour) > 400} == set()
