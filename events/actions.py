from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("events.status_changed", _("changed whether an event takes place")),
        Action("events.facts_carried", _("date, place and status were taken from the original")),
    ]
)
