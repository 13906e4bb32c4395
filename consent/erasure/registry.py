"""Who erases what. A room lists its erasers, and what leads to them, in an ``erasers.py``: found by that name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

from ..models import Subject
from . import traces as tracing
from .traces import Tracer, Traces

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Reached:
    """``left``: what could not be reached; ``why`` is one of the eraser's ``reasons``."""

    reached: int
    left: int = 0
    why: str = ""


@dataclass(frozen=True)
class Eraser:
    """``find`` counts and changes nothing. ``erase`` is called inside a transaction, and perhaps once more after it was
    cut off: files and other things that no transaction brings back must bear being deleted twice.

    ``words``: what it is that is counted. ``order``: what belongs to a room comes first (10), then what all share (50),
    then what only remembers (80), the record itself last (99). ``where``: pages to look at by hand, for the rehearsal;
    ``where_words``: why.
    """

    name: str
    words: StrPromise
    find: Callable[[Traces], int]
    erase: Callable[[Traces], Reached]
    order: int = 10
    reasons: Mapping[str, StrPromise] = field(default_factory=dict)
    where: Callable[[Traces], list[int]] | None = None
    where_words: StrPromise | str = ""


_erasers: dict[str, Eraser] = {}
_tracers: dict[str, tuple[int, Tracer]] = {}


def register(*found: Eraser) -> None:
    for eraser in found:
        _erasers[eraser.name] = eraser


def trace_by(name: str, tracer: Tracer, order: int = 10) -> None:
    """``order``: a tracer that starts from what others found comes later."""
    _tracers[name] = (order, tracer)


def erasers() -> list[Eraser]:
    autodiscover_modules("erasers")
    return sorted(_erasers.values(), key=lambda eraser: (eraser.order, eraser.name))


def known(name: str) -> Eraser | None:
    """``None`` for the step of an old receipt whose eraser is gone."""
    return next((eraser for eraser in erasers() if eraser.name == name), None)


def traces_of(subject: Subject) -> Traces:
    autodiscover_modules("erasers")
    traces = tracing.of_themselves(subject)
    for _name, (_order, tracer) in sorted(_tracers.items(), key=lambda item: (item[1][0], item[0])):
        tracer(subject, traces)
    return traces
