"""Draws the pictures of the demo with Pillow alone, so that the project carries no picture it did not make."""

from collections.abc import Callable
from io import BytesIO

from demo.content.pictures import PICTURES
from demo.drawings import day, night
from demo.drawings.paint import Sheet

KEYS = tuple(PICTURES)

DRAWN: dict[str, Callable[[], Sheet]] = {
    "meadow": day.meadow,
    "path_home": night.path_home,
    "lantern": night.lantern,
    "window": night.window,
    "bubbles": day.bubbles,
    "table": day.table,
    "board": day.board,
    "boats": night.boats,
}


def draw(key: str) -> bytes:
    """A JPEG of 1600 × 1000, the same bytes each time."""
    written = BytesIO()
    DRAWN[key]().image.save(written, "JPEG", quality=90, subsampling=0, optimize=True)
    return written.getvalue()
