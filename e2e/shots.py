"""What ``make shots`` does: a contact sheet for each kind of page, and one of the states a page can be in.

``make shots ARGS="guide story"`` makes only those. Beside each sheet, its pictures lie in a folder by its name.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, ViewportSize

from config.progress import ROOT, VAR, say
from e2e import site as sites
from e2e.browsing import reading, running_browser
from e2e.kinds import COUNTRY, GUIDE, HELP, HOME, KINDS, SEARCH, STORY, Kind
from e2e.site import Site

FOLDER = VAR / "shots"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}
SCHEMES = ("light", "dark")
#: A4 at 96 pixels an inch.
PAPER: ViewportSize = {"width": 794, "height": 1123}

#: On a sheet a phone is as wide as itself, a desk half as wide; very long pages are cut, their picture is whole.
SCALE = {360: 1.0, 1280: 0.5, 794: 0.65}
LONGEST = 5200
#: Of a state only the top tells anything.
LONGEST_STATE = 1300
GAP, LABEL = 24, 34
BACKGROUND, INK = "#8d93a1", "#ffffff"

#: Long after the demo was loaded: every number in it is old.
LATER = "2029-03-01T12:00:00"


@dataclass(frozen=True)
class Shot:
    """One picture. ``where`` picks the site, ``prepare`` brings the page into its state."""

    label: str
    address: str
    where: str = "filled"
    viewport: ViewportSize = field(default_factory=lambda: DESK)
    scheme: str = "light"
    scripts: bool = True
    paper: bool = False
    forced: bool = False
    prepare: Callable[[Page], object] = lambda _page: None


#: Where the page stands that needs no template and no database: an address of the shots alone.
LAST_FALL = "/when-all-else-fails/"
Rows = list[list[Shot]]
#: Its label, and the picture as it stands on the sheet.
Taken = tuple[str, Image.Image]


def dresses() -> Iterator[tuple[ViewportSize, str, str]]:
    """A phone and a desk, English and Arabic, light and dark."""
    for viewport in (PHONE, DESK):
        for code, scheme in product(("en", "ar"), SCHEMES):
            yield viewport, code, scheme


def of_kind(kind: Kind, bare: dict[str, dict[str, str]]) -> Rows:
    """Filled, then with nothing but what its editor must fill in."""
    sites_of_it = {"filled": {code: kind.in_language(code) for code in ("en", "ar")}}
    if kind.model in bare:
        sites_of_it["empty"] = bare[kind.model]
    return [
        [
            Shot(f"{where} {code} {scheme}", addresses[code], where, view, scheme)
            for view, code, scheme in dresses()
        ]
        for where, addresses in sites_of_it.items()
    ]


def components() -> Rows:
    """Every block with its preview value; it has no language but that of whoever looks."""
    return [
        [
            Shot(scheme, "/components/", viewport=view, scheme=scheme)
            for view in (PHONE, DESK)
            for scheme in SCHEMES
        ]
    ]


def states(bare: dict[str, dict[str, str]]) -> Rows:
    """What LOOK.md asks to look as good as the full page."""
    only_in_english = bare["only in English"]["en"].replace("/en/", "/ar/")
    path = COUNTRY.path

    def unfold(page: Page) -> None:
        page.locator("header summary:visible").first.click()

    def press_shift(page: Page) -> None:
        page.locator("[data-exit-hint]").wait_for(state="attached")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")

    def focus(page: Page) -> None:
        for _stop in range(2):
            page.keyboard.press("Tab")

    both = [(PHONE, "en"), (DESK, "ar")]
    rows: Rows = [
        [
            Shot(f"a site on its first day {scheme}", "/lt/", "empty", viewport, scheme)
            for viewport in (PHONE, DESK)
            for scheme in SCHEMES
        ],
        [
            Shot("not in this language", only_in_english, "empty", viewport, scheme)
            for viewport in (PHONE, DESK)
            for scheme in SCHEMES
        ],
        [
            Shot(f"search without an answer {code}", f"/{code}/search/?q=xyzzy", viewport=view)
            for view, code in both
        ]
        + [
            Shot(f"search past the end {code}", f"/{code}/{SEARCH.path}&page=99", viewport=view)
            for view, code in both
        ]
        + [
            Shot(f"search too long {code}", f"/{code}/search/?q={'long ' * 60}", viewport=view)
            for view, code in both
        ],
        [Shot(f"a number grown old {code}", f"/{code}/{path}", "later", view) for view, code in both]
        + [
            Shot(f"no such country {code}", f"/{code}/help/?country=xx", viewport=view) for view, code in both
        ],
        [Shot(f"menu open {code}", f"/{code}/", viewport=PHONE, prepare=unfold) for code in ("en", "ar")]
        + [Shot("exit focused", f"/en/{GUIDE.path}", viewport=PHONE, prepare=focus)]
        + [Shot("two of three presses", f"/en/{GUIDE.path}", viewport=DESK, prepare=press_shift)],
        [
            Shot(f"no scripts {kind}", kind.in_language("en"), viewport=PHONE, scripts=False)
            for kind in (HOME, GUIDE, STORY)
        ]
        + [
            Shot(f"forced colours {kind}", kind.in_language("en"), viewport=PHONE, forced=True)
            for kind in (GUIDE, HELP)
        ],
        [
            Shot(f"paper {kind} {code}", kind.in_language(code), viewport=PAPER, paper=True)
            for kind in (GUIDE, COUNTRY, STORY)
            for code in ("en", "ar")
        ],
        [Shot("when all else fails", LAST_FALL, viewport=view) for view in (PHONE, DESK)],
    ]
    return rows


class Camera:
    def __init__(self, browser: Browser, running: dict[str, Site]) -> None:
        self.browser = browser
        self.running = running

    def take(self, shot: Shot, file: Path) -> None:
        options = {
            "viewport": shot.viewport,
            "color_scheme": shot.scheme,
            "java_script_enabled": shot.scripts,
            "forced_colors": "active" if shot.forced else "none",
        }
        site = self.running[shot.where]
        with reading(self.browser, site.address, **options) as reader:
            reader.page.route(
                f"**{LAST_FALL}", lambda route: route.fulfill(path=ROOT / "templates/static_500.html")
            )
            reader.open(shot.address)
            if shot.paper:
                reader.page.emulate_media(media="print")
            shot.prepare(reader.page)
            # What waits for scrolling is wanted in the picture too.
            reader.page.locator("img[loading=lazy]").evaluate_all(
                "all => all.forEach(img => img.loading = 'eager')"
            )
            reader.page.wait_for_load_state("networkidle")
            reader.page.evaluate("Promise.all([...document.images].map(img => img.decode().catch(() => 0)))")
            reader.page.screenshot(path=file, full_page=True, animations="disabled")

    def sheet(self, name: str, rows: Rows, longest: int) -> Path:
        """Every picture of a kind on one sheet, a row for each state."""
        folder = FOLDER / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        taken: list[list[Taken]] = []
        for number, row in enumerate(rows):
            taken.append([])
            for place, shot in enumerate(row):
                file = folder / f"{number}-{place} {shot.label} {shot.viewport['width']}.png"
                self.take(shot, file)
                taken[-1].append(
                    (f"{shot.label} {shot.viewport['width']}", shown(file, shot.viewport["width"], longest))
                )
        sheet = FOLDER / f"{name}.png"
        compose(taken).save(sheet)
        return sheet


def shown(file: Path, window: int, longest: int) -> Image.Image:
    """As it stands on the sheet."""
    with Image.open(file) as whole:
        picture = whole.convert("RGB")
    if picture.width > window:
        say(f"  !! {file.name} is {picture.width} pixels wide in a window of {window}")
    size = [round(side * SCALE[window]) for side in picture.size]
    scaled = picture.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    return scaled.crop((0, 0, scaled.width, min(scaled.height, longest)))


def compose(rows: list[list[Taken]]) -> Image.Image:
    width = max(sum(picture.width + GAP for _label, picture in row) for row in rows) + GAP
    height = sum(max(picture.height for _label, picture in row) + LABEL + GAP for row in rows) + GAP
    sheet = Image.new("RGB", (width, height), BACKGROUND)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(18)
    top = GAP
    for row in rows:
        left = GAP
        for label, picture in row:
            pen.text((left, top), label, fill=INK, font=font)
            sheet.paste(picture, (left, top + LABEL))
            left += picture.width + GAP
        top += max(picture.height for _label, picture in row) + LABEL + GAP
    return sheet


def main(wanted: list[str]) -> int:
    with ExitStack() as stack:
        say("Building the sites to be photographed …")
        filled, empty = sites.demo(), sites.bare()
        running = {
            "filled": stack.enter_context(sites.served(filled)),
            "empty": stack.enter_context(sites.served(empty)),
            "later": stack.enter_context(sites.served(filled, clock=LATER)),
        }
        bare = json.loads((empty.folder / "pages.json").read_text())
        camera = Camera(stack.enter_context(running_browser()), running)
        sheets: dict[str, Callable[[], Rows]] = {
            **{kind.name: (lambda kind=kind: of_kind(kind, bare)) for kind in KINDS},
            "components": components,
            "states": lambda: states(bare),
        }
        if unknown := set(wanted) - set(sheets):
            say(f"There is no sheet called {', '.join(sorted(unknown))}. There are: {', '.join(sheets)}.")
            return 1
        for name in wanted or sheets:
            longest = LONGEST_STATE if name == "states" else LONGEST
            say(f"  {camera.sheet(name, sheets[name](), longest).relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
