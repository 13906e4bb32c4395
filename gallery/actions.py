"""What is recorded of drawings: each move under its own name, and what is done to a competition."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

from .enums import Move

register(
    [
        *(Action(f"gallery.{move.value}", move.label) for move in Move),
        Action("gallery.award_given", _("noted an award")),
        Action("gallery.award_taken", _("took an award away")),
        Action("gallery.one_pair_of_eyes", _("allowed one pair of eyes")),
        Action("gallery.two_pairs_of_eyes", _("asked for two pairs of eyes again")),
    ]
)
