"""The few words in which content is written; the loader turns each into the thing it names."""

from dataclasses import dataclass, field
from typing import Any


class Reference:
    """Stands in content for a row that has no primary key yet."""


@dataclass(frozen=True)
class Ref(Reference):
    """A page of the demo, by its path below the home page ("" is the home page itself).

    It is looked for in the language in which the text that names it is written.
    """

    path: str


@dataclass(frozen=True)
class Picture(Reference):
    """A picture the demo draws itself: a key of `pictures.PICTURES`."""

    key: str


@dataclass(frozen=True)
class FactRef(Reference):
    key: str


@dataclass(frozen=True)
class HelplineRef(Reference):
    key: str


@dataclass(frozen=True)
class SubjectRef(Reference):
    """Whose consent a story needs."""

    key: str


@dataclass(frozen=True)
class PartnerRef(Reference):
    """A row of `partners.PARTNERS`."""

    key: str


@dataclass(frozen=True)
class CompetitionRef(Reference):
    """A row of `competition.competitions`, of the edition of ``year``."""

    year: int


@dataclass(frozen=True)
class CountryRef(Reference):
    code: str


@dataclass(frozen=True)
class Page:
    """One page; `type` is "app.Model", the last part of `path` its slug, `language` the one it is written in."""

    path: str
    type: str
    fields: dict[str, Any] = field(default_factory=dict)
    in_menu: bool = False
    language: str = "en"


def described(text: str) -> dict[str, str]:
    """The one sentence that stands for a page in lists of ours and in search engines alike."""
    return {"listing_summary": text, "search_description": text}


def introduced(text: str) -> dict[str, str]:
    """What the page begins with stands for it in lists too: written once, translated once."""
    return {"introduction": text, "listing_summary": text}
