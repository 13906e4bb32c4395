"""Writing into the log."""

from __future__ import annotations

from typing import Any

from django.db import models

from .actions import action as known_action
from .models import Record


def record(
    action: str,
    about: models.Model | None = None,
    *,
    by: Any = None,
    before: str = "",
    after: str = "",
    **codes: str | int | bool,
) -> Record:
    """Write down what was done, in the transaction of what it tells of: call it inside that ``atomic`` block.

    ``about``: the row it was done to. ``by``: the user who did it, a ``Record.By`` for anybody else; nobody means the
    site itself, and a user who is not signed in is a visitor.

    Raises ``UnknownAction`` for what no room lists, ``ValidationError`` for words among the codes.
    """
    known_action(action)
    whose = _whose(by)
    row = Record(
        action=action,
        by=whose,
        actor=None if by is None or isinstance(by, Record.By) else by.pk,
        object_type=about._meta.label_lower if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
        before=before,
        after=after,
        codes=codes,
    )
    row.full_clean()
    row.save()
    return row


def _whose(by: Any) -> Record.By:
    if isinstance(by, Record.By):
        return by
    if by is None:
        return Record.By.MACHINE
    return Record.By.VISITOR if by.is_anonymous else Record.By.STAFF
