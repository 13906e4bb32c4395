"""What other rooms hang behind the schools' door: sections of the page that a contact sees first.

A room registers its sections in a ``portal.py`` of its own; they are found by that name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from .models import Contact

#: What the section's template needs; ``None`` when there is nothing to say now.
Content = Callable[[Contact, HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """``template`` begins with its own heading (``h2``). Sections stand in the order of ``place``."""

    name: str
    place: int
    template: str
    content: Content


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    _sections[section.name] = section


def sections() -> list[Section]:
    autodiscover_modules("portal")
    return sorted(_sections.values(), key=lambda section: (section.place, section.name))
