from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import WORDS


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(max_length=600, label=_("What was said"), help_text=_("Without quotation marks."))
    attribution = blocks.CharBlock(
        required=False,
        default="",
        max_length=160,
        label=_("Who said it"),
        help_text=_("A name shown with consent only."),
    )
    source_url = blocks.URLBlock(required=False, default="", label=_("Where it was published"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody’s own words, and who said them.")
        group = WORDS
        template = "core/blocks/quote.html"
        preview_value = {
            "text": _("One missing child is one too many."),
            "attribution": "ICMEC",
            "source_url": "",
        }


__all__ = ["QuoteBlock"]
