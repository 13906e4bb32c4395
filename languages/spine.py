"""The pages that must answer in every language, translated or not: the way in and the way to help."""

from __future__ import annotations

from wagtail.models import Locale, Page

from core.models import BasePage


def alias_spine(page: BasePage) -> list[Page]:
    """Give every other language an alias of ``page`` where it has nothing of its own. Returns the new aliases.

    An alias follows its original at once, and ends when a translation of it is published.
    """
    missing = [
        locale for locale in Locale.objects.exclude(pk=page.locale_id) if not page.has_translation(locale)
    ]
    return [page.copy_for_translation(locale, copy_parents=True, alias=True) for locale in missing]
