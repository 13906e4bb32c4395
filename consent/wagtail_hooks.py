"""In the admin: addresses of the keeper's desk, its place in the menu, and a log that keeps no labels."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from . import roles
from .models import ConsentRecord, ConsentText, Subject
from .staff import urls


class PermittedItem(MenuItem):
    """Shown to those who may do what it leads to."""

    def __init__(self, label: Any, page: str, permission: str, **kwargs: Any) -> None:
        super().__init__(label, reverse(f"consent_staff:{page}"), name=f"consent-{page}", **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern | URLResolver]:
    return [path("consents/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu() -> SubmenuMenuItem:
    items = [
        PermittedItem(pgettext_lazy("menu", "Consents"), "index", roles.READ, icon_name="key", order=100),
        PermittedItem(_("Texts to agree to"), "texts", roles.READ_TEXTS, icon_name="doc-full", order=200),
        PermittedItem(
            _("Receipts of erasures"), "find_receipt", roles.ERASE, icon_name="doc-full", order=300
        ),
    ]
    return SubmenuMenuItem(
        pgettext_lazy("menu", "Consent"), Menu(items=items), name="consent", icon_name="key", order=600
    )


@hooks.register("register_log_actions")
def no_labels_in_a_log_that_erasure_does_not_reach(actions: Any) -> None:
    """Wagtail's log keeps what a row was called, for ever. What is done to these is recorded by key, in ours."""
    for model in (Subject, ConsentRecord, ConsentText):
        actions.log_entry_models_by_type.register(model, value=None)
