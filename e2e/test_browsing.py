"""The journeys rely on a browser that notices misdeeds; so it is shown some."""

from __future__ import annotations

from playwright.sync_api import Browser

from e2e.browsing import reading
from e2e.kinds import HOME
from e2e.site import Site


def test_what_no_page_may_do_does_not_go_unnoticed(browser: Browser, site: Site) -> None:
    with reading(browser, site.address) as reader:
        page = reader.open(HOME.in_language("en"))
        assert reader.misdeeds == {}

        page.evaluate("document.cookie = 'tracked=yes'")
        page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/dot.png'}))"
        )
        page.evaluate("setTimeout(() => { throw new Error('broken') })")
        page.wait_for_timeout(100)

        assert reader.misdeeds["set a cookie"] == ["tracked"]
        assert ["Content Security Policy" in complaint for complaint in reader.complaints].count(True) == 1
        assert any("broken" in complaint for complaint in reader.complaints)

    with reading(browser, site.address) as reader:
        # No policy stops a page of nobody's; the browser itself must.
        reader.page.set_content(
            "<img src='https://elsewhere.example/dot.png'><script src='https://x.example/'></script>"
        )

        assert reader.misdeeds["asked a host that is not ours"] == [
            "https://elsewhere.example/dot.png",
            "https://x.example/",
        ]
