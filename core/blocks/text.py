from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from core.blocks.groups import WORDS

INLINE_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class ShortProseBlock(blocks.RichTextBlock):
    """Rich text without headings, for use inside blocks that bring their own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", INLINE_FEATURES)
        super().__init__(**kwargs)

    def normalize(self, value: Any) -> RichText:
        # RichText searches its source with a regular expression, which refuses the lazy strings of previews.
        return super().normalize(str(value) if isinstance(value, Promise) else value)


class ProseBlock(ShortProseBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", ["h2", "h3", *INLINE_FEATURES])
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings and lists.")
        group = WORDS
        template = "core/blocks/text.html"
        preview_value = _("<h2>Talk early</h2><p>Short talks on the way home do more than one long one.</p>")


__all__ = ["ProseBlock", "ShortProseBlock"]
