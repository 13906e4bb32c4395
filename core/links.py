"""From a chosen page to the address a reader of this language is sent to.

Choosers keep the page of the source language, so ``page.url`` would lead a Greek reader to English.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from wagtail.models import Page

from edge.memo import memoised_per_version

from . import locales
from .public import Place, public


@dataclass(frozen=True)
class Link:
    """Where to go. ``lang`` is empty when the page is in the reader's language, else the code it is written in."""

    url: str
    title: str
    lang: str


def link_to(page: Page | None, place: Place = Place.NOWHERE) -> Link | None:
    """The page in the reader's language, else in its original one; ``None`` when no reader may see it at ``place``.

    Whoever does not say where the link stands gets none to a page that is shown by somebody's consent.
    """
    if page is None or page.pk is None:
        return None
    return _link(page.pk, get_language() or "", place)


@memoised_per_version
def _link(page_id: int, language: str, place: Place) -> Link | None:
    chosen = Page.objects.filter(pk=page_id).first()
    if chosen is None:
        return None
    by_language = {
        locales.code_of(page.locale_id): page
        for page in public(Page.objects.filter(translation_key=chosen.translation_key), place)
    }
    page = by_language.get(language) or by_language.get(locales.code_of(chosen.locale_id))
    if page is None or page.url is None:
        return None
    original = page.alias_of or page
    found = locales.code_of(original.locale_id)
    return Link(url=page.url, title=page.title, lang="" if found == language else found)
