from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import GUIDANCE


class ChecklistBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    items = blocks.ListBlock(
        blocks.CharBlock(max_length=200, label=_("Item")), min_num=1, max_num=20, label=_("Items")
    )

    class Meta:
        icon = "circle-check"
        label = _("Checklist")
        description = _("Things to tick off, on paper too. Nothing that is ticked is stored.")
        group = GUIDANCE
        template = "core/blocks/checklist.html"
        preview_value = {
            "heading": _("Have this ready when you call"),
            "items": [_("A recent photograph"), _("What your child was wearing"), _("Names of friends")],
        }


__all__ = ["ChecklistBlock"]
