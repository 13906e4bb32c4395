"""The floors, where the import linter cannot look: foreign keys name their target in a string."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import models

from config.progress import ROOT

TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
LINTER = TOOLS["importlinter"]
(CONTRACT,) = LINTER["contracts"]


def floors() -> dict[str, int]:
    """Each room's floor, the cellar being 0; rooms that are not built yet included."""
    return {
        room.strip().strip("()"): number
        for number, floor in enumerate(reversed(CONTRACT["layers"]))
        for room in floor.split("|")
    }


def upward_keys(found: Iterable[type[models.Model]]) -> Iterator[str]:
    floor = floors()
    for model in found:
        room = model._meta.app_config.name if model._meta.app_config else model._meta.app_label
        for field in model._meta.get_fields(include_parents=False):
            target: Any = field.related_model
            # A key to whoever may log in goes through Django's own setting and names no room.
            if target is None or field.auto_created or getattr(field, "swappable_setting", None):
                continue
            other = target._meta.app_label
            if room in floor and other in floor and room != other and floor[other] >= floor[room]:
                yield f"{model._meta.label}.{field.name} on floor {floor[room]} points to {other} on {floor[other]}"


def test_no_foreign_key_points_upwards_or_to_a_neighbour() -> None:
    assert list(upward_keys(apps.get_models(include_auto_created=True))) == []


def _model_with_a_key(room: str, target: str) -> type[models.Model]:
    """A model that stands in a registry of its own, so that the site never hears of it."""

    class Tried(models.Model):
        other = models.ForeignKey(apps.get_model(target), on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = room
            apps = Apps()

    return Tried


@pytest.mark.parametrize(
    ("room", "target"),
    [("core", "home.HomePage"), ("prevention", "stories.StoryPage"), ("edge", "core.SiteImage")],
)
def test_a_key_that_points_upwards_or_to_a_neighbour_is_found(room: str, target: str) -> None:
    assert len(list(upward_keys([_model_with_a_key(room, target)]))) == 1


@pytest.mark.parametrize(
    ("room", "target"), [("home", "core.SiteImage"), ("home", "wagtailcore.Page"), ("core", "accounts.User")]
)
def test_a_key_that_points_down_or_through_a_setting_is_allowed(room: str, target: str) -> None:
    assert list(upward_keys([_model_with_a_key(room, target)])) == []


def test_every_package_of_ours_stands_on_a_floor() -> None:
    """A new room that the linter is not told of would be free to import anything."""
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    assert packages == set(LINTER["root_packages"])
    assert packages <= set(floors())
    assert packages <= set(TOOLS["pytest"]["ini_options"]["testpaths"])


def test_rooms_that_exist_are_not_optional_to_the_linter() -> None:
    optional = {room for room in floors() if f"({room})" in " ".join(CONTRACT["layers"])}

    assert not optional & set(LINTER["root_packages"])
