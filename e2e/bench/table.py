"""Rows of the performance table, and how they are written down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Literal

#: How a figure of each unit is written. Kilobytes are of 1024 bytes, as the budgets are.
FORMATS = {
    "per second": "{:.0f} /s",
    "KB": "{:.1f} KB",
    "MB": "{:.0f} MB",
    "answers": "{:.0f}",
    "queries": "{:.0f}",
    "score": "{:.0f}",
    "ms": "{:.1f} ms",
    "shift": "{:.3f}",
}


@dataclass(frozen=True)
class Row:
    """One figure and its budget.

    With a ``baseline``, measured in the same run, the budget is for the ratio of the two; without, for the figure.
    """

    what: str
    value: float
    unit: str
    limit: float
    bound: Literal["at least", "at most"] = "at most"
    baseline: float | None = None
    ratio: float | None = None

    @property
    def judged(self) -> float:
        return self.value if self.ratio is None else self.ratio

    @property
    def within(self) -> bool:
        return self.judged >= self.limit if self.bound == "at least" else self.judged <= self.limit

    @property
    def cells(self) -> list[str]:
        sign = "≥" if self.bound == "at least" else "≤"
        if self.ratio is None:
            # A limit of nought has no share.
            share = f"{self.value / self.limit:.2f} of the limit" if self.limit else ""
            budget = f"{sign} {written(self.limit, self.unit)}"
        else:
            share, budget = f"{self.ratio:.2f}", f"{sign} {self.limit:.2f}"
        bare = "" if self.baseline is None else written(self.baseline, self.unit)
        return [
            self.what,
            written(self.value, self.unit),
            bare,
            share,
            budget,
            "yes" if self.within else "**no**",
        ]


def written(value: float, unit: str) -> str:
    return FORMATS[unit].format(value)


def compared(what: str, pairs: Sequence[tuple[float, float]], limit: float) -> Row:
    """From (ours, bare) of each round. The ratio is the median of the rounds' own ratios: what slows one round down
    slows both halves of it, and a round that something disturbed in the middle is outvoted."""
    return Row(
        what,
        median(ours for ours, _bare in pairs),
        "per second",
        limit,
        "at least",
        baseline=median(bare for _ours, bare in pairs),
        ratio=median(ours / bare for ours, bare in pairs),
    )


def slower(what: str, pairs: Sequence[tuple[float, float]], limit: float) -> Row:
    """From (long list, short list) of each round, in milliseconds; judged like `compared`, but less is better."""
    return Row(
        what,
        median(long for long, _short in pairs),
        "ms",
        limit,
        baseline=median(short for _long, short in pairs),
        ratio=median(long / short for long, short in pairs),
    )


def markdown(rows: Sequence[Row]) -> str:
    head = ["What", "Measured", "Bare page", "Ratio", "Budget", "Kept"]
    body = [row.cells for row in rows]
    widths = [max(len(line[column]) for line in [head, *body]) for column in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        return f"| {padded} |"

    return "\n".join([line(head), line(["-" * width for width in widths]), *map(line, body)])


def as_json(rows: Sequence[Row], about: dict[str, Any]) -> str:
    listed = [{**asdict(row), "within": row.within} for row in rows]
    return json.dumps({**about, "rows": listed}, ensure_ascii=False, indent=2) + "\n"
