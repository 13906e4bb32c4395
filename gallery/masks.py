"""What is covered on a drawing: burnt into copies that are made once more, so that nothing lies below.

Only copies of that kind are ever released where anything is covered (`shown`). They are made by the worker, and by
`tick` where it was interrupted.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from contextlib import suppress
from math import ceil, floor
from typing import Protocol

from PIL import Image, ImageDraw

from core.images.cleaning import clean_picture

from . import domain, files
from .enums import AssetKind
from .models import Entry, EntryAsset, Mask
from .models.bench import PARTS
from .processing import WIDTHS, copies_of

logger = logging.getLogger(__name__)

#: Of paper, a little darker. Never taken from the drawing: a cover must say nothing of what it covers.
COVER = (214, 210, 202)


class Place(Protocol):
    """In `PARTS` of the upright picture. A row of `Mask`, or what is about to become one."""

    left: int
    top: int
    width: int
    height: int


def cover(picture: Image.Image, places: Iterable[Place]) -> Image.Image:
    """With each place painted over, a little wider than it was drawn rather than narrower. The picture itself is
    changed and handed back."""
    pen = ImageDraw.Draw(picture)
    for place in places:
        start = (
            floor(place.left * picture.width / PARTS),
            floor(place.top * picture.height / PARTS),
        )
        end = (
            ceil((place.left + place.width) * picture.width / PARTS),
            ceil((place.top + place.height) * picture.height / PARTS),
        )
        pen.rectangle((start, end), fill=COVER)
    return picture


def make(entry_id: int) -> None:
    """Make the covered copies. Does nothing for an entry that is not waiting for them; what fails is tried again by
    `tick`."""
    entry = domain.waiting_to_be_covered().filter(pk=entry_id).first()
    if entry is None:
        return
    places = list(entry.masks.all())
    stored: list[EntryAsset] = []
    try:
        for width, height, ending, content in copies_of(_covered(entry, places)):
            key = files.keep_private(content, f".{ending}")
            stored.append(
                EntryAsset(
                    entry=entry,
                    kind=AssetKind.MASKED,
                    key=key,
                    format=ending,
                    width=width,
                    height=height,
                    bytes=len(content),
                )
            )
        domain.covered(entry, places, stored)
    except domain.Overtaken:
        # Something else is covered now, or it was decided on: what was made says nothing any more.
        files.delete_private(asset.key for asset in stored)
    except Exception:  # a storage or a decoder fails in its own way
        logger.exception("A drawing could not be covered; the next tick tries again")
        with suppress(Exception):  # the storage may be what failed; then they are swept
            files.delete_private(asset.key for asset in stored)


def _covered(entry: Entry, places: Iterable[Mask]) -> bytes:
    """The drawing with its covers on it, no larger than the largest copy. Covered first and made smaller then: what
    lies below must not shine through at the edges."""
    with Image.open(io.BytesIO(_source(entry))) as opened:
        opened.load()
        picture = opened.convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    cover(ground, places)
    if ground.width > WIDTHS[-1]:
        height = max(1, round(ground.height * WIDTHS[-1] / ground.width))
        ground = ground.resize((WIDTHS[-1], height), Image.Resampling.LANCZOS)
    output = io.BytesIO()
    ground.save(output, "PNG", compress_level=1)
    return output.getvalue()


def _source(entry: Entry) -> bytes:
    """The file as it was sent, cleaned; a month after a decision it is gone, and the widest copy has to do."""
    original = entry.assets.filter(kind=AssetKind.ORIGINAL).first()
    if original is not None:
        return clean_picture(files.read_private(original.key)).content
    copies = entry.assets.filter(kind=AssetKind.COPY, format="webp")
    return files.read_private(copies.order_by("-width")[0].key)
