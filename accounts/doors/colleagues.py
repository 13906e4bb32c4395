"""People who are offered in the filters of lists.

Library: Wagtail 7.4, ``PageFilterSet`` (owner, edited by), ``LockedPagesReportFilterSet`` (locked by) and
``WorkflowReportFilterSet`` (requested by). Reason: they offer the name of everybody who ever wrote a page, of whatever
partner. End: when they offer only people on the pages that are listed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.module_loading import import_string

from .permissions import on_every_page

PEOPLE = {
    "wagtail.admin.views.pages.listing.PageFilterSet": ("owner", "edited_by"),
    "wagtail.admin.views.pages.listing.GenericPageFilterSet": ("owner", "edited_by"),
    "wagtail.admin.views.reports.locked_pages.LockedPagesReportFilterSet": ("locked_by",),
    "wagtail.admin.views.reports.workflows.WorkflowReportFilterSet": ("requested_by",),
}


def colleagues(user: Any) -> QuerySet[Any]:
    """Those who hold a role with them; everybody for somebody who works on the whole site."""
    people = get_user_model()._default_manager.all()
    if user.is_superuser or on_every_page(user):
        return people
    return people.filter(Q(pk=user.pk) | Q(pk__in=people.filter(groups__in=user.groups.all()).values("pk")))


def offer_colleagues_only() -> None:

    for path, names in PEOPLE.items():
        filters = import_string(path)
        for name in names:
            offered = filters.base_filters[name]
            if not getattr(offered, "of_colleagues", False):
                offered.queryset, offered.of_colleagues = _narrowed(offered.queryset), True


def _narrowed(everybody: Any) -> Callable[[HttpRequest], QuerySet[Any]]:
    def people(request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = everybody(request) if callable(everybody) else everybody.all()
        return found.filter(pk__in=colleagues(request.user).values("pk"))

    return people
