"""The log and the outbox in the admin: addresses, the menu, permissions that a group can be given."""

# mypy: disable-error-code="untyped-decorator"
# Wagtail carries no types.

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .staff import urls
from .staff.access import READ_LOG, READ_OUTBOX


class PermittedItem(MenuItem):
    """Shown to those who may see what it leads to."""

    def __init__(self, label: Any, page: str, permission: str, **kwargs: Any) -> None:
        super().__init__(label, reverse(f"audit_staff:{page}"), name=f"audit-{page}", **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    return [path("", include(urls))]


@hooks.register("register_reports_menu_item")
def register_log() -> MenuItem:
    return PermittedItem(_("Audit log"), "log", READ_LOG, icon_name="history", order=10)


@hooks.register("register_reports_menu_item")
def register_outbox() -> MenuItem:
    return PermittedItem(_("Outbox"), "outbox", READ_OUTBOX, icon_name="mail", order=20)


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="audit", codename__in=["read_log", "read_outbox"]
    )
