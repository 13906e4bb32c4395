"""How long a text takes."""

from __future__ import annotations

import math

from bs4 import BeautifulSoup
from wagtail.blocks import StreamValue

#: Silent reading of non-fiction by adults: 238 words a minute (Brysbaert 2019, doi.org/10.1016/j.jml.2019.104047).
#: Readers of these guides are younger, or frightened: we count on three quarters of that.
WORDS_A_MINUTE = 180


def minutes(*streams: StreamValue) -> int:
    """Whole minutes, at least one."""
    words = sum(
        len(" ".join(_texts(stream.stream_block.get_searchable_content(stream))).split()) for stream in streams
    )
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _texts(parts: list[str]) -> list[str]:
    return [BeautifulSoup(part, "html.parser").get_text(" ") if "<" in part else part for part in parts]
