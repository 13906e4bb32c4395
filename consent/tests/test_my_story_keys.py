"""A private link: what it is made of, what is kept of it, and what opens with it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection

from audit.models import Record
from consent import domain as consent
from consent import texts
from consent.domain import Refused
from consent.enums import AgeBand, Capacity, Channel, Party, Scope, TextName
from consent.models import ConsentText, Subject, TakeBackKey
from consent.taking_back import codes, domain
from consent.taking_back.domain import WrongKey, choose_scopes, end_key, give_key, open_key
from core import clock

from .readers import agreed, comparisons, some_other_pin

pytestmark = pytest.mark.django_db

EITHER = {Party.PERSON, Party.GUARDIAN}


@pytest.fixture
def subject(db: None) -> Subject:
    return agreed(Scope.SITE, Scope.PRESS)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return comparisons(monkeypatch)


def logged(action: str) -> list[tuple[str, str, dict[str, Any]]]:
    rows = Record.objects.filter(action=action).order_by("pk")
    return [(row.by, row.object_id, row.codes) for row in rows]


# --- Codes and PINs -----------------------------------------------------------------------------------------------


def test_a_code_is_twenty_signs_that_can_be_read_from_paper_and_never_the_same_again() -> None:
    made = [codes.new_code() for _ in range(200)]

    group = "[0-9A-HJKMNP-TV-Z]{5}"
    assert [code for code in made if not re.fullmatch(f"{group}(-{group}){{3}}", code)] == []
    assert len(set(made)) == 200
    # Every sign comes up; four thousand throws miss one of 32 less often than once in 10^53.
    assert set("".join(made)) == set(codes.SIGNS) | {"-"}


def test_nobody_gets_a_pin_that_people_try_first(monkeypatch: pytest.MonkeyPatch) -> None:
    thrown = iter([0, 111111, 123456, 987654, 890123, 210987, 7])
    monkeypatch.setattr(codes.secrets, "randbelow", lambda top: next(thrown))

    assert codes.new_pin() == "000007"


@pytest.mark.parametrize(
    "typed",
    [
        "ABC01-1FGHJ-KMNPQ-RSTVW",
        "abc01 1fghj kmnpq rstvw",
        "abcO1IFGHJKMNPQRSTVW",
        " abcol\u2011lfghj\u2013kmnpq\u00a0rstvw\u200f",
        "ABC\u0660\u06611FGHJKMNPQRSTVW",
    ],
    ids=["as given", "small, with spaces", "o and i", "other hyphens, l", "Arabic figures"],
)
def test_a_code_is_read_as_it_was_meant(typed: str) -> None:
    assert codes.read_code(typed) == "ABC011FGHJKMNPQRSTVW"


def test_a_pin_may_be_typed_in_groups_and_in_arabic_figures() -> None:
    assert codes.read_pin("482 915") == codes.read_pin("٤٨٢-٩١٥") == "482915"


# --- Giving and ending --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("party", sorted(EITHER))
def test_a_link_opens_with_its_own_code_and_pin(party: Party) -> None:
    subject = agreed(Scope.SITE, capacity=Capacity.BOTH, band=AgeBand.FROM_13)
    given = give_key(subject, party)

    opened = open_key(given.code.lower().replace("-", " "), given.pin)

    assert (opened, opened.subject, opened.party) == (given.key, subject, party)
    assert logged("consent.key_used") == [
        (Record.By.VISITOR, str(subject.pk), {"party": party, "key": given.key.pk})
    ]


def test_neither_code_nor_pin_is_kept_anywhere(subject: Subject) -> None:
    given = give_key(subject, Party.PERSON)
    with pytest.raises(WrongKey):
        open_key(given.code, some_other_pin(given.pin))
    open_key(given.code, given.pin)

    kept = connection.creation.serialize_db_to_string()

    assert given.key.code_digest in kept
    for secret in (given.code, codes.read_code(given.code), f'"{given.pin}"'):
        assert secret not in kept
    assert given.code not in repr(given)
    assert given.pin not in repr(given)


def test_a_new_link_ends_the_one_before_of_the_same_party_alone() -> None:
    subject = agreed(Scope.SITE, capacity=Capacity.BOTH, band=AgeBand.FROM_13)
    first, guardians = give_key(subject, Party.PERSON), give_key(subject, Party.GUARDIAN)
    somebody_elses = give_key(agreed(Scope.SITE), Party.PERSON)

    second = give_key(subject, Party.PERSON)

    with pytest.raises(WrongKey):
        open_key(first.code, first.pin)
    for given in (second, guardians, somebody_elses):
        assert open_key(given.code, given.pin) == given.key
    assert logged("consent.key_ended") == [
        (Record.By.MACHINE, str(subject.pk), {"party": "person", "key": first.key.pk})
    ]


def test_a_link_that_ended_twice_ended_once(subject: Subject) -> None:
    given = give_key(subject, Party.PERSON)

    end_key(given.key)
    ended_at = given.key.ended_at
    end_key(TakeBackKey.objects.get(pk=given.key.pk))

    assert ended_at is not None
    assert TakeBackKey.objects.get(pk=given.key.pk).ended_at == ended_at
    assert len(logged("consent.key_ended")) == 1


@pytest.mark.parametrize("party", sorted(set(Party) - EITHER))
def test_whoever_keeps_a_consent_for_others_gets_no_link(subject: Subject, party: Party) -> None:
    with pytest.raises(Refused) as refused:
        give_key(subject, party)

    assert (refused.value.code, TakeBackKey.objects.count()) == ("not_theirs", 0)


def test_nobody_gets_a_link_for_somebody_who_was_erased(subject: Subject) -> None:
    before = give_key(subject, Party.PERSON)
    Subject.objects.filter(pk=subject.pk).update(erased_at=clock.now())

    with pytest.raises(Refused) as refused:
        give_key(subject, Party.PERSON)

    assert (refused.value.code, list(TakeBackKey.objects.all())) == ("erased", [before.key])


def test_the_address_of_a_link_is_in_its_readers_language(subject: Subject) -> None:
    address = domain.address_of("ABCDE-FGHJK-MNPQR-STVWX", "ar")

    assert address.endswith("/ar/my-story/ABCDE-FGHJK-MNPQR-STVWX/")


# --- What does not open -------------------------------------------------------------------------------------------


def unknown_code(subject: Subject) -> tuple[str, str]:
    return codes.new_code(), give_key(subject, Party.PERSON).pin


def wrong_pin(subject: Subject) -> tuple[str, str]:
    given = give_key(subject, Party.PERSON)
    return given.code, some_other_pin(given.pin)


def pin_of_another_record(subject: Subject) -> tuple[str, str]:
    given, other = give_key(subject, Party.PERSON), give_key(agreed(Scope.SITE), Party.PERSON)
    TakeBackKey.objects.filter(pk=other.key.pk).update(pin_hash=domain.make_password("482915"))
    TakeBackKey.objects.filter(pk=given.key.pk).update(pin_hash=domain.make_password("482916"))
    return given.code, "482915"


def ended(subject: Subject) -> tuple[str, str]:
    given = give_key(subject, Party.PERSON)
    end_key(given.key)
    return given.code, given.pin


def erased(subject: Subject) -> tuple[str, str]:
    given = give_key(subject, Party.PERSON)
    Subject.objects.filter(pk=subject.pk).update(erased_at=clock.now())
    return given.code, given.pin


def nonsense(subject: Subject) -> tuple[str, str]:
    return "\x00\ud800' OR 1=1" * 9, "\ud800"


@pytest.mark.parametrize("how", [unknown_code, wrong_pin, pin_of_another_record, ended, erased, nonsense])
def test_what_does_not_fit_is_one_answer_and_takes_one_comparison(
    subject: Subject, compared: list[str], how: Any
) -> None:
    code, pin = how(subject)

    with pytest.raises(WrongKey) as wrong:
        open_key(code, pin)

    assert str(wrong.value) == ""
    assert len(compared) == 1
    assert [by for by, _about, _codes in logged("consent.key_refused")] == [Record.By.VISITOR]
    assert logged("consent.key_used") == []


# --- Where it may be shown ----------------------------------------------------------------------------------------


def the_text() -> ConsentText:
    return texts.current(TextName.STORY, "en")


def test_taking_places_away_is_done_even_when_the_rest_cannot_be() -> None:
    subject = agreed(Scope.SITE, Scope.PRESS, capacity=Capacity.BOTH, band=AgeBand.FROM_13)
    key = give_key(subject, Party.GUARDIAN).key

    chosen = choose_scopes(key, {Scope.SITE, Scope.PRESS}, {Scope.SITE, Scope.SOCIAL}, text=the_text())

    assert consent.scopes_in_force(subject) == [Scope.SITE]
    assert chosen.not_added == "More places can only be agreed to by whoever agreed at first."


def test_more_places_need_the_text(subject: Subject) -> None:
    key = give_key(subject, Party.PERSON).key
    had, wanted = {Scope.SITE, Scope.PRESS}, {Scope.SITE, Scope.PRESS, Scope.SOCIAL}

    without = choose_scopes(key, had, wanted)
    seen = [consent.scopes_in_force(subject)]
    with_it = choose_scopes(key, had, wanted, text=the_text())
    seen.append(consent.scopes_in_force(subject))

    assert seen == [[Scope.SITE, Scope.PRESS], [Scope.SITE, Scope.SOCIAL, Scope.PRESS]]
    assert (bool(without.not_added), with_it.not_added, with_it.row.text) == (True, "", the_text())


@pytest.mark.parametrize(
    ("capacity", "band", "party", "widened"),
    [
        (Capacity.GUARDIAN, AgeBand.FROM_10, Party.PERSON, False),
        (Capacity.GUARDIAN, AgeBand.FROM_10, Party.GUARDIAN, True),
        (Capacity.BOTH, AgeBand.FROM_13, Party.PERSON, False),
        (Capacity.BOTH, AgeBand.FROM_13, Party.GUARDIAN, False),
    ],
)
def test_who_agreed_alone_allows_more_and_of_two_nobody_does_alone(
    capacity: Capacity, band: AgeBand, party: Party, widened: bool
) -> None:
    child = agreed(Scope.SITE, capacity=capacity, band=band)

    choose_scopes(give_key(child, party).key, {Scope.SITE}, {Scope.SITE, Scope.PRINT}, text=the_text())

    assert (Scope.PRINT in consent.scopes_in_force(child)) is widened


def test_a_page_that_is_out_of_date_takes_away_and_adds_nothing(subject: Subject) -> None:
    """Somebody took the press away meanwhile, at our desk. What was pressed since must not bring it back."""
    key = give_key(subject, Party.PERSON).key
    consent.change_scopes(subject, {Scope.SITE}, party=Party.STAFF)

    chosen = choose_scopes(
        key,
        {Scope.SITE, Scope.PRESS},
        {Scope.PRESS, Scope.SOCIAL},
        text=the_text(),
    )

    assert consent.scopes_in_force(subject) == []
    assert "had changed" in chosen.not_added


def test_there_is_nothing_to_choose_once_it_was_taken_back(subject: Subject) -> None:
    key = give_key(subject, Party.PERSON).key
    consent.withdraw(subject, Channel.LETTER)

    with pytest.raises(Refused) as refused:
        choose_scopes(key, {Scope.SITE, Scope.PRESS}, {Scope.SITE}, text=the_text())

    assert refused.value.code == "nothing_in_force"
