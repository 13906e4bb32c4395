"""What stands below the page of a competition: its gallery, and each drawing large. No search engine keeps either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from facts import cldr

from . import listing, words
from .enums import BANDS
from .listing import Filters

if TYPE_CHECKING:
    from .models import CompetitionPage

GALLERY = "gallery/"
NOT_INDEXED = "noindex, noimageindex"
#: Nineteen digits can be more than a database counts to.
MOST_DIGITS = 18


def gallery(request: HttpRequest, page: CompetitionPage) -> HttpResponse:
    filters, problem = _filters_of(request)
    after, broken = _cursor_of(request)
    problem = problem or broken
    leaf = listing.leaf(page.competition, filters, after)
    if after is not None and not leaf.entries:
        # Also an honest link leads here, when all that was behind it has been taken back.
        after, problem = None, problem or _no_such_part()
        leaf = listing.leaf(page.competition, filters)
    return _answer(
        request,
        page,
        "gallery/gallery.html",
        GALLERY + filters.query(after),
        status=404 if problem else 200,
        problem=problem,
        leaf=leaf,
        filters=filters,
        countries=listing.country_choices(page.competition, filters),
        bands=listing.band_choices(page.competition, filters),
        every_country=Filters(band=filters.band).query() or ".",
        every_band=Filters(country=filters.country).query() or ".",
        to_come=words.gallery_to_come(page.competition),
    )


def drawing(request: HttpRequest, page: CompetitionPage, public_id: str) -> HttpResponse:
    filters, problem = _filters_of(request)
    view = listing.view(page.competition, public_id, filters)
    if view is None:
        if listing.was_public(page.competition, public_id):
            return _gone(request, page)
        raise Http404("no such drawing")
    return _answer(
        request,
        page,
        "gallery/drawing.html",
        f"{public_id}/{filters.query()}",
        status=404 if problem else 200,
        problem=problem,
        view=view,
        entry=view.entry,
        award=listing.award_of(view.entry),
        query=filters.query(),
    )


def _gone(request: HttpRequest, page: CompetitionPage) -> HttpResponse:
    """Says nothing of the drawing, nor why: only that it is not shown any more, and what is."""
    context = {"gallery_url": f"{page.get_url(request)}{GALLERY}"}
    response = TemplateResponse(request, "gallery/gone.html", context, status=410)
    response["X-Robots-Tag"] = NOT_INDEXED
    return response


def _answer(
    request: HttpRequest, page: CompetitionPage, template: str, sub_path: str, *, status: int, **more: Any
) -> HttpResponse:
    """``sub_path`` is kept when the reader changes the language."""
    address = page.get_url(request)
    context = {
        "page": page,
        "sub_path": sub_path,
        "page_url": address,
        "gallery_url": f"{address}{GALLERY}",
        **more,
    }
    response = TemplateResponse(request, template, context, status=status)
    response["X-Robots-Tag"] = NOT_INDEXED
    return response


def _filters_of(request: HttpRequest) -> tuple[Filters, str]:
    """What was chosen, and a sentence when something was that cannot be."""
    country, band = request.GET.get("country", ""), request.GET.get("band", "")
    if (country and country not in cldr.country_codes()) or (band and band not in BANDS):
        return Filters(), _("There is no such choice. These are all drawings, the newest first.")
    return Filters(country, band), ""


def _cursor_of(request: HttpRequest) -> tuple[int | None, str]:
    given = request.GET.get("after", "")
    if not given:
        return None, ""
    if not given.isascii() or not given.isdigit() or len(given) > MOST_DIGITS:
        return None, _no_such_part()
    return int(given), ""


def _no_such_part() -> str:
    return _("There is no such part of the list. These are the newest drawings.")
