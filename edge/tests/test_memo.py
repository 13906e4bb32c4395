"""What is made once is kept until something changes, and never longer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from edge import content_version, memo
from edge.memo import VersionMemo, memoised_per_version

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> Iterator[None]:
    settings.CONTENT_VERSION_CHECK_SECONDS = 60
    memo.forget_everything()
    yield
    memo.forget_everything()


class Counted:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        self.calls.append((*args, *kwargs.items()))
        return f"made {len(self.calls)}"


def counted() -> tuple[Counted, Any]:
    made = Counted()

    @memoised_per_version
    def make(*args: Any, **kwargs: Any) -> str:
        return made(*args, **kwargs)

    return made, make


def test_it_is_made_once_for_each_set_of_arguments() -> None:
    made, make = counted()

    assert [make(1), make(1), make(2), make(1, language="lt"), make(1, language="lt")] == [
        "made 1",
        "made 1",
        "made 2",
        "made 3",
        "made 3",
    ]
    assert made.calls == [(1,), (2,), (1, ("language", "lt"))]


def test_that_there_is_nothing_is_remembered_too() -> None:
    calls = []

    @memoised_per_version
    def nothing() -> None:
        calls.append(1)

    nothing()
    nothing()

    assert len(calls) == 1


def test_it_is_made_again_after_a_change() -> None:
    _made, make = counted()
    make(1)

    content_version.bump()

    assert make(1) == "made 2"


def test_what_was_made_from_the_old_is_not_kept_as_new() -> None:
    """A change that comes while something is made: who asked gets it, the next reader gets it anew."""
    kept = VersionMemo()

    def slow() -> str:
        content_version.bump()
        kept.get_or_make("other", lambda: "made under the new number")
        return "made from the old"

    assert kept.get_or_make("page", slow) == "made from the old"
    assert kept.get_or_make("page", lambda: "made from the new") == "made from the new"


def test_nothing_of_a_transaction_is_kept_for_it_may_be_rolled_back() -> None:
    _made, make = counted()
    with transaction.atomic():
        make(1)
        make(1)

    assert make(1) == "made 3"
    with transaction.atomic():
        assert make(1) == "made 4"


def test_a_mistake_is_not_remembered() -> None:
    kept = VersionMemo()

    def fails() -> str:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 -- our own, without words
        kept.get_or_make("page", fails)
    assert kept.get_or_make("page", lambda: "made") == "made"


def test_only_so_many_are_kept_and_the_ones_in_use_stay() -> None:
    kept = VersionMemo(size=3)
    for key in "abc":
        kept.get_or_make(key, lambda: "first")
    kept.get_or_make("a", lambda: "not made")
    kept.get_or_make("d", lambda: "first")

    assert kept.get_or_make("a", lambda: "second") == "first"
    assert kept.get_or_make("b", lambda: "second") == "second"


def test_many_threads_get_what_belongs_to_their_key() -> None:
    kept = VersionMemo(size=5)
    content_version.current()
    wrong = []

    def ask(start: int) -> None:
        for number in range(start, start + 300):
            key = number % 10
            if kept.get_or_make(key, lambda key=key: key) != key:
                wrong.append(key)

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_remembering_costs_no_query(django_assert_num_queries: Any) -> None:
    _made, make = counted()
    make(1)

    with django_assert_num_queries(0):
        make(1)


def test_many_keys_that_lead_to_one_result_take_one_place() -> None:
    kept = VersionMemo(size=2)
    for number in range(5):
        kept.get_or_make(number, lambda: "home", keep_as=lambda made: made)

    assert (kept.get("home"), kept.get(4)) == ("home", None)
    content_version.bump()
    assert kept.get("home") is None
