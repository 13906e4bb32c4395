"""What is recorded of consents: of whom by key, never by label."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("consent.recorded", _("wrote down a consent")),
        Action("consent.identified", _("changed how a person may be named")),
        Action("consent.withdrawn", _("ended a consent")),
    ]
)
