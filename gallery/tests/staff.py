"""People who work on drawings in tests, and drawings that are there quickly: without a picture behind them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from django.db import DataError, connection
from django.test import Client

from accounts.models import User
from accounts.tests.holders import give
from core.roles import Role
from core.tests.sessions import signed_in
from facts.models import Country
from gallery import domain
from gallery.domain.moves import move
from gallery.enums import WITH_THE_LEAD, Move, State
from gallery.models import Batch, Entry

from .factories import PartnerFactory, a_batch, a_decider, a_user, received

BY_THE_MACHINE = {State.BLOCKED: Move.BLOCK, State.DRAFT: Move.MAKE_DRAFT}
THAT_HIDE = {State.SAFEGUARDING: Move.CONCERN, State.SEALED: Move.SEAL, State.PURGED: Move.PURGE}


def an_editor() -> User:
    """Of a partner of their own."""
    return give(a_user("editor"), Role.EDITOR, PartnerFactory.create().key)


def a_moderator(*countries: str) -> User:
    """Of a partner that serves these countries, or every country."""
    partner = PartnerFactory.create(worldwide=not countries)
    partner.countries.set(Country.objects.get_or_create(code=code)[0] for code in countries)
    return give(a_user("moderator"), Role.MODERATOR, partner.key)


def at_work(user: User, **how: Any) -> Client:
    return signed_in(user, **how)


def quick(state: State, batch: Batch | None = None, **facts: Any) -> Entry:
    """An entry in ``state``, by the moves that lead there, but with nothing decoded and no copies."""
    entry = received(batch or a_batch(), **facts)
    if state == State.RECEIVED:
        return entry
    domain.take_up(entry)
    if state == State.PROCESSING:
        return entry
    if state == State.UNREADABLE:
        domain.found_unreadable(entry, "damaged")
        return entry
    if state in BY_THE_MACHINE:
        move(entry, BY_THE_MACHINE[state], entry.version)
        return entry
    domain.made_ready(entry, [])
    if state in {State.APPROVED, State.PUBLISHED, State.HIDDEN}:
        domain.approve(entry, user=a_decider("first"), version=entry.version)
    if state in {State.PUBLISHED, State.HIDDEN}:
        domain.release(entry, user=a_decider("second"), version=entry.version)
    if state == State.HIDDEN:
        domain.hide(entry, user=a_decider("third"), version=entry.version, reason="name")
    if state == State.REJECTED:
        domain.reject(entry, user=a_decider("first"), version=entry.version, reason="face")
    if state == State.CHANGES:
        domain.ask_for_change(entry, user=a_decider("first"), version=entry.version, reason="blurred")
    if state == State.WITHDRAWN:
        domain.withdraw(entry, user=entry.entered_by, channel="letter")
    if state in THAT_HIDE:
        # Its words stay, so that something could be seen.
        move(entry, THAT_HIDE[state], entry.version, a_decider("first") if state in WITH_THE_LEAD else None)
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
