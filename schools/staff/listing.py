"""The list of schools: those that wait for somebody first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.recording import viewed

from ..enums import Standing
from ..reach import schools_of
from .access import countries_of, may_verify, one_of, page

ON_A_PAGE = 50
WAITING_FIRST = Case(
    When(standing=Standing.ASKED, then=Value(0)), default=Value(1), output_field=IntegerField()
)


@may_verify
@require_http_methods(["GET", "HEAD"])
def index(request: HttpRequest) -> HttpResponse:
    countries = countries_of(request.user)
    country = one_of(request.GET.get("country"), dict(countries))
    standing = one_of(request.GET.get("standing"), Standing.values)
    found = schools_of(request.user)
    if country:
        found = found.filter(country=country)
    if standing:
        found = found.filter(standing=standing)
    found = found.annotate(writers=Count("contacts", filter=Q(contacts__forgotten_at=None)))
    rows = Paginator(found.select_related("country").order_by(WAITING_FIRST, "-pk"), ON_A_PAGE).get_page(
        request.GET.get("p")
    )
    viewed(request, "schools", rows=len(rows))
    return page(
        request,
        "schools",
        _("Schools"),
        items=rows,
        elided_page_range=rows.paginator.get_elided_page_range(rows.number),
        countries=countries,
        standings=Standing.choices,
        chosen={"country": country, "standing": standing},
    )
