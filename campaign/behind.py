"""A correction of the hub’s that a translation does not have yet is announced to its readers at once.

Told from the pages themselves and from what wagtail-localize keeps of them: a translation is behind when its original
was published after it, or when a text of the original has no translation in its language. Publishing the original
without changing a word counts too: announced once too often is better than once too seldom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from wagtail.models import Page
from wagtail_localize.models import StringSegment, TranslationSource

from core import locales
from core.public import public
from edge.memo import memoised_per_version


@dataclass(frozen=True)
class Change:
    """``on`` is when the original was last published; ``code`` the language it is written in."""

    on: datetime
    url: str
    code: str


def change_missing_in(page: Page) -> Change | None:
    """What a reader of this translation must be told; ``None`` for an original, an alias, and what is up to date."""
    return _change(page.pk) if page.pk and page.alias_of_id is None else None


@memoised_per_version
def _change(page_id: int) -> Change | None:
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return None
    source = TranslationSource.objects.filter(object_id=page.translation_key).first()
    original = _original_of(page, source)
    if original is None or not original.url or original.last_published_at is None:
        return None
    held = page.last_published_at is not None and page.last_published_at >= original.last_published_at
    if held and not _has_gaps(page, source):
        return None
    return Change(original.last_published_at, original.url, locales.code_of(original.locale_id))


def _original_of(page: Page, source: TranslationSource | None) -> Page | None:
    """What readers may see of it: a correction that was taken back is none. The oldest where nobody keeps a source."""
    others = public(
        Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    )
    where = Q(locale_id=source.locale_id) if source is not None else Q(pk__lt=page.pk)
    original: Page | None = others.filter(where).order_by("pk").first()
    return original


def _has_gaps(page: Page, source: TranslationSource | None) -> bool:
    """An old draft published late: newer than the original by its date, and yet without its last words."""
    if source is None or not source.translations.filter(target_locale=page.locale_id).exists():
        return False
    texts = StringSegment.objects.filter(source=source).annotate_translation(page.locale_id)
    return bool(texts.filter(translation=None).exists())
