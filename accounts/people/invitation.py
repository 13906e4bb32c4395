"""The pages behind a link by mail: who invites, one button, and then step by step to a password and a factor.

Mail scanners open links, so looking at the page changes nothing; only the button uses the link up.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from edge import limits

from ..holdings import holdings_of
from ..models import Invitation, User
from ..signin import devices
from . import domain, session
from .forms import AboutYouForm, PasswordForm
from .links import LinkState, find, state_of
from .words import all_in_words

#: Wrong passwords on the page of one link, from one network.
PASSWORD_TRIES = limits.Limit("factor_link", 5, timedelta(minutes=15))

Step = Callable[[HttpRequest, Invitation], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    response = _open(request, token)
    # The address is the secret: no request of this page, not even for its stylesheet, tells where it came from.
    # Not "no-referrer": with that a browser hides the form's origin too, and Django refuses the form.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _open(request: HttpRequest, token: str) -> HttpResponse:
    found = find(token)
    if found is None:
        return dead(request, None)
    if session.invitation_of(request) == found:
        # Broken off half way, and opened again in the same browser.
        return redirect("invitation_next")
    if (state := state_of(found)) != LinkState.OPEN:
        return dead(request, state)
    if request.user.is_authenticated and request.user != found.user:
        return _page(request, "somebody_else", HTTPStatus.CONFLICT)
    if request.method == "POST":
        return _accept(request, found, token)
    return _offer(request, found, PasswordForm())


def _accept(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    needs_password = found.purpose == Invitation.Purpose.FACTOR
    form = PasswordForm(request.POST if needs_password else None)
    password = ""
    if needs_password:
        if not form.is_valid():
            return _offer(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        if wait := limits.take(PASSWORD_TRIES, request, str(found.pk)):
            return limits.too_many(request, wait)
        password = form.cleaned_data["password"]
    try:
        accepted = domain.accept(token, password)
    except domain.DeadLink as link:
        return dead(request, link.state)
    except domain.Refused as refused:
        form.add_error("password", refused.sentence)
        return _offer(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if needs_password:
        limits.forget(PASSWORD_TRIES, request, str(found.pk))
    session.begin(request, accepted)
    response = redirect("invitation_next")
    with transaction.atomic():
        # Whoever is new knows that they came in just now; where a factor was reset, its owner should hear of it.
        devices.remember(request, response, accepted.user, tell=needs_password)
    return response


def _offer(
    request: HttpRequest, found: Invitation, form: PasswordForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return _page(
        request,
        "open",
        status,
        joins=found.purpose == Invitation.Purpose.JOIN,
        form=form,
        roles=all_in_words(holdings_of(found.user)),
        expires_at=found.expires_at,
    )


# --- Step by step -------------------------------------------------------------------------------------------------


def during_an_invitation(view: Step) -> Callable[[HttpRequest], HttpResponse]:
    """For whoever came by a link within the hour. Others are told whom to ask, or are set up already."""

    @wraps(view)
    def step(request: HttpRequest) -> HttpResponse:
        under_way = session.invitation_of(request)
        if under_way is None:
            if request.user.is_authenticated and domain.has_factor(request.user):
                return redirect("wagtailadmin_home")
            return dead(request, LinkState.USED)
        return view(request, under_way)

    return step


@require_http_methods(["GET", "HEAD", "POST"])
@during_an_invitation
def next_step(request: HttpRequest, under_way: Invitation) -> HttpResponse:
    """Where setting up goes on from here. ``later``, in a demo alone: without a second factor."""
    user: Any = request.user
    if not user.has_usable_password():
        return redirect("invitation_about_you")
    later = request.method == "POST" and "later" in request.POST and not settings.SECOND_FACTOR_REQUIRED
    if not domain.has_factor(user) and not later:
        return redirect("invitation_factor")
    if _codes_are_new(user) and session.first_time(request, "codes"):
        return redirect("mfa_view_recovery_codes")
    session.finish(request)
    return redirect("wagtailadmin_home")


def _codes_are_new(user: User) -> bool:
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return codes is not None and not codes.wrap().did_view


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password", "again")
@during_an_invitation
def about_you(request: HttpRequest, under_way: Invitation) -> HttpResponse:
    user: Any = request.user
    if user.has_usable_password():
        return redirect("invitation_next")
    form = AboutYouForm(request.POST if request.method == "POST" else None, user=user)
    if not form.is_bound or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return _page(request, "about_you", status, form=form, address=user.email)
    told = form.cleaned_data
    domain.introduce(
        user,
        first_name=told["first_name"],
        last_name=told["last_name"],
        password=told["password"],
        language=told["language"],
        time_zone=told["time_zone"],
    )
    session.password_was_set(request, user)
    return redirect("invitation_next")


@require_http_methods(["GET", "HEAD"])
@during_an_invitation
def factor(request: HttpRequest, under_way: Invitation) -> HttpResponse:
    user: Any = request.user
    if not user.has_usable_password() or domain.has_factor(user):
        return redirect("invitation_next")
    return _page(request, "factor", may_wait=not settings.SECOND_FACTOR_REQUIRED)


# --- Pages --------------------------------------------------------------------------------------------------------


def dead(request: HttpRequest, state: LinkState | None) -> HttpResponse:
    """A link that opens nothing, and whom to ask. It says no more to whoever found it than to its owner."""
    status = HTTPStatus.NOT_FOUND if state is None else HTTPStatus.GONE
    return _page(request, "dead", status, state=state or "unknown")


def _page(
    request: HttpRequest, template: str, status: HTTPStatus = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    site = Site.objects.filter(is_default_site=True).first()
    context["site_name"] = (site and site.site_name) or settings.WAGTAIL_SITE_NAME
    response = render(request, f"accounts/invitation/{template}.html", context, status=status)
    response.headers["Content-Language"] = get_language() or settings.LANGUAGE_CODE
    return response
