"""Slips on paper: made, printed from the browser, and as a PDF where the machine can make one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from consent import texts
from consent.enums import TextName
from consent.taking_back.page import MEANING
from facts import cldr
from schools.models import Contact
from schools.visiting import for_contacts

from .. import domain
from ..models import Batch, Slip
from ..slips import pin_of, shown
from ..staff.access import whole_number
from ..staff.forms import SCOPES
from . import rows
from .forms import SlipsForm
from .pages import describe, find_class, name_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sheet:
    """One slip, ready to be printed."""

    number: int
    code: str
    pin: str
    address: str
    qr: SafeString


@require_http_methods(["GET", "HEAD", "POST"])
@for_contacts
def slips(request: HttpRequest, contact: Contact, class_id: str) -> HttpResponse:
    """How many there are, more of them, and the ways to print them."""
    batch = find_class(contact, class_id)
    form, problem, status = SlipsForm(request.POST or None), "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = domain.make_slips(batch, form.cleaned_data["number"], contact=contact)
            except domain.Refused as refused:
                problem = refused.sentence
            else:
                address = reverse("school_classes:slips", args=[batch.public_id])
                return redirect(f"{address}?from={made[0].number}")
    numbers = list(batch.slips.values_list("number", flat=True))
    first = _first(request)
    page = rows.titles_of([batch.competition]).get(batch.competition_id)
    context = {
        "batch": batch,
        "name": name_of(batch, page),
        "about": describe(batch),
        "form": form,
        "problem": problem,
        "numbers": numbers,
        "made": len([number for number in numbers if number >= first]) if first > 1 else 0,
        "first": first,
        "left": domain.MOST_SLIPS - len(numbers),
        "may_complete": batch.competition.can_be_completed,
        "languages": settings.LANGUAGES,
        "language": batch.language,
        "has_pdf": weasyprint() is not None,
        "in_every_language": True,
    }
    return render(request, "gallery/classes/slips.html", context, status=status)


@require_safe
@for_contacts
def to_print(request: HttpRequest, contact: Contact, class_id: str) -> HttpResponse:
    """The sheets alone, in the language that the families read."""
    batch = find_class(contact, class_id)
    return HttpResponse(_sheets(request, batch, on_screen=True))


@require_safe
@for_contacts
def pdf(request: HttpRequest, contact: Contact, class_id: str) -> HttpResponse:
    """The same as a file. 404 where the machine has no Pango."""
    batch = find_class(contact, class_id)
    maker = weasyprint()
    if maker is None:
        raise Http404
    return HttpResponse(
        pages_of(_sheets(request, batch, on_screen=False), maker).write_pdf(),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="slips-{batch.public_id}.pdf"'},
    )


def pages_of(sheets: str, maker: ModuleType) -> Any:
    """The same sheets as pages of paper."""
    style = maker.CSS(filename=finders.find("gallery/slips.css"))
    return maker.HTML(string=sheets, url_fetcher=_fetch_nothing).render(stylesheets=[style])


def _sheets(request: HttpRequest, batch: Batch, *, on_screen: bool) -> str:
    language = _language(request, batch)
    first = _first(request)
    chosen = [slip for slip in batch.slips.all() if slip.number >= first]
    if not chosen:
        raise Http404
    with translation.override(language):
        page = rows.titles_of([batch.competition]).get(batch.competition_id)
        context = {
            "sheets": [_sheet(slip) for slip in chosen],
            "name": name_of(batch, page),
            "school": batch.school,
            "paragraphs": _words_of_consent(language),
            "scopes": [(scope.label, MEANING[scope]) for scope in SCOPES],
            "until": cldr.full_date(batch.competition.consent_until),
            "on_screen": on_screen,
        }
        return render_to_string("gallery/classes/sheets.html", context)


def _sheet(slip: Slip) -> Sheet:
    address = f"{settings.SITE_URL}/go/{slip.code}"
    drawn = segno.make_qr(address, error="m").svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None
    )
    return Sheet(
        slip.number,
        shown(slip.code),
        pin_of(slip.code),
        address.partition("://")[2],
        mark_safe(drawn),  # made here, of an address of ours
    )


def _words_of_consent(language: str) -> list[str]:
    """What is asked, in the words that are in force in that language; in English where there are none yet."""
    try:
        text = texts.current(TextName.DRAWING, language)
    except ValidationError:
        text = texts.current(TextName.DRAWING, settings.LANGUAGE_CODE)
    return [part for part in text.text.split("\n\n") if part.strip()]


def _language(request: HttpRequest, batch: Batch) -> str:
    """Families may speak another language than the school."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in dict(settings.LANGUAGES) else batch.language or get_language() or ""


def _first(request: HttpRequest) -> int:
    return max(1, whole_number(request.GET.get("from"), 1))


@cache
def weasyprint() -> ModuleType | None:
    """The maker of PDFs, where the machine has what it stands on (Pango)."""
    try:
        import weasyprint as found  # noqa: PLC0415 -- it may not be there
    except (ImportError, OSError):
        logger.warning(
            "No PDF of slips: WeasyPrint does not find Pango. They can be printed from the browser."
        )
        return None
    for name in ("weasyprint", "weasyprint.progress"):
        # It tells of every step, and of each rule of a style sheet that is for browsers.
        logging.getLogger(name).setLevel(logging.ERROR)
    return found  # type: ignore[no-any-return,unused-ignore]


def _fetch_nothing(url: str, *args: Any, **kwargs: Any) -> Any:
    raise ValueError("A slip fetches nothing")
