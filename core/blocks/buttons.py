from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.choices import PageChoice
from core.blocks.groups import LINKS


class ButtonStyle(models.TextChoices):
    PRIMARY = "primary", _("The one thing to do next")
    QUIET = "quiet", _("Quiet")


class ButtonBlock(blocks.StructBlock):
    """Leads to a page of ours or to an address elsewhere, never to both and never nowhere."""

    label = blocks.CharBlock(max_length=60, label=_("Words on the button"))
    page = PageChoice(required=False, label=_("Page of this site"))
    url = blocks.URLBlock(required=False, default="", label=_("Address elsewhere"))
    style = blocks.ChoiceBlock(choices=ButtonStyle.choices, default=ButtonStyle.PRIMARY, label=_("Style"))

    def clean(self, value: Mapping[str, Any]) -> blocks.StructValue:
        cleaned = super().clean(value)
        page, url = cleaned.get("page"), cleaned.get("url")
        problem = None
        if page and url:
            problem = _("Choose a page or give an address, not both.")
        elif not page and not url and not self.is_deferred_validation:
            problem = _("Say where the button leads: choose a page or give an address.")
        if problem:
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(problem)})
        return cleaned

    class Meta:
        icon = "link"
        label = _("Button")


class ButtonsBlock(blocks.StructBlock):
    buttons = blocks.ListBlock(ButtonBlock(), min_num=1, max_num=4, label=_("Buttons"))

    class Meta:
        icon = "link"
        label = _("Buttons")
        description = _("One to four buttons in a row. A button to a page that is not public is not shown.")
        group = LINKS
        template = "core/blocks/buttons.html"
        preview_value = {
            "buttons": [
                {
                    "label": _("Get help now"),
                    "page": None,
                    "url": "https://example.org",
                    "style": ButtonStyle.PRIMARY,
                },
                {
                    "label": _("Read more"),
                    "page": None,
                    "url": "https://example.org",
                    "style": ButtonStyle.QUIET,
                },
            ],
        }


__all__ = ["ButtonBlock", "ButtonStyle", "ButtonsBlock"]
