"""The first look at an upload, in the web process: it costs next to nothing, whatever was sent."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zlib

import pytest

from core.tests.files import as_file, jpeg, moving, photo, png, png_header_of, png_with_everything
from core.uploads import Unreadable
from gallery.header_check import PNG, check_header


def piece(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_pieces(*pieces: bytes) -> bytes:
    """A PNG with something between its header and its pixels."""
    plain = png((600, 420))
    return plain[:33] + b"".join(pieces) + plain[33:]


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as reason:
        check_header(content)
    return reason.value.code


@pytest.mark.parametrize(
    "content",
    [
        png((600, 420)),
        jpeg((600, 420)),
        as_file(photo((600, 420)), "WEBP"),
        as_file(photo((600, 420)), "PNG", dpi=(72, 72)),
        with_pieces(piece(b"acTL", struct.pack(">II", 1, 0))),
    ],
    ids=["png", "jpeg", "webp", "png with pieces", "png of one frame"],
)
def test_a_picture_that_can_be_taken_is_let_through(content: bytes) -> None:
    check_header(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png_header_of(10_000, 5_001), "too_many_pixels"),
        (png_header_of(12_001, 400), "too_many_pixels"),
        (png_header_of(2**32 - 1, 2**32 - 1), "too_many_pixels"),
        (png_header_of(399, 4000), "too_small"),
        (png_header_of(0, 4000), "too_small"),
        (png_with_everything()[:100], "damaged"),
        (PNG, "damaged"),
        (PNG + piece(b"IDAT"), "damaged"),
        (PNG + piece(b"IHDR", bytes(12)) + piece(b"IDAT"), "damaged"),
        (png((600, 420)).replace(b"IHDR", b"IHDX"), "damaged"),
        (png((600, 420))[:20] + b"\x03" + png((600, 420))[21:], "damaged"),
        (with_pieces(piece(b"IHDR", bytes(13))), "damaged"),
        (with_pieces(b"\xff\xff\xff\xfftEXt"), "damaged"),
        (b"\x89PNG and nothing else", "damaged"),
        (moving("WEBP"), "moving"),
        (with_pieces(piece(b"acTL", struct.pack(">II", 2, 0))), "moving"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_picture_that_cannot_be_taken_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_texts_in_a_png_are_not_inflated() -> None:
    """Pillow does, on opening: of 70 KB in 63 pieces that makes 63 MB in the process that answers readers."""
    bomb = with_pieces(*[piece(b"zTXt", b"a\0\0" + zlib.compress(bytes(1024 * 1024)))] * 63)
    assert len(bomb) < 100_000

    tracemalloc.start()
    check_header(bomb)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1024 * 1024


def test_a_png_of_a_million_pieces_is_given_up_soon() -> None:
    began = time.process_time()

    assert refused(with_pieces(piece(b"tEXt") * 1_000_000)) == "damaged"

    assert time.process_time() - began < 1
