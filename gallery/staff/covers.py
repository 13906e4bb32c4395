"""Covered places as the pages of the bench show and send them: in percent of the picture, in plain fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from .. import domain
from ..models import Entry
from ..models.bench import PARTS

FIELDS = ("left", "top", "width", "height")
#: Percent, with a point or a comma, as people write it.
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{0,6})?")
_PERCENT = PARTS // 100


@dataclass(frozen=True)
class Cover:
    """One row of the form. What somebody typed stays as it was typed."""

    left: str = ""
    top: str = ""
    width: str = ""
    height: str = ""

    @property
    def typed(self) -> tuple[str, ...]:
        return (self.left, self.top, self.width, self.height)

    def rectangle(self) -> domain.Rectangle:
        left, top, width, height = (_parts(text) for text in self.typed)
        # Of two numbers that were rounded the sum may lie a hair beyond the edge.
        return domain.Rectangle(left, top, _up_to_the_edge(left, width), _up_to_the_edge(top, height))


@dataclass(frozen=True)
class Covers:
    covers: tuple[Cover, ...]

    @classmethod
    def of(cls, entry: Entry) -> Covers:
        masks = entry.masks.all()
        return cls(tuple(Cover(*(_percent(getattr(mask, name)) for name in FIELDS)) for mask in masks))

    @classmethod
    def sent(cls, data: QueryDict) -> Covers:
        """Rows that are empty are none. A form without any of the fields uncovers everything: ask `were_sent` first."""
        columns = (data.getlist(f"cover-{name}")[: 2 * domain.MOST_MASKS] for name in FIELDS)
        rows = (Cover(*(text.strip()[:12] for text in row)) for row in zip(*columns, strict=False))
        return cls(tuple(row for row in rows if any(row.typed)))

    @staticmethod
    def were_sent(data: QueryDict) -> bool:
        return "cover-left" in data

    def rectangles(self) -> list[domain.Rectangle]:
        """Raises ``ValidationError`` for what is no number."""
        return [cover.rectangle() for cover in self.covers]

    @property
    def rows(self) -> list[Cover]:
        """With an empty one, to cover one place more."""
        return [*self.covers, Cover()]

    @property
    def drawn(self) -> list[domain.Rectangle]:
        """Those that can be drawn over the picture, whatever else was typed."""
        drawn = []
        for cover in self.covers:
            try:
                drawn.append(cover.rectangle())
            except ValidationError:
                continue
        return drawn


def _parts(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValidationError(_("Each covered place needs four numbers from 0 to 100, or none."))
    return round(float(text.replace(",", ".")) * _PERCENT)


def _percent(parts: int) -> str:
    return f"{parts / _PERCENT:g}"


def _up_to_the_edge(start: int, length: int) -> int:
    return PARTS - start if PARTS < start + length <= PARTS + _PERCENT // 10 else length
