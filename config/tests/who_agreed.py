"""Who agreed to what, until when, in plain Python. What the site shows is held against this, and never asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

ORIGINAL = "original"
#: One word for each person and language: wherever it stands, their story is told there.
WORD = re.compile(r"zq(\d)x(original|es|ar)")
#: What a place asks for besides being on the site.
ALSO_NEEDED = {"site": None, "partner": "partner_pages", "feed": "feeds"}


def word(number: int, language: str = ORIGINAL) -> str:
    return f"zq{number}x{language}"


def words_in(text: str) -> set[tuple[int, str]]:
    return {(int(number), language) for number, language in WORD.findall(text)}


@dataclass(frozen=True)
class Yes:
    """What one person agreed to last, and what became of it."""

    scopes: frozenset[str]
    first: date
    last: date
    confirmed: bool = True
    paused_by: str = ""
    #: Ours stays when the person takes back a pause of their own.
    we_paused_it: bool = False
    withdrawn: bool = False


@dataclass
class Ledger:
    """Every person by number. ``day`` is today."""

    day: date
    agreed: dict[int, Yes] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)

    def change(self, number: int, **changes: object) -> None:
        self.agreed[number] = replace(self.agreed[number], **changes)  # type: ignore[arg-type]

    def may(self, number: int | None, scope: str) -> bool:
        """Whether this person's story may be shown today for this. Nobody, and nothing heard, is no."""
        yes = self.agreed.get(number) if number is not None else None
        if yes is None or number in self.erased:
            return False
        standing = yes.confirmed and not yes.withdrawn and not yes.paused_by
        return standing and yes.first <= self.day <= yes.last and scope in yes.scopes

    def may_stand(self, number: int | None, language: str, place: str) -> bool:
        """Whether the person's words in ``language`` (or those they were first told in) may stand at a place."""
        needed = {"site", ALSO_NEEDED[place], None if language == ORIGINAL else "translations"} - {None}
        return all(self.may(number, str(scope)) for scope in needed)
