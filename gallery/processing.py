"""From the bytes a stranger sent to pictures that are safe to show. Called by the worker and re-driven by `tick`."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from PIL import Image, ImageDraw

from core.images.cleaning import Picture, clean_picture
from core.uploads import Unreadable

from . import domain, files, hints, scanning
from .enums import AssetKind, Scan, State
from .header_check import SHORTEST_SIDE
from .models import Entry, EntryAsset, Mask
from .models.bench import PARTS

logger = logging.getLogger(__name__)

WIDTHS = (320, 640, 1280, 1920)
FORMATS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpg": {"format": "JPEG", "quality": 82, "progressive": True},
}
#: What is longer was made smaller by the decoder.
LONGEST_KEPT = 4096
#: What covers a place on a drawing: paper, a little darker, and never taken from the drawing, for a cover must say
#: nothing of what it covers. By how many pixels more than was marked: no hand draws a frame exactly.
COVER = (214, 210, 202)
COVERED_AROUND = 4


def process(entry_id: int) -> None:
    """Scan, decode, clean, and make the copies. Does nothing for an entry that is not waiting for it.

    A file that cannot be read ends as unreadable, for good. When the machine is to blame (no room to decode, a storage
    that is away, a scanner that does not answer) the entry goes back and is tried again.
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
        _process(entry, stored)
    except domain.Overtaken:
        # It took too long: another attempt is the one that counts now, or a person has taken the drawing back.
        files.delete_private(asset.key for asset in stored)
    except Unreadable as reason:
        with suppress(domain.Overtaken):
            if reason.code == "busy":
                domain.give_back(entry)
            else:
                domain.found_unreadable(entry, reason.code)
    except Exception as error:
        if isinstance(error, scanning.NoVerdict):
            logger.warning("The virus scanner gave no verdict (%s); the entry is tried again", error)
        else:
            logger.exception("An entry could not be made ready; it is tried again")
        with suppress(domain.Overtaken):
            domain.give_back(entry)
        with suppress(Exception):  # the storage may be what failed; then they are swept
            files.delete_private(asset.key for asset in stored)


def _process(entry: Entry, stored: list[EntryAsset]) -> None:
    """``stored`` is filled as files are: whatever stops this, they are known."""
    # Of a drawing that was replaced the newest counts.
    original = entry.assets.filter(kind=AssetKind.ORIGINAL).order_by("-pk").first()
    if original is None:
        raise Unreadable("damaged")
    content = files.read_private(original.key)
    verdict = Scan.NONE
    if scanning.is_asked():
        if not scanning.is_clean(content):
            _block(entry)
            return
        verdict = Scan.CLEAN
    picture = clean_picture(content)
    _must_be_large_enough(picture)
    opened = on_white(picture.content)
    seen = domain.Seen(verdict, hints.fingerprint_of(opened), hints.looks_like_photo(opened))
    keep(entry, AssetKind.COPY, copies_of(picture.content), stored)
    masks = list(entry.masks.all())
    if masks:
        keep(entry, AssetKind.MASKED, copies_of(picture.content, masks), stored)
    domain.made_ready(entry, stored, seen)


def _block(entry: Entry) -> None:
    domain.found_infected(entry)
    for asset in entry.assets.filter(kind=AssetKind.ORIGINAL):
        with suppress(Exception):  # a storage that is away: `tick` deletes what is due
            files.delete_private([asset.key])
            asset.delete()


def _must_be_large_enough(picture: Picture) -> None:
    """Of HEIF the first look knows no size. What is long and narrow has been made smaller since, and was looked at."""
    if (
        min(picture.width, picture.height) < SHORTEST_SIDE
        and max(picture.width, picture.height) < LONGEST_KEPT
    ):
        raise Unreadable("too_small")


def keep(
    entry: Entry, kind: AssetKind, copies: Iterable[tuple[int, int, str, bytes]], stored: list[EntryAsset]
) -> None:
    """Store copies and add the rows, not saved yet, to ``stored``, one by one: what fails half way leaves a list of
    what there is to delete."""
    for width, height, ending, content in copies:
        key = files.keep_private(content, f".{ending}")
        stored.append(
            EntryAsset(
                entry=entry,
                kind=kind,
                key=key,
                format=ending,
                width=width,
                height=height,
                bytes=len(content),
            )
        )


def copies_of(content: bytes, masks: Iterable[Mask] = ()) -> list[tuple[int, int, str, bytes]]:
    """(width, height, ending, bytes) of each copy, from a picture of our own making. White where it is see-through.

    Never wider than the drawing itself: the narrower of `WIDTHS`, and its own width where that is below the widest.
    ``masks`` are burnt in before anything is made smaller: no pixel below them reaches any copy.
    """
    picture = on_white(content)
    cover(picture, masks)
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


def cover(picture: Image.Image, masks: Iterable[Mask]) -> None:
    """Whole pixels, rounded outwards, and a few more around."""
    pen = ImageDraw.Draw(picture)
    for mask in masks:
        left, top = mask.left * picture.width // PARTS, mask.top * picture.height // PARTS
        right = -(-(mask.left + mask.width) * picture.width // PARTS)
        bottom = -(-(mask.top + mask.height) * picture.height // PARTS)
        around = COVERED_AROUND
        # The last column and row of a rectangle belong to it.
        pen.rectangle((left - around, top - around, right - 1 + around, bottom - 1 + around), fill=COVER)


def on_white(content: bytes) -> Image.Image:
    """A picture of our own making, in RGB, on white paper where it is see-through."""
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
        if opened.mode != "RGBA":
            return opened.convert("RGB")
        ground = Image.new("RGB", opened.size, "white")
        ground.paste(opened, mask=opened.getchannel("A"))
        return ground
