"""Words of a fact: one child row a language, read through ``Wording`` so that a fallback always says its language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from facts.cldr import current_language


def content_languages() -> list[tuple[str, Any]]:
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


@dataclass(frozen=True)
class Wording:
    """A text and the language it is in. Printed in a template it marks itself when that is not the reader's."""

    text: str = ""
    language: str = ""
    #: A translation that no named person has read: readers are told so.
    is_draft: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def is_foreign(self) -> bool:
        return bool(self.text) and self.language != current_language()

    @property
    def dir(self) -> str:
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    def __str__(self) -> SafeString:
        if self.is_foreign:
            return format_html('<span lang="{}" dir="{}">{}</span>', self.language, self.dir, self.text)
        return escape(self.text)


class LanguageRow(models.Model):
    """What one language says. Each kind of row adds its texts and its parent."""

    language = models.CharField(_("language"), max_length=12, choices=content_languages)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("read by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Who has read this translation. Until somebody has, readers are told that it is a draft."
        ),
    )

    class Meta:
        abstract = True
        ordering = ["language"]

    def __str__(self) -> str:
        return self.language

    @property
    def is_draft(self) -> bool:
        return self.language != settings.LANGUAGE_CODE and self.read_by_id is None


def wording(rows: Iterable[LanguageRow], field: str) -> Wording:
    """``field`` in the reader's language, else in the site's first language, else in any that has it.

    Each field falls back on its own: a row with hours but no note does not hide the English note.
    """
    filled = {row.language: row for row in rows if getattr(row, field)}
    row = (
        filled.get(current_language())
        or filled.get(settings.LANGUAGE_CODE)
        or next(iter(filled.values()), None)
    )
    if row is None:
        return Wording()
    return Wording(text=getattr(row, field), language=row.language, is_draft=row.is_draft)
