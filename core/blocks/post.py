from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import WORDS


class PostBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        max_length=120, label=_("Title"), help_text=_("What it is for, such as “On the day”.")
    )
    text = blocks.TextBlock(max_length=1000, label=_("Text to post"), help_text=_("With its hashtags."))
    alt = blocks.TextBlock(
        required=False,
        default="",
        max_length=400,
        label=_("Words for the picture"),
        help_text=_("What whoever posts it should give as the picture’s description."),
    )

    class Meta:
        icon = "comment"
        label = _("Ready-to-post text")
        description = _("A text that partners copy into their own channels.")
        group = WORDS
        template = "core/blocks/post.html"
        preview_value = {
            "title": _("On the day"),
            "text": _("Today we remember every child who is missing. #MissingChildrensDay"),
            "alt": "",
        }


__all__ = ["PostBlock"]
