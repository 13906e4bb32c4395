"""The sitemap: every public page that is written in its own language, with the same page in the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from wagtail.models import Page

from core import locales
from core.models import BasePage
from core.public import public


@dataclass(frozen=True)
class Entry:
    """One address. ``alternates`` are (language, address) pairs, itself included, ``x-default`` last."""

    url: str
    changed: datetime | None
    alternates: tuple[tuple[str, str], ...]


def entries() -> list[Entry]:
    by_key: dict[tuple[str, str], dict[str, tuple[str, datetime | None]]] = defaultdict(dict)
    pages: Any = public(Page.objects.filter(alias_of=None, depth__gt=1)).order_by("path")
    for page in pages.specific():
        if not isinstance(page, BasePage) or not page.url:
            continue
        code = locales.code_of(page.locale_id)
        for below in ("", *page.sub_paths()):
            address = settings.SITE_URL + page.url + below
            by_key[str(page.translation_key), below][code] = (address, page.last_published_at)
    return [entry for versions in by_key.values() for entry in _entries(versions)]


def _entries(versions: dict[str, tuple[str, datetime | None]]) -> list[Entry]:
    alternates = [(code, url) for code, (url, _changed) in versions.items()]
    if len(alternates) < 2:
        alternates = []
    elif settings.LANGUAGE_CODE in versions:
        alternates.append(("x-default", versions[settings.LANGUAGE_CODE][0]))
    return [Entry(url, changed, tuple(alternates)) for url, changed in versions.values()]
