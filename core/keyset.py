"""A long list page by page, each page found by where the last one ended and not by counting from the start.

The thousandth page costs what the first one does, and a row that comes or goes meanwhile moves nobody's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Microseconds since 1970 and a primary key, neither longer than can be true.
WRITTEN = re.compile(r"(-?[0-9]{1,18})\.([0-9]{1,10})", re.ASCII)


class BrokenCursorError(ValueError):
    """What stands in the address is no place in a list."""


@dataclass(frozen=True)
class Cursor:
    """A place in a list ordered by (an instant, the primary key). ``str`` writes it for an address, `read` reads it.

    Plain and unsigned: it says nothing that the list does not, and leads nowhere that the list does not.
    """

    instant: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.instant - EPOCH) // timedelta(microseconds=1)}.{self.pk}"

    @classmethod
    def read(cls, written: str) -> Cursor:
        """Raises `BrokenCursorError`."""
        match = WRITTEN.fullmatch(written)
        if match is None:
            raise BrokenCursorError
        try:
            instant = EPOCH + timedelta(microseconds=int(match[1]))
        except OverflowError as error:
            raise BrokenCursorError from error
        return cls(instant, int(match[2]))


@dataclass(frozen=True)
class KeysetPage(Generic[Row]):
    """``after`` is the cursor of the next page, or ``None`` on the last one."""

    rows: Sequence[Row]
    after: Cursor | None


def page_after(
    rows: QuerySet[Row], instant: str, cursor: Cursor | None, size: int, *, newest_first: bool = False
) -> KeysetPage[Row]:
    """The next ``size`` of ``rows`` behind ``cursor``, ordered by the field named ``instant`` and the primary key."""
    sign, beyond = ("-", "lt") if newest_first else ("", "gt")
    ordered = rows.order_by(f"{sign}{instant}", f"{sign}pk")
    if cursor is not None:
        # The first condition follows from the second, but only with it can the database start in the right place.
        ordered = ordered.filter(
            Q(**{f"{instant}__{beyond}e": cursor.instant}),
            Q(**{f"{instant}__{beyond}": cursor.instant}) | Q(**{f"pk__{beyond}": cursor.pk}),
        )
    found: list[Any] = list(ordered[: size + 1])
    shown = found[:size]
    more = len(found) > size
    return KeysetPage(shown, Cursor(getattr(shown[-1], instant), shown[-1].pk) if more else None)
