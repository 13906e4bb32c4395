"""What a phone or a program wrote about a film, taken out of it: where, when, with what, called what.

A film is not encoded anew (that takes longer than anyone waits). Its parts are walked, and those that say such things
are blanked in place; nothing moves, so no address inside the film goes wrong. Only the parts' headers are read, never
a frame, so this is safe and quick at any size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from core.uploads import Unreadable

#: A film of some hours has fewer parts. One made to have more is not walked to its end.
MOST_PARTS = 1_000_000
BLOCK = 1024 * 1024


class Edit(NamedTuple):
    """Bytes to write at ``start``, and zeros from there to ``end``."""

    start: int
    content: bytes
    end: int


def clean_mp4(file: BinaryIO) -> None:
    """Blank what an MP4 says about its making. Raises `Unreadable` before anything is written."""
    _apply(file, list(_mp4_edits(file)))


def clean_webm(file: BinaryIO) -> None:
    """Blank what a WebM says about its making. Raises `Unreadable` before anything is written."""
    _apply(file, list(_webm_edits(file)))


def _apply(file: BinaryIO, edits: list[Edit]) -> None:
    for edit in edits:
        file.seek(edit.start)
        file.write(edit.content)
        left = edit.end - edit.start - len(edit.content)
        while left > 0:
            left -= file.write(bytes(min(BLOCK, left)))
    # Storage on disk takes the temporary file as it lies there.
    file.flush()
    file.seek(0)


def _length(file: BinaryIO) -> int:
    file.seek(0, 2)
    return file.tell()


# --- MP4: boxes of (size, four letters) ----------------------------------------------------------------------

#: Kinds of MP4 that browsers play. QuickTime (``qt``) is not among them.
_BRANDS = frozenset((b"M4V ", *b"isom iso2 iso3 iso4 iso5 iso6 iso7 mp41 mp42 avc1 dash".split()))
_DESCEND = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"))
#: Free text, places, pictures of the cover, other programs' notes, and room left over, which may hold anything.
_SAYING = frozenset((b"udta", b"meta", b"uuid", b"free", b"skip", b"emsg"))
#: They begin with the times of creation and last change, in 32 or 64 bits.
_DATED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
_OUTERMOST = frozenset(
    (b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"sidx", b"ssix", b"mfra", b"pdin", b"wide")
)
_TRACKS = frozenset((b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"hint"))


class _Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int
    depth: int


def _boxes(file: BinaryIO) -> Iterator[_Box]:
    """Every box down to those that hold no other, in order. Boxes must fill their parent to the byte."""
    waiting = [(0, _length(file), 0)]
    count = 0
    while waiting:
        at, end, depth = waiting.pop()
        if at == end:
            continue
        count += 1
        file.seek(at)
        header = file.read(16)
        size, kind, body = int.from_bytes(header[:4], "big"), header[4:8], at + 8
        if size == 1:
            size, body = int.from_bytes(header[8:16], "big"), at + 16
        elif size == 0 and depth == 0:
            size = end - at
        if len(header) < 8 or at + size < body or at + size > end or count > MOST_PARTS:
            raise Unreadable("damaged")
        yield _Box(kind, at, body, at + size, depth)
        waiting.append((at + size, end, depth))
        if kind in _DESCEND:
            waiting.append((body, at + size, depth + 1))


def _mp4_edits(file: BinaryIO) -> Iterator[Edit]:
    file.seek(0)
    head = file.read(64)
    brands = {
        head[8:12],
        *(head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), 64), 4)),
    }
    if head[4:8] != b"ftyp" or head[8:12] == b"qt  " or not brands & _BRANDS:
        raise Unreadable("not_what_it_says", ending="MP4")
    seen = set()
    for box in _boxes(file):
        seen.add(box.kind)
        if box.kind in _SAYING or (box.depth == 0 and box.kind not in _OUTERMOST):
            yield Edit(box.start + 4, b"free", box.start + 8)
            yield Edit(box.body, b"", box.end)
        elif box.kind in _DATED:
            file.seek(box.body)
            times = 16 if file.read(1) == b"\x01" else 8
            yield Edit(box.body + 4, b"", min(box.body + 4 + times, box.end))
        elif box.kind == b"hdlr":
            file.seek(box.body + 8)
            if file.read(4) not in _TRACKS:
                # A track of places, of the phone's movements: its samples lie among the frames.
                raise Unreadable("other_tracks")
            yield Edit(min(box.body + 24, box.end), b"", box.end)
    if b"moov" not in seen or not seen & {b"mdat", b"moof"}:
        raise Unreadable("damaged")


# --- WebM: elements of (id, size), both of variable length ---------------------------------------------------

_HEADER = 0x1A45DFA3
_SEGMENT = 0x18538067
_CLUSTER = 0x1F43B675
_INFO = 0x1549A966
_TRACK_LIST = 0x1654AE6B
_TRACK = 0xAE
#: Tags, attachments, title, date, names of files and tracks, what was void already, and checksums, which would no
#: longer be right.
_BLANKED = frozenset((0x1254C367, 0x1941A469, 0x7BA9, 0x4461, 0x7384, 0x3C83AB, 0x3E83BB, 0x536E, 0xEC, 0xBF))
#: Names of programs, which have to be there but may be empty.
_EMPTIED = frozenset((0x4D80, 0x5741))
_VOID = b"\xec"


def _number(header: bytes, at: int, keep_marker: bool) -> tuple[int, int]:
    """A number of variable length, and how long it is. Its first byte says so by its leading zeros."""
    first = header[at] if at < len(header) else 0
    length = 9 - first.bit_length()
    if first == 0 or at + length > len(header):
        raise Unreadable("damaged")
    number = int.from_bytes(header[at : at + length], "big")
    return (number if keep_marker else number & ((1 << 7 * length) - 1)), length


def _webm_edits(file: BinaryIO) -> Iterator[Edit]:
    end_of_file = _length(file)
    file.seek(0)
    head = file.read(64)
    if not head.startswith(_HEADER.to_bytes(4, "big")) or b"\x42\x82\x84webm" not in head:
        raise Unreadable("not_what_it_says", ending="WebM")
    at = count = 0
    seen = set()
    while at < end_of_file:
        count += 1
        file.seek(at)
        header = file.read(12)
        kind, length = _number(header, 0, keep_marker=True)
        size, more = _number(header, length, keep_marker=False)
        body = at + length + more
        # All ones: a film recorded live does not know how long it will be.
        endless = size == (1 << 7 * more) - 1
        if count > MOST_PARTS or (not endless and body + size > end_of_file):
            raise Unreadable("damaged")
        seen.add(kind)
        if kind in (_SEGMENT, _INFO, _TRACK_LIST, _TRACK) or (kind == _CLUSTER and endless):
            # What is inside is walked as if it stood here: it fills the element to the byte, or the end is off.
            at = body
        elif endless:
            raise Unreadable("damaged")
        else:
            at_end = body + size
            if kind in _BLANKED:
                yield Edit(at, _void(at_end - at), at_end)
            elif kind in _EMPTIED:
                yield Edit(body, b"", at_end)
            at = at_end
    if not {_SEGMENT, _TRACK_LIST, _CLUSTER} <= seen:
        raise Unreadable("damaged")


def _void(total: int) -> bytes:
    """The header of an element without content that is ``total`` bytes long, header included."""
    if total < 9:
        return _VOID + bytes([0x80 | (total - 2)])
    return _VOID + b"\x01" + (total - 9).to_bytes(7, "big")
