"""Files that no door for drawings takes, each with what whoever sent it reads."""

from __future__ import annotations

from collections.abc import Callable

from core.tests.files import EXE, bomb_png, png_header_of

from .factories import drawn

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "program": (lambda: EXE, "cannot read this file as a picture"),
    "bomb": (bomb_png, "more than 50 million pixels"),
    "cut off": (lambda: drawn(1)[:30], "damaged"),
    "nothing": (lambda: b"", "This file is empty"),
    "tiny": (lambda: png_header_of(100, 100), "too small to be seen well"),
}
