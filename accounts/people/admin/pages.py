"""What every page about people is given, and who may open it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from core.admin_pages import admin_page

from ..domain import MANAGE

may_manage = permission_required(MANAGE)


def page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[tuple[str, str], ...] = (),
    icon: str = "group",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """``above``: address and label of each page it stands below."""
    path = f"accounts/admin/people/{template}.html"
    return admin_page(request, path, title, above=above, icon=icon, status=status, **context)


def people_above() -> tuple[tuple[str, str], ...]:
    return ((reverse("people:index"), _("People")),)
