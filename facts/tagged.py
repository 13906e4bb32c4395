"""What the site has on each kind of "missing", and where a reader finds it together.

The rooms above know the taxonomy, not the other way round, so each says once, from ``AppConfig.ready``, what it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from edge.memo import memoised_per_version

from .kinds import KindOfMissing
from .models import Fact, Helpline

#: Of one sort, so many are shown for a kind. Their own lists show all.
AT_MOST = 6
#: Of one sort, so many are looked at.
LOOKED_AT = 200


class Tagged(Protocol):
    kinds: list[str]


@dataclass(frozen=True)
class Source:
    """``place`` orders what stands under a kind, the smallest first. The template is given ``rows``.

    ``rows`` is asked for all that carry a tag and that a reader of the active language may see now.
    """

    place: int
    template: str
    rows: Callable[[], Iterable[Tagged]]


@dataclass(frozen=True)
class Shown:
    template: str
    rows: list[Any]


_sources: dict[str, Source] = {}
_explainers: list[Callable[[], str]] = []


def add_source(name: str, source: Source) -> None:
    _sources[name] = source


@dataclass(frozen=True)
class Tags:
    """``kinds`` holds every kind, also one on which there is nothing yet. What is about all of them stands in
    ``every`` alone, not six times over."""

    kinds: list[tuple[KindOfMissing, list[Shown]]]
    every: list[Shown]


def collect() -> Tags:
    sources = sorted(_sources.values(), key=lambda source: source.place)
    collected = [(source.template, list(source.rows())) for source in sources]
    return Tags(
        kinds=[(kind, _shown(collected, partial(is_about, kind))) for kind in KindOfMissing],
        every=_shown(collected, is_about_all),
    )


def is_about(kind: KindOfMissing, row: Tagged) -> bool:
    return kind.value in row.kinds and not is_about_all(row)


def is_about_all(row: Tagged) -> bool:
    return set(KindOfMissing.values) <= set(row.kinds)


def _shown(collected: list[tuple[str, list[Tagged]]], wanted: Callable[[Tagged], bool]) -> list[Shown]:
    chosen = [(template, [row for row in rows if wanted(row)][:AT_MOST]) for template, rows in collected]
    return [Shown(template, rows) for template, rows in chosen if rows]


def explain_at(find: Callable[[], str]) -> None:
    """``find`` gives the address of the page on all kinds in the active language; empty where there is none."""
    _explainers.append(find)


def explained_at() -> str:
    return next(filter(None, (find() for find in _explainers)), "")


@memoised_per_version
def tagged_facts() -> tuple[Fact, ...]:
    return tuple(Fact.objects.tagged().complete()[:LOOKED_AT])


@memoised_per_version
def tagged_helplines() -> tuple[Helpline, ...]:
    return tuple(Helpline.objects.tagged().complete()[:LOOKED_AT])
