"""Which role a person holds, and what for. A holding is membership of a group that is named after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group

from core.roles import SCOPES, Role


@dataclass(frozen=True, order=True)
class Holding:
    """A role and the code of what it is held for: a partner's key, a language's code, nothing for the whole site."""

    role: Role
    held_for: str = ""

    @property
    def group_name(self) -> str:
        return f"{self.role.value}:{self.held_for}" if self.held_for else self.role.value

    def group(self) -> Group:
        """Made when it is asked for the first time; its permissions come with `accounts.applying`."""
        return Group.objects.get_or_create(name=self.group_name)[0]

    @classmethod
    def named(cls, group_name: str) -> Holding | None:
        """The holding behind a group, or nothing for a group of another kind."""
        role, _colon, held_for = group_name.partition(":")
        if role not in Role.values or (Role(role) in SCOPES) != bool(held_for):
            return None
        return cls(Role(role), held_for)


def holdings_of(user: Any) -> list[Holding]:
    """Asked once a request: kept on the user object, as Django keeps permissions."""
    if not getattr(user, "is_authenticated", False):
        return []
    kept: list[Holding] | None = getattr(user, "_holdings", None)
    if kept is None:
        names = user.groups.values_list("name", flat=True)
        kept = sorted(holding for name in names if (holding := Holding.named(name)))
        user._holdings = kept
    return kept


def holds(user: Any, role: Role) -> bool:
    return any(holding.role == role for holding in holdings_of(user))


def held_for(user: Any, role: Role) -> set[str]:
    """Codes of what the person holds the role for: keys of partners, codes of languages."""
    return {holding.held_for for holding in holdings_of(user) if holding.role == role}
