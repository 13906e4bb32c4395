from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from audit.append_only import AppendOnlyError
from consent import domain, texts
from consent.enums import AgeBand, Capacity, Identification, Scope, TextName
from consent.models import ConsentRecord, RecordScope, Subject

DAY = date(2027, 5, 25)


def terms(**changes: object) -> domain.Terms:
    kept = {
        "capacity": Capacity.GUARDIAN,
        "identification": Identification.PSEUDONYM,
        "given_on": DAY,
        "expires_on": DAY + timedelta(days=365),
        "age_band": AgeBand.FROM_10,
    }
    kept["text"] = texts.current(TextName.STORY, "en")
    return domain.Terms(**{**kept, **changes})  # type: ignore[arg-type]


@pytest.fixture
def subject(db: None) -> Subject:
    return Subject.objects.create(label="Pseudonym")


def shown(scope: Scope, on: date = DAY) -> list[Subject]:
    return list(domain.in_force(scope, on))


def test_only_what_was_agreed_to_is_allowed(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])

    assert {scope: shown(scope) for scope in Scope} == {
        scope: [subject] if scope == Scope.SITE else [] for scope in Scope
    }


def test_a_subject_of_whom_nothing_is_recorded_is_not_shown(subject: Subject) -> None:
    assert shown(Scope.SITE) == []


@pytest.mark.parametrize(
    ("days", "allowed"),
    [(-1, False), (0, True), (365, True), (366, False)],
    ids=["before", "first", "last", "after"],
)
def test_consent_holds_from_its_first_to_its_last_day(subject: Subject, days: int, allowed: bool) -> None:
    domain.record(subject, terms(), [Scope.SITE])

    assert shown(Scope.SITE, DAY + timedelta(days=days)) == ([subject] if allowed else [])


def test_withdrawing_ends_every_scope_and_keeps_what_was_agreed_to(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE, Scope.PRESS])

    domain.withdraw(subject, "letter")

    assert [shown(scope) for scope in (Scope.SITE, Scope.PRESS)] == [[], []]
    assert list(subject.records.order_by("pk").values_list("withdrawal_channel", flat=True)) == ["", "letter"]


def test_withdrawing_twice_is_one_withdrawal(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE])

    assert domain.withdraw(subject, "letter") == domain.withdraw(subject, "phone")
    assert subject.records.count() == 2


def test_a_new_record_replaces_the_one_before(subject: Subject) -> None:
    domain.record(subject, terms(), [Scope.SITE, Scope.SOCIAL])
    domain.record(subject, terms(), [Scope.SITE])

    assert (shown(Scope.SITE), shown(Scope.SOCIAL)) == ([subject], [])


def test_what_we_only_saw_published_counts_in_a_demo_alone(subject: Subject, settings: Settings) -> None:
    domain.record(subject, terms(capacity=Capacity.TO_BE_CONFIRMED), [Scope.SITE])

    settings.DEMO = False
    assert shown(Scope.SITE) == domain.scopes_in_force(subject, DAY) == []
    settings.DEMO = True
    assert shown(Scope.SITE) == [subject]
    assert domain.scopes_in_force(subject, DAY) == [Scope.SITE]


def test_what_people_read_of_a_consent_is_what_the_newest_record_allows(subject: Subject) -> None:
    seen = [domain.scopes_in_force(subject, DAY)]
    domain.record(subject, terms(), [Scope.PRINT, Scope.SITE])
    seen.append(domain.scopes_in_force(subject, DAY))
    domain.record(subject, terms(), [Scope.SITE])
    seen.append(domain.scopes_in_force(subject, DAY))
    domain.withdraw(subject, "letter")
    seen.append(domain.scopes_in_force(subject, DAY))

    assert seen == [[], [Scope.SITE, Scope.PRINT], [Scope.SITE], []]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"expires_on": DAY + timedelta(days=6 * 366)}, "expires_on"),
        ({"expires_on": DAY - timedelta(days=1)}, "expires_on"),
        ({"capacity": Capacity.HOLDER}, "holder"),
    ],
    ids=["longer than five years", "ends before it begins", "held by nobody"],
)
def test_a_consent_that_cannot_be_is_refused_beside_its_field(
    subject: Subject, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        domain.record(subject, terms(**changes), [Scope.SITE])

    assert list(refused.value.message_dict) == [field]
    assert not ConsentRecord.objects.exists()


def test_nobody_rewrites_what_was_agreed_to(subject: Subject) -> None:
    row = domain.record(subject, terms(), [Scope.SITE])

    row.expires_on = DAY + timedelta(days=1000)
    for change in (
        row.save,
        row.delete,
        lambda: ConsentRecord.objects.update(expires_on=DAY),
        lambda: ConsentRecord.objects.all().delete(),
        lambda: RecordScope.objects.all().delete(),
    ):
        with pytest.raises(AppendOnlyError):
            change()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE consent_consentrecord SET withdrawn_on = NULL",
        "DELETE FROM consent_consentrecord",
        "DELETE FROM consent_recordscope",
    ],
)
def test_not_even_a_line_of_sql_rewrites_it(subject: Subject, sql: str) -> None:
    domain.record(subject, terms(), [Scope.SITE])

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert shown(Scope.SITE) == [subject]


def test_who_never_agreed_can_be_asked_for_too(subject: Subject) -> None:
    """Of a subject without a record the answer is no, not unknown."""
    agreed = domain.holding(Scope.SITE, "pk", DAY)

    assert list(Subject.objects.filter(~agreed)) == [subject]
    assert Subject.objects.annotate(agreed=agreed).get().agreed is False

    domain.record(subject, terms(), [Scope.SITE])

    assert list(Subject.objects.filter(~agreed)) == []
    assert Subject.objects.annotate(agreed=agreed).get().agreed is True
