from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("facts.verified", _("checked a helpline: all that is said of it holds")),
        Action("facts.verification_ended", _("changed what had been verified")),
    ]
)
