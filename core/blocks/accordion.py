from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import WORDS
from core.blocks.text import ShortProseBlock


class FoldBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("Question or title"))
    text = ShortProseBlock(label=_("Text"))

    class Meta:
        icon = "collapse-down"
        label = _("Fold")


class AccordionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, default="", max_length=120, label=_("Heading"))
    items = blocks.ListBlock(FoldBlock(), min_num=1, max_num=30, label=_("Folds"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Titles that open to a text. Never fold away what a reader in danger needs.")
        group = WORDS
        template = "core/blocks/accordion.html"
        preview_value = {
            "heading": _("Questions"),
            "items": [
                {
                    "title": _("Must I wait 24 hours?"),
                    "text": _("<p>No. Call as soon as you are worried.</p>"),
                },
                {
                    "title": _("Does the call cost anything?"),
                    "text": _("<p>Each number says so beside it.</p>"),
                },
            ],
        }


__all__ = ["AccordionBlock", "FoldBlock"]
