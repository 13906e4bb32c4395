"""A private link is handed over once, by two ways, and can be ended."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from audit.models import Letter, Record
from audit.outbox import contents
from audit.sealed import seal
from audit.tests.letters import worker_at_work
from consent.enums import Party, Scope
from consent.models import Subject, TakeBackKey
from core.roles import Role

from .keeping import LABEL, at_work, page_of, person, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]
ADDRESS = "zephyrine@example.org"


@pytest.fixture
def desk() -> Client:
    return at_work(person(Role.KEEPER))


@pytest.fixture
def subject() -> Subject:
    made = somebody(Scope.SITE)
    made.language, made.contact = "lt", seal(ADDRESS)
    made.save()
    return made


def test_link_and_pin_are_shown_once_and_never_again(desk: Client, subject: Subject) -> None:
    made = desk.post(page_of(subject, "link"), {"party": "person", "after": "0"})
    address, code, pin = (made.context[name] for name in ("address", "code", "pin"))
    shown = made.content.decode()

    assert [secret in shown for secret in (address, code, pin)] == [True] * 3
    assert "/lt/my-story/" in address
    assert "Link and PIN go by two different ways" in shown
    assert "no-store" in made["Cache-Control"].split(", ")
    assert subject.keys.get().party == Party.PERSON
    for act in ("subject", "link"):
        later = desk.get(page_of(subject, act)).content.decode()
        assert [secret in later for secret in (address, code, pin)] == [False] * 3
    assert not Letter.objects.exists(), "nothing is sent that nobody asked to be sent"


def test_the_link_goes_by_mail_and_the_pin_does_not(desk: Client, subject: Subject) -> None:
    with worker_at_work():
        made = desk.post(page_of(subject, "link"), {"party": "person", "send": "on", "after": "0"})
        to, context = contents(Letter.objects.get())
    (letter,) = mail.outbox

    assert (to, letter.to) == (ADDRESS, [ADDRESS])
    assert context == {"link": made.context["address"]}
    assert made.context["address"] in letter.body
    assert made.context["pin"] not in letter.subject + str(letter.message())
    assert LABEL not in str(letter.message())
    assert Letter.objects.get().language == "lt"


def test_their_letters_go_from_a_site_whose_clock_stands_still(
    desk: Client, subject: Subject, settings: Settings
) -> None:
    settings.CLOCK = "2020-05-25T10:00:00"
    with worker_at_work():
        made = desk.post(page_of(subject, "link"), {"party": "person", "send": "on", "after": "0"})
    with worker_at_work():
        desk.post(page_of(subject), {"do": "end_link", "link": str(subject.keys.get().pk)})

    assert [made.context["address"] in letter.body for letter in mail.outbox] == [True, False]
    assert [letter.to for letter in mail.outbox] == [[ADDRESS]] * 2


def test_a_form_that_is_sent_twice_makes_one_link(desk: Client, subject: Subject) -> None:
    data = {"party": "person", "after": "0"}
    desk.post(page_of(subject, "link"), data)
    again = desk.post(page_of(subject, "link"), data)

    assert again.status_code == 422
    assert "A private link was made meanwhile" in again.content.decode()
    assert subject.keys.count() == 1
    assert again.context["form"].initial["after"] == subject.keys.get().pk, "pressed once more, it is meant"


@pytest.mark.parametrize("party", ["", "staff", "holder", "nobody"])
def test_a_link_is_for_the_person_or_a_guardian(desk: Client, subject: Subject, party: str) -> None:
    response = desk.post(page_of(subject, "link"), {"party": party, "after": "0"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["party"]
    assert not TakeBackKey.objects.exists()


def test_a_link_that_was_lost_is_ended_and_stays_in_the_list(desk: Client, subject: Subject) -> None:
    desk.post(page_of(subject, "link"), {"party": "person", "after": "0"})
    key = subject.keys.get()
    desk.post(page_of(subject), {"do": "end_link", "link": str(key.pk)})

    key.refresh_from_db()
    assert key.ended_at is not None
    page = desk.get(page_of(subject)).content.decode()
    assert 'value="end_link"' not in page
    assert "ended on" in page


def test_a_link_of_somebody_else_is_not_ended_from_here(desk: Client, subject: Subject) -> None:
    desk.post(page_of(subject, "link"), {"party": "person", "after": "0"})
    response = desk.post(
        page_of(somebody(label="other")), {"do": "end_link", "link": str(subject.keys.get().pk)}
    )

    assert response.status_code == 422
    assert "There is no such private link of this person." in response.content.decode()
    assert subject.keys.get().ended_at is None


def test_nothing_of_a_link_stands_in_the_log(desk: Client, subject: Subject) -> None:
    made = desk.post(page_of(subject, "link"), {"party": "person", "send": "on", "after": "0"})
    log = str(list(Record.objects.values()))

    assert [made.context[name] in log for name in ("address", "code", "pin")] == [False] * 3
