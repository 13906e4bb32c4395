from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import WORDS


class SentenceBlock(blocks.CharBlock):
    """One sentence of a quick read: as much as a child of eight takes in at once."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 140)
        super().__init__(**kwargs)

    class Meta:
        icon = "minus"
        label = _("Sentence")
        description = _("One short sentence of the quick read.")
        group = WORDS
        template = "core/blocks/sentence.html"
        preview_value = _("Real friends do not ask you to keep secrets.")


__all__ = ["SentenceBlock"]
