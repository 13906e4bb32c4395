"""What was hidden stays hidden until whoever hid it says otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from consent import domain
from consent.domain import Refused
from consent.enums import AgeBand, Capacity, Channel, Party, Scope
from consent.models import Subject
from consent.taking_back.domain import give_key

from .keeping import somebody, terms
from .readers import Browser, agreed

pytestmark = pytest.mark.django_db


def shown(subject: Subject) -> bool:
    return domain.scopes_in_force(subject) == [Scope.SITE]


def young() -> Subject:
    return agreed(Scope.SITE, capacity=Capacity.BOTH, band=AgeBand.FROM_13)


@pytest.mark.parametrize("party", list(Party))
def test_a_new_consent_does_not_show_what_was_paused(party: Party) -> None:
    subject = somebody(Scope.SITE)
    before = domain.pause(subject, party=party)

    row = domain.record(subject, terms(), [Scope.SITE])

    assert (row.paused_at, row.paused_by, shown(subject)) == (before.paused_at, party, False)


def test_what_was_paused_when_it_ended_begins_anew_paused(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = somebody(Scope.SITE, days=1)
    domain.pause(subject, party=Party.PERSON)

    later = timezone.now() + timedelta(days=9)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    domain.record(subject, terms(), [Scope.SITE])
    assert shown(subject) is False
    domain.resume(subject, party=Party.PERSON)
    assert shown(subject) is True


def test_taken_back_and_agreed_to_anew_it_is_shown() -> None:
    subject = somebody(Scope.SITE)
    domain.pause(subject, party=Party.PERSON)
    domain.withdraw(subject, Channel.LETTER)

    domain.record(subject, terms(), [Scope.SITE])

    assert shown(subject) is True


def test_what_a_guardian_paused_the_person_can_keep_hidden_for_themselves() -> None:
    subject = young()
    since = domain.pause(subject, party=Party.GUARDIAN).paused_at

    row = domain.pause(subject, party=Party.PERSON)

    assert (row.paused_at, row.paused_by) == (since, Party.PERSON)
    with pytest.raises(Refused, match="Only whoever paused it"):
        domain.resume(subject, party=Party.GUARDIAN)
    domain.resume(subject, party=Party.PERSON)
    assert shown(subject) is True


def test_what_we_paused_as_well_needs_both_to_be_shown_again() -> None:
    """Ours may be for their safety, and somebody else may hold their link."""
    subject = young()
    domain.pause(subject, party=Party.STAFF)
    domain.pause(subject, party=Party.PERSON)

    with pytest.raises(Refused):
        domain.resume(subject, party=Party.STAFF)
    left = domain.resume(subject, party=Party.PERSON)
    assert (left.paused_by, shown(subject)) == (Party.STAFF, False)
    with pytest.raises(Refused):
        domain.resume(subject, party=Party.PERSON)
    domain.resume(subject, party=Party.STAFF)
    assert shown(subject) is True


def test_the_private_page_lets_the_person_keep_it_hidden_and_says_that_they_can_talk_to_us(
    home_page: Any,
) -> None:
    subject = young()
    domain.pause(subject, party=Party.STAFF)
    browser = Browser(give_key(subject, Party.PERSON)).open()

    assert browser.acts == ["pause", "choose", "withdraw"]
    assert "We paused it. If you would like it to be shown again, write to us." in browser.page.text
    browser.press("pause")
    assert browser.acts == ["resume", "choose", "withdraw"]
    assert browser.press("resume").told.startswith("We paused it. If you would like it")
    assert (browser.acts, shown(subject)) == (["pause", "choose", "withdraw"], False)


def test_the_person_can_show_or_keep_hidden_what_a_guardian_paused(home_page: Any) -> None:
    subject = young()
    domain.pause(subject, party=Party.GUARDIAN)

    browser = Browser(give_key(subject, Party.PERSON)).open()

    assert browser.acts == ["pause", "resume", "choose", "withdraw"]
    assert "If you pause it too, nobody shows it again without you." in browser.page.text
    assert Browser(give_key(subject, Party.GUARDIAN)).open().acts == ["resume", "choose", "withdraw"]
