"""A document as it was sent, made into one that can be offered: by kind, as its ending says and its content must."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from core.uploads import Unreadable, clean_in_subprocess

from .films import clean_mp4, clean_webm

PDF_PROGRAM = Path(__file__).with_name("clean_pdf.py")

_VTT = re.compile(r"WEBVTT(?:[ \t\r\n]|\Z)")


def clean_document(file: BinaryIO, ending: str) -> BinaryIO:
    """The cleaned file: a new one, or for films the same, changed in place.

    ``ending`` is one of `ENDINGS`, in lower case and without a dot. Raises `Unreadable`; see `SENTENCES` in
    `core.documents.forms` for its codes.
    """
    return _CLEANERS[ending](file)


def _pdf(file: BinaryIO) -> BinaryIO:
    content = file.read()
    # Readers take a PDF that begins a little late; so does whoever hides one in another file.
    if not content.startswith(b"%PDF-"):
        raise Unreadable("not_what_it_says", ending="PDF")
    return io.BytesIO(clean_in_subprocess(PDF_PROGRAM, content).content)


def _text(file: BinaryIO) -> BinaryIO:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("not_utf8") from error
    if "\x00" in text:
        raise Unreadable("not_utf8")
    return io.BytesIO(text.encode())


def _vtt(file: BinaryIO) -> BinaryIO:
    text = _text(file)
    if not _VTT.match(text.read(7).decode(errors="replace")):
        raise Unreadable("not_captions")
    text.seek(0)
    return text


def _mp4(file: BinaryIO) -> BinaryIO:
    clean_mp4(file)
    return file


def _webm(file: BinaryIO) -> BinaryIO:
    clean_webm(file)
    return file


_CLEANERS: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    "pdf": _pdf,
    "vtt": _vtt,
    "txt": _text,
    "csv": _text,
    "mp4": _mp4,
    "webm": _webm,
}
ENDINGS = tuple(_CLEANERS)
FILMS = ("mp4", "webm")
