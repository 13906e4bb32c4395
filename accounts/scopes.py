"""What a role can be held for. Rooms above say so themselves: `partners` its partners, `languages` the languages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from core.roles import SCOPES, Role, Scope

from .holdings import Holding


@dataclass(frozen=True)
class Held:
    """One thing that roles can be held for."""

    code: str
    name: str


@dataclass(frozen=True)
class Place:
    """Where rights reach: keys of pages and of collections, each with all that is below it."""

    pages: tuple[int, ...] = ()
    collections: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()


@dataclass(frozen=True)
class Provider:
    """``all_of``: what there is to hold a role for. ``places``: where the rights for each of these codes reach, in a
    few queries however many they are; it makes what is missing there, and leaves out a code that it does not know."""

    all_of: Callable[[], Iterable[Held]]
    places: Callable[[Collection[str]], Mapping[str, Place]]


_providers: dict[Scope, Provider] = {}


def provide(scope: Scope, provider: Provider) -> None:
    _providers[scope] = provider


def provider_of(role: Role) -> Provider | None:
    """Nothing for a role that is held for the whole site."""
    scope = SCOPES.get(role)
    return _providers[scope] if scope else None


def every_holding() -> list[tuple[Holding, str]]:
    """All that can be given to a person, with the name of what it is held for; by role, then by name."""
    found = []
    for role in Role:
        provider = provider_of(role)
        if provider is None:
            found.append((Holding(role), ""))
        else:
            held = sorted(provider.all_of(), key=lambda one: one.name.casefold())
            found.extend((Holding(role, one.code), one.name) for one in held)
    return found


def holdings_for(scope: Scope, code: str) -> list[Holding]:
    """Every role as it is held for one partner, or for one language."""
    return [Holding(role, code) for role in Role if SCOPES.get(role) == scope]
