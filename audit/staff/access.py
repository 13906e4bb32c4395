"""Who may look, and what every page here is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

READ_LOG, READ_OUTBOX = "audit.read_log", "audit.read_outbox"

View = Callable[..., Any]

may_read_log: Callable[[View], View] = permission_required(READ_LOG)
may_read_outbox: Callable[[View], View] = permission_required(READ_OUTBOX)


def page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[tuple[str, str], ...] = (),
    icon: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of the admin. ``above``: name of the address and label of each page it stands below."""
    breadcrumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        *({"url": reverse(name), "label": label} for name, label in above),
        {"url": "", "label": title},
    ]
    furniture = {"breadcrumbs_items": breadcrumbs, "header_title": title, "header_icon": icon}
    return render(request, f"audit/admin/{template}.html", {**furniture, **context}, status=status)
