"""A first look at an upload, in the web process: is this a picture of a size we can take? Nothing is decoded.

What the file really holds is found out later, in a process of its own (`gallery.processing`).
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from PIL import Image

from core.uploads import Unreadable

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 12_000
SHORTEST_SIDE = 400
#: The second four bytes of an HEIF file are "ftyp", then comes one of these. Its sizes are left to the subprocess:
#: finding them takes a parser that does not belong into a web process.
HEIF_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis", b"hevc", b"hevx"}
PNG = b"\x89PNG\r\n\x1a\n"
#: Pieces of a PNG before its pixels. Real ones have a dozen or two.
MOST_CHUNKS = 1000


def check_header(content: bytes) -> None:
    """Raises `core.uploads.Unreadable` with a code of `gallery.sentences.SENTENCES`."""
    if not content:
        raise Unreadable("empty")
    if len(content) > MOST_BYTES:
        raise Unreadable("too_many_bytes")
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return
    width, height, frames = _png(content) if content.startswith(PNG) else _header(content)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Unreadable("too_many_pixels")
    if min(width, height) < SHORTEST_SIDE:
        raise Unreadable("too_small")
    if frames > 1:
        raise Unreadable("moving")


def _png(content: bytes) -> tuple[int, int, int]:
    """Width, height, and how many pictures, without Pillow: opening a PNG, it inflates every text before the pixels.
    Seventy kilobytes can be as many megabytes in memory."""
    size: tuple[int, int] | None = None
    frames, place = 1, len(PNG)
    for _number in range(MOST_CHUNKS):
        if place + 12 > len(content):
            break
        length, kind = struct.unpack_from(">I4s", content, place)
        if (kind == b"IHDR") is not (size is None):
            break
        if kind == b"IHDR":
            size = _png_size(content[place + 4 : place + 25], length)
        elif kind == b"acTL" and length >= 4:
            (frames,) = struct.unpack_from(">I", content, place + 8)
        elif kind == b"IDAT" and size is not None:
            return (*size, frames)
        place += length + 12
    raise Unreadable("damaged")


def _png_size(chunk: bytes, length: int) -> tuple[int, int]:
    """From the first piece: its name, 13 bytes, and their check sum."""
    if length != 13 or zlib.crc32(chunk[:17]) != int.from_bytes(chunk[17:], "big"):
        raise Unreadable("damaged")
    width, height = struct.unpack_from(">II", chunk, 4)
    return width, height


def _header(content: bytes) -> tuple[int, int, int]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "WEBP")) as picture:
                frames = getattr(picture, "n_frames", 1) if picture.format == "WEBP" else 1
                return picture.width, picture.height, frames
    except Image.DecompressionBombError as error:
        raise Unreadable("too_many_pixels") from error
    except Image.UnidentifiedImageError as error:
        known = content.startswith((b"\xff\xd8\xff", b"\x89PNG")) or content[8:12] == b"WEBP"
        raise Unreadable("damaged" if known else "not_a_picture") from error
    except Exception as error:  # every broken header fails in its own way
        raise Unreadable("damaged") from error
