"""What a role may do, in words, from the very lists that are applied: every room's ``RIGHTS``."""

from __future__ import annotations

from typing import Any

from core.roles import Role

from ..holdings import Holding, holdings_of
from ..rights import every_right
from .words import in_words, names_of_what_is_held

#: A room, and sentences of what may be done in it.
InOneRoom = tuple[str, list[str]]


def what_a_role_may(role: Role) -> list[InOneRoom]:
    found: dict[str, list[str]] = {}
    for room, right in every_right():
        if role in right.roles:
            sentences = found.setdefault(str(room.verbose_name), [])
            if (sentence := str(right.words)) not in sentences:
                sentences.append(sentence)
    return list(found.items())


def what_a_person_may(
    user: Any, names: dict[Holding, str] | None = None
) -> list[tuple[str, list[InOneRoom]]]:
    """Role by role, each with what it is held for: “Partner editor, Example Centre”."""
    names = names_of_what_is_held() if names is None else names
    return [(in_words(holding, names), what_a_role_may(holding.role)) for holding in holdings_of(user)]
