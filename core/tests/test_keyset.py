from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from wagtail.models import Page

from core.keyset import BrokenCursorError, Cursor, page_after
from home.models import StandardPage

#: One pair is of the same instant: only the primary key tells those two apart.
HOURS = [3, 1, 2, 2, 0]


@pytest.fixture
def rows(make_page: Any) -> Any:
    pages = [make_page(StandardPage, title=str(number)) for number in range(len(HOURS))]
    for page, hour in zip(pages, HOURS, strict=True):
        moment = datetime(2027, 5, 25, tzinfo=UTC) + timedelta(hours=hour)
        Page.objects.filter(pk=page.pk).update(first_published_at=moment)
    return StandardPage.objects.filter(pk__in=[page.pk for page in pages])


def walk(rows: Any, size: int, *, newest_first: bool) -> list[list[str]]:
    cursor, seen = None, []
    while True:
        page = page_after(rows, "first_published_at", cursor, size, newest_first=newest_first)
        seen.append([row.title for row in page.rows])
        if page.after is None:
            return seen
        cursor = Cursor.read(str(page.after))


@pytest.mark.parametrize(
    ("newest_first", "order"),
    [(False, [["4", "1"], ["2", "3"], ["0"]]), (True, [["0", "3"], ["2", "1"], ["4"]])],
)
def test_pages_follow_each_other_and_no_row_is_lost_or_shown_twice(
    rows: Any, newest_first: bool, order: list[list[str]]
) -> None:
    assert walk(rows, 2, newest_first=newest_first) == order


def test_the_last_page_says_so_even_when_it_is_full(rows: Any) -> None:
    assert page_after(rows, "first_published_at", None, len(HOURS)).after is None


def test_a_row_that_comes_meanwhile_moves_nobodys_place(rows: Any, make_page: Any) -> None:
    first = page_after(rows, "first_published_at", None, 2)
    early = make_page(StandardPage, title="early")
    Page.objects.filter(pk=early.pk).update(first_published_at=datetime(2027, 5, 24, tzinfo=UTC))

    second = page_after(
        StandardPage.objects.filter(slug__startswith="standardpage"), "first_published_at", first.after, 2
    )

    assert [row.title for row in second.rows] == ["2", "3"]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "1",
        "1.",
        ".1",
        "1.2.3",
        "x.1",
        "1.x",
        "1 .2",
        "1.-2",
        "٣.١",
        "\x00",
        "9" * 10_000,
        f"{10**18 - 1}.1",
        "1.12345678901",
    ],
)
def test_a_broken_cursor_is_refused(written: str) -> None:
    with pytest.raises(BrokenCursorError):
        Cursor.read(written)


@pytest.mark.parametrize("year", [1999, 2027, 9999])
def test_a_cursor_reads_as_it_was_written(year: int) -> None:
    cursor = Cursor(datetime(year, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), 2_147_483_647)

    assert Cursor.read(str(cursor)) == cursor
