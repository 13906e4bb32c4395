"""What ends by the calendar ends in every memo as well, although nothing is saved at midnight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from edge import memo
from edge.memo import memoised_per_version

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> Iterator[None]:
    settings.CONTENT_VERSION_CHECK_SECONDS = 60
    memo.forget_everything()
    yield
    memo.forget_everything()


@pytest.fixture
def midnight(monkeypatch: pytest.MonkeyPatch) -> Any:
    """``midnight()``: from now on it is the next day."""
    monkeypatch.setattr(memo, "today", lambda: "2027-05-24")
    return lambda: monkeypatch.setattr(memo, "today", lambda: "2027-05-25")


def test_what_was_made_yesterday_is_made_again(midnight: Any, django_assert_num_queries: Any) -> None:
    made: list[str] = []

    @memoised_per_version
    def link() -> str:
        made.append(memo.today())
        return made[-1]

    assert [link(), link()] == ["2027-05-24", "2027-05-24"]

    with django_assert_num_queries(0):
        midnight()
        after = [link(), link()]

    assert after == ["2027-05-25", "2027-05-25"]
    assert len(made) == 2


def test_what_midnight_overtakes_is_not_kept(midnight: Any) -> None:
    made: list[str] = []

    @memoised_per_version
    def slow() -> int:
        made.append("")
        if len(made) == 1:
            midnight()
        return len(made)

    assert [slow(), slow(), slow()] == [1, 2, 2]


def test_the_day_is_the_one_the_site_goes_by(settings: Any) -> None:
    settings.CLOCK = "2027-05-25T08:00:00"

    assert memo.today() == "2027-05-25T08:00:00"
