"""Turns what the rooms say of each role into permissions of groups, exactly: what nobody says any more goes.

Done after migrations for everything, and for one partner or one language when it comes into being. Each table is read
and written once, however many partners there are; a second run writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from audit.domain import record
from core.roles import SCOPES, Right, Role

from .holdings import Holding
from .rights import every_right
from .scopes import Place, every_holding, provider_of


class UnknownPermission(Exception):
    """A room names a permission that the software does not have: a slip, found before anybody relies on it."""


@dataclass
class Applied:
    """How many permissions were given to groups and taken from them, and how many groups went."""

    given: int = 0
    taken: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        return bool(self.given or self.taken or self.gone)


@dataclass
class _Wanted:
    """Rows as they should be, by what stands in them: a group, a place where there is one, a permission."""

    of_models: set[tuple[int, ...]] = field(default_factory=set)
    of_pages: set[tuple[int, ...]] = field(default_factory=set)
    of_collections: set[tuple[int, ...]] = field(default_factory=set)


@transaction.atomic
def apply_rights(by: Any = None) -> Applied:
    """Every group there is. One that is no holding, Wagtail’s own included, may do nothing, and goes if it is empty."""
    holdings = [holding for holding, _name in every_holding()]
    groups = {group.name: group.pk for group in Group.objects.all()}
    gone = _let_go_of_stale(groups.keys() - {holding.group_name for holding in holdings}, by)
    applied = _apply(holdings, {name: pk for name, pk in groups.items() if name not in gone})
    applied.gone = len(gone)
    if applied:
        record("accounts.rights_applied", by=by, **vars(applied))
    return applied


@transaction.atomic
def apply_for(holdings: Iterable[Holding]) -> None:
    """Only the groups of these. For what has just come into being, or has a page more: nobody’s roles change by it."""
    holdings = list(holdings)
    names = [holding.group_name for holding in holdings]
    _apply(holdings, dict(Group.objects.filter(name__in=names).values_list("name", "pk")))


@transaction.atomic
def let_go(names: Iterable[str], by: Any = None) -> None:
    """Remove groups with all that they allow. Whoever is in one loses that role, and the log says so."""
    groups = Group.objects.filter(name__in=list(names))
    for user in get_user_model().objects.filter(groups__in=groups).annotate(group=models.F("groups__name")):
        record("accounts.roles_changed", user, by=by, taken=user.group.lower())
    groups.delete()


def _let_go_of_stale(names: Iterable[str], by: Any) -> set[str]:
    """Of a partner or a language that is gone: also with people in it, for another might come by the same name.
    A group that somebody made for another end stays while people are in it, and allows nothing."""
    ours = {name for name in names if Holding.named(name)}
    empty = set(Group.objects.filter(name__in=names, user=None).values_list("name", flat=True))
    let_go(ours | empty, by)
    return ours | empty


def _apply(holdings: list[Holding], groups: dict[str, int]) -> Applied:
    new = [holding.group_name for holding in holdings if holding.group_name not in groups]
    if new:
        Group.objects.bulk_create([Group(name=name) for name in new], ignore_conflicts=True)
        groups |= dict(Group.objects.filter(name__in=new).values_list("name", "pk"))
    wanted = _wanted(holdings, groups)
    applied = Applied()
    for model, columns, rows in (
        (Group.permissions.through, ("group_id", "permission_id"), wanted.of_models),
        (GroupPagePermission, ("group_id", "page_id", "permission_id"), wanted.of_pages),
        (
            GroupCollectionPermission,
            ("group_id", "collection_id", "permission_id"),
            wanted.of_collections,
        ),
    ):
        _set(model, columns, groups.values(), rows, applied)
    return applied


def _set(
    model: type[models.Model],
    columns: tuple[str, ...],
    groups: Iterable[int],
    wanted: set[tuple[int, ...]],
    applied: Applied,
) -> None:
    found = model._default_manager.filter(group_id__in=list(groups)).values_list("pk", *columns)
    there = {tuple(row): pk for pk, *row in found}
    extra = [pk for row, pk in there.items() if row not in wanted]
    missing = sorted(wanted - there.keys())
    if extra:
        model._default_manager.filter(pk__in=extra).delete()
    if missing:
        rows = [model(**dict(zip(columns, row, strict=True))) for row in missing]
        model._default_manager.bulk_create(rows, ignore_conflicts=True)
    applied.taken += len(extra)
    applied.given += len(missing)


def _wanted(holdings: list[Holding], groups: dict[str, int]) -> _Wanted:
    permission = _permissions()
    rights: dict[Role, list[Right]] = defaultdict(list)
    for _room, right in every_right():
        for role in right.roles:
            rights[role].append(right)
    places = _places(holdings)
    wanted = _Wanted()
    for holding in holdings:
        group, place = groups[holding.group_name], places[holding]
        for right in rights[holding.role]:
            wanted.of_models |= {(group, permission(name)) for name in right.permissions}
            wanted.of_pages |= {
                (group, page, permission(f"wagtailcore.{action}_page"))
                for page in place.pages
                for action in right.pages
            }
            wanted.of_collections |= {
                (group, collection, permission(name))
                for reach, names in ((place.collections, right.collections), (place.shared, right.shared))
                for collection in reach
                for name in names
            }
    return wanted


def _permissions() -> Callable[[str], int]:
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        ).order_by("-pk")
    }

    def permission(name: str) -> int:
        if name not in known:
            raise UnknownPermission(name)
        return known[name]

    return permission


def _places(holdings: list[Holding]) -> dict[Holding, Place]:
    """Asked of each provider once."""
    everywhere = Place(
        pages=tuple(Page.objects.filter(depth=1).values_list("pk", flat=True)),
        collections=tuple(Collection.objects.filter(depth=1).values_list("pk", flat=True)),
    )
    places = {holding: everywhere for holding in holdings if holding.role not in SCOPES}
    for scope in set(SCOPES.values()):
        held = [holding for holding in holdings if SCOPES.get(holding.role) == scope]
        if not held:
            continue
        provider = provider_of(held[0].role)
        known = provider.places({holding.held_for for holding in held}) if provider else {}
        places |= {holding: known.get(holding.held_for, Place()) for holding in held}
    return places


def after_migrations(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """``sender`` is the last room that has models; the permissions of all others are there by then."""
    if using != DEFAULT_DB_ALIAS or ("plan" in kwargs and not _all_is_migrated(using)):
        return
    create_permissions(sender, using=using, verbosity=0)
    apply_rights()


def _all_is_migrated(using: str) -> bool:
    """Whether tables are as the code expects them. After `migrate` of one room alone they need not be."""
    loader = MigrationLoader(connections[using])
    return set(loader.graph.leaf_nodes()) <= set(loader.applied_migrations)
