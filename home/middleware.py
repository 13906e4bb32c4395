"""The language of a request: its address says it, nothing else does for a page. No cookie."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from languages.offered import offered, offered_languages

from .errors import language_not_offered

CODES = frozenset(code for code, _name in settings.LANGUAGES)


def preferred(accept_language: str) -> str:
    """The offered language that a reader's browser asks for first; the site's own when it asks for none of them."""
    codes = [language.code for language in offered_languages()]
    for wanted, _quality in parse_accept_lang_header(accept_language):
        for code in codes:
            if wanted == code or wanted.split("-")[0] == code:
                return code
    return codes[0] if codes else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Activates the language of ``/{lang}/…``; elsewhere (error pages, the front door) that of Accept-Language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first, _slash, rest = request.path_info.lstrip("/").partition("/")
        code = first.lower()
        chosen_by_the_browser = code not in CODES
        if chosen_by_the_browser:
            code = preferred(request.headers.get("Accept-Language", ""))
        elif first != code:
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return HttpResponsePermanentRedirect(f"/{code}/{rest}{query}")
        elif offered(code) is None:
            code = preferred(request.headers.get("Accept-Language", ""))
            with translation.override(code):
                request.LANGUAGE_CODE = code
                response = language_not_offered(request)
            patch_vary_headers(response, ["Accept-Language"])
            return response
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        if chosen_by_the_browser and response.status_code == HTTPStatus.NOT_FOUND:
            # Of all that stands outside a language only this page is kept by caches and is written in one.
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", code)
        return response
