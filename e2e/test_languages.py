"""Six languages, each a click away from every page; Arabic as a whole runs from right to left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from config.settings.languages import LANGUAGES as NAMED_LANGUAGES
from e2e.browsing import Reader
from e2e.client import Client
from e2e.conftest import NewReader
from e2e.kinds import COUNTRY, GALLERY, GUIDE, HOME, KINDS, LANGUAGES, MISSING, SEARCH, Kind
from languages.offered import direction

#: From each kind of page through every language and home again.
ROUND = [*LANGUAGES[1:], LANGUAGES[0]]
OWN_NAMES = dict(NAMED_LANGUAGES)
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}


def switch_to(page: Page, code: str) -> None:
    page.locator("header details.languages summary").click()
    page.locator("header").get_by_role("link", name=OWN_NAMES[code]).click()


def test_every_language_leads_to_the_same_page_from_every_kind_of_page(http: Client) -> None:
    for kind in KINDS:
        for code in LANGUAGES if kind is not MISSING else ():
            soup = http.get(kind.in_language(code)).soup
            links = soup.select("header details.languages a")

            assert {link["hreflang"]: link["href"] for link in links} == {
                # What was searched for in one language is no question in another.
                other: kind.in_language(other).removesuffix("?q=chat" if kind is SEARCH else "")
                for other in LANGUAGES
            }, (kind, code)


#: By hand, from a page on a phone and from one on a desk, from one that is no page of the tree, and from a question.
@pytest.mark.parametrize("kind", [GUIDE, HOME, GALLERY, COUNTRY, SEARCH], ids=str)
def test_every_language_is_a_click_away_and_stays_on_the_page(new_reader: NewReader, kind: Kind) -> None:
    reader = new_reader(viewport=PHONE if kind.exits else DESK)
    page = reader.open(kind.in_language("en"))

    for code in ROUND:
        switch_to(page, code)

        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator("html")).to_have_attribute("dir", direction(code))
        assert reader.path == kind.in_language(code).removesuffix("?q=chat" if kind is SEARCH else "")
        current = page.locator("header details.languages [aria-current]")
        expect(current).to_have_text(OWN_NAMES[code])


def test_from_a_page_that_is_not_there_every_language_leads_to_its_first_page(reader: Reader) -> None:
    for code in ROUND:
        page = reader.open(MISSING.in_language("en"))
        switch_to(page, code)

        assert reader.path == f"/{code}/"


#: How far each thing stands from the edge at which its line begins, or ends for what stands at the end.
EDGES = """rtl => Object.fromEntries(['.mark', 'header details.languages summary', 'h1', '.leave']
    .filter(where => document.querySelector(where))
    .map(where => {
        const box = document.querySelector(where).getBoundingClientRect();
        const ends = where === '.leave' || where.includes('languages');
        return [where, Math.round(rtl !== ends ? document.documentElement.clientWidth - box.right : box.left)];
    }))"""


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_an_arabic_page_is_the_mirror_of_the_english_one(reader: Reader, kind: Kind) -> None:
    """Where the eye starts in English at the left edge, it starts in Arabic at the right one, equally far in."""
    edges: dict[str, list[dict[str, int]]] = {}
    for code in ("en", "ar"):
        page = reader.open(kind.in_language(code))
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            edges.setdefault(code, []).append(page.evaluate(EDGES, code == "ar"))

    assert edges["ar"] == edges["en"]
    style = page.locator("h1").evaluate(
        "h1 => [getComputedStyle(h1).direction, getComputedStyle(h1).textAlign]"
    )
    assert style in (["rtl", "start"], ["rtl", "right"])


def test_arrows_point_the_way_the_language_reads(reader: Reader) -> None:
    page = reader.open(GUIDE.in_language("ar"))
    turned = page.locator(".mirrored").evaluate_all(
        "icons => icons.map(icon => new DOMMatrix(getComputedStyle(icon).transform).a)"
    )

    assert set(turned) <= {-1}


@pytest.mark.parametrize("code", ["el", "ar"])
def test_a_telephone_number_is_read_from_left_to_right_in_every_language(reader: Reader, code: str) -> None:
    page = reader.open(f"/{code}/help/gr/")
    numbers = page.locator("a[href^='tel:']")

    assert numbers.count() > 1
    for number in numbers.all():
        assert number.locator("bdi[dir=ltr]").count() == 1
        assert number.locator("bdi").evaluate("bdi => getComputedStyle(bdi).direction") == "ltr"
