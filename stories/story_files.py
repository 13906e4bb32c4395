"""Which pictures and documents are of whose story, now or in a version that was published before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from core.choosing import things_on
from core.models import SiteDocument, SiteImage

from .models import StoryFile, StoryPage

KINDS = (SiteImage, SiteDocument)


def note_files(story: StoryPage) -> None:
    """On every publish. What is noted is never taken out but by erasure."""
    if story.subject_id is None:
        return
    StoryFile.objects.bulk_create(
        [
            StoryFile(subject_id=story.subject_id, kind=model._meta.label_lower, object_id=int(key))
            for model, key in things_on(story)
            if issubclass(model, KINDS)
        ],
        ignore_conflicts=True,
    )


def files_of_stories_stay(thing: Any) -> Iterator[str]:
    """Another file behind the same picture would be shown to readers, and nobody has agreed to it."""
    if not isinstance(thing, KINDS):
        return
    standing = ReferenceIndex.get_references_to(thing).filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page)
    )
    pages = StoryPage.objects.exclude(subject=None).filter(
        pk__in=[int(key) for key in standing.values_list("object_id", flat=True)]
    )
    noted = StoryFile.objects.filter(kind=thing._meta.label_lower, object_id=thing.pk)
    if pages.exists() or noted.exists():
        yield _(
            "This file stands in somebody’s story, so no other takes its place. Upload the other one anew, put it into "
            "the story, and show them the story again."
        )
