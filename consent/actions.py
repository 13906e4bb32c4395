"""What is recorded of consents: of whom by key, never by label."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("consent.recorded", _("wrote down a consent")),
        Action("consent.identified", _("changed how a person may be named")),
        Action("consent.scopes_changed", _("changed where somebody may be shown")),
        Action("consent.paused", _("paused a consent")),
        Action("consent.resumed", _("let what was paused be shown again")),
        Action("consent.withdrawn", _("ended a consent")),
        Action("consent.name_refused", _("was refused a page that names somebody")),
        Action("consent.text_written", _("wrote a text for people to agree to")),
        Action("consent.key_given", _("made a private link")),
        Action("consent.key_ended", _("ended a private link")),
        Action("consent.key_used", _("opened a private link")),
        Action("consent.key_refused", _("tried a private link with a wrong PIN")),
        Action("consent.erasure_asked", _("began to erase a person")),
        Action("consent.erased", _("erased a person")),
        Action("consent.erased_later", _("erased what an erasure had to leave for a time")),
    ]
)
