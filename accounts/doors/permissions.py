"""Whether somebody has one of the permissions that a kind of address asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.admin.auth import user_has_any_page_permission
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as pictures
from wagtail.permissions import collection_permission_policy as collections
from wagtail.permissions import page_permission_policy as pages

from accounts.kinds import EVERYWHERE, ON_PAGES, Needs

MANAGE, CHOOSE = ("add", "change", "delete"), ("add", "change", "choose")


def on_every_page(user: Any) -> bool:
    """A role for the root of the tree, from which all pages hang."""
    return any(held.page.is_root() for held in pages.get_cached_permissions_for_user(user))


#: Those that are held for pages or collections, and not for the whole site.
HELD_FOR_PARTS: dict[str, Callable[[Any], bool]] = {
    ON_PAGES: user_has_any_page_permission,
    EVERYWHERE: on_every_page,
    "pictures.manage": lambda user: pictures.user_has_any_permission(user, MANAGE),
    "pictures.choose": lambda user: pictures.user_has_any_permission(user, CHOOSE),
    "documents.manage": lambda user: documents.user_has_any_permission(user, MANAGE),
    "documents.choose": lambda user: documents.user_has_any_permission(user, CHOOSE),
    "collections.manage": lambda user: collections.user_has_any_permission(user, MANAGE),
}


def has_what_is_needed(user: Any, needs: Needs) -> bool:
    if user.is_superuser or not needs.any_of:
        return True
    return any(
        HELD_FOR_PARTS[name](user) if name in HELD_FOR_PARTS else user.has_perm(name) for name in needs.any_of
    )
