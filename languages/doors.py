"""Who may translate what.

Library: wagtail-localize 1.14, ``SubmitPageTranslationView``, ``SubmitSnippetTranslationView``,
``UpdateTranslationsView``, ``convert_to_alias``, ``SnippetViewSet`` and the views of one translation. Reason: they ask
for one permission, or for none, and never look at the page: whoever had it could copy and *publish* every page of every
partner. Even a translation that is only begun writes the row that readers see, when one is live there already, and puts
copies of pages above it live that are not there yet. End: when they ask the permissions of the source and of every
page they write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation, TranslationSource

from accounts.doors.reach import Refused, ask_at
from accounts.holdings import held_for
from core.public import public
from core.roles import Role

OF_ONE_TRANSLATION = (
    "edit_string_translation",
    "edit_override",
    "download_pofile",
    "upload_pofile",
    "machine_translate",
    "preview_translation",
    "stop_translation",
)


def register() -> None:
    ask_at("wagtail_localize:submit_page_translation", allowed=may_submit)
    ask_at("wagtail_localize:convert_to_alias", allowed=may_convert_to_alias)
    ask_at("wagtail_localize:update_translations", allowed=may_write_all_translations)
    ask_at(*(f"wagtail_localize:{name}" for name in OF_ONE_TRANSLATION), allowed=may_work_on_translation)
    ask_at(
        *(
            f"wagtail_localize:{name}"
            for name in ("submit_snippet_translation", "snippets_api_listing", "snippets_api_detail")
        ),
        allowed=may_change_kind_of_snippet,
    )


def may_edit(user: Any, thing: Any) -> bool:
    if isinstance(thing, Page):
        return bool(thing.permissions_for_user(user).can_edit())
    return bool(user.has_perm(f"{thing._meta.app_label}.change_{thing._meta.model_name}"))


def may_publish(user: Any, thing: Any) -> bool:
    if isinstance(thing, Page):
        return bool(thing.permissions_for_user(user).can_publish())
    return bool(user.has_perm(f"{thing._meta.app_label}.publish_{thing._meta.model_name}"))


def may_submit(request: HttpRequest, parts: Mapping[str, Any]) -> bool:
    """Those who publish a page have it translated; a translator takes any public page, alone, into their languages.

    Raises `Refused` where readers would see something new by it that this person may not publish.
    """
    page = Page.objects.filter(pk=parts["page_id"]).first()
    if page is None:
        return False
    asked = set(request.POST.getlist("locales"))
    into = [locale for locale in Locale.objects.all() if str(locale.pk) in asked]
    with_subtree = bool(request.POST.get("include_subtree"))
    if not may_publish(request.user, page):
        mine = held_for(request.user, Role.TRANSLATOR)
        if (
            not mine
            or not public(Page.objects.filter(pk=page.pk)).exists()
            or not {locale.language_code for locale in into} <= set(mine)
            or with_subtree
        ):
            return False
    _nothing_goes_live(request.user, page, into, with_subtree)
    return True


def _nothing_goes_live(user: Any, page: Page, into: Sequence[Locale], with_subtree: bool) -> None:
    """But what they may publish. A live copy of the original counts: it becomes a page with words of its own."""
    written = page.get_descendants(inclusive=True) if with_subtree else Page.objects.filter(pk=page.pk)
    there = Page.objects.filter(translation_key__in=written.values("translation_key"), locale__in=into)
    if _not_published_by(user, there.filter(live=True)).exists():
        raise Refused(
            _(
                "Readers see this page in that language already, as a copy of the original or in its own words. "
                "Ask somebody who publishes there to begin; then you can translate it."
            )
        )
    for locale in into:
        in_it = Page.objects.filter(locale=locale).values("translation_key")
        missing = page.get_ancestors().filter(depth__gt=1).exclude(translation_key__in=in_it)
        if _not_published_by(user, missing).exists():
            raise Refused(_("The page above it is not there in that language yet. Translate that one first."))


def _not_published_by(user: Any, pages: QuerySet[Page]) -> QuerySet[Page]:
    mine = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return pages.exclude(pk__in=mine.values("pk"))


def may_convert_to_alias(request: HttpRequest, parts: Mapping[str, Any]) -> bool:
    """What stands there is replaced by the original at once, live or not as that is."""
    page = Page.objects.filter(pk=parts["page_id"]).first()
    if page is None:
        return False
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, translations__target_locale=page.locale_id
    ).first()
    original = (
        source and Page.objects.filter(translation_key=page.translation_key, locale=source.locale).first()
    )
    if not original:
        return False
    if not (may_edit(request.user, original) or public(Page.objects.filter(pk=original.pk)).exists()):
        return False
    if not may_publish(request.user, page):
        raise Refused(_("Only somebody who publishes this page can have it follow its original."))
    return True


def may_work_on_translation(request: HttpRequest, parts: Mapping[str, Any]) -> bool:
    translation = Translation.objects.filter(pk=parts["translation_id"]).select_related("source").first()
    target = translation and _there(translation)
    return target is not None and may_edit(request.user, target)


def may_write_all_translations(request: HttpRequest, parts: Mapping[str, Any]) -> bool:
    """The button writes every translation at once, and publishes where that is ticked."""
    source = TranslationSource.objects.filter(pk=parts["translation_source_id"]).first()
    if source is None:
        return False
    try:
        written = [source.get_source_instance()]
    except models.ObjectDoesNotExist:
        return False
    for translation in source.translations.filter(enabled=True).select_related("source", "target_locale"):
        target = _there(translation)
        if target is not None:
            written.append(target)
    return all(may_publish(request.user, thing) for thing in written)


def may_change_kind_of_snippet(request: HttpRequest, parts: Mapping[str, Any]) -> bool:
    return request.user.has_perm(f"{parts['app_label']}.change_{parts['model_name']}")


def _there(translation: Translation) -> Any | None:
    try:
        return translation.get_target_instance()
    except models.ObjectDoesNotExist:
        return None
