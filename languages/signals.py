"""What happens to languages and translations when something else is saved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Locale, Page
from wagtail.signals import page_published
from wagtail_localize.models import TranslationSource

from accounts.applying import apply_for, let_go
from accounts.scopes import holdings_for
from core.roles import Scope

from .models import SiteLanguage
from .rights import HOME_DEPTH


@receiver(post_save, sender=Locale)
def every_locale_has_its_settings(sender: type, instance: Locale, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        SiteLanguage.objects.get_or_create(locale=instance)


@receiver(post_save, sender=Locale)
def every_locale_has_its_translators(
    sender: type, instance: Locale, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if created and not raw:
        apply_for(holdings_for(Scope.LANGUAGE, instance.language_code))


@receiver(post_delete, sender=Locale)
def nobody_translates_into_a_locale_that_is_gone(sender: type, instance: Locale, **kwargs: Any) -> None:
    let_go(holding.group_name for holding in holdings_for(Scope.LANGUAGE, instance.language_code))


@receiver(post_save)
def a_home_page_is_its_translators(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Of any model, as home pages are two floors up. Sent for every way in which a page comes to be."""
    if not raw and isinstance(instance, Page) and instance.depth == HOME_DEPTH:
        apply_for(holdings_for(Scope.LANGUAGE, instance.locale.language_code))


@receiver(pre_save, sender=TranslationSource)
def translate_from_the_original_only(sender: type, instance: TranslationSource, **kwargs: Any) -> None:
    """wagtail-localize offers to translate a translation; two sources then match one page and its editor breaks (500).

    ``PermissionDenied`` is what its views turn into a message; a ``ValidationError`` would be another 500.
    """
    if (
        instance._state.adding
        and TranslationSource.objects.filter(object_id=instance.object_id)
        .exclude(locale_id=instance.locale_id)
        .exists()
    ):
        raise PermissionDenied("Translate from the original")


@receiver(page_published)
def translators_see_what_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """Without this an old translation is called up to date. Targets are never written from here: only people do."""
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id
    ).first()
    if source is not None and instance.alias_of_id is None:
        source.update_from_db()
