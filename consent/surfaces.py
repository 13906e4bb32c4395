"""Where somebody can be shown. Every place that can show a consent's subject is registered here, by its room.

A room lists its own in a ``surfaces.py``; they are found by that name. The page of a private link shows a person every
use of theirs from this list, and the tests walk it: a place that shows somebody and is not on it makes them fail.

Three scopes open no place of this site (`FOR_PEOPLE`). What we post (SOCIAL) and whom we put in touch with the press
(PRESS) is up to people, who look the consent up first; a shared link shows the site's own card, whoever agreed to what,
for another would tell what its reader reads. The name of a school (SCHOOL_NAME) is not kept here at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

from .enums import Scope
from .models import Subject

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


#: Scopes that people act on, and no page of ours.
FOR_PEOPLE = frozenset({Scope.SOCIAL, Scope.PRESS, Scope.SCHOOL_NAME})


@dataclass(frozen=True)
class Use:
    """One address at which a reader meets somebody today. ``path``: below the site's address; ``title``: of the page
    there; ``language``: its code."""

    path: str
    title: str
    language: str


@dataclass(frozen=True)
class Surface:
    """``words``: what kind of place it is, for the person whose story it is. ``scope``: what they agreed to for it;
    besides, nothing is anywhere without SITE.

    ``uses``: where the subject stands there now, before readers; nothing when no consent is in force.
    """

    name: str
    words: StrPromise
    scope: Scope
    uses: Callable[[Subject], Iterable[Use]]


_surfaces: dict[str, Surface] = {}


def register(surface: Surface) -> None:
    """Raises ``ValueError`` for a scope that the list does not have: nobody can have agreed to it."""
    if surface.scope not in set(Scope) - FOR_PEOPLE:
        raise ValueError(f"{surface.name} shows somebody by {surface.scope}, which opens no place")
    _surfaces[surface.name] = surface


def surfaces() -> list[Surface]:
    autodiscover_modules("surfaces")
    return list(_surfaces.values())


def uses_of(subject: Subject) -> list[tuple[Surface, list[Use]]]:
    """Each surface that shows them now, with its addresses."""
    found = [(surface, list(surface.uses(subject))) for surface in surfaces()]
    return [(surface, uses) for surface, uses in found if uses]
