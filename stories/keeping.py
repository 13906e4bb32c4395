"""A story that is somebody's is deleted by erasing alone: with its page would go what leads to its files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext as _

from core.publishing import NotDeletable

from .models import StoryPage

_erasing = ContextVar("erasing a story", default=False)


@contextmanager
def erasing() -> Iterator[None]:
    """What erasure does in here may delete stories."""
    token = _erasing.set(True)
    try:
        yield
    finally:
        _erasing.reset(token)


def only_erasure_deletes(page: Any) -> Iterator[str]:
    """Asked of a page before it is deleted. Whose it was in a draft or an earlier version counts: those go with it."""
    if isinstance(page, StoryPage) and not _erasing.get() and _is_somebodys(page):
        yield _(
            "Unpublish it. What a person lent us is deleted by erasing, which the keeper of consents does."
        )


def refuse_to_delete(sender: type, instance: StoryPage, **kwargs: Any) -> None:
    """Behind what asks first: for whatever deletes rows without an action, in bulk or with a page above."""
    if sentences := list(only_erasure_deletes(instance)):
        raise NotDeletable(sentences, instance)


def _is_somebodys(page: StoryPage) -> bool:
    stored = StoryPage.objects.filter(pk=page.pk).values_list("subject", flat=True).first()
    return stored is not None or any(
        content.get("subject") for content in page.revisions.values_list("content", flat=True)
    )
