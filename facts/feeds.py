"""The helplines as data, for partners who show them elsewhere. Same rows, same dates, same warnings as the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from core import clock

from . import cldr
from .enums import Purpose
from .models.country import Country
from .models.helpline import Helpline

COLUMNS = [
    "key",
    "purpose",
    "countries",
    "every_country",
    "name",
    "operator",
    "operator_type",
    "channels",
    "number",
    "tel",
    "international_number",
    "web_address",
    "around_the_clock",
    "hours",
    "cost",
    "languages",
    "ages_min",
    "ages_max",
    "anonymous",
    "note",
    "source_name",
    "source_address",
    "source_date",
    "source_date_precision",
    "verified_on",
    "stale",
    "freshness",
]
#: A spreadsheet takes a cell that begins so for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Asked:
    """What the address asks for, once it has been understood."""

    country: str = ""
    purpose: str = ""

    @classmethod
    def by(cls, request: HttpRequest) -> Asked:
        """Raises ValueError with a sentence for whoever wrote the address."""
        country = request.GET.get("country", "").lower()
        purpose = request.GET.get("purpose", "")
        if country and country not in cldr.country_codes():
            raise ValueError(_("“country” must be the two-letter code of a country, such as lt or gr."))
        if purpose and purpose not in Purpose.values:
            raise ValueError(
                _("“purpose” must be one of: %(values)s.") % {"values": ", ".join(Purpose.values)}
            )
        return cls(country, purpose)

    def helplines(self) -> Iterable[Helpline]:
        """With a country, what serves it, from everywhere too. Without one, all: each row names its countries."""
        found = Helpline.objects.complete()
        if self.country:
            found = found.serving(Country(code=self.country))
        if self.purpose:
            found = found.filter(purpose=self.purpose)
        return found


def as_row(helpline: Helpline) -> dict[str, Any]:
    """A helpline as plain values. Words are in the language of the address, else in the site's first."""
    today = clock.today()
    return {
        "key": helpline.key,
        "purpose": helpline.purpose,
        "countries": sorted(country.code for country in helpline.countries.all()),
        "every_country": helpline.serves_everywhere,
        "name": helpline.name,
        "operator": helpline.operator,
        "operator_type": helpline.operator_type,
        "channels": helpline.channels,
        "number": helpline.number,
        "tel": helpline.tel,
        "international_number": helpline.international_number,
        "web_address": helpline.web_address,
        "around_the_clock": helpline.around_the_clock,
        "hours": helpline.hours.text,
        "cost": helpline.cost,
        "languages": helpline.languages,
        "ages_min": helpline.ages_min,
        "ages_max": helpline.ages_max,
        "anonymous": helpline.anonymous,
        "note": helpline.note.text,
        "source_name": helpline.source_name,
        "source_address": helpline.source_address,
        "source_date": helpline.source_date.isoformat(),
        "source_date_precision": helpline.source_date_precision,
        "verified_on": helpline.verified_on.isoformat() if helpline.verified_on else None,
        "stale": helpline.is_stale(today),
        "freshness": helpline.freshness_on(today),
    }


def json_feed(request: HttpRequest) -> HttpResponse:
    """Open to every origin: the rows are public, no cookie plays a part, and a fresh number beats a copied one."""
    try:
        rows = [as_row(helpline) for helpline in Asked.by(request).helplines()]
    except ValueError as wrong:
        response = JsonResponse({"error": str(wrong)}, status=400, json_dumps_params={"ensure_ascii": False})
    else:
        body = {"language": cldr.current_language(), "helplines": rows}
        response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def csv_feed(request: HttpRequest) -> HttpResponse:
    """With a byte order mark: without it, spreadsheets read Greek and Arabic as Latin-1."""
    try:
        rows = [as_row(helpline) for helpline in Asked.by(request).helplines()]
    except ValueError as wrong:
        return HttpResponse(f"{wrong}\n", status=400, content_type="text/plain; charset=utf-8")
    table = io.StringIO()
    table.write("\ufeff")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows([cell(row[column]) for column in COLUMNS] for row in rows)
    response = HttpResponse(table.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="helplines.csv"'
    return response


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
    if isinstance(value, Iterable):
        return " ".join(value)
    return str(value)


FEEDS = {"helplines.json": json_feed, "helplines.csv": csv_feed}
