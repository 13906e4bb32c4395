from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import GUIDANCE
from core.blocks.text import ShortProseBlock


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("What to do"))
    text = ShortProseBlock(required=False, label=_("How"))

    class Meta:
        icon = "arrow-right-full"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    steps = blocks.ListBlock(StepBlock(), min_num=1, max_num=12, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, in order, each step with a number.")
        group = GUIDANCE
        template = "core/blocks/steps.html"
        preview_value = {
            "heading": _("If something feels wrong"),
            "steps": [
                {"title": _("Stop writing back"), "text": ""},
                {
                    "title": _("Keep what you have"),
                    "text": _("<p>Do not delete the chat. It is evidence.</p>"),
                },
                {"title": _("Tell an adult you trust"), "text": ""},
            ],
        }


__all__ = ["StepBlock", "StepsBlock"]
