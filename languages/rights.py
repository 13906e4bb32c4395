"""What belongs to a language: all pages in it, below its home page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Codes
from collections.abc import Mapping

from django.conf import settings
from wagtail.models import Collection, Locale, Page

from accounts.scopes import Held, Place, Provider

#: Of a home page. Pages in a language stand nowhere else.
HOME_DEPTH = 2


def _all() -> list[Held]:
    names = dict(settings.LANGUAGES)
    codes = Locale.objects.values_list("language_code", flat=True)
    return [Held(code, str(names.get(code, code))) for code in codes]


def _places(codes: Codes[str]) -> Mapping[str, Place]:
    """Of pictures and documents all: what stands on a page stands on its translations."""
    homes = defaultdict(list)
    pages = Page.objects.filter(depth=HOME_DEPTH, locale__language_code__in=codes)
    for page, code in pages.values_list("pk", "locale__language_code"):
        homes[code].append(page)
    everything = tuple(Collection.objects.filter(depth=1).values_list("pk", flat=True))
    return {code: Place(tuple(homes[code]), everything) for code in codes}


LANGUAGES = Provider(all_of=_all, places=_places)
