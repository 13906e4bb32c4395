"""The admin's pages about schools, each pressed by somebody whose partner serves the country or does not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Record
from core import clock
from core.tests.sessions import signed_in
from schools import domain
from schools.enums import Proof, Standing
from schools.models import InvitationCode, School, SchoolDomain, StandingNote

from .letters import letters_to
from .test_standing import a_coordinator, an_editor
from .visits import a_contact, a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home_page")]

ADMIN = "/admin/schools/"


def page_of(school: School) -> str:
    return f"{ADMIN}school/{school.reference}/"


def reads(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_the_list_shows_whom_one_decides_on_those_who_wait_first_with_one_number_of_queries(
    warm: None,
) -> None:
    a_school("gr", name="Greek school")
    a_school(name="Known school", standing=Standing.VERIFIED)
    a_school(name="Away school", standing=Standing.TURNED_AWAY)
    a_contact(a_school(name="Waiting school"))
    client = signed_in(an_editor("lt"))

    def names(query: str = "") -> list[str]:
        soup = BeautifulSoup(client.get(f"{ADMIN}{query}").content, "html.parser")
        return [" ".join(one.get_text().split()) for one in soup.select("td.title")]

    assert names() == ["Waiting school", "Away school", "Known school"]
    assert names("?standing=verified") == ["Known school"]
    assert names("?country=gr") == names("?country=lt&standing=nothing&p=9999") == names()
    assert names("?p=\x00&standing=\x00") == names()
    with CaptureQueriesContext(connection) as few:
        names()
    for number in range(12):
        a_contact(a_school(name=f"School {number}"))
    names()  # that so many were looked at is recorded once
    with CaptureQueriesContext(connection) as many:
        assert len(names()) == 15
    assert len(many) == len(few)


def test_a_schools_page_shows_no_address_whole_and_is_on_record_as_looked_at() -> None:
    school = a_school(name="Saulės mokykla")
    a_contact(school, email="rasa.petraityte@mokykla.example")
    a_contact(school, email="jonas@gmail.com")
    twin = a_school(name="saulės mokykla", town="Vilnius")
    editor = an_editor("lt")
    answer = signed_in(editor).get(page_of(school))
    said = reads(answer)
    assert "r…@mokykla.example" in said
    assert "petraityte" not in answer.content.decode()
    assert "Only schools have addresses at mokykla.example: verify" in said
    assert "Anybody can have an address there." in said
    assert page_of(twin) in answer.content.decode()
    assert Record.objects.filter(action="core.viewed", actor=editor.pk, object_id=str(school.pk)).count() == 1


def test_each_button_does_what_it_says() -> None:
    school = a_school()
    contact = a_contact(school, email="rasa@mokykla.example")
    client = signed_in(an_editor("lt"))

    def press(**said: Any) -> int:
        seen = School.objects.get(pk=school.pk).standing
        status: int = client.post(page_of(school), {"seen": seen, **said}).status_code
        return status

    assert press(do="call", note="Spoke to the office.") == 302
    assert School.objects.get().proof == Proof.CALL
    assert press(do="take_back") == 302
    assert press(do="domain", contact=contact.pk) == 302
    assert School.objects.get().proof == Proof.DOMAIN
    assert press(do="turn_away", note="Not a school.") == 302
    assert School.objects.get().standing == Standing.TURNED_AWAY
    assert [note.text for note in StandingNote.objects.all()] == ["Not a school.", "Spoke to the office."]
    assert [letter.letter for letter in letters_to("rasa@mokykla.example")] == [
        "schools_turned_away",
        "schools_verified",
        "schools_verified",
    ]


def test_what_cannot_be_is_said_and_the_note_is_not_lost() -> None:
    school = a_school()
    client = signed_in(an_editor("lt"))
    late = client.post(page_of(school), {"seen": "verified", "do": "call", "note": "Spoke to Ona."})
    assert (late.status_code, "meanwhile" in reads(late), "Spoke to Ona." in reads(late)) == (409, True, True)
    wrong: list[dict[str, str]] = [
        {},
        {"do": "call"},
        {"do": "call", "note": "x" * 1001},
        {"do": "call", "note": "\x00"},
        {"do": "domain"},
        {"do": "domain", "contact": "9" * 400},
        {"do": "domain", "contact": str(a_contact(a_school()).pk)},
        {"do": "nothing", "note": "x"},
        {"do": "take_back"},
    ]
    for said in wrong:
        assert client.post(page_of(school), {"seen": "asked", **said}).status_code == 422, said
    school.refresh_from_db()
    assert school.standing == Standing.ASKED


def test_nobody_reaches_a_school_elsewhere_or_without_the_right() -> None:
    school = a_school("gr")
    assert signed_in(an_editor("lt")).get(page_of(school)).status_code == 404
    assert signed_in(an_editor("lt")).post(page_of(school), {"do": "turn_away"}).status_code == 404
    assert signed_in(an_editor("lt")).get(f"{ADMIN}school/nobody/").status_code == 404
    assert signed_in(a_coordinator()).get(page_of(school)).status_code == 200
    from accounts.tests.holders import give
    from core.roles import Role
    from gallery.tests.factories import a_user

    keeper = signed_in(give(a_user("keeper"), Role.KEEPER))
    for address in (ADMIN, page_of(school), f"{ADMIN}codes/", f"{ADMIN}domains/"):
        assert keeper.get(address).headers["Location"] == "/admin/"
    assert School.objects.get().standing == Standing.ASKED


def test_a_code_is_shown_once_and_ended_by_its_own_people_alone() -> None:
    editor, other = an_editor("lt"), an_editor("gr")
    client = signed_in(editor)
    page = client.get(f"{ADMIN}codes/")
    (option,) = BeautifulSoup(page.content, "html.parser").select(
        "select[name=partner] option[value]:not([value=''])"
    )
    said = {"do": "make", "partner": option["value"], "most_uses": "3"}
    until = str(clock.today() + timedelta(days=30))
    made = client.post(f"{ADMIN}codes/", {**said, "holds_until": until})
    code = BeautifulSoup(made.content, "html.parser").select_one(".schools-large").get_text(strip=True)
    from consent.taking_back import codes

    invitation = InvitationCode.objects.get()
    assert invitation.digest == codes.digest_of(code)
    assert code not in client.get(f"{ADMIN}codes/").content.decode()
    for bad in (
        {"most_uses": "0"},
        {"most_uses": "9" * 300},
        {"holds_until": "2020-01-01"},
        {"partner": "x"},
    ):
        assert client.post(f"{ADMIN}codes/", {**said, "holds_until": until, **bad}).status_code == 422
    assert signed_in(other).post(f"{ADMIN}codes/", {**said, "holds_until": until}).status_code == 422
    assert signed_in(other).post(f"{ADMIN}codes/", {"do": "end", "key": invitation.pk}).status_code == 422
    assert InvitationCode.objects.get().is_open
    assert client.post(f"{ADMIN}codes/", {"do": "end", "key": invitation.pk}).status_code == 302
    assert not InvitationCode.objects.get().is_open


def test_domains_are_listed_added_and_removed_in_ones_own_countries() -> None:
    client = signed_in(an_editor("lt"))
    greek = domain.add_domain("sch.gr", "gr", a_coordinator())
    assert "sch.gr" not in reads(client.get(f"{ADMIN}domains/"))
    assert client.post(f"{ADMIN}domains/", {"do": "remove", "key": greek.pk}).status_code == 422
    for bad in (
        {"domain": "gmail.com"},
        {"domain": "school.example", "country": "gr"},
        {"domain": "\x00"},
        {},
    ):
        assert client.post(f"{ADMIN}domains/", {"do": "add", "country": "lt", **bad}).status_code == 422
    assert (
        client.post(
            f"{ADMIN}domains/", {"do": "add", "domain": "mokykla.example", "country": "lt"}
        ).status_code
        == 302
    )
    assert "mokykla.example" in reads(client.get(f"{ADMIN}domains/"))
    made = SchoolDomain.objects.get(domain="mokykla.example")
    assert client.post(f"{ADMIN}domains/", {"do": "remove", "key": made.pk}).status_code == 302
    assert list(SchoolDomain.objects.all()) == [greek]
