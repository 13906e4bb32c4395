"""Words of a page that are shown to those who work on it by other ways than a preview: forms, comparisons, files.

Rooms say for whom they are closed (`require`), once, from ``AppConfig.ready``. The middleware of `core.refusals` asks,
before the view does anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Revision
from wagtail_localize.models import SourceDeletedError, Translation

from .publishing import problems_with_a_preview_of

#: From a page with the content in question, who wants to read it, and whether they come to edit it, to sentences;
#: none where they may.
Check = Callable[[Any, Any, bool], Iterable[str]]
_checks: dict[str, Check] = {}

_COMPARING = "wagtailadmin_pages:revisions_compare"
_REVERTING = "wagtailadmin_pages:revisions_revert"
_EDITING = "wagtailadmin_pages:edit"
#: Those that answer with words of the original or of the translation.
_TRANSLATING = {
    f"wagtail_localize:{name}"
    for name in (
        "edit_string_translation",
        "edit_override",
        "download_pofile",
        "upload_pofile",
        "machine_translate",
        "preview_translation",
    )
}


def require(name: str, check: Check) -> None:
    _checks[name] = check


def sentence_instead(request: HttpRequest, view: str, args: Sequence[Any], parts: Mapping[str, Any]) -> str:
    """What to say in place of the words; empty where there is nothing to say."""
    if view == _COMPARING:
        page = _page(args[0])
        sentences = [
            sentence
            for thing in _with(page, *args[1:3])
            for sentence in (*problems_with_a_preview_of(thing), *_asked(thing, request.user))
        ]
        return sentences[0] if sentences else ""
    editing = False
    if view == _REVERTING:
        things = _with(_page(parts["page_id"]), parts["revision_id"])
    elif view == _EDITING:
        page = _page(parts["page_id"])
        things = _with(page, "latest")
        if page is not None and (translation := _translation_into(page)) is not None:
            things += _of_translation(translation)
        else:
            editing = True
    elif view in _TRANSLATING:
        found = Translation.objects.filter(pk=parts["translation_id"]).select_related("source").first()
        things = _of_translation(found) if found is not None else []
    else:
        return ""
    return next((sentence for thing in things for sentence in _asked(thing, request.user, editing)), "")


def _asked(thing: Any, user: Any, editing: bool = False) -> list[str]:
    return [sentence for check in _checks.values() for sentence in check(thing, user, editing)]


def _page(pk: Any) -> Page | None:
    page = Page.objects.filter(pk=pk).first()
    return page.specific if page is not None else None


def _with(page: Page | None, *versions: Any) -> list[Any]:
    """The page as it stands, and each of its versions as it was."""
    if page is None:
        return []
    named = {
        "earliest": page.revisions.order_by("created_at", "pk"),
        "latest": page.revisions.order_by("-created_at", "-pk"),
    }
    found: list[Revision | None] = [
        named[version].first() if version in named else page.revisions.filter(pk=version).first()
        for version in map(str, versions)
        if version in named or version.isdecimal()
    ]
    return [page, *(revision.as_object() for revision in found if revision is not None)]


def _translation_into(page: Page) -> Translation | None:
    into = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return into.select_related("source").first()


def _of_translation(translation: Translation) -> list[Any]:
    """What was translated from, and what stands there in the other language."""
    things = []
    with suppress(SourceDeletedError):
        things.append(translation.source.as_instance())
    target = Page.objects.filter(
        translation_key=translation.source.object_id, locale_id=translation.target_locale_id
    ).first()
    return [*things, *(_with(target.specific, "latest") if target is not None else [])]
