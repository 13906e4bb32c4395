"""No barrier on any kind of page, read in Arabic, from right to left."""

from __future__ import annotations

import pytest

from e2e.accessibility import UNFOLD, violations
from e2e.browsing import Reader
from e2e.kinds import KINDS, Kind


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_no_barrier_on_an_arabic_page(reader: Reader, kind: Kind) -> None:
    page = reader.open(kind.in_language("ar"))
    page.evaluate(UNFOLD)

    assert violations(page) == []
