"""What axe finds on a page in every dress it wears: light and dark, on a phone and on a desk."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
#: No rule is off. Two that axe leaves off by default are on: the look promises 7:1, and thumbs are wide.
OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)
UNFOLD = "document.querySelectorAll('main details').forEach(fold => fold.open = true)"


def violations(page: Page) -> list[str]:
    """Over every combination; each once, with where it was seen first."""
    found: dict[str, str] = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for violation in AXE.run(page, options=OPTIONS).response["violations"]:
                for node in violation["nodes"]:
                    what = f"{violation['id']}: {' '.join(node['target'])}: {node['html'][:120]}"
                    why = "; ".join(
                        check["message"] for check in [*node["any"], *node["all"], *node["none"]]
                    )[:200]
                    found.setdefault(what, f"{scheme} {width}: {why}")
    return [f"{what} ({where})" for what, where in found.items()]


def violations_within(page: Page, where: str) -> list[str]:
    """In one part of a page, as it stands: what staff work with is set within a frame that is not ours."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = AXE.run(page, context={"include": [[where]]}, options=options).response["violations"]
    return [
        f"{violation['id']}: {' '.join(node['target'])}: {node['html'][:120]}"
        for violation in found
        for node in violation["nodes"]
    ]
