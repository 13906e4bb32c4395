"""What every page of ours in the admin is given: where it stands, its title and its sign."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def admin_page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    icon: str,
    above: tuple[tuple[str, str], ...] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """``above``: address and label of each page it stands below, the outermost first; the desk itself is understood."""
    breadcrumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        *({"url": address, "label": label} for address, label in above),
        {"url": "", "label": title},
    ]
    furniture = {"breadcrumbs_items": breadcrumbs, "header_title": title, "header_icon": icon}
    return render(request, template, {**furniture, **context}, status=status)
