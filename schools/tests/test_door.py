"""How a teacher gets in: two forms, a letter, a button. And how nobody else does."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import Letter, Record
from core import clock
from schools import domain, ticks, visiting
from schools.door import forms, limits
from schools.enums import Standing
from schools.models import Contact, DoorLink, School, Visit

from .letters import letters_to, link_in, text_of
from .visits import a_contact, a_school, form_token_of, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home_page")]

NEW = "rasa@mokykla.example"
DOOR = "/en/schools/"


class Clock:
    """For whoever asks what time it is. It stands still until somebody moves it, however slow the machine."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def is_later(self, **by: float) -> None:
        self.ahead += timedelta(**by).total_seconds()


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> Clock:
    now, begun, began = Clock(), clock.now(), int(time.time())
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(seconds=now.ahead))
    monkeypatch.setattr("django.core.signing.time.time", lambda: began + now.ahead)
    return now


@pytest.fixture
def browser() -> Client:
    """Guards against forged forms are on, as on the site."""
    return Client(enforce_csrf_checks=True)


def fields(response: Any, form: str) -> dict[str, str]:
    """What that form of the page would send, untouched."""
    soup = BeautifulSoup(response.content, "html.parser")
    (found,) = [one for one in soup.find_all("form") if one.find("input", {"name": "form", "value": form})]
    return {one["name"]: one.get("value", "") for one in found.find_all("input")} | {
        one["name"]: next((option["value"] for option in one.find_all("option", selected=True)), "")
        for one in found.find_all("select")
    }


def ask(browser: Client, later: Clock, form: str = "first", language: str = "en", **typed: str) -> Any:
    """Open the door, take a while, and press: what `fields` finds on the page, without the page."""
    told = {"school": "Saulės mokykla", "country": "lt", "town": "Kaunas", "code": "", "email": NEW}
    begun = {"form": form, "opened": forms.opened_now(), "website": ""}
    later.is_later(seconds=20)
    wanted = told if form == "first" else {"email": NEW}
    return browser.post(f"/{language}/schools/", {**begun, **wanted, **typed})


def reads(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


# --- The way in ---------------------------------------------------------------------------------------------------
def test_from_the_first_form_over_the_letter_into_the_school(browser: Client, later: Clock) -> None:
    page = browser.get("/lt/schools/")
    later.is_later(seconds=20)
    typed = {"school": "  Saulės \n mokykla ", "country": "lt", "town": "Kaunas", "email": NEW}
    answer = browser.post("/lt/schools/", {**fields(page, "first"), **typed})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/lt/schools/sent/")
    assert not School.objects.exists()
    assert not Contact.objects.exists()
    (letter,) = letters_to(NEW)
    assert (letter.letter, letter.language) == ("schools_link", "lt")
    assert "Saulės" not in text_of(letter), "what a stranger typed is sent to nobody"
    kept = "".join(str(row) for row in DoorLink.objects.values_list())
    token = link_in(letter).split("/")[-2]
    assert [secret for secret in (NEW, "Kaunas", "Saul", token) if secret in kept] == []

    link = link_in(letter)
    scanner = Client().get(link)
    assert (scanner.status_code, scanner.headers["Referrer-Policy"]) == (200, "strict-origin")
    assert not Contact.objects.exists()
    assert not browser.cookies

    came = browser.post(link, headers={"Sec-Fetch-Site": "same-origin"})
    assert (came.status_code, came.headers["Location"]) == (302, "/lt/schools/")
    school, contact = School.objects.get(), Contact.objects.get()
    assert (school.name, school.town, school.country_id, school.standing) == (
        "Saulės mokykla",
        "Kaunas",
        "lt",
        Standing.ASKED,
    )
    assert (domain.address_of(contact), contact.language, contact.school) == (NEW, "lt", school)
    assert list(DoorLink.objects.values_list("email", "told")) == [("", "")]
    for code in ("lt", "en"):
        home = browser.get(f"/{code}/schools/")
        assert "Saulės mokykla" in reads(home)
        assert home.headers["Cache-Control"] == "private, no-store"
    assert sorted(Record.objects.filter(action__startswith="schools.").values_list("action", "by")) == [
        ("schools.came_in", "visitor"),
        ("schools.joined", "visitor"),
    ]


def test_coming_back_leads_to_the_same_school_from_either_form(browser: Client, later: Clock) -> None:
    contact = a_contact(email=NEW)
    for form, typed in (("back", "RASA@Mokykla.example "), ("first", NEW)):
        ask(Client(), later, form, email=typed)
        assert browser.post(link_in(letters_to(NEW)[0])).status_code == 302
    assert list(Contact.objects.all()) == [contact]
    assert School.objects.count() == 1
    assert contact.visits.count() == 2


def test_a_link_can_be_used_once_and_within_the_hour(browser: Client, later: Clock) -> None:
    ask(browser, later)
    link = link_in(letters_to(NEW)[0])
    assert browser.post(link).status_code == 302
    again = Client().post(link)
    assert again.status_code == 410
    assert "This link has ended" in reads(again)

    ask(Client(), later, email="late@mokykla.example")
    late = link_in(letters_to("late@mokykla.example")[0])
    later.is_later(minutes=60)
    assert Client().post(late).status_code == 410
    assert Contact.objects.count() == Visit.objects.count() == 1


def test_whoever_joins_while_another_link_of_theirs_does_meets_themselves() -> None:
    """The other was quicker between our looking and our writing; only the database can tell."""
    told = domain.Told("Saulės mokykla", "lt", "Kaunas")
    first = domain.join(NEW, "lt", told)
    assert domain.join(NEW, "lt", told) == first
    assert (School.objects.count(), Contact.objects.count()) == (1, 1)


@pytest.mark.parametrize("token", ["x", "x" * 3000, "%C5%BE%00%0A", "%F0%9F%8C%BC", "..%2F.."])
def test_what_is_no_link_is_answered_like_one_that_has_ended(token: str) -> None:
    for address in (f"/en/schools/link/{token}/", f"/en/schools/link/{token}"):
        looked, pressed = Client().get(address), Client().post(address)
        assert looked.status_code in {200, 404}
        assert pressed.status_code in {410, 404}
        assert pressed.status_code != 410 or "This link has ended" in reads(pressed)


def test_another_site_cannot_put_its_reader_into_a_school(browser: Client, later: Clock) -> None:
    ask(browser, later)
    link = link_in(letters_to(NEW)[0])
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ):
        assert Client().post(link, headers=headers).status_code == 403
    assert Client().post(link, headers={"Origin": "http://testserver"}).status_code == 302


# --- Nobody learns who is known here ------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["first", "back"])
def test_known_unknown_and_turned_away_addresses_are_answered_alike_after_the_same_work(
    form: str, later: Clock
) -> None:
    a_contact(email="known@school.example")
    a_contact(a_school(standing=Standing.TURNED_AWAY), email="away@school.example")
    ask(Client(), later, form, email="warming-up@school.example")
    seen = {}
    for who in ("known", "other", "away"):
        browser = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = ask(browser, later, form, email=f"{who}@school.example")
        work = [
            re.sub(r"'[^']*'|\b\d+\b|\"s\d+_x\d+\"", "?", query["sql"]) for query in queries.captured_queries
        ]
        sent = browser.get(answer.headers["Location"])
        headers = {name: value for name, value in answer.headers.items() if name != "Date"}
        seen[who] = (answer.status_code, answer.content, headers, answer.cookies.output(), sent.content, work)
    assert seen["known"] == seen["other"] == seen["away"]
    assert Letter.objects.values("letter").distinct().count() == (3 if form == "back" else 2)


def test_each_letter_says_what_is_so_and_only_one_kind_opens_anything(later: Clock) -> None:
    a_contact(a_school(standing=Standing.TURNED_AWAY), email="away@school.example")
    ask(Client(), later, "back", email="away@school.example")
    ask(Client(), later, "first", email="away@school.example")
    ask(Client(), later, "back", email="other@school.example")
    away, unknown = letters_to("away@school.example"), letters_to("other@school.example")
    assert [letter.letter for letter in (*away, *unknown)] == [
        "schools_closed",
        "schools_closed",
        "schools_not_known",
    ]
    assert [letter for letter in (*away, *unknown) if "/link/" in text_of(letter)] == []
    assert DOOR in text_of(unknown[0])


def test_a_school_that_is_turned_away_between_letter_and_button_does_not_come_in(later: Clock) -> None:
    contact = a_contact(email=NEW)
    ask(Client(), later, "back")
    School.objects.filter(pk=contact.school_id).update(standing=Standing.TURNED_AWAY)
    assert Client().post(link_in(letters_to(NEW)[0])).status_code == 410
    assert not Visit.objects.exists()


# --- Bad input, programs, too many --------------------------------------------------------------------------------
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    browser: Client, later: Clock
) -> None:
    answer = ask(
        browser, later, school="Saulės mokykla", town="", country="zz", email="rasa(at)mokykla", code="ABC"
    )
    assert answer.status_code == 422
    said = reads(answer)
    for sentence in (
        "Please type the town.",
        "Please choose the country.",
        "This does not look like an e-mail address.",
        "This code does not fit, or has ended.",
    ):
        assert sentence in said
    kept = fields(answer, "first")
    assert (kept["school"], kept["email"], kept["code"]) == ("Saulės mokykla", "rasa(at)mokykla", "ABC")
    soup = BeautifulSoup(answer.content, "html.parser")
    for wrong in soup.select("[aria-invalid]"):
        described = wrong["aria-describedby"].split()
        assert all(soup.find(id=one) for one in described)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"form": "first"},
        {"form": "third"},
        {"form": "first", "school": "a\x00b", "email": "a\x00@b.example", "town": "\x00", "opened": "\x00"},
        {"form": "back", "email": "x" * 100_000},
        {"form": "back", "email": "a@b.example", "opened": "x" * 100_000},
        {"form": "back", "email": "a@b.example", "opened": ["1", "2"]},
        {"form": "first", "school": "\u202e" * 500, "country": "LT' OR 1=1"},
    ],
)
def test_whatever_is_sent_is_answered_with_a_sentence(browser: Client, sent: dict[str, Any]) -> None:
    answer = browser.post(DOOR, sent)
    assert answer.status_code == 422
    assert re.search(r"Please (type|fill|choose|press)|Null characters", reads(answer))
    assert not Letter.objects.exists()


def test_a_program_is_asked_to_press_once_more_and_a_person_loses_nothing(
    browser: Client, later: Clock
) -> None:
    page = browser.get(DOOR)
    at_once = browser.post(DOOR, {**fields(page, "back"), "email": NEW})
    later.is_later(seconds=20)
    trapped = browser.post(DOOR, {**fields(page, "back"), "email": NEW, "website": "https://spam.example"})
    forged = browser.post(DOOR, {"form": "back", "email": NEW, "opened": "open:1:x"})
    for refused in (at_once, trapped, forged):
        assert refused.status_code == 422
        assert "Please press the button once more." in reads(refused)
    assert not Letter.objects.exists()
    again = browser.post(DOOR, fields(at_once, "back"))
    assert again.status_code == 302
    assert len(letters_to(NEW)) == 1


def test_nobodys_mailbox_is_filled_from_however_many_places(later: Clock) -> None:
    def from_somewhere(number: int) -> Any:
        return ask(Client(REMOTE_ADDR=f"10.{number}.0.1"), later, "back", email=NEW.upper())

    answers = [from_somewhere(number) for number in range(limits.ADDRESS.times + 2)]
    assert [answer.status_code for answer in answers] == [302] * limits.ADDRESS.times + [429, 429]
    assert len(letters_to(NEW)) == limits.ADDRESS.times
    assert "look into your mailbox" in reads(answers[-1])
    assert fields(answers[-1], "back")["email"] == NEW.upper()
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600


# --- No cookie but behind the door --------------------------------------------------------------------------------
def test_before_the_button_nobody_gets_a_cookie_and_after_it_no_public_page_does(
    browser: Client, later: Clock
) -> None:
    ask(browser, later)
    browser.get("/en/schools/sent/")
    link = link_in(letters_to(NEW)[0])
    browser.get(link)
    assert browser.cookies.output() == ""
    came = browser.post(link)
    assert {cookie["path"] for cookie in came.cookies.values()} == {
        f"/{code}/schools/" for code in ("en", "es", "fr", "el", "lt", "ar")
    }
    assert browser.get(DOOR).cookies.output() == ""


# --- Behind the door ----------------------------------------------------------------------------------------------
def press(client: Client, what: str, **said: str) -> Any:
    return client.post(f"{DOOR}{what}/", {"form_token": form_token_of(client), **said})


def test_signing_out_ends_every_visit_and_takes_the_cookies_away(browser: Client) -> None:
    contact = visit(browser)
    other = Client()
    visit(other, contact)
    answer = press(browser, "sign-out")
    assert answer.headers["Location"] == "/en/schools/?left"
    assert {cookie["max-age"] for cookie in answer.cookies.values()} == {0}
    assert "Take part with your class" in reads(other.get(DOOR))
    assert contact.visits.count() == 0


def test_a_forged_press_changes_nothing(browser: Client) -> None:
    contact = visit(browser)
    for what in ("sign-out", "language", "code", "forget-me"):
        assert browser.post(f"{DOOR}{what}/", {"language": "lt"}).status_code == 403
    contact.refresh_from_db()
    assert (contact.language, contact.forgotten_at, contact.visits.count()) == ("en", None, 1)


def test_letters_come_in_the_language_one_chooses(browser: Client) -> None:
    contact = visit(browser)
    assert press(browser, "language", language="el").status_code == 302
    assert press(browser, "language", language="xx").status_code == 422
    contact.refresh_from_db()
    assert contact.language == "el"


def test_one_may_have_oneself_forgotten_unless_something_is_open(browser: Client) -> None:
    contact = visit(browser, a_contact(email=NEW))
    domain.needed_until(contact, clock.today() + timedelta(days=10))
    refused = press(browser, "forget-me")
    assert refused.status_code == 409
    assert "We may still have to write to you about your drawings, until" in reads(refused)
    contact.refresh_from_db()
    assert domain.address_of(contact) == NEW

    Contact.objects.filter(pk=contact.pk).update(asked_until=clock.today() - timedelta(days=1))
    assert press(browser, "forget-me").headers["Location"] == "/en/schools/?forgotten"
    contact.refresh_from_db()
    assert (contact.email, contact.email_fingerprint, contact.visits.count()) == ("", "", 0)
    assert domain.find_contact(NEW) is None


def test_the_minute_job_forgets_what_has_ended_and_nothing_else(later: Clock) -> None:
    school = a_school()
    needed, over = a_contact(school), a_contact(school)
    domain.needed_until(needed, clock.today() + timedelta(days=90))
    domain.begin_visit(over)
    ask(Client(), later)
    ticks.prune_links_and_visits()
    assert (DoorLink.objects.count(), Visit.objects.count()) == (1, 1)
    later.is_later(hours=1, minutes=1)
    ticks.prune_links_and_visits()
    assert (DoorLink.objects.count(), Visit.objects.count()) == (0, 1)
    later.is_later(days=62)
    ticks.prune_links_and_visits()
    ticks.forget_contacts()
    needed.refresh_from_db()
    over.refresh_from_db()
    assert Visit.objects.count() == 0
    assert (bool(needed.email), over.email, over.email_fingerprint) == (True, "", "")
    assert Record.objects.filter(action="schools.contact_forgotten").count() == 1


def test_the_cookie_has_the_name_that_only_tls_can_set() -> None:
    assert visiting.COOKIE == "school"  # the tests' site has no HTTPS
