"""Who brings partners in, and what a partner's editors may do with its part of the site."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import CHOOSE_FILES, KEEP_FILES, Right, Role

RIGHTS = [
    Right(
        _("Bring partners in, and keep what is known of them"),
        (Role.COORDINATOR,),
        permissions=tuple(f"partners.{action}_partner" for action in ("add", "change", "delete", "view")),
    ),
    Right(
        _("Write and publish your partner’s page, its campaign pages and its events, in every language"),
        (Role.EDITOR,),
        pages=("add", "change", "publish"),
    ),
    Right(
        _("Add, change and delete your partner’s own pictures and documents"),
        (Role.EDITOR,),
        collections=KEEP_FILES,
    ),
    Right(
        _("Use the pictures and documents that the hub shares with its partners"),
        (Role.EDITOR,),
        shared=CHOOSE_FILES,
    ),
]
