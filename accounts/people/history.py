"""What the log says of a person, newest first, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from audit.actions import known
from audit.models import Record

from ..holdings import Holding
from ..models import User
from .words import in_words

SHOWN = 50
#: What a numbered code of a record is about: ``given_1=editor:example-centre``.
ABOUT_ROLES = {"given": _("given"), "taken": _("taken away"), "held": _("held until then")}


@dataclass(frozen=True)
class Line:
    at: datetime
    #: A name, or who else it was.
    by: str
    words: Any
    details: list[tuple[Any, str]]


def history_of(user: User, names: dict[Holding, str]) -> list[Line]:
    """Two queries, however long. Looking at it is no news, so that is left out here; the log has it."""
    rows = list(
        Record.objects.filter(object_type=User._meta.label_lower, object_id=str(user.pk)).exclude(
            action="accounts.person_viewed"
        )[:SHOWN]
    )
    actors = User.objects.in_bulk({row.actor for row in rows if row.actor is not None})
    words = known()
    return [
        Line(
            row.at,
            str(actors.get(row.actor) or row.get_by_display()),
            words[row.action].words if row.action in words else row.action,
            _details(row, names),
        )
        for row in rows
    ]


def _details(row: Record, names: dict[Holding, str]) -> list[tuple[Any, str]]:
    by_code = {holding.group_name.lower(): holding for holding in names}
    found = []
    for code, value in row.codes.items():
        what, _underscore, _number = code.rpartition("_")
        if what in ABOUT_ROLES:
            holding = by_code.get(str(value)) or Holding.named(str(value))
            found.append((ABOUT_ROLES[what], in_words(holding, names) if holding else str(value)))
    return found
