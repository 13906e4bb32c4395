"""People who work on drawings in tests, and drawings that are there quickly: without a picture behind them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.db import DataError, connection
from django.test import Client

from accounts.models import User
from gallery import domain
from gallery.enums import State
from gallery.models import Batch, Entry
from gallery.roles import EDITORS, MODERATORS, Role

from .factories import a_batch, a_user, received


def a_member(role: Role, name: str = "") -> User:
    """Made the way a coordinator does it: a person who is put into a group."""
    user = a_user(name or role.group.split()[-1].lower())
    user.groups.add(Group.objects.get(name=role.group))
    return user


def an_editor() -> User:
    return a_member(EDITORS)


def a_moderator() -> User:
    return a_member(MODERATORS)


def at_work(user: User, **how: Any) -> Client:
    client = Client(**how)
    client.force_login(user)
    return client


def quick(state: State, batch: Batch | None = None, **facts: Any) -> Entry:
    """An entry in ``state``, by the moves that lead there, but with nothing decoded and no copies."""
    entry = received(batch or a_batch(), **facts)
    if state == State.RECEIVED:
        return entry
    domain.take_up(entry)
    if state == State.UNREADABLE:
        domain.found_unreadable(entry, "damaged")
        return entry
    domain.made_ready(entry, [])
    if state in {State.APPROVED, State.PUBLISHED, State.HIDDEN}:
        domain.approve(entry, user=a_user("first"), version=entry.version)
    if state in {State.PUBLISHED, State.HIDDEN}:
        domain.release(entry, user=a_user("second"), version=entry.version)
    if state == State.HIDDEN:
        domain.hide(entry, user=a_user("third"), version=entry.version, reason="name")
    if state == State.REJECTED:
        domain.reject(entry, user=a_user("first"), version=entry.version, reason="face")
    return entry


@contextlib.contextmanager
def no_nul_reaches_the_database() -> Iterator[None]:
    """As PostgreSQL does it, also where the tests run on SQLite."""

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if any(isinstance(param, str) and "\x00" in param for param in params or ()):
            raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield
