"""Who may know whose consent stands behind a story or a drawing: keepers, and nobody else, coordinators included."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import Right, Role

RIGHTS = [
    Right(
        _("Write down who agreed to be shown, where and until when, and read what was written down"),
        (Role.KEEPER,),
        permissions=(
            "consent.add_subject",
            "consent.view_subject",
            "consent.add_consentrecord",
            "consent.view_consentrecord",
        ),
    ),
]
