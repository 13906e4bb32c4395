"""Who is let into the admin: in every session, whichever way it began, with a second factor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from . import factors, language, sessions
from .reauthentication import ask_for_factor, by_script, way_back

ADMIN = "admin/"
ACCOUNTS = "accounts/"
#: These lead in or out, or hold nothing.
OPEN = frozenset(
    {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
)
#: An open editor calls by itself, every few seconds: that nobody is there any more must show all the same.
BY_ITSELF = frozenset({"wagtailadmin_editing_sessions"})


class StaffSessionMiddleware:
    """Stands behind authentication. On a page that does not ask who is there, it does not ask either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(self.user_of, request))  # type: ignore[assignment]
        response = self.get_response(request)
        if request.resolver_match and request.resolver_match.route.startswith(ACCOUNTS):
            language.keep(request)
        return response

    def user_of(self, request: Any) -> Any:
        """Nobody, once the session is over: for every view, not for the admin's alone."""
        user = get_user(request)
        if user.is_authenticated and (why := sessions.over(request.session)):
            request.session.flush()
            request.session_over = why
            request._cached_user = user = AnonymousUser()
        return user

    def process_view(
        self, request: Any, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match.route.startswith(ACCOUNTS):
            language.activate(request)
            if request.user.is_authenticated:
                sessions.touch(request.session)
            return None
        if not match.route.startswith(ADMIN) or match.view_name in OPEN:
            return None
        if not request.user.is_authenticated:
            return to_the_sign_in(request)
        if not BY_ITSELF & set(match.namespaces):
            sessions.touch(request.session)
        return without_factor(request)


def without_factor(request: HttpRequest) -> HttpResponse | None:
    """What somebody is answered who has not shown a second factor; nothing when they have."""
    if not settings.SECOND_FACTOR_REQUIRED or factors.factor_shown(request):
        return None
    if factors.has_factor(request.user):
        return ask_for_factor(request)
    if by_script(request):
        return JsonResponse({"error": _("Your account has no second factor yet.")}, status=403)
    # Never a page that enrols one: whoever holds nothing but a password may not be the person.
    language.activate(request)
    return render(request, "account/no_factor.html", status=403)


def to_the_sign_in(request: HttpRequest) -> HttpResponse:
    """With a word on why, and whether something was under way that could not be kept."""
    why = getattr(request, "session_over", "")
    if by_script(request):
        return JsonResponse({"error": _("You are signed out. Sign in again to go on.")}, status=403)
    query = {"next": way_back(request)}
    if why:
        query["ended"] = why
    if request.method not in ("GET", "HEAD"):
        query["unsent"] = "1"
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(query)}")
