"""What happens to languages and translations when something else is saved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Locale, Page
from wagtail.signals import page_published
from wagtail_localize.models import TranslationSource

from .models import SiteLanguage


@receiver(post_save, sender=Locale)
def every_locale_has_its_settings(sender: type, instance: Locale, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        SiteLanguage.objects.get_or_create(locale=instance)


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
