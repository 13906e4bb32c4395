"""What must hold before a story goes live, is copied, or is previewed; and before another page takes its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from consent.domain import in_force
from consent.enums import Scope
from consent.standing import only_paused
from core.choosing import things_on
from core.models import SiteDocument, SiteImage

from .consent_gate import is_translation
from .models import StoryPage


def consent_is_in_force(page: Any) -> Iterator[str]:
    if not isinstance(page, StoryPage):
        return
    if page.subject_id is None:
        yield _("Say first whose story it is: a story is published with their consent.")
    elif not _allows(page, Scope.SITE):
        yield _("No consent to show this story on this site is in force, so it cannot be published.")
    elif is_translation(page) and not _allows(page, Scope.TRANSLATIONS):
        yield _(
            "They did not agree to a translation of their story, so it cannot be published in this language."
        )


def consent_to_copy(page: Any) -> Iterator[str]:
    """A draft counts: it is one place more in which somebody's words stand."""
    if isinstance(page, StoryPage) and not _allows(page, Scope.SITE):
        yield _(
            "No consent to show this story on this site is in force, so it is not copied, and not translated."
        )


def consent_to_preview(page: Any) -> Iterator[str]:
    """What has never been tied to anybody is a draft that its editors work on. What is paused or over is nobody's to
    read, in whatever version: the row and the content may be of two different people."""
    if isinstance(page, StoryPage):
        yield from _closed(page)


def consent_to_read(page: Any, user: Any, editing: bool) -> Iterator[str]:
    """Who keeps the consents has to see what they are about. While it is only paused, its editors go on writing."""
    if isinstance(page, StoryPage) and not user.has_perm("consent.view_subject"):
        yield from _closed(page, only_paused(Scope.SITE) if editing else None)


def _closed(page: StoryPage, open_too: Any = None) -> Iterator[str]:
    """``open_too``: subjects whose story is not closed, though their consent is not in force."""
    row = StoryPage.objects.filter(pk=page.pk).values_list("subject", "first_published_at").first()
    stored, published = row or (None, None)
    whose = {subject for subject in (page.subject_id, stored) if subject is not None}
    may_be = set(in_force(Scope.SITE).filter(pk__in=whose).values_list("pk", flat=True))
    if open_too is not None:
        may_be |= set(open_too.filter(pk__in=whose).values_list("pk", flat=True))
    if whose - may_be or (published and not whose):
        yield _("No consent to show this story is in force, so it is not shown here either.")


def _allows(page: StoryPage, scope: Scope) -> bool:
    return page.subject_id is not None and in_force(scope).filter(pk=page.subject_id).exists()


# --- Pictures and files -------------------------------------------------------------------------------------------


def pictures_stand_in_one_story(page: Any) -> Iterator[str]:
    """What shows a real person stands in their story and nowhere else, so that it goes when the story goes."""
    if not isinstance(page, Page):
        return
    theirs = isinstance(page, StoryPage) and not page.composite
    elsewhere = _other_pages_with(_files_on(page), page)
    stories = _stories_of_people(elsewhere)
    if theirs:
        ours = set(
            StoryPage.objects.filter(pk__in=elsewhere).filter(_same_story(page)).values_list("pk", flat=True)
        )
        stories -= ours
        live = set(
            Page.objects.filter(pk__in=elsewhere - ours).filter(live=True).values_list("pk", flat=True)
        )
        if live - stories:
            yield _(
                "A picture or a file of this story stands on another page too. Choose one that stands nowhere else: "
                "it is taken away together with the story."
            )
    if stories:
        yield _(
            "A picture or a file here stands in somebody’s story. It may stand in that story alone, so please choose "
            "another one."
        )


def _files_on(page: Any) -> set[tuple[Any, str]]:
    return {(model, key) for model, key in things_on(page) if issubclass(model, SiteImage | SiteDocument)}


def _other_pages_with(files: set[tuple[Any, str]], page: Any) -> set[int]:
    if not files:
        return set()
    standing = ReferenceIndex.objects.none()
    for model in {model for model, _key in files}:
        standing |= ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id__in=[key for of, key in files if of is model],
        )
    found = {int(key) for key in standing.values_list("object_id", flat=True)}
    return found - {page.pk, page.alias_of_id}


def _stories_of_people(pages: set[int]) -> set[int]:
    if not pages:
        return set()
    return set(StoryPage.objects.filter(pk__in=pages, composite=False).values_list("pk", flat=True))


def _same_story(page: StoryPage) -> Q:
    """Its translations, aliases and copies: whatever is of the same person."""
    same = Q(translation_key=page.translation_key)
    return same | Q(subject=page.subject_id) if page.subject_id is not None else same
