"""Who may press the two keys, and who looks after what comes of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import any_permission_required, permission_required

from core.admin_pages import admin_page

from ...enums import State
from ...models import Concern, Entry, SealedCase
from ...reach import decides_for, partners_of
from ...roles import ENTER, LOOK_AFTER, MODERATE

may_press = any_permission_required(ENTER, MODERATE)
may_look_after = permission_required(LOOK_AFTER)


def entries_in_reach(user: Any) -> QuerySet[Entry]:
    """Those whose picture somebody can have had before them, wherever they stand by now: a key that is pressed on a
    page of five minutes ago must not be lost. A school's draft is before nobody here."""
    reached = Q(batch__partner__in=partners_of(user))
    if user.has_perm(MODERATE):
        served = decides_for(user)
        reached = Q() if served.everywhere else reached | Q(country__in=served.countries)
    return (
        Entry.objects.filter(reached).exclude(state=State.DRAFT).select_related("country", "batch__partner")
    )


def open_case(code: str) -> Concern | SealedCase | None:
    """By the code that stands in a letter."""
    found = Concern.objects.filter(code=code, closed_at=None).select_related("entry__country").first()
    return (
        found or SealedCase.objects.filter(code=code, ended_at=None).select_related("entry__country").first()
    )


def page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    below_desk: bool = True,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Never kept by anybody: not by a browser that somebody else may sit at next."""
    above = ((reverse("gallery_staff:safeguarding"), _("Safeguarding")),) if below_desk else ()
    path = f"gallery/admin/safeguarding/{template}.html"
    response = admin_page(request, path, title, icon="warning", above=above, status=status, **context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
