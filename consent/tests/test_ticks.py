"""Those who keep consents are told in time, once, and never by name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from audit.models import Letter
from audit.tests.letters import worker_at_work
from consent import domain, ticks
from consent.enums import Capacity, Channel, Party, Scope
from consent.models import Subject
from core.roles import Role

from .keeping import LABEL, person, terms

pytestmark = pytest.mark.django_db
END = date(2027, 5, 25)


@pytest.fixture
def keeper() -> User:
    return person(Role.KEEPER)


@pytest.fixture(autouse=True)
def _a_year_before(settings: Settings) -> None:
    settings.CLOCK = "2026-05-25T10:00"


def on(settings: Settings, day: date) -> list[str]:
    """What is told in a minute of that day."""
    before = set(Letter.objects.values_list("pk", flat=True))
    settings.CLOCK = f"{day}T10:00"
    ticks.tell_keepers()
    return list(Letter.objects.exclude(pk__in=before).order_by("pk").values_list("letter", flat=True))


def agreed(label: str = LABEL, **changes: object) -> Subject:
    subject = Subject.objects.create(label=label)
    domain.record(subject, terms(**{"expires_on": END, **changes}), [Scope.SITE])
    return subject


def before_the_end(days: int) -> date:
    return END - timedelta(days=days)


@pytest.mark.usefixtures("keeper")
def test_a_keeper_is_told_60_30_and_7_days_before_and_on_the_day_after(settings: Settings) -> None:
    agreed()
    told = {days: on(settings, before_the_end(days)) for days in range(70, -70, -1)}

    assert {days: letters for days, letters in told.items() if letters} == {
        60: ["consent_ends"],
        30: ["consent_ends"],
        7: ["consent_ends"],
        -1: ["consent_ended"],
    }


@pytest.mark.usefixtures("keeper")
def test_what_was_missed_is_made_up_for_and_told_once(settings: Settings) -> None:
    agreed()

    assert on(settings, before_the_end(41)) == ["consent_ends"], "nobody ticked for three weeks"
    assert on(settings, before_the_end(40)) == []
    assert on(settings, before_the_end(-9)) == ["consent_ended"]
    assert on(settings, before_the_end(-10)) == []


@pytest.mark.usefixtures("keeper")
def test_what_is_recorded_shortly_before_its_end_is_told_once_and_a_week_before(settings: Settings) -> None:
    settings.CLOCK = f"{before_the_end(20)}T09:00"
    agreed(given_on=before_the_end(20))
    told = [days for days in range(20, 0, -1) if on(settings, before_the_end(days))]

    assert told == [20, 7]


@pytest.mark.usefixtures("keeper")
def test_pausing_changes_nothing_of_it_and_tells_nobody_twice(settings: Settings) -> None:
    subject = agreed()

    assert on(settings, before_the_end(60)) == ["consent_ends"]
    domain.pause(subject, party=Party.PERSON)
    assert on(settings, before_the_end(59)) == []
    assert on(settings, before_the_end(30)) == ["consent_ends"]


@pytest.mark.usefixtures("keeper")
def test_of_what_is_over_already_nobody_is_told(settings: Settings) -> None:
    domain.withdraw(agreed(), Channel.LINK, party=Party.PERSON)
    agreed(capacity=Capacity.TO_BE_CONFIRMED, text=None)
    Subject.objects.filter(pk=agreed().pk).update(erased_at="2026-06-01T00:00Z")
    renewed = agreed()
    settings.CLOCK = f"{before_the_end(90)}T10:00"
    domain.record(
        renewed, terms(given_on=before_the_end(90), expires_on=END + timedelta(days=900)), [Scope.SITE]
    )

    assert [on(settings, before_the_end(days)) for days in (60, 30, 7, -1)] == [[]] * 4


@pytest.mark.usefixtures("keeper")
def test_on_the_day_to_look_at_it_again_a_keeper_is_reminded_once(settings: Settings) -> None:
    agreed(review_on=before_the_end(150))

    assert on(settings, before_the_end(151)) == []
    assert on(settings, before_the_end(148)) == ["consent_review"]
    assert on(settings, before_the_end(147)) == []


def test_every_keeper_who_works_here_is_told_in_their_language_and_nobody_by_name(settings: Settings) -> None:
    subject = agreed()
    person(Role.KEEPER, "english")
    person(Role.KEEPER, "lithuanian", "lt")
    gone = person(Role.KEEPER, "gone")
    gone.is_active = False
    gone.save()
    person(Role.COORDINATOR)
    with worker_at_work():
        on(settings, before_the_end(60))

    assert dict(Letter.objects.values_list("to_masked", "language")) == {
        "e…@example.org": "en",
        "l…@example.org": "lt",
    }
    english = next(letter for letter in mail.outbox if letter.to == ["english@example.org"])
    assert english.subject == "A consent ends soon"
    assert f"/admin/consents/{subject.pk}/" in english.body
    assert f"The consent with the number {str(subject.pk)[:8]} ends on 25 May 2027." in english.body
    assert [LABEL in str(letter.message()) for letter in mail.outbox] == [False, False]


def test_where_nobody_keeps_consents_the_coordinator_is_told_to_find_somebody(settings: Settings) -> None:
    agreed()
    person(Role.COORDINATOR)
    with worker_at_work():
        assert on(settings, before_the_end(60)) == ["consent_ends"]
    (letter,) = mail.outbox

    assert letter.to == ["coordinator@example.org"]
    assert "/admin/people/" in letter.body
    assert "/admin/consents/" not in letter.body, "a page that would not open to them"


def test_who_becomes_a_keeper_later_is_not_told_what_others_were_told(
    settings: Settings, keeper: User
) -> None:
    agreed()
    on(settings, before_the_end(60))
    person(Role.KEEPER, "another")

    assert on(settings, before_the_end(59)) == []
    assert on(settings, before_the_end(30)) == ["consent_ends", "consent_ends"]


@pytest.mark.usefixtures("keeper")
def test_consents_of_a_whole_competition_are_told_of_in_one_letter(settings: Settings) -> None:
    for number in range(ticks.ONE_BY_ONE + 1):
        agreed(f"Drawing {number}")
    with worker_at_work():
        told = on(settings, before_the_end(60))
    (letter,) = mail.outbox

    assert told == ["consent_ends"]
    assert "11 consents end on 25 May 2027." in letter.body
    assert "/admin/consents/\n" in letter.body
    assert on(settings, before_the_end(59)) == []


def queries_of_a_minute() -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        ticks.tell_keepers()
    return [query["sql"] for query in queries]


@pytest.mark.usefixtures("keeper")
def test_a_minute_in_which_nothing_is_due_writes_nothing_and_asks_the_same_however_many_there_are(
    settings: Settings,
) -> None:
    agreed()
    on(settings, before_the_end(60))
    one = queries_of_a_minute()
    for number in range(8):
        agreed(f"{LABEL} {number}")
    on(settings, before_the_end(60))
    nine = queries_of_a_minute()

    assert len(nine) == len(one) <= 5
    assert [sql for sql in nine if not sql.startswith("SELECT")] == []
    assert len([sql for sql in _far_from(settings) if sql.startswith("SELECT")]) <= 2


def _far_from(settings: Settings) -> list[str]:
    settings.CLOCK = f"{before_the_end(200)}T10:00"
    return queries_of_a_minute()


def test_an_address_that_is_none_keeps_no_letter_from_anybody_else(settings: Settings, keeper: User) -> None:
    agreed()
    broken = person(Role.KEEPER, "broken")
    User.objects.filter(pk=broken.pk).update(email="no address")

    assert on(settings, before_the_end(60)) == ["consent_ends"]
    assert Letter.objects.get().to_masked == "k…@example.org"
