"""Who works here: the roles, and the form in which a room says what each may do in it.

A room lists its own in a ``roles.py`` as ``RIGHTS``; they are found by that name, and `accounts` applies them after
migrations. The page that shows a person what they may do is made from the same lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    LEAD = "lead", _("content lead")
    TRANSLATOR = "translator", _("translator")
    MODERATOR = "moderator", _("moderator")
    SAFEGUARDING = "safeguarding", _("safeguarding lead")
    JUROR = "juror", _("juror")
    KEEPER = "keeper", _("keeper of consents")
    EDITOR = "editor", _("partner editor")


class Scope(models.TextChoices):
    """What a role is held for, where it is not held for the whole site."""

    LANGUAGE = "language", _("language")
    PARTNER = "partner", _("partner")


#: A translator works in named languages, an editor for named partners, a moderator on the countries a partner serves.
SCOPES: dict[Role, Scope] = {
    Role.TRANSLATOR: Scope.LANGUAGE,
    Role.MODERATOR: Scope.PARTNER,
    Role.EDITOR: Scope.PARTNER,
}

EVERYONE = tuple(Role)
#: Those who look after the whole site. What a content lead may do, a coordinator may do.
HUB = (Role.COORDINATOR, Role.LEAD)
OPEN_THE_ADMIN = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Right:
    """One thing that some roles may do in a room, in words that a person reads, and what the software needs for it.

    ``permissions``: of models, ``app.codename``, for the whole site.
    ``pages``: of pages (``add``, ``change``, ``publish``, ``lock``, ``unlock``, ``bulk_delete``), on the pages of what
    the role is held for: a partner's, a language's, or all.
    ``collections``: of pictures and documents, ``app.codename``, on the collection of what the role is held for, or
    on all.
    ``shared``: the same, on what the hub shares with those whose role reaches no further than their own.
    """

    words: str | StrPromise
    roles: tuple[Role, ...]
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


# Wagtail asks for these of its own models, also where a site has its own kinds of pictures and documents.
CHOOSE_FILES = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
#: To delete is to change.
KEEP_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    *CHOOSE_FILES,
)

RIGHTS = [
    Right(_("Open the editors’ side of this site"), EVERYONE, permissions=(OPEN_THE_ADMIN,)),
    Right(_("Add, change and delete pictures and documents"), HUB, collections=KEEP_FILES),
]
