"""No barrier on any kind of page, read in English; and none on a guide in the languages between."""

from __future__ import annotations

import pytest

from e2e.accessibility import UNFOLD, violations
from e2e.browsing import Reader
from e2e.kinds import GUIDE, KINDS, LANGUAGES, Kind


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_no_barrier_on_an_english_page(reader: Reader, kind: Kind) -> None:
    page = reader.open(kind.in_language("en"))
    page.evaluate(UNFOLD)

    assert violations(page) == []


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code not in ("en", "ar")])
def test_axe_finds_no_barrier_on_a_guide_in_any_language(reader: Reader, code: str) -> None:
    page = reader.open(GUIDE.in_language(code))
    page.evaluate(UNFOLD)

    assert violations(page) == []


def test_axe_finds_no_barrier_when_the_menus_of_the_header_are_open(reader: Reader) -> None:
    page = reader.open(GUIDE.in_language("en"))
    for summary in page.locator("header summary").all():
        if summary.is_visible():
            summary.click()

            assert violations(page) == []


def test_axe_would_find_one(reader: Reader) -> None:
    page = reader.open(KINDS[0].in_language("en"))
    page.locator("main .pill").first.evaluate("text => text.setAttribute('role', 'no-such-role')")
    page.locator("main .lead").first.evaluate("text => text.style.color = 'silver'")
    page.locator("main .card p:not([class])").first.evaluate("text => text.style.color = '#666'")

    found = {violation.split(":")[0] for violation in violations(page)}

    assert {"aria-roles", "color-contrast", "color-contrast-enhanced"} <= found
