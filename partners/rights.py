"""What belongs to a partner's people: its pages in every language, its collection, and the countries it serves.

Their rights stand on the partner's own page in each language, and Wagtail lets them reach all below it: so whatever is
written, translated, copied or moved below it follows, and what is moved away does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Codes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Collection

from accounts.holdings import Holding
from accounts.models import User
from accounts.scopes import Held, Place, Provider, holdings_for
from core.roles import Role, Scope

from .models import Partner, PartnerPage

#: A collection has no key, so this one is known by its name; it is not for translation.
SHARED = "Shared with partners"


def holdings_of_partner(partner: Partner) -> list[Holding]:
    """All that somebody can be for it."""
    return holdings_for(Scope.PARTNER, partner.key)


def people_of(partner: Partner, role: Role | None = None) -> QuerySet[User]:
    """Who works here for it, as one thing or as anything."""
    names = [holding.group_name for holding in holdings_of_partner(partner) if role in {None, holding.role}]
    people: QuerySet[User] = get_user_model().objects.filter(groups__name__in=names)
    return people.distinct()


@dataclass(frozen=True)
class Served:
    """Countries, by their codes. ``everywhere``: all there are."""

    everywhere: bool = False
    countries: frozenset[str] = frozenset()

    def __contains__(self, code: str) -> bool:
        return self.everywhere or code in self.countries


def served_by(keys: Iterable[str]) -> Served:
    """What partners with these keys serve together: of one that says nothing, nothing."""
    rows = list(Partner.objects.filter(key__in=set(keys)).values_list("worldwide", "countries"))
    return Served(
        everywhere=any(worldwide for worldwide, _code in rows),
        countries=frozenset(code for _worldwide, code in rows if code),
    )


def shared_collection() -> int | None:
    """The key of the collection from which every partner may choose. Nothing as below."""
    known = (
        Collection.objects.filter(depth=2, name=SHARED).order_by("pk").values_list("pk", flat=True).first()
    )
    return known or _add_collection(SHARED)


def collection_of(partner: Partner) -> int | None:
    """The key of its own collection, made the first time. Also of a partner whose collection somebody deleted.

    Nothing while there is no tree of them: in a database that was just emptied.
    """
    if partner.collection_id is None:
        partner.collection_id = _add_collection(partner.name)
        Partner.objects.filter(pk=partner.pk).update(collection=partner.collection_id)
    return partner.collection_id


@transaction.atomic
def _add_collection(name: str) -> int | None:
    """The root is locked: of two that are added at once the tree would give both the same place."""
    root = Collection.objects.select_for_update().filter(depth=1).first()
    return root.add_child(name=name).pk if root is not None else None


def _all() -> list[Held]:
    return [Held(key, name) for key, name in Partner.objects.values_list("key", "name")]


def _places(keys: Codes[str]) -> Mapping[str, Place]:
    partners = Partner.objects.filter(key__in=keys).only("key", "name", "collection")
    pages = defaultdict(list)
    for page, key in PartnerPage.objects.filter(partner__key__in=keys).values_list("pk", "partner__key"):
        pages[key].append(page)
    shared = _keys(shared_collection())
    return {
        partner.key: Place(tuple(pages[partner.key]), _keys(collection_of(partner)), shared)
        for partner in partners
    }


def _keys(key: int | None) -> tuple[int, ...]:
    return () if key is None else (key,)


PARTNERS = Provider(all_of=_all, places=_places)
