from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import GUIDANCE


class DoDontBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    do = blocks.ListBlock(
        blocks.CharBlock(max_length=200, label=_("Do")), min_num=1, max_num=12, label=_("Do")
    )
    dont = blocks.ListBlock(
        blocks.CharBlock(max_length=200, label=_("Don’t")), min_num=1, max_num=12, label=_("Don’t")
    )

    class Meta:
        icon = "tasks"
        label = _("Do and don’t")
        description = _("What helps and what does not, side by side.")
        group = GUIDANCE
        template = "core/blocks/do_dont.html"
        preview_value = {
            "heading": _("When your child tells you"),
            "do": [_("Listen to the end"), _("Say: I believe you")],
            "dont": [_("Take the phone away"), _("Ask: why did you answer?")],
        }


__all__ = ["DoDontBlock"]
