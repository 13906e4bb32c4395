"""Which schools a person decides on. What they may do with them at all, `schools.roles` says."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from accounts.holdings import held_for, holds
from core.roles import HUB, Role
from partners.models import Partner
from partners.rights import Served, served_by

from .models import School


def is_of_the_hub(user: Any) -> bool:
    return bool(user.is_superuser) or any(holds(user, role) for role in HUB)


def decides_for(user: Any) -> Served:
    """Countries whose schools the person decides on. An editor whose partner serves nobody sees none."""
    if is_of_the_hub(user):
        return Served(everywhere=True)
    keys = held_for(user, Role.EDITOR)
    return served_by(keys) if keys else Served()


def may_decide(user: Any, school: School) -> bool:
    return school.country_id in decides_for(user)


def schools_of(user: Any) -> QuerySet[School]:
    served = decides_for(user)
    return School.objects.all() if served.everywhere else School.objects.filter(country__in=served.countries)


def partners_of(user: Any) -> QuerySet[Partner]:
    """Those in whose name the person gives out codes."""
    if is_of_the_hub(user):
        return Partner.objects.all()
    return Partner.objects.filter(key__in=held_for(user, Role.EDITOR))


def may_invite_for(user: Any, partner: Partner) -> bool:
    return is_of_the_hub(user) or partner.key in held_for(user, Role.EDITOR)
