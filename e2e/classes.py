"""A class of a school on its way through the site: what a teacher and a family do, in whatever language they read.

Found by what a page is made of, not by its words, so that the same steps are walked in each language.
"""

from __future__ import annotations

import email
import email.policy
import io
import os
import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from e2e.accessibility import UNFOLD, violations
from e2e.browsing import Reader
from e2e.site import Site
from e2e.staff import make_ready

PHONE = {"width": 360, "height": 740}
ON_A_PHONE: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
#: Milliseconds for what takes a while on a machine that has other things to do.
PATIENCE = 60_000
FORM = "main form[data-class-facts]"

#: A place on each picture that is red, in hundredths of its size: from the left, the top, to the right, the bottom.
RED = (40, 45, 60, 55)


def picture(number: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A house of crayons, unlike every other; with a red plate on it, as for a name."""
    drawn = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawn)
    width, height = size
    hue = (37 * number) % 200
    pen.rectangle((0, height * 0.7, width, height), fill=(60 + hue // 2, 160, 80))
    pen.polygon(
        [(width * 0.2, height * 0.4), (width * 0.5, height * 0.1), (width * 0.8, height * 0.4)],
        fill=(40, 80 + hue // 2, 200 - hue),
    )
    pen.rectangle((width * 0.25, height * 0.4, width * 0.75, height * 0.75), outline=(20, 20, 60), width=6)
    for window in range(number % 7 + 1):
        x = width * (0.28 + window * 0.065)
        pen.rectangle((x, height * 0.6, x + 24, height * 0.6 + 30), fill=(250, 220, hue))
    pen.ellipse((width * 0.8, 20 + number * 9 % 80, width * 0.95, 110 + number * 9 % 80), fill=(255, 210, 0))
    left, top, right, bottom = (part / 100 for part in RED)
    pen.rectangle((left * width, top * height, right * width, bottom * height), fill=(230, 20, 20))
    return drawn


def photographs(folder: Path, count: int, first: int = 0) -> list[Path]:
    files = [folder / f"IMG_{first + number:04}.jpg" for number in range(count)]
    for number, file in enumerate(files):
        picture(first + number).save(file, quality=85)
    return files


def webp(number: int) -> bytes:
    output = io.BytesIO()
    picture(number, (600, 450)).save(output, "WEBP")
    return output.getvalue()


# --- Around them --------------------------------------------------------------------------------------------------


def letters_to(site: Site, address: str) -> list[EmailMessage]:
    """The oldest first."""
    folder = site.files.folder / "mail"
    found = [
        email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        for file in sorted(folder.glob("*.eml"))
    ]
    return [letter for letter in found if letter["To"] == address]


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def newest_to(site: Site, address: str, count: int) -> str:
    """The text of the last of somebody's letters, which are so many; the worker has sent what waited."""
    told = make_ready(site)
    letters = letters_to(site, address)
    assert len(letters) == count, told
    return text_of(letters[-1])


def shoot(page: Page, name: str) -> None:
    """For whoever wants to look at it as a designer does: E2E_SHOTS names a folder."""
    if folder := os.environ.get("E2E_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> bool:
    """Nothing is out of sight beside it."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


# --- The teacher --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slip:
    """As it is read from paper."""

    number: str
    code: str
    pin: str
    address: str


@dataclass
class Teacher:
    """Somebody with a phone in their hand. ``seen``: each page they came by, and whether it fitted the screen."""

    person: Reader
    site: Site
    address: str
    language: str = "en"
    seen: dict[str, tuple[str, bool]] = field(default_factory=dict)
    barriers: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.person.page

    def look(self, name: str) -> None:
        direction = str(self.page.evaluate("getComputedStyle(document.documentElement).direction"))
        self.seen[name] = (direction, fits(self.page))
        shoot(self.page, f"{name}-{self.language}")

    def look_for_barriers(self) -> None:
        """In every dress, on a phone and on a desk, all unfolded; the phone is back after it."""
        self.page.evaluate(UNFOLD)
        self.barriers += violations(self.page)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(PHONE)

    def come_in(self, school: str) -> None:
        page = self.person.open(f"/{self.language}/schools/")
        self.look("door")
        form = page.locator("form[action$='#first']")
        form.locator("[name=school]").fill(school)
        form.locator("[name=country]").select_option("lt")
        form.locator("[name=town]").fill("Kaunas")
        form.locator("[name=email]").fill(self.address)
        # The door takes whoever is faster than that for a program.
        page.wait_for_timeout(3000)
        form.locator("button").tap()
        page.wait_for_url(re.compile("/sent/"))
        self.look("sent")
        link = re.search(r"https?://\S+/link/\S+", newest_to(self.site, self.address, 1))
        assert link
        page = self.person.open(urlsplit(link[0]).path)
        self.look("link")
        page.locator("main form button").tap()
        page.wait_for_url(re.compile("/schools/$"))
        self.look("home")

    def open_a_class(self) -> None:
        self.person.open(f"/{self.language}/schools/classes/")
        form = self.page.locator("main form.class-form")
        form.locator("[name=band]").nth(1).check()
        form.locator("[name=language]").select_option(self.language)
        form.locator("button").tap()
        self.page.wait_for_url(re.compile(r"/classes/[\w-]+/"))
        self.home = urlsplit(self.page.url).path

    def print_slips(self, count: int) -> list[Slip]:
        page = self.person.open(f"{self.home}slips/")
        page.locator("[name=number]").fill(str(count))
        page.locator("form[method=post] button").tap()
        page.wait_for_url(re.compile("from="))
        self.look("slips")
        page.locator("form[method=get] button.sun").tap()
        page.wait_for_url(re.compile("/print/"))
        assert page.locator(".sheet [dir=ltr]").count() == count * 4
        return [
            Slip(
                number=re.sub(r"\D", "", sheet.locator(".mark p").first.inner_text()),
                code=sheet.locator(".keys bdi").nth(0).inner_text(),
                pin=sheet.locator(".keys bdi").nth(1).inner_text(),
                address=sheet.locator(".address").inner_text(),
            )
            for sheet in page.locator(".sheet").all()
        ]

    def describe(
        self, slips: list[Slip], title: str, scopes: tuple[str, ...] = ("site", "translations")
    ) -> None:
        """Every drawing that is not described yet gets the next slip, by its number."""
        cards = self.page.locator("[data-class-row]")
        for card, slip in zip(cards.all(), slips, strict=True):
            card.locator("[name$='-slip']").fill(slip.number)
            for scope in scopes:
                box = card.locator(f"[name$='-scopes'][value='{scope}']")
                if box.count():
                    box.check()
            card.locator("[name$='-held']").check()
            card.locator("[name$='-title']").fill(f"{title} {slip.number}")
            card.locator("[name$='-alt_text']").fill(f"{title}: {slip.number}")

    def send(self) -> str:
        self.page.locator(f"{FORM} button[value=send]").tap()
        self.page.wait_for_url(re.compile("/receipt/"))
        self.look("receipt")
        return self.page.locator("main").inner_text()


class Line:
    """The teacher's line to the site, which breaks at the pictures that are told: before the site has one, or after.

    By the browser's own tools: the request leaves whole, and what is lost is the answer.
    """

    def __init__(self, person: Reader, *, before: int, after: int) -> None:
        self.person, self.before, self.after = person, before, after
        self.asked = 0
        self.cut: list[str] = []
        self.tools = person.context.new_cdp_session(person.page)
        self.tools.on("Fetch.requestPaused", self._paused)
        pattern = "*/schools/classes/*/drawings/"
        stages = [{"urlPattern": pattern, "requestStage": stage} for stage in ("Request", "Response")]
        self.tools.send("Fetch.enable", {"patterns": stages})

    def _paused(self, event: dict[str, Any]) -> None:
        answered = "responseStatusCode" in event
        self.asked += not answered
        now = f"{'after' if answered else 'before'} {self.asked}"
        if now in (f"before {self.before}", f"after {self.after}"):
            self.cut.append(now)
            self.tools.send(
                "Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "ConnectionReset"}
            )
            if not answered:
                self.person.context.set_offline(True)
        else:
            self.tools.send("Fetch.continueRequest", {"requestId": event["requestId"]})

    def mended(self) -> None:
        self.tools.send("Fetch.disable")
        self.tools.detach()


# --- The family ---------------------------------------------------------------------------------------------------


def take_back(person: Reader, site: Site, slip: Slip, language: str) -> tuple[str, str]:
    """By the address and the PIN on paper. What is said before, and after, without the code and the addresses."""
    path = f"/{slip.address.partition('/')[2]}"
    page = person.open(path)
    if not urlsplit(page.url).path.startswith(f"/{language}/"):
        page = person.open(f"/{language}/take-back/{slip.code}/")
    page.locator("[name=pin]").fill(slip.pin)
    assert fits(page)
    page.locator("main form button").click()
    expect(page.locator("[name=act][value=take_back]")).to_have_count(1)
    assert page.locator("main bdi[dir=ltr]").first.inner_text() == slip.code
    before = said(page, slip)
    page.locator("main form button").click()
    expect(page.locator("[name=act][value=tell]")).to_have_count(1)
    return before, said(page, slip)


def said(page: Page, slip: Slip) -> str:
    """All words of a page, but for the code."""
    return page.locator("main").inner_text().replace(slip.code, "CODE")
