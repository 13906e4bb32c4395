"""Days, ages and references of a consent, and whose links follow from who agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from consent import domain
from consent.domain import Refused
from consent.enums import AgeBand, Capacity, Party, Scope
from consent.staff.forms import RecordForm
from consent.taking_back.domain import give_key
from core.clock import today

from .keeping import somebody, terms
from .readers import agreed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "last"),
    [
        (date(2027, 5, 25), date(2032, 5, 25)),
        (date(2028, 2, 29), date(2033, 2, 28)),
        (date(2027, 3, 1), date(2032, 3, 1)),
    ],
)
def test_five_years_end_on_the_same_day_of_the_calendar(given: date, last: date) -> None:
    domain.check(terms(given_on=given, expires_on=last))

    with pytest.raises(ValidationError) as refused:
        domain.check(terms(given_on=given, expires_on=last + timedelta(days=1)))
    assert list(refused.value.message_dict) == ["expires_on"]


def test_a_day_at_the_end_of_the_calendar_is_no_mistake_of_ours() -> None:
    assert domain.longest_until(date(9999, 12, 31)) == date.max
    assert domain.may_be_18_on(AgeBand.FROM_13, date(9998, 1, 1)) == date.max


@pytest.mark.parametrize(
    ("reference", "right"),
    [
        ("", True),
        ("AB-2026/17_b.3", True),
        ("x" * 60, True),
        ("x" * 61, False),
        ("Maria Example", False),
        ("Zoë", False),
        ("a\n", False),
        ("٤٧١١", False),
    ],
)
def test_a_reference_outlives_an_erasure_so_it_holds_no_words(reference: str, right: bool) -> None:
    problems: dict[str, Any] = {}
    try:
        domain.check(terms(holder_reference=reference))
    except ValidationError as refused:
        problems = refused.message_dict

    assert list(problems) == ([] if right else ["holder_reference"])
    form = RecordForm({"holder_reference": reference.rstrip()}, subject=somebody())
    assert ("holder_reference" in form.errors) is (not right and reference != "a\n")


@pytest.mark.parametrize(
    ("band", "capacity", "years", "review"),
    [
        (AgeBand.FROM_16, Capacity.BOTH, 5, date(2028, 5, 25)),
        (AgeBand.FROM_13, Capacity.BOTH, 5, date(2030, 5, 25)),
        (AgeBand.FROM_13, Capacity.BOTH, 2, date(2029, 5, 25)),
        (AgeBand.FROM_10, Capacity.GUARDIAN, 5, None),
        (AgeBand.ADULT, Capacity.SELF, 5, None),
    ],
)
def test_a_young_persons_consent_is_looked_at_when_they_may_be_grown_up(
    band: AgeBand, capacity: Capacity, years: int, review: date | None
) -> None:
    days = {"given_on": date(2027, 5, 25), "expires_on": date(2027 + years, 5, 25)}
    given = terms(age_band=band, capacity=capacity, **days)

    row = domain.record(somebody(), given, [Scope.SITE])
    chosen = domain.record(somebody(), replace(given, review_on=date(2027, 6, 1)), [Scope.SITE])

    assert (row.review_on, chosen.review_on) == (review, date(2027, 6, 1))


def test_a_guardian_of_a_grown_up_gets_no_link() -> None:
    subject = somebody(Scope.SITE)

    with pytest.raises(Refused, match="A grown-up agrees for themselves"):
        give_key(subject, Party.GUARDIAN)
    assert subject.keys.count() == 0


def test_who_agrees_as_a_grown_up_ends_the_guardians_link_and_keeps_their_own() -> None:
    subject = agreed(Scope.SITE, capacity=Capacity.BOTH, band=AgeBand.FROM_16)
    own, guardians = give_key(subject, Party.PERSON).key, give_key(subject, Party.GUARDIAN).key

    domain.record(subject, terms(expires_on=today() + timedelta(days=9)), [Scope.SITE])

    own.refresh_from_db()
    guardians.refresh_from_db()
    assert (own.ended_at is None, guardians.ended_at is None) == (True, False)
