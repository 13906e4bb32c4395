from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import WORDS
from core.blocks.text import ShortProseBlock


class Tone(models.TextChoices):
    NOTE = "note", _("Good to know")
    HOPE = "hope", _("Hope")
    DANGER = "danger", _("Immediate danger")


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(choices=Tone.choices, default=Tone.NOTE, label=_("Tone"))
    heading = blocks.CharBlock(required=False, default="", max_length=120, label=_("Heading"))
    text = ShortProseBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        description = _("A few sentences set apart, so that nobody reads past them.")
        group = WORDS
        template = "core/blocks/callout.html"
        preview_value = {
            "tone": Tone.HOPE,
            "heading": _("It is never your fault"),
            "text": _("<p>Whatever you sent and whatever you said: the person who asked is to blame.</p>"),
        }


__all__ = ["CalloutBlock", "Tone"]
