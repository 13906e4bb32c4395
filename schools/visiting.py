"""Who is there: a visit begins with a link from a letter and lasts twelve hours. No password, no account.

Other rooms use `for_contacts`, ``{% load visiting %}{% form_token %}`` in each form behind it, and, where a view has to
see the body of a request before anybody else, `check_form_token`.

Two things guard a form. The cookie goes along with no request that another site makes (``SameSite=Lax``); and the form
says a token that only a page of the same visit can know. It is not Django's: that one would set a cookie for the whole
site, and no public page may ever be sent one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, overload

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language, override

from . import domain
from .models import Contact

#: Without HTTPS, on one's own machine, a browser takes no cookie of the first name. A path rules out ``__Host-``.
COOKIE = "__Secure-school" if settings.HTTPS else "school"
FIELD = "form_token"
HEADER = "X-Form-Token"
SALT = "schools.visiting.form"
#: Methods that change nothing.
READING = frozenset({"GET", "HEAD", "OPTIONS"})

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Contact, P], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponse]


class WrongFormToken(PermissionDenied):
    """The form is of no page of this visit. `for_contacts` answers it with a page that says what to do."""


def contact_of(request: HttpRequest) -> Contact | None:
    """Whose visit it is; ``None`` for everybody else, and when it is over. Asked of the database once a request."""
    if not hasattr(request, "visit"):
        token = _token(request)
        request.visit = domain.find_visit(token) if token else None  # type: ignore[attr-defined]
    visit = request.visit  # type: ignore[attr-defined]
    return visit.contact if visit is not None else None


# --- The token of forms -------------------------------------------------------------------------------------------
def form_token(request: HttpRequest) -> str:
    """What each form of a page behind the door says; empty where nobody is visiting."""
    return _form_token(_token(request)) if contact_of(request) is not None else ""


def check_form_token(request: HttpRequest) -> None:
    """Raises `WrongFormToken` when neither the header nor the form says it. Reads the body only without the header."""
    said = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    right = form_token(request)
    if not right or not constant_time_compare(said, right):
        raise WrongFormToken


@overload
def for_contacts(view: View[P], /) -> Guarded[P]: ...
@overload
def for_contacts(*, reads_body: bool = True) -> Callable[[View[P]], Guarded[P]]: ...
def for_contacts(view: Any = None, /, *, reads_body: bool = True) -> Any:
    """The view gets the contact as its second argument. Everybody else is led to the door; a script gets a 401.

    Whatever changes something has to come with the visit's form token (`form_token`), in the form or in the header
    ``X-Form-Token``. ``reads_body=False``: nothing here looks into the body, so that the view can say first how it is
    to be read; unless the header was right already, it must call `check_form_token` itself before it does anything.

    What it answers is never kept by anybody (``Cache-Control: private, no-store``).
    """
    if view is None:
        return lambda view: _guard(view, reads_body)
    return _guard(view, reads_body)


def _guard(view: View[P], reads_body: bool) -> Guarded[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = _answer(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        contact = contact_of(request)
        if contact is None:
            return _to_the_door(request)
        try:
            if request.method not in READING and (reads_body or HEADER in request.headers):
                check_form_token(request)
            return view(request, contact, *args, **kwargs)
        except WrongFormToken:
            if _is_a_script(request):
                return HttpResponse(status=HTTPStatus.FORBIDDEN)
            return render(
                request, "schools/other_form.html", {"in_every_language": False}, status=HTTPStatus.FORBIDDEN
            )

    # Django's guard looks for a cookie of its own, which is set nowhere here.
    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


def _to_the_door(request: HttpRequest) -> HttpResponse:
    if _is_a_script(request):
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    # Somebody who had a visit is told that it is over, not left to wonder why they have to ask again.
    return redirect(f"{reverse('schools')}{'?over' if _token(request) else ''}")


def _is_a_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


# --- The cookie ---------------------------------------------------------------------------------------------------
def welcome(response: HttpResponse, contact: Contact) -> None:
    """Begin a visit. The cookie goes to the pages behind the door alone, in every language of the site."""
    token = domain.begin_visit(contact)
    for code, path in _doors():
        response.set_cookie(
            f"{COOKIE}-{code}",
            token,
            max_age=domain.HOLDS,
            path=path,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def say_goodbye(response: HttpResponse) -> None:
    """Take the cookies away. The visits themselves `domain.end_visits` ends."""
    for code, path in _doors():
        response.delete_cookie(f"{COOKIE}-{code}", path=path, samesite="Lax")


def _doors() -> list[tuple[str, str]]:
    doors = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            doors.append((code, reverse("schools")))
    return doors


def _token(request: HttpRequest) -> str:
    """Each language has a cookie of its own name: a response can set no two of one name."""
    return request.COOKIES.get(f"{COOKIE}-{get_language()}", "")


def _form_token(token: str) -> str:
    return salted_hmac(SALT, token, algorithm="sha256").hexdigest()
