"""All that the rooms say of what a role may do, from the ground floor up."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

from core.roles import Right


def every_right() -> Iterator[tuple[AppConfig, Right]]:
    """Each with the room that says it. ``INSTALLED_APPS`` lists the rooms from the roof down."""
    for room in reversed(list(apps.get_app_configs())):
        if module_has_submodule(room.module, "roles"):
            rights: list[Right] = getattr(import_module(f"{room.name}.roles"), "RIGHTS", [])
            yield from ((room, right) for right in rights)
