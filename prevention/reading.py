"""How long a text takes."""

from __future__ import annotations

import hashlib
import json
import math

from bs4 import BeautifulSoup
from wagtail.blocks import StreamValue

from edge.memo import VersionMemo

#: Silent reading of non-fiction by adults: 238 words a minute (Brysbaert 2019, doi.org/10.1016/j.jml.2019.104047).
#: Readers of these guides are younger, or frightened: we count on three quarters of that.
WORDS_A_MINUTE = 180

_known = VersionMemo(size=1024)


def minutes(*streams: StreamValue) -> int:
    """Whole minutes, at least one. Remembered by the text itself: a card needs no more of a guide than this number."""
    written = json.dumps([list(stream.raw_data) for stream in streams], default=str)
    key = hashlib.blake2b(written.encode(), digest_size=16).digest()
    return _known.get_or_make(key, lambda: _count(streams))


def _count(streams: tuple[StreamValue, ...]) -> int:
    words = sum(
        len(" ".join(_texts(stream.stream_block.get_searchable_content(stream))).split())
        for stream in streams
    )
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _texts(parts: list[str]) -> list[str]:
    return [BeautifulSoup(part, "html.parser").get_text(" ") if "<" in part else part for part in parts]
