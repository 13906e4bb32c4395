"""Drawings in the admin: addresses, the menu, permissions that a group can be given, words for the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from .reports import desk
from .roles import ENTER, LOOK_AFTER, MODERATE, SET_UP
from .staff import urls
from .viewsets import CompetitionViewSet, competitions


class PermittedItem(MenuItem):
    """Shown to those who may do what it leads to."""

    def __init__(self, label: Any, page: str, permission: str, **kwargs: Any) -> None:
        super().__init__(label, reverse(f"gallery_staff:{page}"), name=f"gallery-{page}", **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


class CountedItem(PermittedItem):
    """With how many wait there for this person, where any do."""

    def __init__(self, *args: Any, count: Callable[[Any], int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if number := self.count(request.user):
            component.label = f"{self.label} ({number})"
        return component


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    return [path("drawings/", include(urls))]


@hooks.register("register_admin_viewset")
def register_competitions() -> CompetitionViewSet:
    return competitions


@hooks.register("register_admin_menu_item")
def register_menu() -> SubmenuMenuItem:
    items = [
        PermittedItem(_("Enter drawings"), "enter", ENTER, icon_name="plus", order=100),
        PermittedItem(_("Boxes by post"), "boxes", ENTER, icon_name="download", order=150),
        PermittedItem(_("My drawings"), "mine", ENTER, icon_name="list-ul", order=200),
        PermittedItem(_("Decide"), "decide", MODERATE, icon_name="check", order=300),
        PermittedItem(_("Release"), "release", MODERATE, icon_name="view", order=400),
        CountedItem(_("Reports"), "reports", MODERATE, icon_name="warning", order=450, count=desk.count_for),
        PermittedItem(_("In the gallery"), "gallery", MODERATE, icon_name="image", order=500),
        PermittedItem(_("Safeguarding"), "safeguarding", LOOK_AFTER, icon_name="warning", order=600),
        competitions.get_menu_item(),
        PermittedItem(_("What will be deleted"), "deleting", SET_UP, icon_name="bin", order=900),
    ]
    return SubmenuMenuItem(
        _("Drawings"), Menu(items=items), name="gallery-drawings", icon_name="image", order=230
    )


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="gallery",
        codename__in=["enter_drawings", "moderate_drawings", "look_after_concerns"],
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(
        "gallery.one_pair_of_eyes", _("Allow one pair of eyes"), _("One pair of eyes is enough")
    )
    actions.register_action(
        "gallery.two_pairs_of_eyes", _("Ask for two pairs of eyes"), _("Two pairs of eyes are needed")
    )
