"""Whoever guesses PINs does not get far, and keeps nobody out for long."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from consent.enums import Party, Scope
from consent.taking_back import codes, domain, tries
from consent.taking_back.domain import WrongKey, give_key, open_key
from edge import limits

from .readers import Browser, agreed, comparisons, some_other_pin

pytestmark = pytest.mark.usefixtures("home_page", "warm")

SOAK = os.environ.get("SOAK") == "1"
TRIES = 10_000 if SOAK else 2_000
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


class Clock:
    now = NOON

    def is_later(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(limits.timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def browser() -> Browser:
    return Browser(give_key(agreed(Scope.SITE), Party.PERSON))


@pytest.mark.soak
def test_ten_thousand_tries_at_one_code_compare_thirty_pins_a_day(
    browser: Browser, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each from another network, evenly over a day: the right PIN among them would have to be very lucky."""
    compared = comparisons(monkeypatch)
    code = browser.given.code
    request = RequestFactory().post("/")
    step = timedelta(days=1) / TRIES
    for number in range(TRIES):
        request.META["REMOTE_ADDR"] = f"10.{number >> 8}.{number & 255}.1"
        if not tries.take(request, code):
            with pytest.raises(WrongKey):
                open_key(code, some_other_pin(browser.given.pin))
        clock.is_later(step)

    assert len(compared) == 30


def test_after_five_wrong_pins_the_right_one_waits_here_and_its_owner_elsewhere_comes_in(
    browser: Browser, clock: Clock
) -> None:
    for _ in range(5):
        assert browser.open(some_other_pin(browser.given.pin)).status == 422

    elsewhere = Browser(browser.given)
    elsewhere.client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert (browser.open().status, browser.response.headers["Retry-After"]) == (429, "900")
    assert "Please wait 15 minutes" in browser.standing
    assert elsewhere.open().status == 200
    assert browser.open().status == 429

    clock.is_later(timedelta(minutes=15))
    assert browser.open().status == 200


def test_the_right_pin_begins_the_count_anew(browser: Browser) -> None:
    seen = []
    for _ in range(3):
        for _ in range(4):
            browser.open(some_other_pin(browser.given.pin))
        seen.append(browser.open().status)

    assert seen == [200, 200, 200]


def test_a_network_that_tries_many_codes_waits(browser: Browser, clock: Clock) -> None:
    here, elsewhere = (Browser(give_key(agreed(Scope.SITE), Party.PERSON)) for _ in range(2))
    elsewhere.client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    here.address = "/en/my-story/"

    assert {here.open("482915", code=codes.new_code()).status for _ in range(60)} == {422}
    assert here.open("482915", code=codes.new_code()).status == 429
    assert elsewhere.open().status == 200


def test_whoever_opens_their_page_often_is_not_counted(browser: Browser) -> None:
    assert {browser.open().status for _ in range(25)} == {200}


def test_the_count_of_a_day_is_not_wiped_by_its_owner(browser: Browser) -> None:
    """Somebody guesses, and the owner looks in between: the guesses of the day stay counted."""
    guesser = Browser(browser.given)
    statuses = []
    for number in range(10):
        guesser.client.defaults["REMOTE_ADDR"] = f"203.0.{number}.9"
        statuses += [guesser.open(some_other_pin(browser.given.pin)).status for _ in range(4)]
        browser.open()

    assert statuses.count(422) == 30
    assert browser.open().status == 429
    assert "24 hours" in browser.standing
    assert domain.open_key(browser.given.code, browser.given.pin) == browser.given.key


@pytest.mark.parametrize("spelled", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_spelling_a_code_otherwise_gives_no_more_tries(browser: Browser, spelled: Any) -> None:
    for _ in range(5):
        browser.open(some_other_pin(browser.given.pin))
    browser.address = "/en/my-story/"

    assert browser.open(code=spelled(browser.given.code)).status == 429
