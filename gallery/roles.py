"""Who may do what with drawings, as data. Applied after migrations; who is in a group is chosen in the admin.

Which partner somebody edits for stands on the partner itself (`partners.Partner.editors`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission

ENTER = "gallery.enter_drawings"
MODERATE = "gallery.moderate_drawings"
OPEN_THE_ADMIN = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Role:
    group: str
    permissions: tuple[str, ...]


EDITORS = Role("Drawing editors", (OPEN_THE_ADMIN, ENTER))
MODERATORS = Role("Drawing moderators", (OPEN_THE_ADMIN, MODERATE))
ROLES = (EDITORS, MODERATORS)


def apply() -> None:
    """Make the groups that are not there, and give each what it needs. What somebody added by hand stays."""
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.group)
        for name in role.permissions:
            app_label, codename = name.split(".")
            group.permissions.add(
                Permission.objects.get(content_type__app_label=app_label, codename=codename)
            )
