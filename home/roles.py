"""Who looks after the whole tree of pages, the footer, and addresses that lead elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import HUB, Right, Role

RIGHTS = [
    Right(
        _("Write, publish, take down, lock and unlock every page, in every language"),
        HUB,
        pages=("add", "change", "publish", "lock", "unlock"),
    ),
    Right(
        _("Delete a page together with all that stands below it"), (Role.COORDINATOR,), pages=("bulk_delete",)
    ),
    Right(
        _("Write and publish the footer"),
        HUB,
        permissions=tuple(f"home.{action}_footer" for action in ("add", "change", "publish", "view")),
    ),
    Right(
        _("Say where an old or a short address leads"),
        (Role.COORDINATOR,),
        permissions=tuple(
            f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete", "view")
        ),
    ),
]
