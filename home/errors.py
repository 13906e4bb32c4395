"""Pages for when something is not there or went wrong: in the reader's language, never a dead end."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import locales
from core.gone import is_gone
from core.public import public
from languages.offered import offered
from stories.models import StoryIndexPage

from .navigation import home_addresses, url_of
from .routing import DEEPEST

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Offer:
    """The same page in a language in which it exists."""

    code: str
    name: str
    dir: str
    url: str
    title: str


def offers_for(path: str) -> list[Offer]:
    """Pages at the same place in other languages: slugs are the same everywhere, so the path finds them."""
    _language, _slash, rest = path.strip("/").partition("/")
    parts = [part for part in rest.split("/") if part]
    if not parts or len(parts) > DEEPEST or "\x00" in path:
        return []
    paths = [home.url_path + "/".join(parts) + "/" for home in home_addresses()]
    offers = []
    for page in public(Page.objects.filter(url_path__in=paths)).order_by("locale__language_code"):
        language = offered(locales.code_of(page.locale_id))
        if language is not None and page.url:
            offers.append(Offer(language.code, language.name, language.dir, page.url, page.title))
    return offers


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What is gone is asked for here, before any redirect is looked up: it would tell where it went."""
    if is_gone(request.path):
        return gone(request)
    body = render_to_string("404.html", {"offers": offers_for(request.path)}, request=request)
    return HttpResponseNotFound(body)


def gone(request: HttpRequest) -> HttpResponse:
    """For whatever was taken back, for a while or for good. It names nobody, and has a way out of the page."""
    stories_url = url_of(StoryIndexPage, get_language() or "")
    body = render_to_string("410.html", {"stories_url": stories_url, "show_exit": True}, request=request)
    return HttpResponse(body, status=HTTPStatus.GONE)


def language_not_offered(request: HttpRequest) -> HttpResponse:
    body = render_to_string(
        "404.html",
        {"offers": offers_for(request.path), "problem": _("This site is not offered in that language yet.")},
        request=request,
    )
    return HttpResponseNotFound(body)


def server_error(request: HttpRequest) -> HttpResponse:
    """Three falls: the translated page, then a static one that needs no database, then one sentence."""
    try:
        body: str = render_to_string("500.html", {}, request=request)
    except Exception:
        logger.exception("the translated error page failed")
        try:
            body = (Path(settings.BASE_DIR) / "templates" / "static_500.html").read_text(encoding="utf-8")
        except OSError:
            body = "Something went wrong here. In danger, call your emergency number now."
    return HttpResponseServerError(body)
