"""From the bytes a stranger sent to pictures that are safe to show. Called by the worker and re-driven by `tick`."""

from __future__ import annotations

import io
import logging
from contextlib import suppress
from typing import Any

from PIL import Image

from core.images.cleaning import clean_picture
from core.uploads import Unreadable

from . import domain, files
from .enums import AssetKind, State
from .models import Entry, EntryAsset

logger = logging.getLogger(__name__)

WIDTHS = (320, 640, 1280, 1920)
FORMATS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpg": {"format": "JPEG", "quality": 82, "progressive": True},
}


def process(entry_id: int) -> None:
    """Decode, clean, and make the copies. Does nothing for an entry that is not waiting for it.

    A file that cannot be read ends as unreadable, for good. When the machine is to blame (no room to decode, a storage
    that is away) the entry goes back and is tried again.
    """
    entry = Entry.objects.filter(pk=entry_id, state=State.RECEIVED).first()
    if entry is None:
        return
    try:
        domain.take_up(entry)
    except domain.Overtaken:
        return  # another worker has it
    stored: list[EntryAsset] = []
    try:
        original = entry.assets.get(kind=AssetKind.ORIGINAL)
        picture = clean_picture(files.read_private(original.key))
        for width, height, ending, content in copies_of(picture.content):
            key = files.keep_private(content, f".{ending}")
            stored.append(
                EntryAsset(
                    entry=entry,
                    kind=AssetKind.COPY,
                    key=key,
                    format=ending,
                    width=width,
                    height=height,
                    bytes=len(content),
                )
            )
        domain.made_ready(entry, stored)
    except domain.Overtaken:
        # It took too long: another attempt is the one that counts now, or a person has taken the drawing back.
        files.delete_private(asset.key for asset in stored)
    except Unreadable as reason:
        with suppress(domain.Overtaken):
            if reason.code == "busy":
                domain.give_back(entry)
            else:
                domain.found_unreadable(entry, reason.code)
    except Exception:
        logger.exception("An entry could not be made ready; it is tried again")
        with suppress(domain.Overtaken):
            domain.give_back(entry)
        with suppress(Exception):  # the storage may be what failed; then they are swept
            files.delete_private(asset.key for asset in stored)


def copies_of(content: bytes) -> list[tuple[int, int, str, bytes]]:
    """(width, height, ending, bytes) of each copy, from a picture of our own making. White where it is see-through.

    Never wider than the drawing itself: the narrower of `WIDTHS`, and its own width where that is below the widest.
    """
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
        picture = opened.convert("RGB") if opened.mode != "RGBA" else _on_white(opened)
    widths = [width for width in WIDTHS if width < picture.width]
    if picture.width <= WIDTHS[-1]:
        widths.append(picture.width)
    else:
        widths.append(WIDTHS[-1])
    made = []
    for width in sorted(set(widths), reverse=True):
        height = max(1, round(picture.height * width / picture.width))
        picture = (
            picture.resize((width, height), Image.Resampling.LANCZOS) if width < picture.width else picture
        )
        for ending, options in FORMATS.items():
            output = io.BytesIO()
            picture.save(output, **options)
            made.append((width, height, ending, output.getvalue()))
    return made


def _on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground
