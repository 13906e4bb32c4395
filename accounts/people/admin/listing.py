"""The list of people: narrowed by role, state and what a role is held for; searched by name or address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.roles import SCOPES, Role

from ...holdings import Holding
from ...models import Invitation, User
from ..domain import FACTORS
from ..words import all_in_words, names_of_what_is_held
from .pages import may_manage, page

ON_A_PAGE = 50
LONGEST_SEARCH = 100


class State(models.TextChoices):
    ACTIVE = "active", gettext_lazy("active")
    INVITED = "invited", gettext_lazy("invited")
    EXPIRED = "expired", gettext_lazy("link expired")
    OFF = "off", gettext_lazy("off")


#: For a query on `with_state`.
IN_STATE = {
    State.ACTIVE: Q(is_active=True),
    State.INVITED: Q(is_active=False, invited_until__isnull=False),
    State.EXPIRED: Q(is_active=False, invited_until__isnull=True, has_lapsed=True),
    State.OFF: Q(is_active=False, invited_until__isnull=True, has_lapsed=False),
}


def with_state() -> QuerySet[User]:
    """People with all that `state_of` looks at, in one query."""
    now = timezone.now()
    waiting = Invitation.objects.filter(user=OuterRef("pk"), used_at=None, revoked_at=None)
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return User.objects.annotate(
        invited_until=Subquery(
            waiting.filter(expires_at__gt=now).order_by("-pk").values("expires_at")[:1],
            output_field=models.DateTimeField(),
        ),
        has_lapsed=Exists(waiting.filter(expires_at__lte=now)),
        has_factor=Exists(factors),
    )


def state_of(person: Any) -> State:
    if person.is_active:
        return State.ACTIVE
    if person.invited_until is not None:
        return State.INVITED
    return State.EXPIRED if person.has_lapsed else State.OFF


@may_manage
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """What is searched for is sent as a form's body: a name in an address would stand in every log on the way."""
    names = names_of_what_is_held()
    role = _one_of(request.GET.get("role"), Role.values)
    state = _one_of(request.GET.get("state"), State.values)
    things = dict(sorted({(holding.held_for, name) for holding, name in names.items() if name}))
    thing = _one_of(request.GET.get("for"), things)
    words = request.POST.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].split()

    found = with_state().prefetch_related("groups").order_by("last_name", "first_name", "pk")
    if role or thing:
        found = found.filter(Exists(_memberships(role, thing)))
    if state:
        found = found.filter(IN_STATE[State(state)])
    for word in words:
        found = found.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        )
    rows = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    return page(
        request,
        "people",
        _("People"),
        rows=[_row(person, names) for person in rows],
        items=rows,
        elided_page_range=rows.paginator.get_elided_page_range(rows.number),
        roles=[(value, capfirst(str(label))) for value, label in Role.choices],
        states=[(value, capfirst(str(label))) for value, label in State.choices],
        things=things.items(),
        chosen={"role": role, "state": state, "for": thing},
        searched=" ".join(words),
    )


def _row(person: Any, names: dict[Holding, str]) -> dict[str, Any]:
    held = (Holding.named(group.name) for group in person.groups.all())
    return {
        "person": person,
        "roles": all_in_words((holding for holding in held if holding), names),
        "state": state_of(person),
    }


def _memberships(role: str, thing: str) -> QuerySet[Any]:
    """Rows that say who is in a group of this role, for this partner or language."""
    roles = [Role(role)] if role else list(Role)
    found = User.groups.through.objects.filter(user=OuterRef("pk"))
    if thing:
        groups = [Holding(one, thing).group_name for one in roles if one in SCOPES]
        return found.filter(group__name__in=groups)
    (only,) = roles
    if only in SCOPES:
        return found.filter(group__name__startswith=f"{only.value}:")
    return found.filter(group__name=only.value)


def _one_of(value: str | None, known: Iterable[str]) -> str:
    """From an address that somebody may have typed; nothing for what is not known."""
    return value if value and value in known else ""
