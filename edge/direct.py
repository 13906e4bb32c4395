"""Addresses that are answered before anything that needs a language, a session or a database."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, get_resolver


class DirectMiddleware:
    """Answers what `edge.urls` knows: health, public files, robots.txt, security.txt.

    So `/livez` and every picture work while the database is down; a probe may ask by number, as the name of the host
    is not looked at here; and a picture that is not there costs a line, not the page that offers other languages.
    Stands after `HeadersMiddleware`, whose headers these responses need too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.resolver = get_resolver("edge.urls")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            view, args, kwargs = self.resolver.resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        try:
            response: HttpResponseBase = view(request, *args, **kwargs)
        except Http404:
            return HttpResponse("Not found\n", status=404, content_type="text/plain; charset=utf-8")
        return response
