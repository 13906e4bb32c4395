"""Documents as people and attackers send them, made on the spot."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from core.tests import files
from core.tests.files import SECRET

# --- PDF -----------------------------------------------------------------------------------------------------


def pdf(change: Callable[[PdfWriter], object] | None = None) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 300)
    writer.add_annotation(0, FreeText(text="Missing", rect=(10, 10, 100, 40)))
    picture = StreamObject()
    picture._data = files.jpeg_with_everything()
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Photo"): writer._add_object(picture)})}
    )
    if change is not None:
        change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def pdf_with_metadata() -> bytes:
    """An author, XMP for the whole and for the page, what a program left for itself, and a photo with a place."""

    def change(writer: PdfWriter) -> None:
        writer.add_metadata({"/Author": SECRET, "/Title": SECRET})
        xmp = StreamObject()
        xmp._data = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
        writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
        writer.pages[0][NameObject("/Metadata")] = writer._add_object(xmp)
        writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject(
            {NameObject("/Program"): TextStringObject(SECRET)}
        )

    return pdf(change)


def pdf_with_script() -> bytes:
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        )

    return pdf(change)


def pdf_that_starts_a_program() -> bytes:
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
        )

    return pdf(change)


def pdf_with_attachment() -> bytes:
    return pdf(lambda writer: writer.add_attachment("names.csv", SECRET.encode()))


def locked_pdf() -> bytes:
    return pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128"))


# --- MP4 -----------------------------------------------------------------------------------------------------


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def dated(kind: bytes) -> bytes:
    """Version, flags, two times, and what follows them."""
    return box(kind, bytes(4) + b"\xe1\xe2\xe3\xe4" * 2 + b"\x01\x02\x03\x04" * 4)


def mp4(handler: bytes = b"vide", brand: bytes = b"isom") -> bytes:
    place = box(b"udta", box(b"\xa9xyz", SECRET.encode()) + box(b"loci", SECRET.encode()))
    track = box(
        b"trak",
        dated(b"tkhd")
        + box(
            b"mdia", dated(b"mdhd") + box(b"hdlr", bytes(8) + handler + bytes(12) + SECRET.encode() + b"\x00")
        )
        + place,
    )
    return (
        box(b"ftyp", brand + bytes(4) + b"isom" + brand)
        + box(b"free", SECRET.encode())
        + box(b"moov", dated(b"mvhd") + track + place + box(b"meta", SECRET.encode()))
        + box(b"mdat", b"FRAMES" * 50)
        + box(b"uuid", bytes(16) + SECRET.encode())
        + box(b"what", SECRET.encode())
    )


# --- WebM ----------------------------------------------------------------------------------------------------


def element(kind: int, body: bytes, *, endless: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if endless else b"\x01" + len(body).to_bytes(7, "big")
    return kind.to_bytes((kind.bit_length() + 7) // 8, "big") + size + body


def webm(*, live: bool = False, doctype: bytes = b"webm") -> bytes:
    """With ``live`` as a browser records it, when nobody knows yet how long it will be."""
    said = SECRET.encode()
    info = element(
        0x1549A966,
        element(0xBF, b"CRC4") + element(0x7BA9, said) + element(0x4461, said[:8]) + element(0x4D80, said),
    )
    tracks = element(0x1654AE6B, element(0xAE, element(0xD7, b"\x01") + element(0x536E, said)))
    cluster = element(0x1F43B675, element(0xE7, b"\x00") + element(0xA3, b"FRAMES" * 30), endless=live)
    tags = element(0x1254C367, element(0x7373, said))
    attachment = element(0x1941A469, said)
    head = (
        b"\x1a\x45\xdf\xa3"
        + bytes([0x80 | 4 + len(doctype) - 1])
        + b"\x42\x82"
        + bytes([0x80 | len(doctype)])
        + doctype
    )
    return head + element(0x18538067, info + tracks + cluster + tags + attachment, endless=live)


# --- What is sent --------------------------------------------------------------------------------------------

CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\nRašyk, skambink\n"
TABLE = "country,number\nΕλλάδα,116000\n"

#: Name sent, bytes, and the code of the refusal they must meet.
BAD_DOCUMENTS: dict[str, tuple[str, Any, str]] = {
    "a PDF that was cut off": ("half.pdf", lambda: pdf()[:200], "damaged"),
    "a PDF that is none": ("poster.pdf", lambda: b"%PDF-1.7\n" + b"nonsense " * 50, "damaged"),
    "a picture called PDF": ("poster.pdf", files.jpeg, "not_what_it_says"),
    "a page of HTML called PDF": ("poster.pdf", lambda: files.POLYGLOT_TAIL + pdf(), "not_what_it_says"),
    "a PDF with a script": ("poster.pdf", pdf_with_script, "script"),
    "a PDF that starts a program": ("poster.pdf", pdf_that_starts_a_program, "script"),
    "a PDF with a file inside": ("poster.pdf", pdf_with_attachment, "attachment"),
    "a locked PDF": ("poster.pdf", locked_pdf, "locked"),
    "captions without their first word": ("film.vtt", lambda: b"1\n00:01 --> 00:02\nHello", "not_captions"),
    "captions that almost begin right": ("film.vtt", lambda: b"WEBVTTX\n", "not_captions"),
    "a table in another encoding": ("t.csv", lambda: TABLE.encode("utf-16"), "not_utf8"),
    "a text in Windows letters": ("t.txt", lambda: "Rašyk".encode("cp1257"), "not_utf8"),
    "a program called text": ("t.txt", lambda: files.EXE, "not_utf8"),
    "a film that was cut off": ("film.mp4", lambda: mp4()[:-100], "damaged"),
    "a film without its index": ("film.mp4", lambda: box(b"ftyp", b"isom" + bytes(4)), "damaged"),
    "a film with a box larger than its parent": (
        "film.mp4",
        lambda: box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", b"\xff\xff\xff\xfftrak"),
        "damaged",
    ),
    "a film that is QuickTime": ("film.mp4", lambda: mp4(brand=b"qt  "), "not_what_it_says"),
    "a film with a track of places": ("film.mp4", lambda: mp4(handler=b"meta"), "other_tracks"),
    "a page called film": ("film.mp4", lambda: files.POLYGLOT_TAIL, "not_what_it_says"),
    "a WebM that was cut off": ("film.webm", lambda: webm()[:-20], "damaged"),
    "a WebM that is Matroska": ("film.webm", lambda: webm(doctype=b"matroska"), "not_what_it_says"),
    "a page called WebM": ("film.webm", lambda: files.POLYGLOT_TAIL, "not_what_it_says"),
    "a page of HTML": ("page.html", lambda: files.POLYGLOT_TAIL, "kind"),
    "a drawing with a script": ("logo.svg", lambda: files.SVG_WITH_SCRIPT, "kind"),
    "a file without an ending": ("poster", pdf, "kind"),
    "nothing at all": ("empty.txt", lambda: b"", "empty"),
}

GOOD_DOCUMENTS: dict[str, tuple[str, Any]] = {
    "a poster": ("Anna Smith.PDF", pdf_with_metadata),
    "captions": ("film.vtt", lambda: b"\xef\xbb\xbf" + CAPTIONS.encode()),
    "a table": ("numbers.csv", TABLE.encode),
    "a text": ("read me.txt", "Rašyk".encode),
    "a film": ("VID_0001.mp4", mp4),
    "a WebM": ("film.webm", webm),
    "a WebM recorded in a browser": ("film.webm", lambda: webm(live=True)),
}
