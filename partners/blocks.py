"""A partner chosen inside a text. Its name comes from the one row there is of it."""

from __future__ import annotations

from typing import Any

from core.blocks.choices import RememberedRows

from .choosers import partner_chooser

PartnerChoice: Any = partner_chooser.get_block_class(name="PartnerChoice", module_path="partners.blocks")


class WholePartnerChoice(RememberedRows, PartnerChoice):
    related = ("countries",)
