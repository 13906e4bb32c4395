"""How I sign in: what somebody has set up, adding and removing it, recovery codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from . import domain, factors, reauthentication
from .middleware import without_factor

View = Callable[..., HttpResponse]
UNPROCESSABLE = 422


# --- Who may ------------------------------------------------------------------------------------------------------


def behind_the_factor(view: View) -> View:
    """As the admin is: a password alone opens nothing."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return without_factor(request) or view(request, *args, **kwargs)

    return guarded


def for_enrolling(view: View) -> View:
    """In a session that an invitation began, or with a factor shown just now. Never with a password alone."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if factors.may_enrol(request):
            return view(request, *args, **kwargs)
        return _show_one_first(request)

    return guarded


def with_fresh_factor(view: View) -> View:
    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if factors.factor_fresh(request):
            return view(request, *args, **kwargs)
        return _show_one_first(request)

    return guarded


def _show_one_first(request: HttpRequest) -> HttpResponse:
    if factors.has_factor(request.user):
        return reauthentication.ask_for_factor(request)
    return render(request, "account/no_factor.html", status=403)


# --- Pages --------------------------------------------------------------------------------------------------------


@behind_the_factor
def index(request: HttpRequest) -> HttpResponse:
    mine = list(Authenticator.objects.filter(user_id=request.user.pk).order_by("pk"))
    codes = next((one.wrap() for one in mine if one.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "totp": next((one for one in mine if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one.wrap() for one in mine if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes.get_unused_codes()) if codes else None,
        "only_one": sum(one.type in factors.DEVICES for one in mine) == 1,
    }
    return render(request, "mfa/index.html", context)


class AddTOTP(ActivateTOTPView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["groups"] = [secret[place : place + 4] for place in range(0, len(secret), 4)]
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with_codes = domain.add_totp(self.request, form.secret, form.step)
        except domain.Refused as refused:
            return _refused(self.request, refused)
        clear_totp_secret(self.request)
        messages.success(self.request, _("Your authenticator app is set up."))
        return _onward(with_codes)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)


class AddPasskey(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One that stays on the device and asks for a finger, a face or a PIN: it opens the door by itself."""
        options = webauthn.begin_registration(self.request.user, passwordless=True)
        return {**super(AddWebAuthnView, self).get_context_data(**kwargs), "options": json.dumps(options)}

    def form_valid(self, form: Any) -> HttpResponse:
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        try:
            with_codes = domain.add_passkey(self.request, name, credential)
        except domain.Refused as refused:
            return _refused(self.request, refused)
        messages.success(self.request, _("Your passkey is set up. You can sign in with it alone."))
        return _onward(with_codes)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)


class RenamePasskey(EditWebAuthnView):
    success_url = reverse_lazy("mfa_index")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)


@with_fresh_factor
def remove_totp(request: HttpRequest) -> HttpResponse:
    mine = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP)
    return _remove(request, get_object_or_404(mine))


@with_fresh_factor
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    mine = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN)
    return _remove(request, get_object_or_404(mine, pk=pk))


def _remove(request: HttpRequest, authenticator: Authenticator) -> HttpResponse:
    context: dict[str, Any] = {"authenticator": authenticator}
    if request.method != "POST":
        return render(request, "mfa/remove.html", context)
    try:
        domain.remove_factor(request, authenticator.pk)
    except domain.Refused as refused:
        return render(request, "mfa/remove.html", {**context, "problem": refused.sentence}, status=409)
    messages.success(request, _("It is removed."))
    return HttpResponseRedirect(reverse("mfa_index"))


# --- Recovery codes -----------------------------------------------------------------------------------------------


@with_fresh_factor
def show_codes(request: HttpRequest) -> HttpResponse:
    return render(request, "mfa/recovery_codes/index.html", {"codes": domain.codes_to_show(request)})


@with_fresh_factor
def download_codes(request: HttpRequest) -> HttpResponse:
    codes = domain.codes_to_show(request)
    if not codes:
        return render(request, "mfa/recovery_codes/index.html", {"codes": None}, status=410)
    response = render(request, "mfa/recovery_codes/download.txt", {"codes": codes}, content_type="text/plain")
    response.headers["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return response


@require_POST
@with_fresh_factor
def renew_codes(request: HttpRequest) -> HttpResponse:
    domain.renew_codes(request)
    return HttpResponseRedirect(reverse("mfa_view_recovery_codes"))


def _onward(with_codes: bool) -> HttpResponse:
    return HttpResponseRedirect(reverse("mfa_view_recovery_codes" if with_codes else "mfa_index"))


def _refused(request: HttpRequest, refused: domain.Refused) -> HttpResponse:
    messages.error(request, refused.sentence)
    return HttpResponseRedirect(reverse("mfa_index"))
