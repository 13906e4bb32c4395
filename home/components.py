"""What the component page shows: each block of the vocabulary, bound to its own preview value."""

from __future__ import annotations

from wagtail.blocks import BoundBlock, StreamBlock

from campaign.blocks import TAKING_PART_BLOCKS
from core import blocks
from facts.blocks import FACT_BLOCKS


def block_previews() -> list[tuple[str, BoundBlock]]:
    vocabulary = dict(
        [
            *blocks.ARTICLE_BLOCKS,
            *blocks.STORY_BLOCKS,
            *blocks.KIT_BLOCKS,
            *blocks.QUICK_READ_BLOCKS,
            *FACT_BLOCKS,
            *TAKING_PART_BLOCKS,
        ]
    )
    stream = StreamBlock(list(vocabulary.items()))
    return [(name, block.bind(block.get_preview_value())) for name, block in stream.child_blocks.items()]
