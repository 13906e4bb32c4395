"""Whoever tries too often waits, and nobody can tell afterwards who it was."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.base.base import NO_DB_ALIAS
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from edge import limits
from edge.limits import Limit, count, forget, give_back, take, too_many, wait_before
from edge.models import DailySalt, TryCount

FIVE = Limit("sign-in", 5, timedelta(minutes=15))
#: The one name beside "default" under which a test may open a connection that its own settings do not hold.
ALIAS = NO_DB_ALIAS
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class Clock:
    now = NOON

    def is_later(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(limits.timezone, "now", lambda: clock.now)
    return clock


def coming_from(address: str = "192.0.2.7") -> HttpRequest:
    return RequestFactory().post("/accounts/login/", REMOTE_ADDR=address)


def tried(times: int, request: HttpRequest, *parts: str, limit: Limit = FIVE) -> list[int]:
    return [count(limit, request, *parts) for _ in range(times)]


def test_after_the_fifth_try_one_waits_until_the_window_that_began_with_the_first_is_over(
    clock: Clock,
) -> None:
    assert tried(4, coming_from(), "ana@example.org") == [0, 0, 0, 0]
    clock.is_later(timedelta(minutes=5))
    assert tried(2, coming_from(), "ana@example.org") == [600, 600]
    assert wait_before(FIVE, coming_from(), "ana@example.org") == 600

    clock.is_later(timedelta(minutes=10))
    assert wait_before(FIVE, coming_from(), "ana@example.org") == 0
    assert tried(5, coming_from(), "ana@example.org") == [0, 0, 0, 0, 900]


def test_the_owner_elsewhere_another_account_and_another_door_are_not_held_up() -> None:
    tried(5, coming_from(), "ana@example.org")

    assert wait_before(FIVE, coming_from("198.51.100.9"), "ana@example.org") == 0
    assert wait_before(FIVE, coming_from(), "ben@example.org") == 0
    assert wait_before(Limit("reset", 5, FIVE.window), coming_from(), "ana@example.org") == 0
    # The next machine of the same network is the same to us.
    assert wait_before(FIVE, coming_from("192.0.2.200"), "ana@example.org") == 900


def test_what_is_tried_cannot_be_written_in_another_way_that_counts_for_it() -> None:
    tried(5, coming_from(), "a", "b")
    assert [
        wait_before(FIVE, coming_from(), *parts) for parts in [("a|b",), ('a", "b',), ("ab",), ("b", "a")]
    ] == [0, 0, 0, 0]


def test_a_mailbox_cannot_be_filled_from_many_networks() -> None:
    letters = Limit("letters", 2, timedelta(hours=1), by_network=False)
    assert count(letters, coming_from("192.0.2.7"), "ana@example.org") == 0
    assert count(letters, coming_from("198.51.100.9"), "ana@example.org") == 3600
    assert wait_before(letters, coming_from("203.0.113.1"), "ana@example.org") == 3600


def test_the_right_password_starts_anew() -> None:
    tried(5, coming_from(), "ana@example.org")
    forget(FIVE, coming_from(), "ana@example.org")
    assert tried(5, coming_from(), "ana@example.org") == [0, 0, 0, 0, 900]


def test_a_try_that_is_given_back_frees_one_and_no_more() -> None:
    give_back(FIVE, coming_from())
    assert [take(FIVE, coming_from()) for _ in range(5)] == [0, 0, 0, 0, 0]
    give_back(FIVE, coming_from())
    assert [take(FIVE, coming_from()) for _ in range(2)] == [0, 900]


def test_of_many_tries_taken_exactly_five_may_be_made() -> None:
    assert [take(FIVE, coming_from()) for _ in range(7)] == [0, 0, 0, 0, 0, 900, 900]


def test_asking_writes_nothing_and_trying_again_writes_once(django_assert_num_queries: Any) -> None:
    def writes(captured: Any) -> list[str]:
        verbs = [query["sql"].split()[0] for query in captured.captured_queries]
        return [verb for verb in verbs if verb in ("INSERT", "UPDATE", "DELETE")]

    count(FIVE, coming_from())
    with django_assert_num_queries(2) as captured:
        assert wait_before(FIVE, coming_from()) == 0
    assert writes(captured) == []
    with django_assert_num_queries(6) as captured:
        count(FIVE, coming_from())
    assert writes(captured) == ["UPDATE"]


# --- Midnight -----------------------------------------------------------------------------------------------------


def test_midnight_lets_nobody_try_again_early(clock: Clock) -> None:
    clock.now = datetime(2026, 11, 26, 23, 55, tzinfo=UTC)
    tried(3, coming_from(), "ana@example.org")
    clock.is_later(timedelta(minutes=6))
    # On the new day, with its own salt made by somebody else.
    count(FIVE, coming_from("198.51.100.9"), "ben@example.org")
    assert DailySalt.objects.count() == 2

    assert tried(2, coming_from(), "ana@example.org") == [0, 540]
    limits.prune()
    assert wait_before(FIVE, coming_from(), "ana@example.org") == 540
    forget(FIVE, coming_from(), "ana@example.org")
    assert wait_before(FIVE, coming_from(), "ana@example.org") == 0


def test_what_is_over_is_forgotten_and_the_salt_of_a_day_with_its_last_window(clock: Clock) -> None:
    clock.now = datetime(2026, 11, 26, 23, 55, tzinfo=UTC)
    count(FIVE, coming_from())
    clock.is_later(timedelta(minutes=14))
    limits.prune()
    assert (TryCount.objects.count(), DailySalt.objects.count()) == (1, 1)

    clock.is_later(timedelta(minutes=2))
    limits.prune()
    assert (TryCount.objects.count(), DailySalt.objects.count()) == (0, 0)


def test_the_salt_of_this_day_stays_and_no_salt_outlives_the_next(clock: Clock) -> None:
    count(FIVE, coming_from())
    clock.is_later(timedelta(hours=1))
    limits.prune()
    assert (TryCount.objects.count(), DailySalt.objects.count()) == (0, 1)

    # A row that a clock put back has left behind: it would hold its salt for a month.
    count(FIVE, coming_from())
    TryCount.objects.update(expires=clock.now + timedelta(days=30))
    clock.is_later(timedelta(days=2))
    limits.prune()
    assert (TryCount.objects.count(), DailySalt.objects.count()) == (0, 0)


def test_forgetting_writes_only_when_there_is_something_to_forget(django_assert_num_queries: Any) -> None:
    count(FIVE, coming_from())
    with django_assert_num_queries(2) as captured:
        limits.prune()
    assert {query["sql"].split()[0] for query in captured.captured_queries} == {"SELECT"}


def test_a_window_is_never_longer_than_its_salt_is_kept() -> None:
    with pytest.raises(ValueError, match="no window may be longer"):
        Limit("for ever", 1, timedelta(days=2))


# --- Nothing is kept that says who it was -------------------------------------------------------------------------


def test_neither_network_nor_account_stands_in_the_database_and_the_same_try_has_another_key_each_day(
    clock: Clock, settings: Any
) -> None:
    def keys_of_a_try() -> set[str]:
        TryCount.objects.all().delete()
        count(FIVE, coming_from(), "ana@example.org")
        return set(TryCount.objects.values_list("key", flat=True))

    today = keys_of_a_try()
    assert today == keys_of_a_try()
    rows = repr(list(TryCount.objects.values())) + repr(list(DailySalt.objects.values()))
    for secret in ("192.0.2", "ana", "sign-in"):
        assert secret not in rows

    # Whoever has the database alone, as from a lost backup, cannot go through all networks there are.
    settings.SECRET_KEY = "another-secret"
    assert today != keys_of_a_try()
    settings.SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only-for-tests"
    clock.is_later(timedelta(days=1))
    assert today != keys_of_a_try()


# --- At once ------------------------------------------------------------------------------------------------------


class ToTheirOwnFile:
    def db_for_read(self, model: type, **hints: Any) -> str | None:
        return ALIAS if model in (DailySalt, TryCount) else None

    db_for_write = db_for_read

    def allow_relation(self, *objects: Any, **hints: Any) -> bool:
        return True


@pytest.fixture
def many_connections(tmp_path: Path, settings: Any, db: None) -> Iterator[None]:
    """The tables where several connections can write at once. To the tests' own database, in memory, only one can."""
    there = connections["default"].settings_dict | {"NAME": str(tmp_path / "tries.sqlite3")}
    connections.databases[ALIAS] = there | {"ENGINE": "django.db.backends.sqlite3"}
    settings.DATABASE_ROUTERS = [ToTheirOwnFile()]
    try:
        with connections[ALIAS].schema_editor() as editor:
            editor.create_model(DailySalt)
            editor.create_model(TryCount)
        yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS], connections.databases[ALIAS]


def at_once(number: int, do: Any) -> list[Any]:
    found: list[Any] = []
    start = threading.Barrier(number)

    def one() -> None:
        start.wait()
        try:
            found.append(do())
        except Exception as error:
            found.append(error)
        finally:
            connections[ALIAS].close()

    threads = [threading.Thread(target=one) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_fifty_at_the_same_moment_none_is_lost_and_five_get_through(many_connections: None) -> None:
    found = at_once(50, lambda: take(FIVE, coming_from(), "ana@example.org"))

    assert sorted(found) == [0] * 5 + [900] * 45
    assert list(TryCount.objects.values_list("count", flat=True)) == [50]
    assert DailySalt.objects.count() == 1


def test_fifty_at_the_same_moment_after_a_window_are_one_new_window(
    many_connections: None, clock: Clock
) -> None:
    tried(5, coming_from())
    clock.is_later(timedelta(hours=1))

    at_once(50, lambda: count(FIVE, coming_from()))

    assert list(TryCount.objects.values_list("count", flat=True)) == [50]


# --- What one is told ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "language", "said"),
    [
        (1, "en", "Please wait one minute, then try again."),
        (60, "en", "Please wait one minute, then try again."),
        (61, "en", "Please wait 2 minutes, then try again."),
    ],
)
def test_one_is_told_in_words_how_long_to_wait(seconds: int, language: str, said: str) -> None:
    with translation.override(language):
        response = too_many(coming_from(), seconds)

    assert response.status_code == 429
    assert said in response.content.decode()
    assert (response.headers["Retry-After"], response.headers["Cache-Control"]) == (
        str(seconds),
        "private, no-store",
    )


def test_the_page_that_asks_to_wait_mirrors_in_arabic() -> None:
    with translation.override("ar"):
        page = too_many(coming_from(), 60).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
