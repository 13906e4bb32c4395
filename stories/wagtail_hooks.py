"""Stories in the admin: addresses of the final version, and the keepers' way to those shown."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .staff import urls


class KeepersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("consent.add_consentrecord"))


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    return [path("stories/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu() -> KeepersItem:
    return KeepersItem(
        _("Versions shown"),
        reverse_lazy("stories_staff:versions"),
        name="story-versions",
        icon_name="check",
        order=610,
    )
