"""Who may know whose consent stands behind a story or a drawing: keepers, and nobody else, coordinators included."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.roles import Right, Role

READ, WRITE = "consent.view_consentrecord", "consent.add_consentrecord"
READ_TEXTS, WRITE_TEXTS = "consent.view_consenttext", "consent.add_consenttext"
ERASE = "consent.erase"

RIGHTS = [
    Right(
        _("Write down who agreed to be shown, where and until when, and read what was written down"),
        (Role.KEEPER,),
        permissions=(
            "consent.add_subject",
            "consent.view_subject",
            "consent.change_subject",
            WRITE,
            READ,
        ),
    ),
    Right(
        _("Write the texts that people agree to"),
        (Role.KEEPER,),
        permissions=(READ_TEXTS, WRITE_TEXTS),
    ),
    Right(_("Erase a person for good, with a receipt"), (Role.KEEPER,), permissions=(ERASE,)),
]
