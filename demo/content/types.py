"""The few words in which content is written; the loader turns each into the thing it names."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ref:
    """A page of the demo, by its path below the home page ("" is the home page itself)."""

    path: str


@dataclass(frozen=True)
class Picture:
    """A picture the demo draws itself: a key of `pictures.PICTURES`."""

    key: str


@dataclass(frozen=True)
class FactRef:
    key: str


@dataclass(frozen=True)
class HelplineRef:
    key: str


@dataclass(frozen=True)
class SubjectRef:
    """Whose consent a story needs."""

    key: str


@dataclass(frozen=True)
class Page:
    """One page; `type` is "app.Model", the last part of `path` its slug."""

    path: str
    type: str
    fields: dict[str, Any] = field(default_factory=dict)
    in_menu: bool = False


def described(text: str) -> dict[str, str]:
    """The one sentence that stands for a page in lists of ours and in search engines alike."""
    return {"listing_summary": text, "search_description": text}
