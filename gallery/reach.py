"""Which drawings a person may enter and decide on. What they may do with them at all, `gallery.roles` says."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from accounts.holdings import held_for, holdings_of
from core.roles import Role
from partners.models import Partner
from partners.rights import Served, served_by

from .enums import IN_NO_LIST, State
from .models import Entry
from .roles import DECIDING

#: A school's drawing on its way to being a draft. Nobody here sees it before the school has sent it.
_NOT_SENT = Q(entered_by=None, state__in=[State.RECEIVED, State.PROCESSING, State.UNREADABLE, State.BLOCKED])


def partners_of(user: Any) -> QuerySet[Partner]:
    """Those the person enters drawings for."""
    if user.is_superuser:
        return Partner.objects.all()
    return Partner.objects.filter(key__in=held_for(user, Role.EDITOR))


def decides_for(user: Any) -> Served:
    """Countries whose drawings the person decides on. A moderator whose partner serves nobody sees nothing."""
    holdings = [holding for holding in holdings_of(user) if holding.role in DECIDING]
    if user.is_superuser or any(not holding.held_for for holding in holdings):
        return Served(everywhere=True)
    return served_by(holding.held_for for holding in holdings) if holdings else Served()


def may_decide(user: Any, entry: Entry) -> bool:
    return entry.country_id in decides_for(user)


def may_enter_for(user: Any, partner: Partner) -> bool:
    return bool(user.is_superuser) or partner.key in held_for(user, Role.EDITOR)


def entries_moderated_by(user: Any) -> QuerySet[Entry]:
    """What they entered themselves included: nobody decides on that, but they may see what became of it.

    Without what is in no list of theirs: what the safeguarding lead has has to be where nobody can tell that it is.
    """
    served = decides_for(user)
    seen = Entry.objects.exclude(state__in=IN_NO_LIST).exclude(_NOT_SENT)
    return seen if served.everywhere else seen.filter(country__in=served.countries)
