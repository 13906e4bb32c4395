"""What somebody may put on a page: their own pictures and documents, those shared with them, and what is public.

Library: Wagtail 7.4, the chooser fields and blocks of its page forms. Reason: they take any id, and the page then shows
the title and the picture of what it names. End: when they validate against the permission policy of what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.db.models import QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from core.choosing import Thing

from .reach import documents_of, pictures_of, seen


def not_theirs(user: Any, things: set[Thing]) -> Iterator[Thing]:
    if user.is_superuser:
        return
    allowed: dict[type[models.Model], Callable[[Any], QuerySet[Any]]] = {
        Page: seen,
        get_image_model(): pictures_of,
        get_document_model(): documents_of,
    }
    for model, mine in allowed.items():
        keys = {key for of, key in things if of is model}
        if keys:
            known = {str(pk) for pk in mine(user).filter(pk__in=keys).values_list("pk", flat=True)}
            yield from ((model, key) for key in keys - known)
