"""Schools in the admin: addresses, the menu, the permission, and a log that keeps no names."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from .roles import VERIFY
from .staff import urls


class PermittedItem(MenuItem):
    """Shown to those who may do what it leads to."""

    def __init__(self, label: Any, page: str, **kwargs: Any) -> None:
        super().__init__(label, reverse(f"schools_staff:{page}"), name=f"schools-{page}", **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(VERIFY))


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    return [path("schools/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu() -> SubmenuMenuItem:
    items = [
        PermittedItem(_("All schools"), "index", icon_name="list-ul", order=100),
        PermittedItem(_("Invitation codes"), "codes", icon_name="key", order=200),
        PermittedItem(_("E-mail domains"), "domains", icon_name="mail", order=300),
    ]
    return SubmenuMenuItem(_("Schools"), Menu(items=items), name="schools", icon_name="group", order=235)


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="schools", codename="verify_schools")
