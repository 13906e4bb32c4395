"""What rooms above add to the private page. A room lists its own in a ``parts.py``; they are found by that name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.module_loading import autodiscover_modules

from ..models import TakeBackKey

#: From the link that was opened to what the template needs; ``None`` when there is nothing to say now.
Content = Callable[[TakeBackKey, HttpRequest], dict[str, Any] | None]
#: Does what a form of the part asks for, and returns a sentence for whoever pressed. Raises ``consent.domain.Refused``.
Act = Callable[[TakeBackKey, QueryDict, HttpRequest], str]


@dataclass(frozen=True)
class Part:
    """A section of the page. ``place``: parts stand in this order, after where somebody is shown and before pausing.

    ``template`` is a section with its own heading (``h2``). Its context is what ``content`` returned, ``ticket`` and
    ``act``. A form of it has no action, is sent by POST, and begins with
    ``{% include "consent/my_story/carried.html" %}``, which brings both along; its other fields come to ``act`` as
    data.
    """

    name: str
    place: int
    template: str
    content: Content
    act: Act


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    _parts[part.name] = part


def parts() -> list[Part]:
    autodiscover_modules("parts")
    return sorted(_parts.values(), key=lambda part: (part.place, part.name))


def find(name: str) -> Part | None:
    return next((part for part in parts() if part.name == name), None)
