"""The columns of the list, and what may stand in a cell, in every language of the site.

A column is known by its code, in the first row; the second says in the user's language what it means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from consent.enums import AgeBand
from facts import cldr

from ..enums import BANDS
from ..staff.forms import SCOPES

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: Rows of one list. A larger box is sent as two.
MOST_ROWS = 1000


@dataclass(frozen=True)
class Column:
    code: str
    label: StrPromise
    width: int = 16


FILE = Column("file", _("Name of the picture in the ZIP"), 30)
BAND = Column("band", _("Age group"), 14)
COUNTRY = Column("country", _("Country (empty: that of the box)"), 22)
FIRST_NAME = Column("first_name", _("First name or made-up name, if it may be shown"), 22)
TITLE = Column("title", _("Title"), 36)
ALT_TEXT = Column("description", _("Description for those who cannot see it"), 50)
SLIP = Column("slip", _("Signed slip held, and the child wants to take part"), 22)
ALLOWED = tuple(Column(f"allows_{scope.value}", scope.label, 18) for scope in SCOPES)
COLUMNS = (FILE, BAND, COUNTRY, FIRST_NAME, TITLE, ALT_TEXT, SLIP, *ALLOWED)

YES, NO = pgettext_lazy("in a spreadsheet", "yes"), pgettext_lazy("in a spreadsheet", "no")


def plain(value: Any) -> str:
    """What a person would say the cell holds: without what cannot be seen, figures of every script as ours."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", str(value))
    # Characters that join letters (of category Cf) stay: some scripts are not readable without them.
    seen = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join(seen.split()).strip("\ufeff ")


def folded(text: str) -> str:
    """To find what was meant: neither capitals nor accents nor the way a name was typed make a difference."""
    apart = unicodedata.normalize("NFKD", plain(text).casefold())
    kept = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", kept)


def in_every_language(words: Iterable[Any]) -> set[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {folded(str(word)) for word in words}
    return found


@cache
def _meanings(make: Callable[[], Iterable[tuple[str, Any]]]) -> dict[str, str]:
    """What can be typed, in any of our languages, and the code that it means."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {folded(str(word)): code for code, word in make()}
    return found


def _bands() -> Iterable[tuple[str, Any]]:
    return [(band.value, said) for band in BANDS for said in (band.label, band.value)]


def _countries() -> Iterable[tuple[str, Any]]:
    return [(code, said) for code in cldr.country_codes() for said in (code, cldr.country_name(code))]


def _answers() -> Iterable[tuple[str, Any]]:
    yes = [YES, "yes", "y", "x", "1", "true", "✓", "✔"]
    return [("yes", word) for word in yes] + [("", word) for word in (NO, "no", "n", "0", "false", "-")]


def band_of(value: Any) -> AgeBand | None:
    """Also when the spreadsheet took 10-12 for the tenth of December, or the twelfth of October."""
    if isinstance(value, (date, datetime)):
        pairs = {f"{value.day}-{value.month}", f"{value.month}-{value.day}"}
        return next((band for band in BANDS if band.value in pairs), None)
    text = folded(_with_our_figures(plain(value)))
    if known := _meanings(_bands).get(text):
        return AgeBand(known)
    figures = [int(part) for part in re.findall(r"\d{1,2}", text)]
    pairs = {"-".join(map(str, figures)), "-".join(map(str, reversed(figures)))}
    if re.fullmatch(r"0?\d{1,2}\s*[-–—‒−/.]\s*\d{1,2}\.?", text):
        return next((band for band in BANDS if band.value in pairs), None)
    return None


def _with_our_figures(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)


def country_of(value: Any) -> str | None:
    """Its code; empty for an empty cell, ``None`` for what is no country."""
    text = folded(plain(value))
    return "" if not text else _meanings(_countries).get(text)


def answer_of(value: Any) -> bool | None:
    """Yes or no; an empty cell is a no, and ``None`` is neither."""
    if isinstance(value, bool):
        return value
    text = folded(_with_our_figures(plain(value)))
    found = "" if not text else _meanings(_answers).get(text)
    return None if found is None else bool(found)
