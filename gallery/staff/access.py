"""Who sees which drawings in the admin, and what every page there is given."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.auth import any_permission_required, permission_required

from audit.addresses import fingerprint
from core.admin_pages import admin_page
from schools.models import Contact

from ..enums import IN_NO_LIST, State
from ..models import Batch, Entry
from ..reach import entries_moderated_by, partners_of
from ..roles import ENTER, MODERATE

may_enter = permission_required(ENTER)
may_moderate = permission_required(MODERATE)
may_look = any_permission_required(ENTER, MODERATE)


def batches_of(user: Any) -> QuerySet[Batch]:
    return Batch.objects.filter(partner__in=partners_of(user))


def entries_of(user: Any) -> QuerySet[Entry]:
    """What an editor sees: all drawings of the partners they edit for, whoever entered them."""
    return Entry.objects.filter(batch__partner__in=partners_of(user)).exclude(state__in=IN_NO_LIST)


def entries_to_look_at(user: Any) -> QuerySet[Entry]:
    """Those whose private copies the person may see. What was taken back is seen by nobody."""
    seen = entries_of(user)
    if user.has_perm(MODERATE):
        seen = seen | entries_moderated_by(user)
    return seen.exclude(state=State.WITHDRAWN)


def entries_to_decide(user: Any) -> QuerySet[Entry]:
    """Nobody decides on what they entered, or what a school entered where they are a contact."""
    own = Contact.objects.filter(email_fingerprint=fingerprint(user.email)).values("school")
    return entries_moderated_by(user).exclude(entered_by=user).exclude(batch__school__in=own)


def page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[tuple[str, str], ...] = (),
    icon: str = "image",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """``above``: name of the address and label of each page it stands below."""
    addresses = tuple((reverse(name), label) for name, label in above)
    path = f"gallery/admin/{template}.html"
    return admin_page(request, path, title, above=addresses, icon=icon, status=status, **context)


def whole_number(value: str | None, otherwise: int = 0) -> int:
    """From an address that somebody may have typed."""
    return int(value) if value and re.fullmatch(r"[0-9]{1,15}", value) else otherwise
