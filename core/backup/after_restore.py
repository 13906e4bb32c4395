"""What a room has to do with a restored database before anybody sees it.

It lists its duty in an ``after_restore.py`` of its own; they are found by that name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Wishes:
    """What was said at the command line."""

    #: Where the archive lies; what must come along lies beside it. Nothing if it came through a pipe.
    beside: Path | None = None
    replace: bool = False
    erasures: Path | None = None
    no_erasures_since: bool = False


@dataclass(frozen=True)
class Duty:
    """``tell`` asks the rows that are being saved (by the alias of their database) what the archive must carry along;
    ``check`` raises `Refused` before anything is changed; ``do`` works on the restored database and says what it did.
    """

    name: str
    tell: Callable[[str], Any]
    check: Callable[[Any, Wishes], None]
    do: Callable[[Any, Wishes], list[str]]


_duties: dict[str, Duty] = {}


def register(duty: Duty) -> None:
    _duties[duty.name] = duty


def duties() -> list[Duty]:
    autodiscover_modules("after_restore")
    return list(_duties.values())
