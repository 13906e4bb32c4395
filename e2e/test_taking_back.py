"""Three browsers: a reader with a story open, a keeper of consents, and the person whose story it is, with a link."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.stable import stable_id
from e2e.accessibility import violations
from e2e.browsing import Reader, reading
from e2e.client import Client
from e2e.kinds import HOME, LANGUAGES, STORIES, TOLD_STORY
from e2e.site import WITH_ADMIN, Site, demo, served
from e2e.staff import at_work

KEEPER = "keeper@demo.example"
#: Whose story it is, in the demo, as it is written: in Arabic with its letters, elsewhere alike.
NAME, NAME_IN_ARABIC = "Elieth Samara", "إيليت سامارا"
SUBJECT: UUID = stable_id("subject elieth-samara")
FILM = "https://www.icmec.org/global-missing-childrens-center/imcd/"
STORY = TOLD_STORY.in_language("en")
PHONE = {"width": 360, "height": 740}
#: Seconds in which what is taken back is gone here, and what a machine with other things to do may need besides.
PROMISED, MARGIN = 1.0, 1.0


@dataclass(frozen=True)
class Link:
    path: str
    pin: str


@dataclass
class Journey:
    """What each of them saw. ``took`` are seconds from the press to the moment at which nothing answered any more."""

    link: Link
    shown_before: dict[str, set[str]]
    listed: list[str]
    took: dict[str, float] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    shown_paused: dict[str, set[str]] = field(default_factory=dict)
    shown_again: dict[str, set[str]] = field(default_factory=dict)
    shown_after: dict[str, set[str]] = field(default_factory=dict)
    misdeeds: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    gone: str = ""


@pytest.fixture(scope="module")
def staffed() -> Iterator[Site]:
    """A demo of its own, for it is changed, with an admin to work in."""
    with served(demo(), settings=WITH_ADMIN) as running:
        yield running


def places(code: str) -> dict[str, str]:
    """Wherever a story can be met by a reader of a language."""
    return {
        "page": TOLD_STORY.in_language(code),
        "list": STORIES.in_language(code),
        "home": HOME.in_language(code),
        "search": f"/{code}/search/?{urlencode({'q': NAME_IN_ARABIC.split()[0] if code == 'ar' else 'Elieth'})}",
        "feed": f"/{code}/stories/stories.atom",
        "sitemap": "/sitemap.xml",
    }


def shows(client: Client, path: str, code: str) -> bool:
    """Whether it names the person, leads to their story or to their film. A search says the question once more."""
    answer = client.get(path)
    named = NAME in answer.text or NAME_IN_ARABIC in answer.text
    if answer.status >= 400:
        return named
    address = TOLD_STORY.in_language(code)
    said = named or FILM in answer.text
    return (said or address in answer.text) if answer.path != address else said


def shown(site: Site) -> dict[str, set[str]]:
    """By language, the kinds of places at which it is shown."""
    with closing(Client(site.address)) as client:
        return {
            code: {name for name, path in places(code).items() if shows(client, path, code)}
            for code in LANGUAGES
        }


def a_link(browser: Browser, site: Site) -> Link:
    """The keeper makes it on the subject's page, and reads it there once."""
    with at_work(browser, site, KEEPER) as keeper:
        page = keeper.open(f"/admin/consents/{SUBJECT}/")
        page.get_by_role("link", name="Make a private link").click()
        page.get_by_label("Who it is for").select_option(value="person")
        page.get_by_role("button", name="Make the link").click()
        text = page.locator("main").inner_text()
        address = re.search(r"https?://\S*(/\w\w/my-story/\S+)", text)
        pin = re.search(r"(?m)^\s*(\d{3}\s?\d{3})\s*$", text)
        assert address, text
        assert pin, text
        return Link(address[1], pin[1].replace(" ", ""))


def enter(person: Reader, link: Link, code: str = "en") -> Page:
    page = person.open(re.sub(r"^/\w\w/", f"/{code}/", link.path))
    page.locator("[name=pin]").fill(link.pin)
    page.locator("main form").first.get_by_role("button").click()
    expect(page.locator("#uses, #left").first).to_be_visible()
    return page


def reload_until(page: Page, status: int, since: float) -> tuple[int, float]:
    """What the last reload answered, and how long after ``since`` it was asked for."""
    while True:
        asked = time.monotonic()
        answer = page.reload()
        assert answer is not None
        if answer.status == status or asked - since > PROMISED + MARGIN:
            return answer.status, asked - since


@pytest.fixture(scope="module")
def journey(browser: Browser, staffed: Site) -> Journey:
    link = a_link(browser, staffed)
    with ExitStack() as stack:
        reader = stack.enter_context(reading(browser, staffed.address))
        person = stack.enter_context(reading(browser, staffed.address))
        opened = reader.page.goto(staffed.url(STORY))
        assert opened is not None
        assert opened.status == 200
        page = enter(person, link)
        uses = page.locator(".uses a")
        told = Journey(
            link,
            shown(staffed),
            sorted({str(one.get_attribute("href")) for one in uses.all()}),
        )

        def press(button: str, name: str, status: int) -> None:
            page.get_by_role("button", name=button, exact=True).click()
            since = time.monotonic()
            told.told[name] = page.locator("main").get_by_role("status").inner_text()
            told.statuses[name], told.took[name] = reload_until(reader.page, status, since)

        press("Pause it now", "pause", 410)
        told.shown_paused = shown(staffed)
        press("Show it again now", "resume", 200)
        told.shown_again = shown(staffed)
        page.get_by_role("button", name="Take it back", exact=True).click()
        press("Yes, take it back now", "withdraw", 410)
        told.gone = reader.page.content()
        told.shown_after = shown(staffed)
        told.misdeeds = {"reader": reader.misdeeds, "person": person.misdeeds}
    print({name: f"{seconds:.2f} s" for name, seconds in told.took.items()})
    return told


def test_before_it_the_story_is_found_in_every_language(journey: Journey) -> None:
    """Or there would be nothing that could go."""
    assert {
        code: places & {"page", "list", "search", "sitemap"} for code, places in journey.shown_before.items()
    } == {code: {"page", "list", "search", "sitemap"} for code in LANGUAGES}


def test_the_person_reads_every_address_at_which_it_is_shown(journey: Journey) -> None:
    addresses = {re.sub(r"^https?://[^/]+", "", address) for address in journey.listed}

    assert {TOLD_STORY.in_language(code) for code in LANGUAGES} <= addresses


def test_what_is_open_elsewhere_is_gone_with_the_next_reload(journey: Journey) -> None:
    assert journey.statuses == {"pause": 410, "resume": 200, "withdraw": 410}
    assert {name for name, seconds in journey.took.items() if seconds > PROMISED + MARGIN} == set()


def test_paused_and_taken_back_it_is_nowhere_in_no_language_and_shown_again_where_it_was(
    journey: Journey,
) -> None:
    nowhere: dict[str, set[str]] = {code: set() for code in LANGUAGES}

    assert journey.shown_paused == nowhere
    assert journey.shown_again == journey.shown_before
    assert journey.shown_after == nowhere


def test_whoever_opens_its_address_reads_that_it_is_gone_and_nothing_of_whom(
    journey: Journey, staffed: Site
) -> None:
    with closing(Client(staffed.address)) as client:
        answers = {code: client.get(TOLD_STORY.in_language(code)) for code in LANGUAGES}

    assert {code: answer.status for code, answer in answers.items()} == dict.fromkeys(LANGUAGES, 410)
    for text in (journey.gone, *(answer.text for answer in answers.values())):
        assert NAME not in text
        assert NAME_IN_ARABIC not in text
        assert "icmec" not in text.lower()


def test_nobody_was_given_a_cookie_and_nothing_was_asked_of_another_host(journey: Journey) -> None:
    assert journey.misdeeds == {"reader": {}, "person": {}}


def test_each_press_is_answered_in_a_sentence(journey: Journey) -> None:
    assert {name: bool(text.strip()) for name, text in journey.told.items()} == {
        "pause": True,
        "resume": True,
        "withdraw": True,
    }


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_private_page_fits_a_phone_and_has_no_barrier_before_and_after_the_pin(
    browser: Browser, journey: Journey, staffed: Site, code: str
) -> None:
    with reading(browser, staffed.address, viewport=PHONE) as person:
        page = person.open(re.sub(r"^/\w\w/", f"/{code}/", journey.link.path))
        seen = {"before": look_at(page)}
        page = enter(person, journey.link, code)
        seen["after"] = look_at(page)
        misdeeds = person.misdeeds

    assert seen == {"before": (code, True, []), "after": (code, True, [])}
    assert misdeeds == {}


@pytest.mark.parametrize("code", ["en", "ar"])
def test_where_it_stood_is_a_page_without_barrier(
    browser: Browser, journey: Journey, staffed: Site, code: str
) -> None:
    """After the journey, which has taken it back."""
    assert journey.statuses["withdraw"] == 410
    with reading(browser, staffed.address) as reader:
        assert look_at(reader.open(TOLD_STORY.in_language(code))) == (code, True, [])


def look_at(page: Page) -> tuple[str, bool, list[str]]:
    """The language of the page, whether all of it is in sight on a phone, and what axe finds."""
    page.set_viewport_size(PHONE)
    fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    language = str(page.locator("html").get_attribute("lang"))
    return language, bool(fits), violations(page)


def test_without_scripts_it_is_taken_back_as_well(browser: Browser) -> None:
    """On a site of its own, for there is one story to take back."""
    with served(demo(), settings=WITH_ADMIN) as site:
        link = a_link(browser, site)
        with reading(browser, site.address, java_script_enabled=False, viewport=PHONE) as person:
            page = enter(person, link)
            page.get_by_role("button", name="Take it back", exact=True).click()
            page.get_by_role("button", name="Yes, take it back now").click()
            expect(page.locator("#left")).to_be_visible()
            assert person.misdeeds == {}
        with closing(Client(site.address)) as client:
            assert client.get(STORY).status == 410
