"""The form below each public drawing. Nobody is asked who they are, and nothing of them is kept."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from edge import limits
from edge.limits import Limit

from .. import domain, listing
from ..models import Entry, Report
from ..models.report import ABOUT_SAFETY
from ..views import NOT_INDEXED, gone
from .forms import ReportForm

if TYPE_CHECKING:
    from ..models import CompetitionPage

#: Of one network. A class that looks at the gallery together shares one.
A_NETWORK = Limit("report-network", 10, timedelta(hours=1))
BELOW = "report"


def report(request: HttpRequest, page: CompetitionPage, public_id: str) -> HttpResponse:
    view = listing.view(page, public_id, listing.Filters())
    if view is None:
        if listing.was_public(page.competition, public_id):
            return gone(request, page)
        raise Http404("no such drawing")
    response = _answer(request, page, view.entry)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = NOT_INDEXED
    return response


def _answer(request: HttpRequest, page: CompetitionPage, entry: Entry) -> HttpResponse:
    if request.method != "POST":
        return _form(request, page, entry, ReportForm())
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, page, entry, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if seconds := limits.take(A_NETWORK, request):
        return limits.too_many(request, seconds)
    category = Report.Category(form.cleaned_data["category"])
    domain.report(entry, category, form.cleaned_data["text"])
    return _render(request, page, entry, "thanks", {"about_safety": category in ABOUT_SAFETY})


def _form(
    request: HttpRequest,
    page: CompetitionPage,
    entry: Entry,
    form: ReportForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {"form": form, "categories": Report.Category.choices}
    return _render(request, page, entry, "form", context, status)


def _render(
    request: HttpRequest,
    page: CompetitionPage,
    entry: Entry,
    name: str,
    context: dict[str, object],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    address = page.get_url(request)
    context |= {
        "page": page,
        "page_url": address,
        "drawing_url": f"{address}{entry.public_id}/",
        "gallery_url": f"{address}gallery/",
        "sub_path": f"{entry.public_id}/{BELOW}/",
        "show_exit": True,
    }
    return render(request, f"gallery/report/{name}.html", context, status=status)
