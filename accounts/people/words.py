"""Roles as people say them: “translator, Español”, “partner editor, Example Centre”."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.roles import Role

from ..holdings import Holding
from ..scopes import every_holding

#: What each role is there for, beside the box that gives it. What it may do in full is made from the rooms' lists.
THERE_FOR = {
    Role.COORDINATOR: gettext_lazy(
        "Runs the site: invites people, gives roles, sets up partners, reads the log."
    ),
    Role.LEAD: gettext_lazy("Writes and publishes everywhere, and keeps the facts right."),
    Role.TRANSLATOR: gettext_lazy("Translates pages and texts into one language. Somebody else publishes."),
    Role.MODERATOR: gettext_lazy(
        "Decides which drawings are shown, for the countries that a partner serves."
    ),
    Role.SAFEGUARDING: gettext_lazy(
        "Looks after the children: sees every drawing, and takes it off at once."
    ),
    Role.JUROR: gettext_lazy("Judges drawings, without seeing names."),
    Role.KEEPER: gettext_lazy("Keeps the consents of children, families and survivors."),
    Role.EDITOR: gettext_lazy("Works on one partner’s pages, pictures, events and drawings."),
}


def names_of_what_is_held() -> dict[Holding, str]:
    """What each holding is for, by its name. Asked once a page."""
    return dict(every_holding())


def in_words(holding: Holding, names: dict[Holding, str]) -> str:
    """In the active language. What is no longer there is named by its code."""
    role = capfirst(str(holding.role.label))
    if not holding.held_for:
        return role
    return _("%(role)s, %(held_for)s") % {
        "role": role,
        "held_for": names.get(holding) or holding.held_for,
    }


def all_in_words(holdings: Iterable[Holding], names: dict[Holding, str] | None = None) -> list[str]:
    names = names_of_what_is_held() if names is None else names
    return [in_words(holding, names) for holding in sorted(holdings)]
