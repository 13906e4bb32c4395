"""The world with some countries marked. What is marked comes from the caller, so map and table cannot differ."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WORLD = Path(__file__).with_name("world.json")


@dataclass(frozen=True)
class Place:
    """A marked country: its shape, a dot where the shape is too small to see, or both."""

    code: str
    name: str
    mark: str
    path: str = ""
    dot: tuple[int, int] | None = None


@dataclass(frozen=True)
class WorldMap:
    width: int
    height: int
    #: All land that is not marked, as one path.
    land: str
    places: tuple[Place, ...]


@cache
def world() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(WORLD.read_text(encoding="utf-8"))
    return made


def draw(marks: Mapping[str, tuple[str, str]]) -> WorldMap:
    """``marks``: for each country code its name in the reader's language and how it is marked.

    Every country can be marked but Antarctica, which the map leaves out.
    """
    paths, dots = world()["paths"], world()["dots"]
    places = [
        Place(code, name, mark, paths.get(code, ""), tuple(dots[code]) if code in dots else None)
        for code, (name, mark) in marks.items()
        if code in paths or code in dots
    ]
    return WorldMap(
        width=world()["width"],
        height=world()["height"],
        land="".join(path for code, path in paths.items() if code not in marks),
        # Small ones last, so that no neighbour lies over them.
        places=tuple(sorted(places, key=lambda place: -len(place.path))),
    )
