"""From content as people write it to what a StreamField stores, with ids that never change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail import blocks

from .content.types import Reference
from .stable import stable_id

Resolve = Callable[[Any], Any]


def stream(block: blocks.StreamBlock, written: list[tuple[str, Any]], path: str, resolve: Resolve) -> Any:
    """``path`` names the stream (page and field); ``resolve`` gives the primary key of what a reference names."""
    return block.to_python(_value(block, written, path, resolve))


def _value(block: blocks.Block, value: Any, path: str, resolve: Resolve) -> Any:
    if isinstance(block, blocks.StructBlock):
        unknown = set(value) - set(block.child_blocks)
        if unknown:
            raise ValueError(f"{path} has no {sorted(unknown)}")
        return {
            name: _value(block.child_blocks[name], part, f"{path}.{name}", resolve)
            for name, part in value.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            {
                "type": "item",
                "value": _value(block.child_block, part, f"{path}.{place}", resolve),
                "id": str(stable_id(f"{path}.{place}")),
            }
            for place, part in enumerate(value)
        ]
    if isinstance(block, blocks.StreamBlock):
        return [
            {
                "type": kind,
                "value": _value(block.child_blocks[kind], part, f"{path}.{place}", resolve),
                "id": str(stable_id(f"{path}.{place}")),
            }
            for place, (kind, part) in enumerate(value)
        ]
    if isinstance(block, blocks.ChooserBlock) or isinstance(value, Reference):
        return resolve(value)
    return value
