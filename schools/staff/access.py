"""Who may open these pages, and what every one of them is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from core.admin_pages import admin_page
from facts import cldr
from partners.rights import Served

from ..reach import decides_for
from ..roles import VERIFY

may_verify: Callable[..., Any] = permission_required(VERIFY)


def page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[tuple[str, str], ...] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """``above``: address and label of each page it stands below."""
    path = f"schools/admin/{template}.html"
    return admin_page(request, path, title, above=above, icon="group", status=status, **context)


def the_list() -> tuple[str, str]:
    return reverse("schools_staff:index"), _("Schools")


def countries_of(user: Any) -> list[tuple[str, str]]:
    """Those the person decides for, by name."""
    served: Served = decides_for(user)
    return [(code, name) for code, name in cldr.country_choices() if code in served]


def one_of(value: str | None, known: Iterable[str]) -> str:
    """From an address that somebody may have typed; nothing for what is not known."""
    return value if value and value in known else ""
