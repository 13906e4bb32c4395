"""At no step, in whatever order people work, is a story public without a consent in force."""

from __future__ import annotations

import logging

import pytest
from django.db.models import Q
from django.test import TestCase
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from consent.enums import Channel, Party, Scope
from core import public
from home.models import HomePage

from .consent_machine import PARTNER, SOAK, Stories, build_the_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_word_of_each_task(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of them, before the one line that counts."""
    caplog.set_level(logging.WARNING, logger="django_tasks")


#: The same orders of steps in every run at CI's size; new ones, and many more, in a soak.
SIZE = settings(
    max_examples=400 if SOAK else 5,
    stateful_step_count=50 if SOAK else 18,
    derandomize=not SOAK,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)
#: Enough to break a site whose gate is gone, and no time spent on the shortest way to it.
SHORT = settings(SIZE, max_examples=4, derandomize=True, phases=[Phase.generate], report_multiple_bugs=False)

#: What must have come about in `test_each_thing_that_people_do_can_be_done`, or the machine would prove little.
WORKS = {
    "agreed",
    "aliased",
    "closed or opened",
    "copied",
    "edited",
    "erased",
    "is there",
    "moved",
    "on the home page",
    "on the page of a partner",
    "paused",
    "published",
    "renamed",
    "restored",
    "resumed",
    "resumed: refused",
    "scheduled",
    "scopes changed",
    "set live by hand",
    f"shown at {PARTNER} in original",
    "shown at site in es",
    "shown at site in original",
    "translated",
    "unpublished",
    "withdrawn",
}


@pytest.fixture(autouse=True)
def _site(home_page: HomePage) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        build_the_site()


def test_each_thing_that_people_do_can_be_done() -> None:
    """In one order that makes sense, read through after each step. Orders that make none are for the machine."""
    Stories.seen.clear()
    house = Stories()
    steps = [
        lambda: house.edit(0, 0),
        lambda: house.publish(0, "lead", True),
        lambda: house.put_on_the_home_page(0),
        lambda: house.put_on_the_page_of_a_partner(0),
        lambda: house.translate(0, "es", True),
        lambda: house.alias(0, "ar"),
        lambda: house.copy(0, True),
        lambda: house.rename(0),
        lambda: house.move(0, True),
        lambda: house.move(0, False),
        lambda: house.agree(1, frozenset(Scope), 0, 400, True),
        lambda: house.schedule(1, 3, "lead"),
        lambda: house.time_passes(10),
        lambda: house.pause(0, Party.PERSON),
        lambda: house.resume(0, Party.STAFF),
        lambda: house.resume(0, Party.PERSON),
        lambda: house.change_scopes(0, frozenset({Scope.SITE}), Party.PERSON, False),
        lambda: house.edit(0, 1),
        lambda: house.publish(0, "lead", True),
        lambda: house.restore(0, 0, True, "first"),
        lambda: house.close_or_open(0),
        lambda: house.close_or_open(0),
        lambda: house.unpublish(0, "lead"),
        lambda: house.set_live_by_hand(0),
        lambda: house.withdraw(0, Party.PERSON, Channel.LINK),
        lambda: house.set_live_by_hand(0),
        lambda: house.time_passes(40),
        lambda: house.erase(0, True),
    ]
    try:
        house.open()
        house.nothing_shows_without_a_yes()
        for step in steps:
            step()
            house.nothing_shows_without_a_yes()
    finally:
        house.teardown()

    assert Stories.seen >= WORKS


@pytest.mark.soak
def test_whatever_people_do_in_whatever_order_nothing_shows_without_a_yes() -> None:
    Stories.seen.clear()

    run_state_machine_as_test(Stories, settings=SIZE)

    assert Stories.seen >= {"is there", "paused", "withdrawn", "shown at site in original"}


def test_the_machine_notices_when_consent_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(public._conditions, "stories: consent in force", lambda place: Q())

    with pytest.raises(AssertionError, match=r"tells the story|is not to be read|leads to"):
        run_state_machine_as_test(Stories, settings=SHORT)
