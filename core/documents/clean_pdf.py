"""Read one PDF from standard input and write it anew to standard output. A program, not a module.

It runs alone (``python -I clean_pdf.py``) and under limits it sets itself, as a PDF can be made to keep a reader busy
for ever. It answers with one line of JSON, then the new PDF; or with a line that says why not.

Who wrote it, with what and when is left behind, also inside its photos. What runs or hides is refused, not taken out:
a poster with a script in it is not a poster, and whoever sends it should know.
"""

from __future__ import annotations

import io
import json
import logging
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 25

#: Keys that run something or carry another file, by what the answer calls it.
HARMFUL_KEYS = {
    "/JavaScript": "script",
    "/JS": "script",
    "/XFA": "script",
    "/EmbeddedFiles": "attachment",
    "/EF": "attachment",
    "/RichMedia": "attachment",
}
#: The same as values of a key that says what a thing is.
HARMFUL_KINDS = {
    "/JavaScript": "script",
    "/Launch": "script",
    "/ImportData": "script",
    "/SubmitForm": "script",
    "/RichMedia": "attachment",
    "/FileAttachment": "attachment",
    "/EmbeddedFile": "attachment",
}
START_OF_SCAN = 0xDA
END_OF_PICTURE = 0xD9
#: EXIF and XMP, IPTC, comments.
SAYING_MARKERS = (0xE1, 0xED, 0xFE)
#: Within a scan, a byte of ones is followed by zero or by a mark that belongs to it.
NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")

METADATA_KEYS = ("/Metadata", "/PieceInfo", "/LastModified", "/AA")


class Refused(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.answer: dict[str, object] = {"error": code}


def set_limits() -> None:
    for name, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(name, (limit, limit))
        except (ValueError, OSError):
            # macOS knows no limit of memory. The others hold there, and so does the parent's clock.
            continue


def dictionaries(thing: Any) -> Iterator[DictionaryObject]:
    """Every dictionary in one object, however deep. References are not followed: each object is visited itself."""
    waiting = [thing]
    while waiting:
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            yield found
            waiting.extend(dict.values(found))
        elif isinstance(found, ArrayObject):
            waiting.extend(list.__iter__(found))


def without_photo_metadata(jpeg: bytes) -> bytes:
    """A JPEG without the parts that hold EXIF, XMP, IPTC and comments, and without what hangs on after its end.
    Colour profile and Adobe's mark stay, as the pixels need them. One that cannot be followed is left as it is."""
    kept = [jpeg[:2]]
    at = 2
    while jpeg[at : at + 1] == b"\xff":
        marker = jpeg[at + 1]
        if marker == END_OF_PICTURE:
            return b"".join([*kept, jpeg[at : at + 2]])
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == START_OF_SCAN:
            following = NEXT_MARKER.search(jpeg, end)
            end = following.start() if following else -1
        if not at + 2 < end < len(jpeg):
            break
        if marker not in SAYING_MARKERS:
            kept.append(jpeg[at:end])
        at = end
    return jpeg


def cleaned(content: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise Refused("locked")
    writer = PdfWriter(clone_from=reader)
    if not writer.pages:
        raise Refused("damaged")
    for index in range(len(writer._objects)):
        thing = writer._objects[index]
        for found in dictionaries(thing):
            examine(found)
            for key in METADATA_KEYS:
                found.pop(NameObject(key), None)
        if isinstance(thing, StreamObject) and thing.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            thing._data = without_photo_metadata(thing._data)
    writer.metadata = None
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def examine(found: DictionaryObject) -> None:
    for key in found:
        if key in HARMFUL_KEYS:
            raise Refused(HARMFUL_KEYS[key])
    for key in ("/S", "/Subtype", "/Type"):
        kind = found.get(key)
        if isinstance(kind, str) and kind in HARMFUL_KINDS:
            raise Refused(HARMFUL_KINDS[kind])


def main() -> None:
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    set_limits()
    about: dict[str, object] = {}
    pdf = b""
    try:
        pdf = cleaned(content)
    except Refused as refused:
        about = refused.answer
    except (MemoryError, RecursionError):
        about = {"error": "too_hard"}
    except Exception:  # a damaged PDF makes the reader fail in a hundred ways
        about = {"error": "damaged"}
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + pdf)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
