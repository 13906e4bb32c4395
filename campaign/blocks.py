"""What an organisation did in a year’s edition: never said without who states it and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import BlockList, ShortProseBlock
from core.blocks.groups import FACTS
from facts import cldr
from facts.enums import Precision
from partners.blocks import WholePartnerChoice


class TakingPartValue(blocks.StructValue):
    @property
    def dated(self) -> str:
        """The day somebody saw a page is not the day it speaks of."""
        if not self.get("as_of"):
            return ""
        day = {"date": cldr.partial_date(self["as_of"], self["as_of_precision"])}
        if self["as_of_precision"] == Precision.SEEN:
            return gettext("seen on %(date)s") % day
        return gettext("as of %(date)s") % day


class TakingPartBlock(blocks.StructBlock):
    partner = WholePartnerChoice(
        required=False,
        label=_("Partner"),
        help_text=_("Leave empty for an organisation that is not in the list, and name it in the text."),
    )
    what = ShortProseBlock(label=_("What they did"), help_text=_("One to three plain sentences."))
    source_name = blocks.CharBlock(max_length=200, label=_("Source"))
    source_address = blocks.URLBlock(
        required=False, default="", max_length=500, label=_("Address of the source")
    )
    as_of = blocks.DateBlock(label=_("As of"), help_text=_("Of a year alone, give its 1 January."))
    as_of_precision = blocks.ChoiceBlock(
        choices=Precision.choices, default=Precision.DAY, label=_("How exact")
    )

    def get_preview_value(self) -> blocks.StructValue:
        preview: dict[str, Any] = {
            "partner": self.child_blocks["partner"].model_class.objects.first(),
            "what": str(_("<p>Lit forget-me-not blue lights on the town hall.</p>")),
            "source_name": "ICMEC",
            "source_address": "https://example.org/",
            "as_of": date(2027, 5, 25),
            "as_of_precision": Precision.DAY,
        }
        return self.normalize(preview)

    class Meta:
        icon = "group"
        label = _("Who took part, and how")
        description = _(
            "What one organisation did in this edition, with the source that says so and its date."
        )
        group = FACTS
        template = "campaign/blocks/taking_part.html"
        value_class = TakingPartValue


TAKING_PART_BLOCKS: BlockList = [("taking_part", TakingPartBlock())]
