from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import WORDS
from core.blocks.image import PictureBlock
from core.blocks.quote import QuoteBlock
from core.blocks.text import ShortProseBlock


class ChapterTextBlock(ShortProseBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "core/blocks/text.html"


class StoryChapterBlock(blocks.StructBlock):
    """A reader can skip each one, and is told first what it contains where that is hard to bear."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    content_note = blocks.CharBlock(
        required=False,
        default="",
        max_length=300,
        label=_("Content note"),
        help_text=_("What is hard in this chapter, in one short, factual sentence. It stands before it."),
    )
    content = blocks.StreamBlock(
        [("text", ChapterTextBlock()), ("image", PictureBlock()), ("quote", QuoteBlock())],
        label=_("Text"),
    )

    def get_preview_value(self) -> blocks.StructValue:
        words = str(_("<p>It was cold, and the last train had gone.</p>"))
        return self.to_python(
            {
                "heading": str(_("The night outside")),
                "content_note": str(_("Speaks of a night alone.")),
                "content": [{"type": "text", "value": words}],
            }
        )

    class Meta:
        icon = "list-ul"
        label = _("Chapter of a story")
        description = _("A part that can be skipped, with a note of its own on what it contains.")
        group = WORDS
        template = "core/blocks/chapter.html"


__all__ = ["ChapterTextBlock", "StoryChapterBlock"]
