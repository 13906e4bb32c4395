"""Addresses of the front door that are not a page's own."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.public import Place

from . import navigation, routing
from . import search as searching
from .components import block_previews
from .middleware import preferred
from .sitemap import entries


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """``/`` leads to the reader's language. The answer differs by Accept-Language, and says so."""
    response = HttpResponseRedirect(f"/{preferred(request.headers.get('Accept-Language', ''))}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page. Wagtail's own view looks up the site, its root, the language and the restrictions first.

    Whether a reader may see a page is decided by ``core.public`` alone, in the query that finds it; the hooks of
    ``before_serve_page`` (Wagtail's restrictions) would ask the same a second time and are not run.
    """
    home = navigation.home_in(get_language() or "")
    if home is None:
        raise Http404("no home page in this language")
    found, rest = routing.find_page(home.path, home.url_path, [part for part in path.split("/") if part])
    result = found.specific_class.route(found, request, rest) if rest else None
    if result is None:
        return found.serve(request)
    target, args, kwargs = result
    return target.serve(request, *args, **kwargs)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")
    number = request.GET.get("page", "1")
    problem = searching.problem_with(query)
    status = 400 if problem else 200
    answer = searching.Answer("", problem=problem)
    if not problem:
        if not number.isascii() or not number.isdigit() or len(number) > 4 or int(number) < 1:
            problem = _("There is no such page of answers. Here is the first one.")
            status, number = 404, "1"
        answer = searching.search(query, get_language() or "", int(number))
        if answer.page > answer.last_page:
            problem = _("There is no such page of answers. Here is the first one.")
            status, answer = 404, searching.search(query, get_language() or "")
        answer.problem = problem
    response = render(request, "home/search.html", {"answer": answer, "place": Place.SITE}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(
        request, "home/sitemap.xml", {"entries": entries()}, content_type="application/xml; charset=utf-8"
    )


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every block with its preview value, for whoever works on the look. Not there in production."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404("only while building")
    return render(request, "home/components.html", {"blocks": block_previews()})
