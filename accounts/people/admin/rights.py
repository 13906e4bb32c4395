"""What a role may do, in plain words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.roles import Role

from ..explaining import what_a_person_may, what_a_role_may
from ..words import THERE_FOR
from .pages import may_manage, page, people_above


@may_manage
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    listed = [(role.value, capfirst(str(role.label)), THERE_FOR[role]) for role in Role]
    return page(request, "roles", _("What a role may do"), above=people_above(), icon="key", roles=listed)


@may_manage
@require_safe
def role(request: HttpRequest, code: str) -> HttpResponse:
    if code not in Role.values:
        raise Http404
    asked = Role(code)
    return page(
        request,
        "role",
        capfirst(str(asked.label)),
        above=(*people_above(), (reverse("people:roles"), _("What a role may do"))),
        icon="key",
        there_for=THERE_FOR[asked],
        may=what_a_role_may(asked),
    )


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """For everybody who works here, about themselves."""
    return page(request, "me", _("What you may do"), icon="key", may=what_a_person_may(request.user))
