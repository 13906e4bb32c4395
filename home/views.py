"""Addresses of the front door that are not a page's own."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.url_routing import RouteResult

from consent.taking_back.codes import read_code
from core.public import Place
from gallery.slips import is_a_code as is_slip_code

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
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """From ``/go/<code>``, as it stands on paper, to where it leads, in the reader's language.

    So far these are the codes of slips. Whether there is such a slip nobody learns here.
    """
    read = read_code(code)
    if not is_slip_code(read):
        raise Http404("no such code")
    language = preferred(request.headers.get("Accept-Language", ""))
    with translation.override(language):
        address = reverse("take_back_code", args=[read])
    response = HttpResponseRedirect(address)
    # No cache, and no site that it leads to, is told a code.
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


# Pages look at no cookie, so a form on one of them needs no token that guards what a cookie opens.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page. Wagtail's own view looks up the site, its root, the language and the restrictions first.

    What a reader sends is taken below a page that says so in its route (``form``), and by no page itself.

    Whether a reader may see a page is decided by ``core.public`` alone, in the query that finds it; the hooks of
    ``before_serve_page`` (Wagtail's restrictions) would ask the same a second time and are not run.
    """
    home = navigation.home_in(get_language() or "")
    if home is None:
        raise Http404("no home page in this language")
    found, rest = routing.find_page(home.path, home.url_path, [part for part in path.split("/") if part])
    result = found.specific_class.route(found, request, rest) if rest else None
    target, args, kwargs = result or RouteResult(found)
    if request.method == "POST" and not kwargs.get("form"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
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
