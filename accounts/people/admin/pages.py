"""What every page about people is given, and who may open it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

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
    """A page of the admin. ``above``: address and label of each page it stands below."""
    breadcrumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        *({"url": address, "label": label} for address, label in above),
        {"url": "", "label": title},
    ]
    furniture = {"breadcrumbs_items": breadcrumbs, "header_title": title, "header_icon": icon}
    return render(request, f"accounts/admin/people/{template}.html", {**furniture, **context}, status=status)


def people_above() -> tuple[tuple[str, str], ...]:
    return ((reverse("people:index"), _("People")),)
