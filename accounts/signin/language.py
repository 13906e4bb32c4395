"""The language of the pages under ``/accounts/``, which have none in their address."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.http import urlencode

CHOSEN = "accounts_language"
CODES = frozenset(code for code, _name in settings.LANGUAGES)


def activate(request: HttpRequest) -> None:
    """What was chosen here (``?language=lt``), then the person's own, then what the browser asks for.

    Whoever holds the languages back from readers (``SiteLanguage.offered``) does not hold them back from staff.
    """
    code = chosen_in_address(request) or request.session.get(CHOSEN, "")
    if code not in CODES and request.user.is_authenticated:
        code = request.user.language
    if code not in CODES:
        code = translation.get_language_from_request(request)
    translation.activate(code)
    request.LANGUAGE_CODE = code


def chosen_in_address(request: HttpRequest) -> str:
    asked = request.GET.get("language", "").lower()
    return asked if asked in CODES else ""


def keep(request: HttpRequest) -> None:
    """For the next page, once the answer is made: in the session, where there is one.

    None is begun for it. Whoever follows the links to all languages, with no cookie, would leave a row for each.
    """
    code = chosen_in_address(request)
    if code and not request.session.is_empty() and request.session.get(CHOSEN) != code:
        request.session[CHOSEN] = code


def carried(request: HttpRequest, address: str) -> str:
    """``address``, for somebody who may have no session yet: what was chosen goes on in it."""
    code = chosen_in_address(request)
    return f"{address}?{urlencode({'language': code})}" if code else address
