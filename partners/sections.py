"""What stands on a partner's page besides its own words: its events, its campaign pages.

The rooms above know partners, not the other way round, so each puts its section here once, from ``AppConfig.ready``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: From a partner's page to what the section's template is given; ``None`` where there is nothing to show.
Content = Callable[[Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """``place`` orders the sections of a page, the smallest first."""

    place: int
    template: str
    content: Content


@dataclass(frozen=True)
class Shown:
    template: str
    content: dict[str, Any]


_sections: dict[str, Section] = {}


def add_section(name: str, section: Section) -> None:
    _sections[name] = section


def sections_of(page: Any) -> list[Shown]:
    shown = []
    for section in sorted(_sections.values(), key=lambda section: section.place):
        content = section.content(page)
        if content is not None:
            shown.append(Shown(section.template, content))
    return shown
