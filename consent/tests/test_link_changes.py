"""Whoever has a private link hears of it when somebody makes another, or ends it."""

from __future__ import annotations

import pytest

from accounts.models import User
from audit.models import Letter
from audit.outbox import contents
from audit.sealed import seal
from audit.tests.letters import worker_at_work
from consent.enums import Party, Scope
from consent.models import Subject
from consent.taking_back.domain import end_key, give_key
from core.roles import Role

from .keeping import LABEL, at_work, page_of, person, somebody

pytestmark = pytest.mark.django_db
ADDRESS = "quick@example.org"


@pytest.fixture
def subject() -> Subject:
    made = somebody(Scope.SITE)
    made.contact = seal(ADDRESS)
    made.save()
    return made


def told() -> list[tuple[str, dict[str, object]]]:
    return [
        contents(letter) for letter in Letter.objects.filter(letter="consent_link_changed").order_by("pk")
    ]


def test_the_first_link_is_no_news_another_one_and_its_end_are(subject: Subject) -> None:
    seen = []
    give_key(subject, Party.PERSON)
    seen.append(told())
    second = give_key(subject, Party.PERSON).key
    seen.append(told())
    end_key(second)
    end_key(second)
    seen.append(told())

    made, ended = (ADDRESS, {"made": True}), (ADDRESS, {"made": False})
    assert seen == [[], [made], [made, ended]]


def test_the_letter_holds_neither_name_nor_link(subject: Subject, mailoutbox: list[object]) -> None:
    with worker_at_work():
        given = [give_key(subject, Party.PERSON) for _ in range(2)]
        end_key(given[1].key)

    texts = [f"{letter.subject}\n{letter.body}" for letter in mailoutbox]  # type: ignore[attr-defined]
    assert ["A new private link was made." in text for text in texts] == [True, False]
    assert ["A private link was ended." in text for text in texts] == [False, True]
    for text in texts:
        assert "If you did not ask for it, tell us" in text
        for secret in (LABEL, "my-story", *(one.code for one in given), *(one.pin for one in given)):
            assert secret not in text


def test_who_wants_no_letters_gets_none() -> None:
    subject = somebody(Scope.SITE)
    end_key(give_key(subject, Party.PERSON).key)

    assert told() == []


def test_the_desk_says_who_made_each_link(subject: Subject) -> None:
    keeper: User = person(Role.KEEPER)
    give_key(subject, Party.PERSON, by=keeper)

    shown = at_work(keeper).get(page_of(subject)).content.decode()

    assert f"by {keeper}" in shown
