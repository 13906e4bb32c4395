"""What a page costs a reader who pays for every kilobyte (DESIGN 9)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from e2e.kinds import COUNTRY, GUIDE, HELP, HOME, STORY, TOLD_STORY, Kind
from e2e.measure import FirstView, worst_first_view
from e2e.site import Site

KB = 1024
LIMITS = {
    HOME: 150 * KB,
    GUIDE: 60 * KB,
    HELP: 60 * KB,
    COUNTRY: 60 * KB,
    STORY: 60 * KB,
    TOLD_STORY: 60 * KB,
}


def said(view: FirstView) -> str:
    return ", ".join(f"{kind} {size / KB:.1f} KB" for kind, size in view.bytes.most_common())


#: The two whose letters weigh most: two bytes each. `make bench` weighs in others as well.
HEAVIEST = ("el", "ar")


@pytest.mark.parametrize("code", HEAVIEST)
@pytest.mark.parametrize("kind", LIMITS, ids=str)
def test_a_first_view_stays_within_its_budget(browser: Browser, site: Site, kind: Kind, code: str) -> None:
    view = worst_first_view(browser, site.url(kind.in_language(code)))

    assert {"document", "stylesheet", "script"} <= set(view.bytes), "everything was counted"
    assert view.total <= LIMITS[kind], said(view)


def test_pages_styles_and_scripts_go_out_compressed(browser: Browser, site: Site) -> None:
    view = worst_first_view(browser, site.url(GUIDE.in_language("en")))
    assert view.encodings[GUIDE.in_language("en")] in ("br", "gzip")
    plain = {
        path: how
        for path, how in view.encodings.items()
        if path.endswith((".css", ".js", ".svg")) and not how
    }

    # A file of a few hundred bytes does not get smaller, so it has no compressed copy.
    assert [path for path in plain if size_of(site, path) > KB] == []


def size_of(site: Site, path: str) -> int:
    return (site.files.folder / path.removeprefix("/")).stat().st_size


@pytest.mark.parametrize(("ending", "limit"), [(".css", 14 * KB), (".js", 8 * KB)])
def test_all_styles_and_all_scripts_fit_their_budget(site: Site, ending: str, limit: int) -> None:
    """Compressed; both as if one page needed every file."""
    folder: Path = site.files.folder / "static"
    # With the hash in the name: what is served. The plain name is the same file once more.
    served = [path for path in folder.rglob(f"*.*{ending}") if path.name.count(".") == 2]
    sizes = {
        path.name: min(copy.stat().st_size for copy in path.parent.glob(f"{path.name}*")) for path in served
    }

    assert sizes, "there are some"
    assert sum(sizes.values()) <= limit, sizes
