"""What can be written into the log: each kind of action, and the words it is shown with.

A room lists its own in an ``actions.py``; they are found by that name. What is not listed cannot be recorded, so that
no row of the log is without words in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class UnknownAction(LookupError):
    """A room recorded something that its ``actions.py`` does not list."""


@dataclass(frozen=True)
class Action:
    """``code`` is ``room.what_was_done``, in the past tense: ``accounts.signed_in``."""

    code: str
    words: str | StrPromise


@dataclass(frozen=True)
class Withheld:
    """Lines of the log that are for whoever holds a permission, and nobody else: by what was done, to what kind of
    object, and by the states between which it was moved."""

    permission: str
    actions: frozenset[str] = frozenset()
    object_types: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()


_withheld: list[Withheld] = []
_known: dict[str, Action] = {}
_told_here: set[type[models.Model]] = set()


def register(actions: Iterable[Action]) -> None:
    for action in actions:
        _known[action.code] = action


def withhold(lines: Withheld) -> None:
    _withheld.append(lines)


def withheld_from(user: Any) -> tuple[Withheld, ...]:
    _discover()
    return tuple(each for each in _withheld if not user.has_perm(each.permission))


def told_here(*kinds: type[models.Model]) -> None:
    """Whatever is done to rows of these is recorded here. What Wagtail's own log says of them is for their history tab;
    a list of both logs leaves it out."""
    _told_here.update(kinds)


def all_told_here() -> frozenset[type[models.Model]]:
    return frozenset(_told_here)


@cache
def _discover() -> None:
    autodiscover_modules("actions")


def known() -> dict[str, Action]:
    """All of them, by code."""
    _discover()
    return _known


def action(code: str) -> Action:
    try:
        return known()[code]
    except KeyError:
        raise UnknownAction(code) from None


# --- What happens in the cellar itself ----------------------------------------------------------------------------
register(
    [
        Action("audit.exported", _("exported the audit log")),
        Action("audit.letter_refused", _("a letter was refused")),
        Action("audit.letter_given_up", _("a letter was given up")),
        Action("audit.letter_unclear", _("a letter was perhaps sent")),
        Action("audit.letter_held_back", _("a letter was held back")),
        Action("audit.letter_came_back", _("noted that a letter came back")),
        Action("audit.letter_sent_again", _("sent a letter again")),
        Action("audit.address_suppressed", _("an address gets no more mail")),
        Action("audit.suppression_lifted", _("let an address get mail again")),
    ]
)
