"""What is recorded of drawings: each move under its own name, and what is done to a competition."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, Withheld, register, withhold

from .enums import OF_THE_LEAD, WITH_THE_LEAD, Move
from .roles import LOOK_AFTER

register(
    [
        *(Action(f"gallery.{move.value}", move.label) for move in Move),
        Action(
            "gallery.concern_again", _("was worried about a drawing that the safeguarding lead has already")
        ),
        Action("gallery.concern_closed", _("closed a concern")),
        Action("gallery.class_opened", _("opened a class")),
        Action("gallery.slips_made", _("made slips for a class")),
        Action("gallery.class_sent", _("sent drawings of a class")),
        Action("gallery.class_told", _("told a class what was decided")),
        Action("gallery.slip_taken_back", _("took back what a slip is for")),
        Action("gallery.told_where", _("left an address to be told of a deletion")),
        Action("gallery.reported", _("reported a drawing")),
        Action("gallery.report_closed", _("closed a report of a drawing")),
        Action("gallery.award_given", _("noted an award")),
        Action("gallery.award_taken", _("took an award away")),
        Action("gallery.box_opened", _("began a box of drawings")),
        Action("gallery.box_listed", _("kept the list of a box of drawings")),
        Action("gallery.box_finished", _("finished a box of drawings")),
        Action("gallery.one_pair_of_eyes", _("allowed one pair of eyes")),
        Action("gallery.two_pairs_of_eyes", _("asked for two pairs of eyes again")),
    ]
)

#: Who was worried about which drawing, and what came of it, is told to nobody but the lead: not afterwards either.
withhold(
    Withheld(
        LOOK_AFTER,
        actions=frozenset(
            {f"gallery.{move.value}" for move in OF_THE_LEAD}
            | {"gallery.concern_again", "gallery.concern_closed"}
        ),
        object_types=frozenset({"gallery.concern", "gallery.sealedcase"}),
        states=frozenset(state.value for state in WITH_THE_LEAD),
    )
)
