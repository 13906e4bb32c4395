"""Pictures and documents of somebody's pages, with every copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from taggit.models import Tag
from wagtail.models import Page, ReferenceIndex

from core.images.renditions import delete_copies
from core.models import SiteDocument, SiteImage

from .registry import Reached
from .traces import Traces

SHOWN_ELSEWHERE = "shown_elsewhere"


def find_pictures(traces: Traces) -> int:
    return _held(SiteImage, traces).count()


def erase_pictures(traces: Traces) -> Reached:
    def files_of(picture: Any) -> None:
        delete_copies(picture.file.name)
        picture.file.storage.delete(picture.file.name)

    return _erase(SiteImage, traces, files_of)


def find_documents(traces: Traces) -> int:
    return _held(SiteDocument, traces).count()


def erase_documents(traces: Traces) -> Reached:
    def files_of(document: Any) -> None:
        document.file.storage.delete(document.file.name)

    return _erase(SiteDocument, traces, files_of)


def _held(model: type[models.Model], traces: Traces) -> Any:
    return model._default_manager.filter(pk__in=traces.of_model(model))


def _erase(model: type[models.Model], traces: Traces, delete_files: Any) -> Reached:
    """Files first: when the row is gone, nothing leads to a file that a crash left behind."""
    reached = left = 0
    for row in _held(model, traces):
        if _stands_elsewhere(row, traces):
            left += 1
            continue
        tags = list(row.tags.values_list("pk", flat=True))
        delete_files(row)
        row.delete()
        _drop_unused(tags)
        reached += 1
    return Reached(reached, left, SHOWN_ELSEWHERE)


def _stands_elsewhere(row: models.Model, traces: Traces) -> bool:
    theirs = ReferenceIndex._get_base_content_type(Page)
    shown = ReferenceIndex.get_references_to(row)
    return shown.exclude(base_content_type=theirs, object_id__in=traces.of("wagtailcore.page")).exists()


def _drop_unused(tags: Iterable[int]) -> None:
    Tag.objects.filter(pk__in=tags, taggit_taggeditem_items=None).delete()
