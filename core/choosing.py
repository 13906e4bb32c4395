"""What somebody may put on a page of theirs. Every page's form asks here; `accounts` answers, once, when it is ready.

Choosers list only what may be chosen, but what a form sends is an id, and any id can be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import ReferenceIndex

#: A model and the key of one of its rows.
Thing = tuple[type[models.Model], str]
Check = Callable[[Any, set[Thing]], Iterable[Thing]]
_checks: list[Check] = []


def ask(check: Check) -> None:
    """``check(user, things)`` returns those of the things that the person may not use."""
    _checks.append(check)


def not_for(user: Any, things: set[Thing]) -> set[Thing]:
    return {thing for check in _checks for thing in check(user, things)} if things else set()


def things_on(page: models.Model) -> set[Thing]:
    """Whatever the page names: in its fields, blocks, rich text and child rows. By Wagtail's own way of finding them,
    under whose name for it there is no public one."""
    found = ReferenceIndex._extract_references_from_object(page)
    types = ContentType.objects
    return {
        (model, key)
        for type_id, key, _model_path, _content_path in found
        if (model := types.get_for_id(type_id).model_class()) is not None
    }
