"""What a public copy consists of, read by hand: the libraries that made it are not asked."""

from __future__ import annotations

import struct

from gallery import files
from gallery.enums import AssetKind
from gallery.models import Entry

#: Tables, frame, scan. Not one segment for people or programs to write something into but the one that says "JFIF".
JPEG_PARTS = {0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0}
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
AVIF_MARKS = (b"Exif", b"mime", b"xml ", b"prof", b"rICC", b"cdsc")


def strangers_in(content: bytes, ending: str) -> list[str]:
    """Every part that is no part of a bare picture, and whatever stands behind its end."""
    return {"jpg": _in_jpeg, "webp": _in_webp, "avif": _in_avif}[ending](content)


def _in_jpeg(content: bytes) -> list[str]:
    assert content[:2] == b"\xff\xd8"
    place, found = 2, []
    while content[place + 1] != 0xD9:
        kind, (length,) = content[place + 1], struct.unpack_from(">H", content, place + 2)
        if kind not in JPEG_PARTS or (
            kind == 0xE0 and (length != 16 or content[place + 4 : place + 9] != b"JFIF\0")
        ):
            found.append(f"segment {kind:X}")
        place += 2 + length
        if kind == 0xDA:
            while content[place] != 0xFF or content[place + 1] == 0 or 0xD0 <= content[place + 1] <= 0xD7:
                place += 1
    return found + (["a tail"] if len(content) > place + 2 else [])


def _in_webp(content: bytes) -> list[str]:
    (length,) = struct.unpack_from("<I", content, 4)
    place, found = 12, []
    while place < length + 8:
        kind, size = struct.unpack_from("<4sI", content, place)
        if kind not in WEBP_PARTS:
            found.append(f"chunk {kind!r}")
        place += 8 + size + size % 2
    return found + (["a tail"] if len(content) > length + 8 else [])


def _in_avif(content: bytes) -> list[str]:
    place = 0
    while place < len(content):
        size, kind = struct.unpack_from(">I4s", content, place)
        if kind == b"mdat":
            head = content[:place]
            break
        place += size
    else:
        head = content
    return [f"box {mark!r}" for mark in AVIF_MARKS if mark in head]


def copies(entry: Entry) -> dict[str, bytes]:
    """Each copy that could be shown, by its width and its ending."""
    shown = entry.assets.filter(kind=AssetKind.COPY)
    return {f"{asset.width}.{asset.format}": files.read_private(asset.key) for asset in shown}
