"""A ZIP as it came. Nothing in it is unpacked onto a disk, no name in it is believed or kept, and only what somebody
waits for is looked at."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from ..header_check import MOST_BYTES
from .columns import folded

MEGABYTE = 1024 * 1024
MOST_OF_A_ZIP = 100 * MEGABYTE
#: The table of contents is read as a whole; with the longest names that is some ten thousand files.
LONGEST_TABLE = 2 * MEGABYTE
MOST_FILES = 5000
PIECE = 64 * 1024
#: Old programs write names in the signs of the country. Of these, one gives the name that is waited for, or none does.
ENCODINGS = (
    "utf-8",
    "cp437",
    "cp850",
    "cp1252",
    "cp852",
    "cp1257",
    "cp775",
    "cp1253",
    "cp737",
    "cp1256",
    "cp720",
)
JUNK = {".ds_store", "thumbs.db", "desktop.ini"}
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")

_ZIP64 = b"PK\x06\x07"
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65535


class Broken(Exception):
    """``code`` of `boxes.sentences`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def must_be_small(file: IO[bytes]) -> None:
    """Its table of contents, before a library reads that into memory. Raises `Broken`."""
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    file.seek(0)
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_SIZE:
        raise Broken("not_a_zip")
    # Where these stand, the library believes another table than the one that is measured here. They are for what is
    # larger than we take.
    if _ZIP64 in tail[:place]:
        raise Broken("too_many_in_zip")
    number = int.from_bytes(tail[place + 10 : place + 12], "little")
    table = int.from_bytes(tail[place + 12 : place + 16], "little")
    if number > MOST_FILES or table > LONGEST_TABLE:
        raise Broken("too_many_in_zip")


def inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int = MOST_BYTES) -> bytes:
    """Its bytes, and never more of them than ``most``, whatever it says of its size. Raises `Broken`."""
    if member.flag_bits & 0x1:
        raise Broken("encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Broken("not_a_zip")
    pieces, size = [], 0
    try:
        with archive.open(member) as opened:
            while piece := opened.read(PIECE):
                size += len(piece)
                if size > most:
                    raise Broken("too_many_bytes")
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Broken("damaged") from error
    content = b"".join(pieces)
    if most == MOST_BYTES and content.startswith(ARCHIVES):
        raise Broken("archive_in_archive")
    return content


def members(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, set[str]]]:
    """Each file with the names it may have meant, folded; folders and what programs leave behind are passed over."""
    for member in archive.infolist():
        name = _last_part(member.filename)
        if member.is_dir() or "__MACOSX" in member.filename or name.startswith("._") or name.lower() in JUNK:
            continue
        yield member, {folded(_last_part(said)) for said in _spellings(member)}


def opened(file: IO[bytes]) -> zipfile.ZipFile:
    """Raises `Broken`."""
    must_be_small(file)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Broken("not_a_zip") from error


def _last_part(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _spellings(member: zipfile.ZipInfo) -> Iterator[str]:
    yield member.filename
    if member.flag_bits & 0x800:
        return  # it says that it is UTF-8
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return
    for encoding in ENCODINGS:
        try:
            yield raw.decode(encoding)
        except UnicodeDecodeError:
            continue
