"""People in the admin: addresses, the menu, and the way to one’s own rights."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .people.admin import urls
from .people.domain import MANAGE


class PeopleItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MANAGE))


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    return [path("people/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    return PeopleItem(
        gettext_lazy("People"), reverse("people:index"), name="people", icon_name="group", order=240
    )


@hooks.register("register_account_menu_item")
def register_own_rights(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("people:me"),
        "label": _("What you may do"),
        "help_text": _("Your roles, and what each of them lets you do here."),
    }
