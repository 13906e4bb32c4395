from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.groups import GUIDANCE

# The values name drawings in static/icons/sprite.svg.
SIGNS = [
    ("secret", _("A secret")),
    ("gift", _("Gifts")),
    ("money", _("Money")),
    ("camera", _("A picture asked for")),
    ("move", _("Moving to another app")),
    ("test", _("A test, a strange question")),
    ("hurry", _("Pressure")),
    ("threat", _("A threat")),
    ("mask", _("Somebody else than they say")),
    ("heart", _("Too much, too fast")),
    ("meeting", _("A meeting")),
    ("time", _("Time")),
    ("mood", _("A low mood")),
    ("older", _("Older company")),
    ("away", _("Away from home or school")),
    ("words", _("Words beyond their age")),
    ("drink", _("Alcohol or drugs")),
]
KINDS_OF_MISSING = [
    ("runaway", _("Ran away, or was made to leave")),
    ("family_abduction", _("Taken by a parent or relative")),
    ("migration", _("Missing on the move, or alone")),
    ("third_party_abduction", _("Taken by somebody outside the family")),
    ("lost", _("Lost, injured or otherwise missing")),
    ("abandoned", _("Abandoned or separated")),
]
DRAWINGS = [(_("Signs"), SIGNS), (_("Ways a child can be missing"), KINDS_OF_MISSING)]


class SignBlock(blocks.StructBlock):
    icon = blocks.ChoiceBlock(choices=DRAWINGS, label=_("Drawing"))
    title = blocks.CharBlock(max_length=90, label=_("In a few words"))
    text = blocks.TextBlock(required=False, default="", max_length=400, label=_("In a sentence or two"))

    class Meta:
        icon = "view"
        label = _("Sign")


class WarningSignsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    introduction = blocks.TextBlock(required=False, default="", max_length=400, label=_("Introduction"))
    signs = blocks.ListBlock(SignBlock(), min_num=1, max_num=12, label=_("Signs"))
    source_name = blocks.CharBlock(required=False, default="", max_length=160, label=_("Source"))
    source_url = blocks.URLBlock(required=False, default="", label=_("Address of the source"))

    class Meta:
        icon = "warning"
        label = _("Signs with drawings")
        description = _("Warning signs, or kinds of a thing: each a drawing, a few words and a sentence.")
        group = GUIDANCE
        template = "core/blocks/warning_signs.html"
        preview_value = {
            "heading": _("Signs to look for"),
            "introduction": "",
            "signs": [
                {
                    "icon": "secret",
                    "title": _("“Keep this between us”"),
                    "text": _("Good friends do not need secrets."),
                },
                {"icon": "move", "title": _("“Let’s write somewhere else”"), "text": ""},
                {"icon": "gift", "title": _("Presents you cannot explain"), "text": ""},
            ],
            "source_name": "",
            "source_url": "",
        }


__all__ = ["DRAWINGS", "KINDS_OF_MISSING", "SIGNS", "SignBlock", "WarningSignsBlock"]
