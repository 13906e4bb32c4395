"""What any room may record: rows added, changed and removed, and what was looked at or taken out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("core.added", _("added")),
        Action("core.changed", _("changed")),
        Action("core.removed", _("deleted")),
        Action("core.changed_together", _("changed several at once")),
        Action("core.viewed", _("looked at personal data")),
        Action("core.exported", _("downloaded")),
    ]
)
