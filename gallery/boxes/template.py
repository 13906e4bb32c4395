"""An empty list to fill in: for a spreadsheet program, or as CSV."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..models import Competition
from ..staff.forms import HOW_TO_DESCRIBE, bands_of, country_choices
from .columns import ALLOWED, ALT_TEXT, BAND, COLUMNS, COUNTRY, MOST_ROWS, NO, SLIP, YES, Column

FIRST, LAST = 3, MOST_ROWS + 2


def as_csv() -> bytes:
    """With the mark by which spreadsheet programs know that it is UTF-8."""
    output = io.StringIO()
    rows = csv.writer(output, delimiter=";")
    rows.writerow(column.code for column in COLUMNS)
    rows.writerow(str(column.label) for column in COLUMNS)
    return output.getvalue().encode("utf-8-sig")


def as_xlsx(competition: Competition, *, right_to_left: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = _("Drawings")[:31]
    sheet.sheet_view.rightToLeft = right_to_left
    lists = book.create_sheet("lists")
    lists.sheet_state = "hidden"
    for place, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(place)
        sheet.cell(1, place, column.code)
        head = sheet.cell(2, place, str(column.label))
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        head.fill = PatternFill("solid", fgColor="DCE6F7")
        sheet.column_dimensions[letter].width = column.width
        if column == BAND:
            # As text: else 10-12 becomes a day in December.
            for row in range(FIRST, LAST + 1):
                sheet.cell(row, place).number_format = "@"
        if column == ALT_TEXT:
            head.comment = Comment(str(HOW_TO_DESCRIBE), "Forget-me-not")
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = "B3"
    _offer(sheet, lists, BAND, [code for code, _label in bands_of(competition)])
    _offer(sheet, lists, COUNTRY, [name for _code, name in country_choices()])
    for column in (SLIP, *ALLOWED):
        _offer(sheet, lists, column, [str(YES), str(NO)])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _offer(sheet: Worksheet, lists: Worksheet, column: Column, choices: list[str]) -> None:
    place = COLUMNS.index(column) + 1
    letter = get_column_letter(place)
    for number, choice in enumerate(choices, 1):
        lists.cell(number, place, choice).number_format = "@"
    offered = f"lists!${letter}$1:${letter}${max(len(choices), 1)}"
    choosing = DataValidation(type="list", formula1=offered, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choosing)
    choosing.add(f"{letter}{FIRST}:{letter}{LAST}")
