"""From a letter to the admin: who is invited sets up a password and a second factor, and without one stays outside."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIResponse, Browser, Page, expect

from e2e.accessibility import violations
from e2e.browsing import Reader, reading
from e2e.client import Client
from e2e.site import Site, demo, served
from e2e.staff import app_code, fill_in, give_passkeys, make_ready, manage

STRICT = "e2e.settings_strict"
PASSWORD = "seven blue petals in may"
COORDINATOR = "rasa.first@example.org"
EDITOR = "ona.second@example.org"

#: Behind the site, in every way in which something may stand there.
INSIDE = ("/admin/", "/admin/pages/", "/admin/people/me/", "/admin/api/main/pages/")
#: Where a second factor is set up.
ENROLLING = ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/", "/accounts/2fa/recovery-codes/")
LOGINS = ("/admin/login/", "/_util/login/", "/accounts/login/")

#: A session such as any other way of signing in would make: everything but a second factor.
FORCED = f"""
from django.conf import settings
from django.test import Client
from accounts.models import User
client = Client()
client.force_login(User.objects.get(email="{EDITOR}"))
print("SESSION", settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""


class Place:
    """The site, by the name that passkeys need, and people who come to it, each in a browser of their own."""

    def __init__(self, site: Site, browser: Browser, stack: ExitStack) -> None:
        self.site = site
        self.address = site.address.replace("127.0.0.1", "localhost")
        self._browser, self._stack = browser, stack

    def somebody(self, **options: object) -> Reader:
        return self._stack.enter_context(reading(self._browser, self.address, **options))

    def letter_to(self, address: str) -> EmailMessage:
        """The newest; the worker has sent what waited."""
        make_ready(self.site)
        folder = self.site.files.folder / "mail"
        letters = [
            email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            for file in sorted(folder.glob("*.eml"))
        ]
        return next(letter for letter in reversed(letters) if letter["To"] == address)

    def knock(self, path: str) -> int:
        """A program that opens whatever it finds, as those do that look through mail."""
        with closing(Client(self.site.address)) as client:
            return client.get(path).status


@dataclass
class Invited:
    """What is known of somebody once they were let in."""

    person: Reader
    #: The path of the link, which is used up.
    link: str
    letter: EmailMessage
    recovery_codes: list[str]
    #: What a mail scanner was answered that opened the link before its owner did.
    scanned: list[int]
    #: The heading of the page that somebody saw who had it open too, and was the second to press the button.
    too_late: str


@pytest.fixture(scope="module")
def place(browser: Browser) -> Iterator[Place]:
    with ExitStack() as stack:
        yield Place(stack.enter_context(served(demo(), settings=STRICT)), browser, stack)


@pytest.fixture(scope="module")
def coordinator(place: Place) -> Reader:
    """Invited from the command line, as the first one is; with a passkey."""
    said = manage(place.site, "invite", COORDINATOR, "--role", "coordinator")
    person = place.somebody()
    give_passkeys(person)
    _accept(person, path_in(said))
    _introduce(person, "Rasa", "First")
    page = person.page
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("What do you call it?").fill("My laptop")
    page.get_by_role("button", name="Add it").click()
    _keep_the_codes(person)
    return person


@pytest.fixture(scope="module")
def editor(place: Place, coordinator: Reader) -> Invited:
    """Invited by the coordinator; with an app."""
    page = coordinator.open("/admin/people/invite/")
    page.get_by_label("E-mail address").fill(EDITOR)
    page.get_by_label("First name").fill("Ona")
    page.get_by_label("Last name").fill("Second")
    page.get_by_role("group", name="Partner editor").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()

    letter = place.letter_to(EDITOR)
    link = path_in(_text_of(letter))
    scanned = [place.knock(link) for _time in range(5)]
    late = place.somebody()
    late.open(link)

    person = place.somebody()
    _accept(person, link)
    late.page.get_by_role("button", name="Accept and begin").click()
    _introduce(person, "Ona", "Second")
    page = person.page
    page.get_by_role("link", name="Set up an app").click()
    secret = "".join(page.locator(".secret code").all_text_contents())
    page.get_by_label("Code").fill(app_code(secret))
    page.get_by_role("button", name="Set it up").click()
    codes = _keep_the_codes(person)
    return Invited(person, link, letter, codes, scanned, late.page.get_by_role("heading").first.inner_text())


def test_two_people_come_by_their_letters_into_the_admin(coordinator: Reader, editor: Invited) -> None:
    coordinators_page = coordinator.open("/admin/people/")
    row = coordinators_page.get_by_role("row").filter(has_text=EDITOR)
    expect(row.get_by_role("cell")).to_contain_text(
        [f"Ona Second {EDITOR}", "Partner editor", "active", "Yes", ""]
    )
    # Their own work opens to the editor, and the people of the house do not.
    editors_page = editor.person.open("/admin/people/me/")
    expect(editors_page.get_by_role("heading", name=re.compile("^Partner editor"))).to_be_visible()
    editor.person.open("/admin/people/")
    assert editor.person.path == "/admin/"
    assert [person.complaints for person in (coordinator, editor.person)] == [[], []]
    assert [person.foreign for person in (coordinator, editor.person)] == [[], []]


def test_the_letter_names_nobody_in_its_subject_and_holds_one_link(editor: Invited) -> None:
    assert editor.letter["Subject"] == "Your invitation to Missing Children’s Day"
    text = _text_of(editor.letter)
    html = editor.letter.get_body(("html",)).get_content()
    assert "Hello Ona," in text
    assert text.count("/accounts/invitation/") == 1
    assert f'href="{_link_in(text)}"' in html
    # Who invited is nobody's business who reads along.
    assert [name for name in (COORDINATOR, "Rasa") if name in text + html] == []


def test_a_link_outlives_a_mail_scanner_and_is_used_by_one_person(place: Place, editor: Invited) -> None:
    assert editor.scanned == [200] * 5
    assert editor.too_late == "This link was used already"
    late = place.somebody()
    page = late.open(editor.link)
    expect(page.get_by_role("heading", name="This link was used already")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()
    assert page.get_by_role("main").get_by_role("button").count() == 0
    assert place.knock(editor.link) == 410


def test_with_the_password_alone_no_login_leads_inside(place: Place, editor: Invited) -> None:
    for door in LOGINS:
        stranger = place.somebody()
        page = stranger.open(door)
        fill_in(page, EDITOR, PASSWORD)
        expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
        for path in (*INSIDE, *ENROLLING):
            assert _leads_to(stranger, path) == "/accounts/login/", (door, path)


def test_a_session_made_without_a_factor_opens_nothing(place: Place, editor: Invited) -> None:
    _word, name, key = manage(place.site, "shell", "-c", FORCED).split("SESSION")[1].join(["_", ""]).split()
    stranger = place.somebody()
    stranger.context.add_cookies([{"name": name, "value": key, "url": place.address}])
    asks = "/accounts/2fa/reauthenticate/"

    def everywhere() -> dict[str, str]:
        return {path: _leads_to(stranger, path) for path in (*INSIDE, *ENROLLING)}

    expected = dict.fromkeys((*INSIDE, *ENROLLING), asks)
    assert everywhere() == expected
    # The password once more is still no second factor.
    page = stranger.open("/accounts/reauthenticate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    assert everywhere() == expected
    script = stranger.page.request.get(
        f"{place.address}/admin/api/main/pages/", headers={"Accept": "application/json"}
    )
    assert (script.status, sorted(script.json())) == (403, ["confirm", "error"])


def test_a_recovery_code_opens_the_door_once(place: Place, editor: Invited) -> None:
    def come_in() -> Page:
        person = place.somebody()
        page = person.open("/admin/pages/")
        fill_in(page, EDITOR, PASSWORD)
        page.get_by_label("Code").fill(editor.recovery_codes[0])
        page.get_by_role("button", name="Sign in", exact=True).click()
        return page

    come_in().wait_for_url(f"{place.address}/admin/pages/")
    refused = come_in()
    expect(refused.get_by_text("This code is not right, or was used before.")).to_be_visible()
    assert urlsplit(refused.url).path == "/accounts/2fa/authenticate/"


def test_the_passkey_alone_opens_the_door(place: Place, coordinator: Reader) -> None:
    page = coordinator.open("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    assert _leads_to(coordinator, "/admin/people/") == "/accounts/login/"
    coordinator.open("/admin/people/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{place.address}/admin/people/")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_barrier_stands_on_the_way_from_the_letter_to_the_admin(place: Place, language: str) -> None:
    found: dict[str, list[str]] = {}
    person = place.somebody(locale=language)
    page = person.page

    def look(name: str) -> None:
        assert page.locator("html").get_attribute("lang") == language, name
        found[name] = violations(page)

    person.open("/accounts/login/")
    look("signing in")
    page.get_by_role("main").locator("form").first.evaluate("form => form.noValidate = true")
    page.locator("main form .btn").first.click()
    look("signing in, with nothing typed")
    said = manage(
        place.site, "invite", f"{language}@example.org", "--role", "coordinator", "--language", language
    )
    person.open(path_in(said))
    look("invitation")
    page.locator("main form .btn").click()
    look("about you")
    page.locator("main form .btn").click()
    look("about you, with nothing typed")
    _fill_in_about_you(page, "Noor", "")
    look("choice of a factor")
    person.open("/admin/")
    look("the admin, half way")
    page.locator("main .btn").click()
    assert person.path == "/accounts/invitation/second-factor/"
    page.locator("main a[href*=totp]").click()
    look("app")
    secret = "".join(page.locator(".secret code").all_text_contents())
    page.locator("[name=code]").fill(app_code(secret))
    page.locator("main form .btn").click()
    look("recovery codes")
    person.open("/accounts/2fa/")
    look("how I sign in")
    assert {name: barriers for name, barriers in found.items() if barriers} == {}
    assert person.complaints == []


# --- What they do -------------------------------------------------------------------------------------------------


def _accept(person: Reader, link: str) -> None:
    page = person.open(link)
    page.get_by_role("button", name="Accept and begin").click()
    expect(page.get_by_role("heading", name="About you")).to_be_visible()


def _introduce(person: Reader, first: str, last: str) -> None:
    _fill_in_about_you(person.page, first, last)
    expect(person.page.get_by_role("heading", name="Your second factor")).to_be_visible()


def _fill_in_about_you(page: Page, first: str, last: str) -> None:
    page.locator("[name=first_name]").fill(first)
    page.locator("[name=last_name]").fill(last)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    page.locator("main form .btn").click()


def _keep_the_codes(person: Reader) -> list[str]:
    """Shown once; then the way is open."""
    page = person.page
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = page.locator(".codes code").all_text_contents()
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url(f"{person.address}/admin/")
    return codes


def _leads_to(person: Reader, path: str) -> str:
    """Where an address sends this person, who is not followed there."""
    answer: APIResponse = person.page.request.get(f"{person.address}{path}", max_redirects=0)
    return urlsplit(answer.headers.get("location", "")).path or str(answer.status)


def _text_of(letter: EmailMessage) -> str:
    text: str = letter.get_body(("plain",)).get_content()
    return text


def _link_in(text: str) -> str:
    found = re.search(r"https?://\S+/accounts/invitation/\S+", text)
    assert found is not None, text
    return found[0]


def path_in(text: str) -> str:
    """Of the link, as the site is opened here by another name than the letter has."""
    parts = urlsplit(_link_in(text))
    return f"{parts.path}?{parts.query}"
