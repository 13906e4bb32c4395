"""Wagtail's log keeps what a page was called, and what was said of it, also of pages that are long deleted. Of stories
it keeps keys alone: a title may name somebody, and nothing leads from the log of a deleted page to whose it was."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import PageLogEntry

from .models import StoryPage

#: Names of workflows and times, which no person stands in.
KEPT = frozenset({"workflow", "revision", "restriction"})


def listen() -> None:
    pre_save.connect(_keys_alone, sender=PageLogEntry, dispatch_uid="stories.quiet_log")


def _keys_alone(sender: type[PageLogEntry], instance: PageLogEntry, raw: bool = False, **kwargs: Any) -> None:
    # Raw: rows that are brought back as they were, perhaps before what they point to.
    if raw:
        return
    if instance.content_type is not None and instance.content_type.model_class() is StoryPage:
        instance.label = str(instance.page_id)
        instance.data = _without_words(instance.data)


def _without_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: value if key in KEPT else _without_words(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_words(value) for value in data]
    return "" if isinstance(data, str) else data
