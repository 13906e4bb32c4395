"""What is recorded of schools. No row says a name or an address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("schools.joined", _("a school came for the first time")),
        Action("schools.came_in", _("came in through the schools’ door")),
        Action("schools.signed_out", _("left through the schools’ door")),
        Action("schools.verified", _("verified a school")),
        Action("schools.turned_away", _("turned a school away")),
        Action("schools.verification_taken_back", _("took a school’s verification back")),
        Action("schools.contact_forgotten", _("a contact at a school was forgotten")),
        Action("schools.code_made", _("made an invitation code for schools")),
        Action("schools.code_ended", _("ended an invitation code for schools")),
        Action("schools.domain_added", _("added an e-mail domain of schools")),
        Action("schools.domain_removed", _("removed an e-mail domain of schools")),
    ]
)
