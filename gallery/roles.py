"""Who may do what with drawings, as data. Which drawings that reaches, `gallery.reach` says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import HUB, Right, Role

ENTER = "gallery.enter_drawings"
MODERATE = "gallery.moderate_drawings"
#: Of concerns and sealed drawings.
LOOK_AFTER = "gallery.look_after_concerns"
ONE_PAIR = "gallery.allow_one_pair_of_eyes"
#: Competitions, and with them how long what was entered is kept.
SET_UP = "gallery.change_competition"

#: A role held for the whole site reaches every drawing, one held for a partner those from the countries it serves.
DECIDING = (Role.MODERATOR, Role.SAFEGUARDING)

RIGHTS = [
    Right(
        _("Enter your partner’s drawings, correct what is said of them, and take one back"),
        (Role.EDITOR,),
        permissions=(ENTER,),
    ),
    Right(
        _("Approve, reject, release and hide drawings from the countries your partner serves"),
        (Role.MODERATOR,),
        permissions=(MODERATE,),
    ),
    Right(
        _("See every drawing, whatever country it is from, hide one at once, and decide on it"),
        (Role.SAFEGUARDING,),
        permissions=(MODERATE,),
    ),
    Right(
        _("Look after drawings that worry somebody, and after sealed ones; hand over, give back, destroy"),
        (Role.SAFEGUARDING,),
        permissions=(LOOK_AFTER,),
    ),
    Right(
        _("See the rules and days of drawing competitions"), HUB, permissions=("gallery.view_competition",)
    ),
    Right(
        _("Set up drawing competitions: their rules and their days"),
        (Role.COORDINATOR,),
        permissions=("gallery.add_competition", "gallery.change_competition"),
    ),
    Right(
        _("Let one person be enough to show a drawing in a competition, in writing"),
        (Role.COORDINATOR,),
        permissions=(ONE_PAIR,),
    ),
]
