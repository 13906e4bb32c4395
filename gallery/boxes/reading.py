"""A list as it came, from a spreadsheet or from CSV, into rows of cells. It may be anything: nothing here trusts it."""

from __future__ import annotations

import csv
import io
import logging
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from openpyxl import load_workbook

from .archive import Broken, inflated, must_be_small
from .columns import COLUMNS, FILE, MOST_ROWS, folded, in_every_language, plain

logger = logging.getLogger(__name__)

MOST_BYTES = 5 * 1024 * 1024
#: Of what a spreadsheet holds when it is unpacked, one part and all.
MOST_UNPACKED = 8 * 1024 * 1024
MOST_PARTS = 200
#: So far down is looked for rows; below a thousand of them, and the gaps between, nobody writes.
LOWEST_ROW = 20_000
MOST_CELLS = 40
#: Of one row: a library builds a whole row before it can be told that there are too many. Empty cells that only have a
#: colour are cells too.
MOST_IN_A_ROW = 2000
#: Of all rows, texts and looks: each becomes an object many times as large.
MOST_ELEMENTS = 400_000
#: With what a formula begins, where it cannot be told from text in another way.
FORMULA = "="


class NotAList(Exception):
    """``code`` of `boxes.sentences`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Formula:
    """A cell that would be calculated. What it would show is not ours to guess."""


@dataclass(frozen=True)
class Line:
    """``number`` as the spreadsheet counts; ``cells`` by the codes of their columns."""

    number: int
    cells: dict[str, Any]


def read(file: IO[bytes]) -> list[Line]:
    """Raises `NotAList`."""
    file.seek(0, io.SEEK_END)
    if file.tell() > MOST_BYTES:
        raise NotAList("list_too_large")
    file.seek(0)
    begins = file.read(4)
    file.seek(0)
    if not begins:
        raise NotAList("no_file")
    try:
        rows = _spreadsheet(file) if begins.startswith(b"PK") else _csv(file.read())
        return _lines(rows)
    except NotAList:
        raise
    except Exception as error:  # whatever a library finds in what may be anything
        logger.info("A list could not be read: %s", type(error).__name__)
        raise NotAList("not_a_list") from error


# --- Both kinds of file as rows of cells --------------------------------------------------------------------------


def _spreadsheet(file: IO[bytes]) -> Iterator[tuple[int, list[Any]]]:
    _must_be_harmless(file)
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    sheet = book.worksheets[0]
    rows = sheet.iter_rows(max_row=LOWEST_ROW, max_col=MOST_CELLS)
    for number, cells in enumerate(rows, 1):
        yield number, [Formula() if cell.data_type == "f" else cell.value for cell in cells]


def _must_be_harmless(file: IO[bytes]) -> None:
    """Small when unpacked, and without declarations of entities, with which a few bytes become gigabytes."""
    try:
        must_be_small(file)
        with zipfile.ZipFile(file) as parts:
            if len(parts.infolist()) > MOST_PARTS:
                raise NotAList("not_a_list")
            left, elements = MOST_UNPACKED, MOST_ELEMENTS
            for part in parts.infolist():
                content = inflated(parts, part, left)
                left -= len(content)
                # A null between the letters where it is written in UTF-16.
                if b"<!DOCTYPE" in (bare := content.replace(b"\x00", b"").upper()) or b"<!ENTITY" in bare:
                    raise NotAList("not_a_list")
                elements -= _elements(content)
                if elements < 0:
                    raise NotAList("not_a_list")
    except Broken as broken:
        raise NotAList("not_a_list") from broken
    file.seek(0)


def _elements(content: bytes) -> int:
    """How many elements a part has, counted as they go by: nothing is kept of them. Raises `NotAList` for a row that no
    spreadsheet has."""
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return 0  # a picture, or settings of a printer
    number = in_the_row = 0

    def begins(name: str, _attributes: object) -> None:
        nonlocal number, in_the_row
        number += 1
        in_the_row = 0 if name.rpartition(":")[2] == "row" else in_the_row + (name.rpartition(":")[2] == "c")
        if number > MOST_ELEMENTS or in_the_row > MOST_IN_A_ROW:
            raise NotAList("not_a_list")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    with suppress(expat.ExpatError):  # whether it is a list at all, the library says
        parser.Parse(content, True)
    return number


def _csv(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotAList("not_utf8") from error
    first = text.splitlines()[0] if text.strip() else ""
    sign = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    for number, cells in enumerate(reader, 1):
        yield (
            number,
            [Formula() if cell.lstrip().startswith(FORMULA) else cell for cell in cells[:MOST_CELLS]],
        )


# --- Rows into lines ----------------------------------------------------------------------------------------------


def _lines(rows: Iterator[tuple[int, list[Any]]]) -> list[Line]:
    _number, head = next(rows, (0, []))
    codes = [folded(plain(cell)) for cell in head]
    if missing := [column.code for column in COLUMNS if column.code not in codes]:
        logger.info("A list lacks %s of its columns", len(missing))
        raise NotAList("other_columns")
    places = {column.code: codes.index(column.code) for column in COLUMNS}
    headings = in_every_language([FILE.label])
    lines: list[Line] = []
    for number, cells in rows:
        found = {code: cells[place] if place < len(cells) else None for code, place in places.items()}
        if all(not isinstance(cell, Formula) and not plain(cell) for cell in found.values()):
            continue
        if number == 2 and folded(plain(found[FILE.code])) in headings:
            continue
        if len(lines) == MOST_ROWS:
            raise NotAList("too_many_rows")
        lines.append(Line(number, found))
    if not lines:
        raise NotAList("no_rows")
    return lines
