"""Blocks of this room: a situation in which the reader decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import BlockList, ShortProseBlock
from core.blocks.groups import GUIDANCE
from facts.blocks import WholeFactChoice
from facts.kinds import KindOfMissing, kinds_of

from .enums import Verdict


class AnswerValue(blocks.StructValue):
    @property
    def verdict_label(self) -> str:
        """A draft may have none yet."""
        verdict = self.get("verdict")
        return str(Verdict(verdict).label) if verdict in Verdict.values else ""

    @property
    def is_so(self) -> bool:
        return self.get("verdict") in {Verdict.RIGHT, Verdict.ALSO}


class AnswerBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=120, label=_("Answer"), help_text=_("As a person would say it."))
    verdict = blocks.ChoiceBlock(
        choices=Verdict.choices, default=Verdict.OTHERWISE, label=_("What the page says first")
    )
    feedback = ShortProseBlock(
        label=_("Why"), help_text=_("Two or three short sentences. They never blame whoever chose it.")
    )

    class Meta:
        icon = "comment"
        label = _("Answer")
        value_class = AnswerValue


class SituationValue(blocks.StructValue):
    @property
    def kind_of_missing(self) -> KindOfMissing | None:
        """A draft may have none yet."""
        return next(iter(kinds_of([self.get("kind") or ""])), None)


class SituationBlock(blocks.StructBlock):
    """An everyday situation, composed and without names. Any likeness to a real case would be a harm."""

    heading = blocks.CharBlock(max_length=80, label=_("Heading"))
    situation = blocks.TextBlock(
        max_length=600,
        label=_("Situation"),
        help_text=_("Two to four short sentences. Invented, with no name, and no real case behind it."),
    )
    question = blocks.CharBlock(max_length=120, label=_("Question"))
    answers = blocks.ListBlock(AnswerBlock(), min_num=2, max_num=3, label=_("Answers"))
    kind = blocks.ChoiceBlock(choices=KindOfMissing.choices, label=_("Kind of “missing”"))
    helps = ShortProseBlock(label=_("What helps now"))
    fact = WholeFactChoice(
        required=False,
        label=_("Fact"),
        help_text=_("A number that corrects the picture most people have. It comes with its source."),
    )

    def clean(self, value: Mapping[str, Any]) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not any(
            answer["verdict"] == Verdict.RIGHT for answer in cleaned["answers"]
        ):
            raise blocks.StructBlockValidationError(
                block_errors={"answers": ValidationError(_("One of the answers must be so."))}
            )
        return cleaned

    class Meta:
        icon = "help"
        label = _("Situation")
        description = _("The reader decides, and then sees which kind of “missing” it is and what helps.")
        group = GUIDANCE
        template = "prevention/blocks/situation.html"
        value_class = SituationValue
        preview_value: dict[str, Any] = {
            "heading": _("A bag is gone"),
            "situation": _("It is nine in the evening. After a quarrel a girl of 15 has left with a bag."),
            "question": _("Is she missing?"),
            "answers": [
                {
                    "label": _("Yes. Nobody knows where she is."),
                    "verdict": Verdict.RIGHT,
                    "feedback": _("<p>It does not matter that she went by herself.</p>"),
                },
                {
                    "label": _("No. She went by herself."),
                    "verdict": Verdict.OTHERWISE,
                    "feedback": _("<p>A child without protection is in danger, whoever opened the door.</p>"),
                },
            ],
            "kind": KindOfMissing.RUNAWAY,
            "helps": _("<p>Call the police or a helpline at once.</p>"),
            "fact": None,
        }


SITUATION_BLOCKS: BlockList = [("situation", SituationBlock())]
