"""Blocks that show a fact. The value is a chosen row, so a correction reaches every page in every language at once."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import BlockList
from core.blocks.choices import RememberedRows
from core.blocks.groups import FACTS

from .choosers import fact_chooser, helpline_chooser

FactChoice: Any = fact_chooser.get_block_class(name="FactChoice", module_path="facts.blocks")
HelplineChoice: Any = helpline_chooser.get_block_class(name="HelplineChoice", module_path="facts.blocks")


class WholeFactChoice(RememberedRows, FactChoice):
    related = ("words", "also_reported")


class WholeHelplineChoice(RememberedRows, HelplineChoice):
    related = ("words", "countries")


class FactBlock(blocks.StructBlock):
    """A number with what it counts, its source and its date. All of that comes with the fact."""

    fact = WholeFactChoice(label=_("Fact"))
    note = blocks.CharBlock(
        required=False,
        default="",
        max_length=240,
        label=_("Note"),
        help_text=_("What this page adds to the number. The source stands there by itself."),
    )

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize({"fact": first_of(self, "fact"), "note": ""})

    class Meta:
        icon = "decimal"
        label = _("Number with its source")
        description = _("A number from the list of facts, with what it counts, its source and its date.")
        group = FACTS
        template = "facts/blocks/fact.html"
        preview_value: dict[str, Any] = {"fact": None, "note": ""}


class HelplineBlock(blocks.StructBlock):
    """Who helps, and the way to the number. The number itself stands here only if it serves every country (rule 12)."""

    helpline = WholeHelplineChoice(label=_("Helpline"))

    def get_preview_value(self) -> blocks.StructValue:
        return self.normalize({"helpline": first_of(self, "helpline")})

    class Meta:
        icon = "mobile-alt"
        label = _("Helpline")
        description = _(
            "A helpline from the list. Readers see its number once they have chosen their country."
        )
        group = FACTS
        template = "facts/blocks/helpline.html"
        preview_value: dict[str, Any] = {"helpline": None}


def first_of(block: blocks.StructBlock, name: str) -> Model | None:
    """A real row for the preview in the block menu: there is no such thing as an example number to call."""
    return block.child_blocks[name].model_class.objects.first()


FACT_BLOCKS: BlockList = [("fact", FactBlock()), ("helpline", HelplineBlock())]
