"""Every row of a list, and what is wrong with it, by row and column. Nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from facts.models import Country

from ..models import Batch, BoxRow, Entry
from ..staff.forms import SCOPES, bands_of
from .columns import (
    ALLOWED,
    ALT_TEXT,
    BAND,
    COLUMNS,
    COUNTRY,
    FILE,
    FIRST_NAME,
    SLIP,
    TITLE,
    Column,
    answer_of,
    band_of,
    country_of,
    folded,
    plain,
)
from .reading import Formula, Line

#: Each column of words and the field of an entry that it becomes.
WORDS = ((FIRST_NAME, "first_name"), (TITLE, "title"), (ALT_TEXT, "alt_text"))
LONGEST_NAME = 200
#: What an entry takes is what its list may say.
FIELDS: dict[str, Any] = {name: Entry._meta.get_field(name) for _column, name in WORDS}


@dataclass(frozen=True)
class Problem:
    number: int
    column: Column
    sentence: str


@dataclass(frozen=True)
class Checked:
    """``rows`` are those without a problem, not saved."""

    rows: list[BoxRow]
    problems: list[Problem]

    @property
    def problem_rows(self) -> int:
        return len({problem.number for problem in self.problems})


def check(lines: list[Line], batch: Batch) -> Checked:
    countries = {country.pk: country for country in Country.objects.all()}
    names: dict[str, int] = {}
    rows, problems = [], []
    for line in lines:
        checking = _Row(line, batch, countries, names)
        row = checking.row()
        if checking.problems:
            problems += sorted(checking.problems, key=lambda problem: COLUMNS.index(problem.column))
        else:
            rows.append(row)
    return Checked(rows, problems)


class _Row:
    def __init__(
        self, line: Line, batch: Batch, countries: dict[str, Country], names: dict[str, int]
    ) -> None:
        self.line, self.batch, self.countries, self.names = line, batch, countries, names
        self.problems: list[Problem] = []

    def row(self) -> BoxRow:
        return BoxRow(
            number=self.line.number,
            file_name=self._file(),
            band=self._band(),
            country=self._country(),
            scopes=self._scopes(),
            **{name: self._words(column, name) for column, name in WORDS},
        )

    def _wrong(self, column: Column, sentence: str) -> None:
        self.problems.append(Problem(self.line.number, column, sentence))

    def _cell(self, column: Column) -> Any:
        value = self.line.cells[column.code]
        if isinstance(value, Formula):
            self._wrong(column, _("There is a formula. Write the words or the number themselves."))
            return None
        return value

    def _file(self) -> str:
        name = plain(self._cell(FILE)).replace("\\", "/").rpartition("/")[2]
        if not name and not self.problems:
            self._wrong(FILE, _("Say which picture in the ZIP it is."))
        elif len(name) > LONGEST_NAME:
            self._wrong(FILE, _("This name is too long. Give the picture a shorter one."))
        elif name:
            before = self.names.setdefault(folded(name), self.line.number)
            if before != self.line.number:
                self._wrong(FILE, _("Row %(row)s names the same picture.") % {"row": before})
        return name

    def _band(self) -> str:
        value = self._cell(BAND)
        band = band_of(value)
        offered = [code for code, _label in bands_of(self.batch.competition)]
        if not isinstance(self.line.cells[BAND.code], Formula) and (band is None or band not in offered):
            self._wrong(
                BAND, _("Write one of these age groups: %(groups)s.") % {"groups": ", ".join(offered)}
            )
        return band or ""

    def _country(self) -> Country:
        code = country_of(self._cell(COUNTRY))
        if code and code in self.countries:
            return self.countries[code]
        if code != "":
            self._wrong(
                COUNTRY, _("No country of this site is called so. Choose one from the list in the cell.")
            )
        return self.batch.country

    def _words(self, column: Column, name: str) -> str:
        said = plain(self._cell(column))
        try:
            FIELDS[name].clean(said, None)
        except ValidationError as wrong:
            self._wrong(column, " ".join(wrong.messages))
        return said

    def _scopes(self) -> list[str]:
        """A row without a signed slip is no drawing that can take part, whatever else stands in it."""
        if self._answer(SLIP) is False:
            self._wrong(
                SLIP, _("Without a signed slip a drawing cannot be entered. Write yes when you hold it.")
            )
        return [scope.value for column, scope in zip(ALLOWED, SCOPES, strict=True) if self._answer(column)]

    def _answer(self, column: Column) -> bool | None:
        before = len(self.problems)
        value = self._cell(column)
        if len(self.problems) > before:
            return None
        answer = answer_of(value)
        if answer is None:
            self._wrong(column, _("Write yes or no."))
        return answer
