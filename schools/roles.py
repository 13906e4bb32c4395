"""Who may do what with schools, as data. Which schools that reaches, `schools.reach` says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import HUB, Right, Role

VERIFY = "schools.verify_schools"

RIGHTS = [
    Right(
        _("Verify schools in the countries your partner serves, and give out invitation codes"),
        (Role.EDITOR,),
        permissions=(VERIFY,),
    ),
    Right(_("Verify schools in every country, and give out invitation codes"), HUB, permissions=(VERIFY,)),
]
