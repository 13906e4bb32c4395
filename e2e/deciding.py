"""Those who decide on drawings, in whatever language they work: with keys alone, then another person from the sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect

from e2e.browsing import Reader, reading
from e2e.classes import PATIENCE
from e2e.site import Site
from e2e.staff import manage, sign_in

#: Drawings of a class that wait for a decision, by the moves that lead there; each with one small picture.
SEED = """
import json, uuid
from consent.enums import AgeBand, Scope
from core import clock
from django.core.files.base import ContentFile
from e2e.classes import webp
from gallery import domain, files
from gallery.enums import AssetKind
from gallery.models import Competition, EntryAsset
from schools import domain as schools
known = schools.find_contact("many@demo.example")
contact = known or schools.join("many@demo.example", "en", schools.Told("Example School Alytus", "lt", "Alytus"))
competition = next(one for one in Competition.objects.order_by("-year") if one.is_open)
batch = domain.open_class(competition, contact, language="en", band=AgeBand.FROM_7)
slips = domain.make_slips(batch, {count}, contact=contact)
for number, slip in enumerate(slips, {first}):
    picture = webp(number)
    entry = domain.receive_from_school(batch, picture, contact=contact, key=uuid.uuid4(), begun_at=clock.now())
    domain.take_up(entry)
    copies = [
        EntryAsset(entry=entry, kind=AssetKind.COPY, key=files.keep_private(picture, ".webp"), format="webp",
                   width=600, height=450, bytes=len(picture))
    ]
    domain.made_ready(entry, copies)
    facts = domain.Facts(band=AgeBand.FROM_7, country=entry.country, language="en", title=f"One of many {{number}}",
                         alt_text="A house with a red door.")
    domain.put_right(entry, facts, contact=contact, version=entry.version)
    domain.attest(entry, slip, [Scope.SITE], contact=contact, version=entry.version)
domain.send(batch, contact=contact)
print("SEEDED", json.dumps(list(batch.entries.order_by("pk").values_list("public_id", flat=True))))
"""
READS = """
from accounts.models import User
from wagtail.users.models import UserProfile
for email in {people!r}:
    profile = UserProfile.get_for_user(User.objects.get(email=email))
    profile.preferred_language = {language!r}
    profile.save()
"""


def seed(site: Site, count: int, first: int = 100) -> list[str]:
    """So many that wait, sent by a school; their names."""
    said = manage(site, "shell", "-c", SEED.format(count=count, first=first))
    found = re.search(r"SEEDED (.*)", said)
    assert found, said
    names: list[str] = json.loads(found[1])
    return names


def reads(site: Site, language: str, *people: str) -> None:
    """From now on they work in that language."""
    manage(site, "shell", "-c", READS.format(people=people, language=language))


@contextmanager
def at_the_bench(browser: Browser, site: Site, email: str, **options: Any) -> Iterator[Bench]:
    with reading(browser, site.address, **options) as person:
        sign_in(person, site, email)
        yield Bench(person)
        assert person.foreign == []
        assert person.complaints == []


class Bench:
    """The moderator's, worked by keys: not one press of a mouse."""

    def __init__(self, person: Reader) -> None:
        self.person = person
        self.page = person.page

    def open(self) -> None:
        self.person.open("/admin/drawings/decide/")
        expect(self.page.locator("[data-gallery-bench].has-keys")).to_have_count(1)

    @property
    def before_me(self) -> str:
        """The name of the drawing on the bench; empty when none is left."""
        form = self.page.locator("form#approve")
        return str(form.get_attribute("action")).rstrip("/").rpartition("/")[2] if form.count() else ""

    def press(self, *keys: str) -> None:
        """Keys that end in a decision, or lead on otherwise: until another drawing is there, or none."""
        address = self.page.locator("form#approve").get_attribute("action")
        for key in keys:
            self.page.keyboard.press(key)
        self.page.wait_for_function(
            """before => {
              const bench = document.querySelector('[data-gallery-bench]');
              const form = document.querySelector('form#approve');
              return bench && !bench.hasAttribute('aria-busy') && form?.getAttribute('action') !== before;
            }""",
            arg=address,
        )

    def undo(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("u")

    def worry(self, note: str) -> str:
        """Shift + C, what you see, and the one button; the code of the case."""
        with self.page.expect_navigation(url=re.compile("/raise/")):
            self.page.keyboard.press("Shift+C")
        self.page.locator("[name=note]").focus()
        self.page.keyboard.type(note)
        self.page.keyboard.press("Tab")
        with self.page.expect_navigation(url=re.compile("/now/")):
            self.page.keyboard.press("Enter")
        return self.page.url.rstrip("/").rpartition("/")[2]

    def seal(self) -> str:
        with self.page.expect_navigation(url=re.compile("/now/")):
            self.page.keyboard.press("Shift+X")
        return self.page.url.rstrip("/").rpartition("/")[2]


def release_all(page: Page, ours: set[str], site: Site) -> set[str]:
    """Sheet by sheet, until nothing of ours is on one; what was on them. What the demo has had waiting stays there."""
    on_sheets: set[str] = set()
    while True:
        page.goto(site.url("/admin/drawings/release/"))
        names = {
            str(name.get_attribute("name")).removeprefix("version-")
            for name in page.locator("input[name^='version-']").all()
        }
        on_sheets |= names
        if not names & ours:
            return on_sheets
        for other in names - ours:
            box = page.locator(f"[name=release][value='{other}']")
            if box.count():
                box.uncheck()
        page.locator("button[form=sheet]").click(timeout=PATIENCE)
        page.wait_for_url(re.compile("/result/"), timeout=PATIENCE)
