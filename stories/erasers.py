"""Whose story it was: its pages in every language, and every version in which it was theirs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail_localize.models import TranslationSource

from consent.erasure.registry import Eraser, Reached, register, trace_by
from consent.erasure.traces import SHORTEST_WORD, Traces, sentences_in
from consent.models import Subject
from core import gone
from core.models import SiteDocument, SiteImage

from .keeping import erasing
from .models import StoryFile, StoryPage

PAGES = "wagtailcore.page"
VERSIONS = "wagtailcore.revision"
TOLD_WHOLE = (
    "title",
    "told_by",
    "introduction",
    "listing_summary",
    "social_text",
    "seo_title",
    "search_description",
)


# --- What leads to it ---------------------------------------------------------------------------------------------


def trace(subject: Subject, traces: Traces) -> None:
    theirs = {page.pk: page for page in StoryPage.objects.filter(pk__in=_pages_of(subject))}
    versions = list(_versions(subject, theirs))
    sources = list(_sources(subject, theirs.values()))
    traces.add(PAGES, theirs)
    traces.add(VERSIONS, [version.pk for version in versions])
    traces.add("wagtail_localize.translatableobject", [page.translation_key for page in theirs.values()])
    traces.add("wagtail_localize.translatableobject", [source.object_id for source in sources])
    for page in theirs.values():
        traces.name(page.draft_title)
        if page.first_published_at or page.live:
            traces.paths.add(page.get_url_parts()[2])
        _read(page.serializable_data(), traces)
    for version in versions:
        _read(version.content, traces)
    for source in sources:
        content = json.loads(source.content_json)
        # Of a page that somebody deleted, the log knows nothing but its key. One that is there may be another's by now.
        if not StoryPage.objects.filter(pk=content["pk"]).exists():
            traces.add(PAGES, [content["pk"]])
        _read(content, traces)
    for kind, key in StoryFile.objects.filter(subject=subject).values_list("kind", "object_id"):
        traces.add(kind, [key])


def _pages_of(subject: Subject) -> set[int]:
    """Those that are theirs, and those that are nobody's now, were theirs last, and still say what they said then."""
    theirs = set(StoryPage.objects.filter(subject=subject).values_list("pk", flat=True))
    once = {int(key) for key in _written_as_of(subject).values_list("object_id", flat=True)}
    for page in StoryPage.objects.filter(pk__in=once - theirs, subject=None):
        named = [subject_of for subject_of in _subjects_in_turn(page) if subject_of]
        if named[:1] == [str(subject.pk)] and _said_by(page) & _said_as_of(subject, page):
            theirs.add(page.pk)
    # The same story in other languages is theirs, whatever its row says.
    keys = StoryPage.objects.filter(pk__in=theirs).values("translation_key")
    return theirs | set(StoryPage.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def _said_by(page: StoryPage) -> set[str]:
    """As readers have it, and as editors do. One sentence that stayed is enough: rather a page too much, which the
    rehearsal names, than their words left on it."""
    latest = page.get_latest_revision()
    draft = _told_in(latest.content) if latest and not latest.content.get("subject") else set()
    return draft | _told_in(page.serializable_data())


def _told_in(content: dict[str, Any]) -> set[str]:
    """Titles and the like as a whole, and every sentence; but for the note of what a story speaks of, which is the same
    on many."""
    whole = {str(content.get(name) or "").strip() for name in TOLD_WHOLE}
    said = sentences_in({name: value for name, value in content.items() if name != "content_note"})
    return said | {text for text in whole if len(text) >= SHORTEST_WORD}


def _said_as_of(subject: Subject, page: StoryPage) -> set[str]:
    said: set[str] = set()
    for version in _written_as_of(subject).filter(object_id=str(page.pk)):
        said |= _told_in(version.content)
    return said


def _written_as_of(subject: Subject) -> Any:
    return Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(StoryPage), content__subject=str(subject.pk)
    )


def _subjects_in_turn(page: StoryPage) -> Iterator[str | None]:
    """Of its versions, the newest first."""
    for content in page.revisions.order_by("-created_at", "-pk").values_list("content", flat=True):
        yield content.get("subject")


def _versions(subject: Subject, theirs: Iterable[int]) -> Any:
    """All of their pages; of a page that is another's now, or tells something else, those in which it was theirs, and
    those of nobody in which something of it still stood."""
    of_their_pages = Q(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(key) for key in theirs],
    )
    as_of_them = _written_as_of(subject)
    others = {int(key) for key in as_of_them.values_list("object_id", flat=True)} - set(theirs)
    still = [
        version.pk
        for page in StoryPage.objects.filter(pk__in=others)
        for version in page.revisions.all()
        if not version.content.get("subject") and _told_in(version.content) & _said_as_of(subject, page)
    ]
    return Revision.objects.filter(of_their_pages | Q(pk__in=as_of_them.values("pk")) | Q(pk__in=still))


def _sources(subject: Subject, theirs: Iterable[StoryPage]) -> Any:
    """What translators worked from; of a page that was deleted this is what is left."""
    keys = [page.translation_key for page in theirs]
    return TranslationSource.objects.filter(
        Q(object_id__in=keys) | Q(content_json__contains=f'"subject": "{subject.pk}"'),
        specific_content_type=ContentType.objects.get_for_model(StoryPage),
    )


def _read(content: dict[str, Any], traces: Traces) -> None:
    traces.name(content.get("title", ""), content.get("slug", ""))
    traces.quote(content)
    page = StoryPage.from_serializable_data(content, check_fks=False)
    if page is None:
        return
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in (SiteImage, SiteDocument)}
    # Wagtail's own walk over every block of a page, so that a block that is added later is walked too.
    for kind, key, _model_path, _path in ReferenceIndex._extract_references_from_object(page):
        if kind in kinds:
            traces.add(kinds[kind]._meta.label_lower, [key])


# --- Pages --------------------------------------------------------------------------------------------------------


def _theirs(traces: Traces) -> Any:
    return StoryPage.objects.filter(pk__in=traces.of(PAGES))


def _erase_pages(traces: Traces) -> Reached:
    """With each page go its comments, workflow, subscriptions and restrictions."""
    gone.remember(traces.paths)
    pages = list(_theirs(traces))
    with erasing():
        for page in pages:
            page.delete()
    # Notes of which files stood in them: numbers alone, of no use any more.
    StoryFile.objects.filter(subject_id=traces.subject).delete()
    return Reached(len(pages))


def _of_nobody(traces: Traces) -> list[int]:
    return list(_theirs(traces).filter(subject=None).values_list("pk", flat=True))


# --- Versions -----------------------------------------------------------------------------------------------------


def _written(traces: Traces) -> Any:
    return Revision.objects.filter(pk__in=traces.of(VERSIONS))


def _erase_versions(traces: Traces) -> Reached:
    count = _written(traces).count()
    others = StoryPage.objects.filter(latest_revision__in=_written(traces)).exclude(pk__in=traces.of(PAGES))
    unsettled = list(others)
    _written(traces).delete()
    for page in unsettled:
        page.refresh_from_db()
        _stand_on_what_is_left(page)
    return Reached(count)


def _that_stay(traces: Traces) -> list[int]:
    """Pages that are another's now, or tell something else, and lose old versions only."""
    once = {int(key) for key in _written(traces).values_list("object_id", flat=True)}
    stay = StoryPage.objects.filter(pk__in=once).exclude(pk__in=traces.of(PAGES))
    return list(stay.values_list("pk", flat=True))


def _stand_on_what_is_left(page: StoryPage) -> None:
    """A page of another's, whose newest draft was somebody's who is erased."""
    latest = page.revisions.order_by("-created_at", "-pk").first()
    Page.objects.filter(pk=page.pk).update(
        latest_revision=latest,
        draft_title=latest.content["title"] if latest else page.title,
        has_unpublished_changes=latest is not None and latest.pk != page.live_revision_id,
    )


# --- What stood in versions that are gone -------------------------------------------------------------------------


trace_by("stories", trace)
register(
    Eraser(
        "story_versions",
        _("versions and drafts of the story"),
        lambda traces: _written(traces).count(),
        _erase_versions,
        where=_that_stay,
        where_words=_("These pages stay, and lose old versions only:"),
    ),
    Eraser(
        "stories",
        _("story pages in all languages, with comments and workflows"),
        lambda traces: _theirs(traces).count(),
        _erase_pages,
        order=20,
        where=_of_nobody,
        where_words=_("Nobody is named on these now; they were theirs last, and go too:"),
    ),
)
