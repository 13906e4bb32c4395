"""What is recorded of stories: of versions by key, never by title."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.actions import Action, register

register(
    [
        Action("stories.version_shown", _("showed a version of a story to the person it belongs to")),
        Action("stories.version_agreed", _("a yes to a version of a story")),
        Action("stories.version_declined", _("a no to a version of a story")),
        Action("stories.taken_down", _("took down a story whose consent was withdrawn")),
    ]
)
