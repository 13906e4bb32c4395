"""One drawing on the pages of those who entered it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from .. import reasons
from ..enums import MOVES, OVER, WITH_THE_LEAD, Move, State
from ..models import Decision, Entry
from ..sentences import sentence
from .forms import FactsForm

WITHOUT_A_PICTURE = {State.RECEIVED, State.PROCESSING, State.UNREADABLE, State.BLOCKED} | OVER | WITH_THE_LEAD


@dataclass
class Row:
    """One drawing of a batch. ``form`` is there while something can be changed, and while something typed is kept."""

    entry: Entry
    form: FactsForm | None

    @property
    def has_picture(self) -> bool:
        return self.entry.state not in WITHOUT_A_PICTURE

    @property
    def why_unreadable(self) -> str:
        return sentence(self.entry.unreadable_code) if self.entry.state == State.UNREADABLE else ""

    @property
    def missing(self) -> list[str]:
        """Before the release; a title may stay away, a description may not."""
        if self.entry.state not in {State.RECEIVED, State.PROCESSING, State.PENDING, State.APPROVED}:
            return []
        missing = [] if self.entry.title else [_("a title")]
        return missing if self.entry.alt_text else [*missing, _("a description")]

    @property
    def why(self) -> str:
        """What is asked for, or why it is not shown: the sentence that a school would read."""
        if self.entry.state not in {State.CHANGES, State.REJECTED}:
            return ""
        return reasons.for_school(getattr(self.entry, "said_why", ""))

    @property
    def may_be_replaced(self) -> bool:
        open_still = self.entry.competition.can_be_entered_for
        return open_still and self.entry.state in MOVES[Move.REPLACE].before

    @property
    def may_be_sent_again(self) -> bool:
        return self.entry.state == State.CHANGES and self.entry.competition.can_be_entered_for

    @property
    def may_be_taken_back(self) -> bool:
        return self.entry.state not in {State.WITHDRAWN, State.PROCESSING}


def with_why(entries: QuerySet[Entry]) -> Any:
    """For `Row.why`."""
    why = Decision.objects.filter(entry=OuterRef("pk"), move__in=[Move.REJECT, Move.ASK]).order_by("-pk")
    return entries.annotate(said_why=Subquery(why.values("reason")[:1]))
