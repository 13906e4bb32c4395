"""What the front door shows of stories and drawings: first page, search, sitemap, the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from consent.enums import Scope
from consent.models import Subject
from consent.surfaces import Surface, Use, register
from core import locales
from core.gone import is_gone
from core.public import public
from facts import tagged
from gallery.surfaces import entries_of
from prevention.models import ExplainerPage
from prevention.models.explainer import KINDS
from stories.models import StoryPage
from stories.surfaces import Found, Version, show, use_of

from . import highlights
from .models import HomePage
from .models.home_page import story_below
from .navigation import home_addresses


def _first_pages(versions: list[Version]) -> Iterator[Found]:
    by_key = {version.page.pk: version for version in versions}
    for home in HomePage.objects.public() if versions else ():
        story = story_below(home.path, home.story_id)
        if story is not None and story.pk in by_key:
            yield by_key[story.pk], use_of(home)


def _kinds(versions: list[Version]) -> Iterator[Found]:
    """Under the kinds of "missing" that a story says it is about."""
    by_key = {version.page.pk: version for version in versions if version.page.kinds}
    for explainer in ExplainerPage.objects.public() if by_key else ():
        with translation.override(locales.code_of(explainer.locale_id)):
            tags = tagged.collect()
            title = gettext("All kinds of “missing”")
        parts = [*tags.every, *(part for _kind, each in tags.kinds for part in each)]
        shown = {row.pk for part in parts for row in part.rows if isinstance(row, StoryPage)}
        yield from ((by_key[key], use_of(explainer, f"{KINDS}/", title)) for key in shown & set(by_key))


def _searches(versions: list[Version]) -> Iterator[Found]:
    for version in _own_words(versions):
        with translation.override(version.code):
            title = gettext("Search")
        yield version, Use(f"/{version.code}/search/", title, version.code)


def _sitemap(versions: list[Version]) -> Iterator[Found]:
    for version in _own_words(versions):
        yield (
            version,
            Use("/sitemap.xml", gettext("List of all addresses, for search engines"), settings.LANGUAGE_CODE),
        )


def _own_words(versions: Iterable[Version]) -> Iterator[Version]:
    return (version for version in versions if version.page.alias_of_id is None)


def _not_there(versions: list[Version]) -> Iterator[Found]:
    """In a language that does not have it, the page that says so names it, and leads to it where it is."""
    homes = {home.code: home for home in home_addresses()}
    for version in versions:
        own = homes.get(version.code)
        if own is None:
            continue
        rest = version.page.url_path.removeprefix(own.url_path)
        at = {home.url_path + rest: code for code, home in homes.items()}
        there = {
            at[path]
            for path in public(Page.objects.filter(url_path__in=at)).values_list("url_path", flat=True)
        }
        for code in dict(settings.LANGUAGES).keys() - there:
            if not is_gone(f"/{code}/{rest}"):
                with translation.override(code):
                    title = gettext("This page is not here in your language")
                yield version, Use(f"/{code}/{rest}", title, code)


def _drawings(subject: Subject) -> Iterator[Use]:
    mine = set(entries_of(subject).values_list("pk", flat=True))
    for home in HomePage.objects.public() if mine else ():
        with translation.override(locales.code_of(home.locale_id)):
            drawings = highlights.drawings()
        if drawings is not None and mine & {entry.pk for entry in drawings.entries}:
            yield use_of(home)


show("home.story", _("The first page"), _first_pages)
show("home.kinds", _("The page on all kinds of “missing”"), _kinds)
show("home.search", _("Search, for whoever looks for words of it"), _searches)
show("home.sitemap", _("The list of addresses for search engines"), _sitemap)
show("home.not_there", _("The page for what is not here, in languages that do not have it"), _not_there)
register(Surface("home.drawings", _("The newest drawings on the first page"), Scope.SITE, _drawings))
