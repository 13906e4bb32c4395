"""Who may open the desk, and what every page there is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_required

from core.admin_pages import admin_page

from .. import roles
from ..models import Subject

View = Callable[..., Any]
may_read: Callable[[View], View] = permission_required(roles.READ)
may_write: Callable[[View], View] = permission_required(roles.WRITE)
may_erase: Callable[[View], View] = permission_required(roles.ERASE)
may_read_texts: Callable[[View], View] = permission_required(roles.READ_TEXTS)
may_write_texts: Callable[[View], View] = permission_required(roles.WRITE_TEXTS)


def page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[tuple[str, str], ...] = (),
    icon: str = "key",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """``above``: address and label of each page it stands below."""
    path = f"consent/admin/{template}.html"
    return admin_page(request, path, title, above=above, icon=icon, status=status, **context)


def sent_by(request: HttpRequest) -> Any:
    """For a form: also one in which everything was left empty was sent."""
    return request.POST if request.method == "POST" else None


def the_list() -> tuple[str, str]:
    return reverse("consent_staff:index"), _("Consents")


def above(subject: Subject) -> tuple[tuple[str, str], ...]:
    return the_list(), (reverse("consent_staff:subject", args=[subject.pk]), str(subject))


def all_texts() -> tuple[str, str]:
    return reverse("consent_staff:texts"), _("Texts to agree to")
