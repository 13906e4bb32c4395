"""People with roles, for the tests of every room."""

from __future__ import annotations

from accounts.holdings import Holding
from accounts.models import User
from core.roles import Role


def give(user: User, role: Role, held_for: str = "") -> User:
    """What was remembered of the user’s rights is forgotten, as it is at the next request."""
    user.groups.add(Holding(role, held_for).group())
    for kept in ("_holdings", "_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(kept, None)
    return user
