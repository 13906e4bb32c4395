"""Results kept in this process until what readers see changes, and never beyond the day they were made on.

Not a cache for other processes, and not for anything that depends on who is reading: a memo is shared by all.

The day counts, because some of what readers see ends by the calendar: a story leaves menus and links at midnight when
its consent runs out, and nobody saves anything then.
"""

from __future__ import annotations

import functools
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction

from edge import content_version

P = ParamSpec("P")
R = TypeVar("R")

#: A content version and a day that never are.
NEVER = (-1, "")

_all: weakref.WeakSet[VersionMemo] = weakref.WeakSet()


def today() -> str:
    """The calendar day in UTC, in which consent is counted; or what stands in for the time (``settings.CLOCK``)."""
    return getattr(settings, "CLOCK", "") or datetime.now(UTC).date().isoformat()


def inside_a_transaction() -> bool:
    return bool(transaction.get_connection().in_atomic_block)


class VersionMemo:
    """Up to ``size`` results by key, all made under one content version on one day. The least recently used goes first.

    Inside a transaction nothing is kept and nothing kept is used: what is read there may be rolled back, or be newer
    than what is kept.
    """

    def __init__(self, size: int = 1024) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._version = NEVER
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        _all.add(self)

    def get(self, key: Hashable) -> Any:
        """The result kept for this key, or ``None``."""
        if inside_a_transaction():
            return None
        version = (content_version.current(), today())
        with self._lock:
            if version != self._version or key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def get_or_make(
        self, key: Hashable, make: Callable[[], R], keep_as: Callable[[R], Hashable] | None = None
    ) -> R:
        """The result kept for this key, or a new one. Two threads may make the same one at once; both are right.

        Where endlessly many keys lead to few results, ``keep_as`` says the one key of a new result.
        """
        if inside_a_transaction():
            return make()
        version = (content_version.current(), today())
        with self._lock:
            if version != self._version:
                self._kept.clear()
                self._version = version
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: R = self._kept[key]
                return kept
        made = make()
        with self._lock:
            # Made under a number or on a day that has passed since: right for this reader, not for the next.
            if version == self._version:
                self._kept[keep_as(made) if keep_as else key] = made
                if len(self._kept) > self._size:
                    self._kept.popitem(last=False)
        return made

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._version = NEVER


def memoised_per_version(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what ``function`` returns for its arguments, until the content version moves.

    The arguments must be hashable, and small: keys and codes rather than instances. What it returns is handed to
    every caller, so it must not be changed by any.
    """
    memo = VersionMemo()

    @functools.wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        return memo.get_or_make((args, tuple(sorted(kwargs.items()))), lambda: function(*args, **kwargs))

    return remembered


def forget_everything() -> None:
    """Empty every memo of this process, and ask for the content version anew. For tests that empty the database."""
    content_version.look_again()
    for memo in list(_all):
        memo.clear()
