"""Who says that a school is one, by what, and what follows for those who write from there."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from accounts.models import User
from accounts.tests.holders import give
from audit.addresses import masked
from audit.models import Record
from consent.taking_back import codes
from core import clock
from core.roles import Role
from facts.models import Country
from gallery.tests.factories import PartnerFactory, a_user
from partners.models import Partner
from schools import domain, ticks
from schools.domain.mail_domains import must_be_of_schools
from schools.enums import Proof, Standing
from schools.models import Contact, InvitationCode, School, SchoolDomain, StandingNote, Visit
from schools.reach import schools_of

from .letters import letters_to, link_in, text_of
from .visits import a_contact, a_school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home_page")]


def a_partner(*countries: str) -> Partner:
    partner = PartnerFactory.create()
    partner.countries.set(Country.objects.get_or_create(code=code)[0] for code in countries)
    return partner


def an_editor(*countries: str) -> User:
    return give(a_user("editor"), Role.EDITOR, a_partner(*countries).key)


def a_coordinator() -> User:
    return give(a_user("coordinator"), Role.COORDINATOR)


def a_code(partner: Partner | None = None, most_uses: int = 2, **how: Any) -> tuple[str, str]:
    """The code, and its digest."""
    code = domain.make_code(
        partner or a_partner("lt"),
        most_uses=most_uses,
        holds_until=clock.today() + timedelta(days=30),
        by=a_coordinator(),
    )
    return code, codes.digest_of(code)


def comes(email: str = "rasa@mokykla.example", country: str = "lt", code: str = "") -> School:
    """Somebody new presses the button in their letter."""
    domain.ask(email, "lt", domain.Told("Saulės mokykla", country, "Kaunas", code))
    token = link_in(letters_to(email)[0]).split("/")[-2]
    return domain.open_link(token).school


# --- By a person --------------------------------------------------------------------------------------------------
def test_after_a_call_the_school_is_verified_its_contacts_are_told_and_the_note_stands_apart() -> None:
    school, editor = a_school(), an_editor("lt", "gr")
    contact = a_contact(school, email="rasa@mokykla.example", language="lt")
    domain.verify(school, Proof.CALL, editor, "  Spoke to Ona Onaitė, number from the register.  ")
    assert (school.is_verified, school.proof, school.decided_by) == (True, Proof.CALL, editor)
    (letter,) = letters_to("rasa@mokykla.example")
    assert (letter.letter, letter.language) == ("schools_verified", "lt")
    assert "/lt/schools/" in text_of(letter)
    (record,) = Record.objects.filter(action="schools.verified")
    assert (record.actor, record.after, record.object_id) == (editor.pk, "call", str(school.pk))
    assert school.notes.get().text == "Spoke to Ona Onaitė, number from the register."
    domain.forget(contact)
    assert not StandingNote.objects.exists()


def test_the_note_of_a_call_stays_while_anybody_is_left_there() -> None:
    school = a_school()
    first, last = a_contact(school), a_contact(school)
    domain.verify(school, Proof.CALL, an_editor("lt"), "Spoke to Ona.")
    domain.forget(first)
    assert StandingNote.objects.count() == 1
    domain.forget(last)
    assert StandingNote.objects.count() == 0


def test_turned_away_ends_visits_and_links_and_says_so_kindly_and_can_be_changed_again() -> None:
    school, coordinator = a_school(), a_coordinator()
    contact = a_contact(school, email="rasa@mokykla.example")
    token = domain.begin_visit(contact)
    domain.turn_away(school, coordinator)
    assert domain.find_visit(token) is None
    assert contact.visits.count() == 0
    domain.ask("rasa@mokykla.example", "en")
    assert [letter.letter for letter in letters_to("rasa@mokykla.example")] == [
        "schools_closed",
        "schools_turned_away",
    ]
    domain.verify(school, Proof.CALL, coordinator, "It was a mistake.")
    domain.ask("rasa@mokykla.example", "en")
    assert letters_to("rasa@mokykla.example")[0].letter == "schools_link"
    domain.take_verification_back(school, coordinator)
    assert (school.standing, school.proof) == (Standing.ASKED, "")


def test_editors_decide_where_their_partner_serves_and_the_hub_everywhere() -> None:
    greek, lithuanian = a_school("gr"), a_school("lt")
    nobody = give(a_user("moderator"), Role.MODERATOR, a_partner("gr").key)
    for person, reached in (
        (an_editor("lt"), [lithuanian]),
        (an_editor(), []),
        (nobody, []),
        (a_coordinator(), [lithuanian, greek]),
        (give(a_user("lead"), Role.LEAD), [lithuanian, greek]),
    ):
        assert list(schools_of(person)) == reached
        for school in (greek, lithuanian):
            if school in reached:
                domain.verify(school, Proof.CALL, person, "Spoke to the office.")
                domain.take_verification_back(school, person)
            else:
                with pytest.raises(domain.Refused, match="does not serve"):
                    domain.verify(school, Proof.CALL, person, "Spoke to the office.")
                with pytest.raises(domain.Refused, match="does not serve"):
                    domain.turn_away(school, person)
    assert set(School.objects.values_list("standing", flat=True)) == {Standing.ASKED}


def test_of_two_who_decide_at_once_the_second_is_told_and_nothing_is_done_twice() -> None:
    school, coordinator = a_school(), a_coordinator()
    a_contact(school, email="rasa@mokykla.example")
    seen_before = School.objects.get(pk=school.pk)
    domain.turn_away(school, coordinator)
    with pytest.raises(domain.Refused, match="meanwhile"):
        domain.verify(seen_before, Proof.CALL, coordinator, "Spoke to the office.")
    with pytest.raises(domain.Refused, match="whom you called"):
        domain.verify(school, Proof.CALL, coordinator, "  ")
    assert School.objects.get().standing == Standing.TURNED_AWAY
    assert len(letters_to("rasa@mokykla.example")) == 1
    assert not StandingNote.objects.exists()


# --- By a code ----------------------------------------------------------------------------------------------------
def test_an_invitation_verifies_at_once_as_often_as_it_was_made_for_and_is_kept_nowhere() -> None:
    code, digest = a_code(most_uses=2)
    assert codes.digest_of(code.lower().replace("-", " ")) == digest
    schools = [comes(f"teacher-{number}@school.example", code=digest) for number in range(3)]
    assert [(school.standing, school.proof) for school in schools] == [
        (Standing.VERIFIED, Proof.INVITED),
        (Standing.VERIFIED, Proof.INVITED),
        (Standing.ASKED, ""),
    ]
    assert not domain.is_good(digest)
    invitation = schools[0].invited_by
    assert code not in str(vars(invitation))


@pytest.mark.parametrize("why", ["ended", "past", "elsewhere"])
def test_a_code_that_does_not_hold_verifies_nobody_and_keeps_nobody_out(why: str) -> None:
    code, digest = a_code()
    invitation = InvitationCode.objects.get()
    if why == "ended":
        domain.end_code(invitation, a_coordinator())
    if why == "past":
        InvitationCode.objects.update(holds_until=clock.today() - timedelta(days=1))
    school = comes(country="gr" if why == "elsewhere" else "lt", code=digest)
    assert school.standing == Standing.ASKED
    with pytest.raises(domain.Refused, match="does not fit"):
        domain.use_code(school, code)
    assert InvitationCode.objects.get().uses == 0


def test_a_code_that_comes_later_can_be_typed_behind_the_door() -> None:
    code, _digest = a_code()
    school = comes()
    with pytest.raises(domain.Refused, match="does not fit"):
        domain.use_code(school, " ")
    domain.use_code(school, code.lower())
    school.refresh_from_db()
    assert (school.standing, school.proof) == (Standing.VERIFIED, Proof.INVITED)
    with pytest.raises(domain.Refused, match="no code any more"):
        domain.use_code(school, code)


def test_codes_are_made_for_ones_own_partner_within_reason() -> None:
    editor, other = an_editor("lt"), a_partner("gr")
    soon = clock.today() + timedelta(days=1)
    for partner, most, until in (
        (other, 5, soon),
        (None, 0, soon),
        (None, 501, soon),
        (None, 5, soon + timedelta(400)),
    ):
        own = partner or Partner.objects.exclude(pk=other.pk).get()
        with pytest.raises(domain.Refused):
            domain.make_code(own, most_uses=most, holds_until=until, by=editor)
    with pytest.raises(domain.Refused):
        domain.make_code(
            other, most_uses=5, holds_until=clock.today() - timedelta(days=1), by=a_coordinator()
        )


# --- By a domain --------------------------------------------------------------------------------------------------
def test_an_address_in_a_domain_of_schools_verifies_at_once_in_its_country_alone() -> None:
    domain.add_domain("School.Example ", "lt", a_coordinator())
    standings = {
        email: comes(email, country).standing
        for email, country in (
            ("a@school.example", "lt"),
            ("a@mail.SCHOOL.example", "lt"),
            ("b@school.example", "gr"),
            ("a@notschool.example", "lt"),
            ("a@school.example.org", "lt"),
        )
    }
    assert standings == {
        "a@school.example": "verified",
        "a@mail.SCHOOL.example": "verified",
        "b@school.example": "asked",
        "a@notschool.example": "asked",
        "a@school.example.org": "asked",
    }
    (record,) = Record.objects.filter(action="schools.verified")[:1]
    assert (record.by, record.after) == ("machine", "domain")


def test_staff_verify_by_the_domain_of_a_contact_and_the_next_needs_nobody() -> None:
    school, editor = a_school(), an_editor("lt")
    contact = a_contact(school, email="rasa@mokykla.example")
    domain.verify_by_domain(school, contact, editor)
    assert (school.standing, school.proof) == (Standing.VERIFIED, Proof.DOMAIN)
    assert SchoolDomain.objects.get().domain == "mokykla.example"
    assert comes("jonas@mokykla.example").is_verified
    other = a_school()
    with pytest.raises(domain.Refused):
        domain.verify_by_domain(other, contact, editor)
    free = a_contact(other, email="rasa@gmail.com")
    with pytest.raises(domain.Refused, match="Anybody can have an address there"):
        domain.verify_by_domain(other, free, editor)
    assert other.standing == School.objects.get(pk=other.pk).standing == Standing.ASKED


@pytest.mark.parametrize(
    "typed",
    [
        *("gmail.com", "@yahoo.co.uk", "hotmail.es", "mail.ru", "x.gmail.com", "in.gr", "org.gr", "co.uk"),
        *("com", "lt", "", "a b.lt", "-.lt", "a..lt", "школа", "\x00", "x" * 300, "http://", "1.2.3.4"),
    ],
)
def test_what_is_no_domain_of_schools_is_refused(typed: str) -> None:
    with pytest.raises(domain.Refused):
        must_be_of_schools(typed)


def test_what_is_a_domain_of_schools_is_read_as_it_is_meant() -> None:
    typed = ["sch.gr", "https://Mokykla.lt/kontaktai", "ona@vilnius.lm.lt", "mail.school.ac.uk", "школа.укр"]
    assert [must_be_of_schools(one) for one in typed] == [
        "sch.gr",
        "mokykla.lt",
        "vilnius.lm.lt",
        "mail.school.ac.uk",
        "xn--80atdl2c.xn--j1amh",
    ]


def test_domains_are_kept_by_those_who_serve_the_country() -> None:
    with pytest.raises(domain.Refused):
        domain.add_domain("school.example", "gr", an_editor("lt"))
    made = domain.add_domain("school.example", "gr", an_editor("gr"))
    with pytest.raises(domain.Refused, match="already"):
        domain.add_domain("school.example", "lt", a_coordinator())
    with pytest.raises(domain.Refused):
        domain.remove_domain(made, an_editor("lt"))
    domain.remove_domain(made, a_coordinator())
    assert not SchoolDomain.objects.exists()


def test_a_school_whose_contacts_key_is_gone_is_decided_on_all_the_same(settings: Settings) -> None:
    school = a_school()
    contact = a_contact(school, email="rasa@mokykla.example")
    domain.ask("rasa@mokykla.example", "en")
    token = link_in(letters_to("rasa@mokykla.example")[0]).split("/")[-2]
    settings.FIELD_KEYS = ["another-key-another-key-another-key-another-key"]
    assert domain.address_of(contact) == ""
    domain.verify(school, Proof.CALL, a_coordinator(), "Spoke to the office.")
    assert school.is_verified
    with pytest.raises(domain.DeadLink):
        domain.open_link(token)


def test_needed_until_is_never_shortened_and_a_forgotten_contact_is_not_kept_longer() -> None:
    contact, day = a_contact(), clock.today()
    domain.needed_until(contact, day + timedelta(days=100))
    domain.needed_until(contact, day + timedelta(days=80))
    contact.refresh_from_db()
    assert contact.needed_until == contact.asked_until == day + timedelta(days=100)
    domain.forget(contact)
    domain.needed_until(contact, day + timedelta(days=200))
    assert Contact.objects.get().needed_until == day + timedelta(days=100)
    assert masked("") == "…@"


def test_of_a_school_nobody_is_left_at_no_note_is_kept_and_after_sixty_days_not_its_name(
    settings: Any,
) -> None:
    coordinator = give(a_user("coordinator"), Role.COORDINATOR)
    settings.CLOCK = "2026-11-20T10:00:00"
    gone, stays = a_contact(a_school()), a_contact(a_school())
    domain.forget(gone)
    domain.verify(gone.school, Proof.CALL, coordinator, "called Mrs Example")
    assert StandingNote.objects.count() == 0

    for day, left in (("2027-01-18", 2), ("2027-01-20", 1)):
        settings.CLOCK = f"{day}T10:00:01"
        ticks.delete_schools_that_came_to_nothing()
        assert School.objects.count() == left
    assert School.objects.get() == stays.school


def test_a_rehearsal_says_beforehand_whose_address_and_which_school_goes_and_names_none(
    settings: Any,
) -> None:
    settings.CLOCK = "2026-11-20T10:00:00"
    over, needed, left = (
        a_contact(a_school()),
        a_contact(a_school()),
        a_contact(a_school(name="Of a stranger")),
    )
    Contact.objects.filter(pk=needed.pk).update(needed_until=clock.today() + timedelta(days=90))
    Contact.objects.filter(pk=over.pk).update(needed_until=clock.today() + timedelta(days=60))
    domain.begin_visit(over)
    domain.forget(left)

    assert rehearsed() == []
    settings.CLOCK = "2027-01-20T10:00:00"
    assert rehearsed() == [
        "schools.ticks.delete_schools_that_came_to_nothing:",
        "  1 · Schools that entered nothing · Sixty days after the last address of theirs was deleted.",
        "    the oldest since 2027-01-19 10:00 UTC",
        "schools.ticks.forget_contacts:",
        "  1 · Addresses of people at schools · When their competition is over and we need not write to them any more.",
        "    the oldest since 2027-01-20 00:00 UTC",
        "schools.ticks.prune_links_and_visits:",
        "  1 · Visits of people from schools · When they are over.",
        "    the oldest since 2026-11-20 22:00 UTC",
    ]
    assert School.objects.filter(name="Of a stranger").exists(), "nothing was changed"

    call_command("tick")
    over.refresh_from_db()
    needed.refresh_from_db()
    assert (over.email, bool(needed.email), Visit.objects.count()) == ("", True, 0)
    assert not School.objects.filter(name="Of a stranger").exists()
    assert rehearsed() == []


def rehearsed() -> list[str]:
    """Of all that `tick --dry-run` prints, what would go at the schools' door."""
    said = io.StringIO()
    call_command("tick", "--dry-run", stdout=said)
    found, ours = [], False
    for line in said.getvalue().splitlines():
        if not line.startswith(" "):
            ours = line.startswith("schools.") and not line.endswith("nothing")
        if ours:
            found.append(line)
    return found
