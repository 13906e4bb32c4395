from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import WORDS
from core.blocks.text import ShortProseBlock


class HopefulPartBlock(blocks.StructBlock):
    """What the link “Go to the hopeful part” at the head of a story leads to."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    text = ShortProseBlock(label=_("Text"))

    class Meta:
        icon = "success"
        label = _("The hopeful part")
        description = _("Where a reader lands who wants to know first how it ended. One in a story.")
        group = WORDS
        template = "core/blocks/hopeful_part.html"
        preview_value = {
            "heading": _("Home again"),
            "text": _("<p>She was found, and she is well.</p>"),
        }


__all__ = ["HopefulPartBlock"]
