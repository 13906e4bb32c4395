"""Where a story is shown. Rooms above add their own places with `show`; what links to a story is found here for all.

A story in the language it was written in stands by SITE; in another one by TRANSLATIONS too, wherever that is. So one
finder for a place serves both: it names every address, and each surface takes those that go by its scope.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex

from consent.enums import Scope
from consent.models import Subject
from consent.surfaces import Surface, Use, register
from core import locales
from core.links import link_to
from core.models import BasePage
from core.public import Place, public

from . import feeds
from .consent_gate import printable, translated
from .models import StoryIndexPage, StoryPage

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Version:
    """A story as it is public now, in one language. ``translated``: not the one it was written in."""

    page: StoryPage
    code: str
    translated: bool


Found = tuple[Version, Use]
#: From every public version of a story to where each is shown.
Finder = Callable[[list[Version]], Iterable[Found]]
_finders: list[Finder] = []


def show(name: str, words: StrPromise, find: Finder, scope: Scope = Scope.SITE) -> None:
    """Add a place at which stories are shown by ``scope``. For translations it is named in ``stories.translations``."""

    def uses(subject: Subject) -> list[Use]:
        found = find(versions_of(subject))
        return _once(use for version, use in found if scope != Scope.SITE or not version.translated)

    _finders.append(find)
    register(Surface(name, words, scope, uses))


def versions_of(subject: Subject) -> list[Version]:
    told = StoryPage.objects.filter(subject=subject)
    # Most people asked about sent in a drawing; what is public is a much longer question.
    pages = told.public().order_by("pk") if told.exists() else ()
    return [
        Version(page, locales.code_of(page.locale_id), page.pk in translated()) for page in pages if page.url
    ]


def use_of(page: Page, below: str = "", title: str = "") -> Use:
    return Use(f"{page.url}{below}", title or page.title, locales.code_of(page.locale_id))


def _once(uses: Iterable[Use]) -> list[Use]:
    return list(dict.fromkeys(uses))


def _translated(subject: Subject) -> list[Use]:
    versions = versions_of(subject)
    if not any(version.translated for version in versions):
        return []
    return _once(use for find in _finders for version, use in find(versions) if version.translated)


# --- The page, the list, the feed, paper --------------------------------------------------------------------------


def _pages(versions: list[Version]) -> Iterator[Found]:
    return ((version, use_of(version.page)) for version in versions)


def _on_paper(versions: list[Version]) -> Iterator[Found]:
    return ((version, use) for version, use in _pages(versions) if version.page.pk in printable())


def _lists(versions: list[Version]) -> Iterator[Found]:
    indexes = _indexes(versions)
    for version in versions:
        if index := indexes.get(_above(version.page)):
            yield version, use_of(index)


def _feeds(versions: list[Version]) -> Iterator[Found]:
    indexes = _indexes(versions)
    by_key = {version.page.pk: version for version in versions}
    for index in indexes.values():
        for story in feeds.in_feed(index):
            if story.pk in by_key:
                yield by_key[story.pk], use_of(index, feeds.FEED)


def _indexes(versions: list[Version]) -> dict[str, StoryIndexPage]:
    paths = [_above(version.page) for version in versions]
    return (
        {index.path: index for index in StoryIndexPage.objects.filter(path__in=paths).public()}
        if paths
        else {}
    )


def _above(page: Page) -> str:
    return str(page.path)[: -page.steplen]


# --- Links --------------------------------------------------------------------------------------------------------


def _links_at(place: Place) -> Finder:
    def find(versions: list[Version]) -> Iterator[Found]:
        """Pages that hold a link to a version, also one that leads on to another language's."""
        keys = {version.page.translation_key for version in versions}
        chosen = (
            {str(page.pk): page for page in Page.objects.filter(translation_key__in=keys)} if keys else {}
        )
        by_url = {version.page.url: version for version in versions}
        for page, below, chosen_id in _holders(set(chosen)):
            code = locales.code_of(page.locale_id)
            with translation.override(code):
                link = link_to(chosen[chosen_id], place) if page.place == place else None
            if link is not None and link.url in by_url and page.url:
                yield by_url[link.url], use_of(page, below)

    return find


def _holders(chosen: set[str]) -> Iterator[tuple[BasePage, str, str]]:
    """Each public page at which one of these pages is linked to: page, what follows its address, the page chosen."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page),
        to_content_type=ReferenceIndex._get_base_content_type(Page),
        to_object_id__in=chosen,
    )
    paths: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for holder, path, to in references.values_list("object_id", "content_path", "to_object_id"):
        paths[int(holder)].add((path, to))
    pages = Page.objects.filter(pk__in=paths).specific() if paths else ()
    shown = [
        (other, below, to)
        for page in pages
        if isinstance(page, BasePage)
        for path, to in paths[page.pk]
        for other, below in page.where_shown(path)
    ]
    readable = set(
        public(Page.objects.filter(pk__in={page.pk for page, _below, _to in shown})).values_list(
            "pk", flat=True
        )
    )
    yield from (each for each in shown if each[0].pk in readable)


show("stories.page", _("The page of the story"), _pages)
show("stories.list", _("The list of stories"), _lists)
show("stories.links", _("Pages that link to the story"), _links_at(Place.SITE))
show(
    "stories.partner_pages",
    _("Partners’ pages that link to the story"),
    _links_at(Place.PARTNER_PAGE),
    Scope.PARTNER_PAGES,
)
show("stories.feed", _("The feed of stories, which other programs fetch"), _feeds, Scope.FEEDS)
show("stories.print", _("On paper, when a reader prints the page"), _on_paper, Scope.PRINT)
register(
    Surface(
        "stories.translations",
        _("The story in other languages, wherever it is shown"),
        Scope.TRANSLATIONS,
        _translated,
    )
)
