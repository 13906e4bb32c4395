"""A picture as it was sent, made into one that can be kept."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from core.uploads import clean_in_subprocess

PROGRAM = Path(__file__).with_name("clean.py")


class Picture(NamedTuple):
    """``ending`` is what the content is, whatever the file was called: ``.jpg``, ``.png`` or ``.webp``."""

    content: bytes
    ending: str
    width: int
    height: int


def clean_picture(content: bytes) -> Picture:
    """Decode and re-encode in a process of its own. Raises `core.uploads.Unreadable`; see `SENTENCES` in
    `core.images.forms` for its codes."""
    about, cleaned = clean_in_subprocess(PROGRAM, content)
    return Picture(cleaned, about["ending"], about["width"], about["height"])
