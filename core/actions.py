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
        Action("core.schedule_dropped", _("did not publish, at the time set for it, what may not be public")),
        Action("core.viewed", _("looked at personal data")),
        Action("core.exported", _("downloaded")),
        Action("core.backed_up", _("made a backup of the site")),
        Action("core.restored", _("restored the site from a backup")),
    ]
)
