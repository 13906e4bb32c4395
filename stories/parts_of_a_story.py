"""A story in the order in which it is told, each part with what leads to it and past it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

#: Where “Skip the story” leads, so also where the last chapter ends when nothing follows it.
AFTER = "after"


@dataclass(frozen=True)
class StoryPart:
    """``anchor`` stays the same while the block does, whatever is put before it; ``next_anchor`` is what follows."""

    block: Any
    anchor: str
    next_anchor: str

    @property
    def kind(self) -> str:
        return str(self.block.block_type)

    @property
    def value(self) -> Any:
        return self.block.value

    @property
    def has_picture(self) -> bool:
        if self.kind == "chapter":
            return any(inner.block_type == "image" for inner in self.value["content"])
        return self.kind == "image" or (self.kind == "film" and bool(self.value.get("poster")))


def parts_of(stream: Any) -> list[StoryPart]:
    named = list(_named(stream))
    return [
        StoryPart(block, anchor, following[1] if following else AFTER)
        for (block, anchor), following in zip_longest(named, named[1:])
    ]


def _named(stream: Any) -> Iterator[tuple[Any, str]]:
    for place, block in enumerate(stream, 1):
        yield block, f"part-{block.id[:8] if block.id else place}"
