"""The pages that lead in and out. allauth's, with our limits before them and our words in them."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import BaseReauthenticateView, LoginView, LogoutView
from allauth.account.views import ReauthenticateView as PasswordAgain
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgain
from allauth.mfa.webauthn.internal import flows as webauthn
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView as PasskeyAgain
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from edge.limits import Limit

from . import domain, factors, recording, tries, wording

UNPROCESSABLE = 422


class SignIn(LoginView):
    """The form counts how often a password was tried: it knows when one is."""

    def form_valid(self, form: Any) -> HttpResponse:
        tries.forget(self.request, tries.PASSWORD, form.cleaned_data["login"])
        tries.give_back(self.request, tries.NETWORK)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.wait:
            return tries.refuse(self.request, form.wait)
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = self.request.GET.get("ended", "")
        return super().get_context_data(ended=ended, unsent="unsent" in self.request.GET, **kwargs)


class PasskeySignIn(LoginWebAuthnView):
    """Its challenge is fetched by a script; what the passkey answers comes back as a form."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if seconds := tries.take(request, tries.NETWORK):
            return tries.refuse(request, seconds)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        tries.give_back(self.request, tries.NETWORK)
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        self.request.session.set_expiry(0)
        return webauthn.perform_passwordless_login(self.request, authenticator, login)

    def form_invalid(self, form: Any) -> HttpResponse:
        recording.failed(None, "passkey")
        messages.error(self.request, wording.WRONG_PASSKEY)
        onward = get_next_redirect_url(self.request)
        query = f"?{urlencode({'next': onward})}" if onward else ""
        return HttpResponseRedirect(reverse("account_login") + query)


class SecondFactor(AuthenticateView):
    """Between password and admin. Five wrong codes, and it begins with the password again."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if seconds := _take_code(request, self.stage.login.user):
            clear_login(request)
            return tries.refuse(request, seconds)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        _code_was_right(self.request, self.stage.login.user)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        user = self.stage.login.user
        recording.failed(user, "factor")
        if tries.wait(self.request, tries.CODE, str(user.pk)):
            clear_login(self.request)
            messages.error(
                self.request, _("That was the fifth code that is not right. Begin again, a little later.")
            )
            return HttpResponseRedirect(reverse("account_login"))
        return self.render_to_response(self.get_context_data(), status=UNPROCESSABLE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        has_passkey = factors.has_passkey(self.stage.login.user)
        options = json.dumps(context["js_data"]["request_options"]) if has_passkey else ""
        return {**context, "options": options}


def _take_code(request: HttpRequest, user: Any) -> int:
    """Counted by network, and for the person in all. Seconds to wait."""
    if seconds := tries.take(request, tries.CODE, str(user.pk)):
        return seconds
    if not _is_code(request):
        return 0
    if seconds := tries.take(request, tries.CODES, str(user.pk)):
        domain.tell_of_codes(user)
    return seconds


def _code_was_right(request: HttpRequest, user: Any) -> None:
    tries.forget(request, tries.CODE, str(user.pk))
    if _is_code(request):
        # One, not all: or the owner's own sign-in each day would let thirty more be guessed.
        tries.give_back(request, tries.CODES, str(user.pk))


def _is_code(request: HttpRequest) -> bool:
    """The page of the second factor takes a passkey too, which nobody guesses: it opens whatever was typed."""
    return "code" in request.POST


class _Again(BaseReauthenticateView):
    """What the three pages share that ask who somebody is once more."""

    limit: Limit

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if seconds := self.take(request):
            return tries.refuse(request, seconds)
        return super().post(request, *args, **kwargs)

    def take(self, request: HttpRequest) -> int:
        return tries.take(request, self.limit, str(request.user.pk))

    def was_right(self, request: HttpRequest) -> None:
        tries.forget(request, self.limit, str(request.user.pk))

    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.was_right(self.request)
        return super().form_valid(form)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)

    def get_reauthentication_alternatives(self) -> list[dict[str, str]]:
        """Where a factor is asked for, a password is none."""
        others = super().get_reauthentication_alternatives()
        if "factor" not in self.request.GET:
            return others
        return [
            {**other, "url": f"{other['url']}{'&' if '?' in other['url'] else '?'}factor=1"}
            for other in others
            if other["id"] != "reauthenticate"
        ]


class ConfirmByPassword(_Again, PasswordAgain):
    limit = tries.AGAIN


class ConfirmByCode(_Again, CodeAgain):
    def take(self, request: HttpRequest) -> int:
        return _take_code(request, request.user)

    def was_right(self, request: HttpRequest) -> None:
        _code_was_right(request, request.user)


class ConfirmByPasskey(_Again, PasskeyAgain):
    limit = tries.CODE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The library's forgets the form, and with it what was wrong."""
        context = super().get_context_data(**kwargs)
        return {**context, **kwargs, "options": json.dumps(context["js_data"]["request_options"])}


class SignOut(LogoutView):
    """A page with a button, as a link could be followed by a scanner or an image."""


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For Django's guard against forged forms (``CSRF_FAILURE_VIEW``), which would speak English only."""
    return render(request, "account/form_refused.html", status=403)


def inactive(request: HttpRequest) -> HttpResponse:
    """For whoever proved who they are with a passkey; a password alone is not told."""
    return render(request, "account/account_inactive.html", status=403)
