"""How a translation comes into being and goes live. The only code that writes a translated page.

wagtail-localize's own ways are not used for a page that is live: they write the live row even when told to save a
draft, and fill gaps with the original's text.
"""

from __future__ import annotations

from typing import Any

import polib
from django.db import transaction
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.models import User
from audit.domain import record
from edge.content_version import bump_on_commit

from . import po as po_files
from .models import Reading

#: What stored strings name as their tool when no person translated them.
DRAFTED = "draft"


def propose(
    original: Any,
    locale: Locale,
    po: polib.POFile,
    *,
    user: User | None = None,
    machine: bool = False,
    publish: bool = False,
) -> Any:
    """Store a whole translation of ``original`` (a page, or a snippet with draft state) and make a draft of it.

    A live row is not touched unless ``publish`` is given. ``machine`` marks strings that no person wrote; whoever read
    the page before no longer stands for it. Returns the translated instance.

    Raises ``po.Refused`` when the file leaves a gap, names an unknown text or loses a placeholder, and
    ``RuntimeError`` when fewer strings were stored than read. In both cases nothing is kept.
    """
    with transaction.atomic():
        source, _created = TranslationSource.update_or_create_from_instance(original)
        po_files.check(po, source)
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
        _store(translation, po, user, machine)
        target = _draft(source, locale, user, publish)
        action = "languages.published" if publish else "languages.proposed"
        record(action, target, by=user, locale=locale.language_code, machine=machine)
        if isinstance(target, Page) and machine:
            ended, _rows = Reading.objects.filter(page_id=target.pk).delete()
            if ended:
                record("languages.reading_ended", target, by=user, locale=locale.language_code)
        bump_on_commit()
    return target


def _store(translation: Translation, po: polib.POFile, user: User | None, machine: bool) -> None:
    """The library's import says nothing about what it left out, so what is stored is counted."""
    # A file made on another installation names that one's translation and would be passed over in silence.
    po.metadata.pop("X-WagtailLocalize-TranslationID", None)
    warnings = translation.import_po(
        po,
        user=user,
        translation_type="machine" if machine else "manual",
        tool_name=DRAFTED if machine else "",
    )
    read = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in po if not entry.obsolete}
    stored = {
        (row.context.path, row.translation_of.data): row.data
        for row in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        ).select_related("context", "translation_of")
    }
    lost = [key for key, text in read.items() if stored.get(key) != text]
    if warnings or lost:
        raise RuntimeError(f"{len(read)} strings read, {len(lost)} not stored: {lost[:3]} {warnings[:3]}")


def _draft(source: TranslationSource, locale: Locale, user: User | None, publish: bool) -> DraftStateMixin:
    target = _existing(source, locale)
    if target is None or not target.live:
        # Nothing is live yet, so the library's own way cannot show anything early.
        target, _created = source.create_or_update_translation(
            locale, user=user, publish=False, fallback=False
        )
    elif isinstance(target, Page) and target.alias_of_id:
        # An alias holds no draft of its own: the strings wait in the translation memory until they may go live.
        if publish:
            target, _created = source.create_or_update_translation(
                locale, user=user, publish=False, fallback=False
            )
    else:
        target = source.get_ephemeral_translated_instance(locale, fallback=False)
        target.save_revision(user=user)
    if publish:
        target.get_latest_revision().publish(user=user)
        target.refresh_from_db()
    return target


def _existing(source: TranslationSource, locale: Locale) -> Any | None:
    try:
        return source.get_translated_instance(locale)
    except source.specific_content_type.model_class().DoesNotExist:
        return None


def mark_read(page: Page, reader: User) -> Reading:
    """A named person stands for this translation from now on; its notice to readers goes."""
    with transaction.atomic():
        Reading.objects.filter(page_id=page.pk).delete()
        reading = Reading.objects.create(page_id=page.pk, reader=reader)
        record("languages.reading_confirmed", page, by=reader, locale=page.locale.language_code)
        bump_on_commit()
    return reading


def unread_translation_of(page: Page) -> Page | None:
    """The original, when ``page`` is a translation that no named person has read; else ``None``."""
    if page.alias_of_id is not None or Reading.objects.filter(page_id=page.pk).exists():
        return None
    source = TranslationSource.objects.filter(
        translations__target_locale_id=page.locale_id, object_id=page.translation_key
    ).first()
    if source is None:
        return None
    return Page.objects.filter(translation_key=page.translation_key, locale_id=source.locale_id).first()
