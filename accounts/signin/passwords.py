"""Changing a password, and setting a new one by a link that a letter brought."""

from __future__ import annotations

import time

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import User

from . import domain, language, tries
from .fields import AddressField, ChangePasswordForm, NewPasswordForm

#: What a session keeps of a link that was opened: whose it is, and a seal of how things stood. Not the link.
OPENED = "accounts_reset"


class AskForLinkForm(forms.Form):
    email = AddressField()


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The same answer for every address, known or not, asked once or two hundred times: only letters grow fewer."""
    form = AskForLinkForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "account/password_reset.html", {"form": form}, status=status)
    address = form.cleaned_data["email"]
    if not (tries.take(request, tries.LETTERS) or tries.take(request, tries.LETTER, address)):
        domain.ask_for_link(address)
    return HttpResponseRedirect(language.carried(request, reverse("account_reset_password_done")))


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_done.html")


@never_cache
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """Opens the link and uses nothing up: scanners of mail do that too. On from here the address holds no token."""
    if seconds := tries.wait(request, tries.LINK):
        return tries.refuse(request, seconds)
    found = domain.owner_of_link(key)
    if found is None:
        tries.count(request, tries.LINK)
        return _not_to_be_followed(_no_more(request))
    user, seconds_left = found
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request)
    until = int(time.time()) + seconds_left
    request.session[OPENED] = {"user": user.pk, "seal": domain.seal_of(user), "until": until}
    return _not_to_be_followed(HttpResponseRedirect(reverse("account_reset_password_choose")))


def _not_to_be_followed(response: HttpResponse) -> HttpResponse:
    """The next page is not told the address of this one, not even ours."""
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _no_more(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_from_key.html", {"form": None}, status=410)


@sensitive_post_parameters("password1", "password2")
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    opened = request.session.get(OPENED) or {"user": 0}
    user = User.objects.filter(pk=opened["user"], is_active=True).first()
    if user is None or time.time() > opened["until"] or domain.seal_of(user) != opened["seal"]:
        request.session.pop(OPENED, None)
        return _no_more(request)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "account/password_reset_from_key.html", {"form": form}, status=status)
    request.session.pop(OPENED)
    try:
        domain.reset_password(user.pk, opened["seal"], form.cleaned_data["password1"])
    except domain.Refused:
        return _no_more(request)
    return HttpResponseRedirect(reverse("account_reset_password_from_key_done"))


@never_cache
def chosen(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_from_key_done.html")


@sensitive_post_parameters("oldpassword", "password1", "password2")
@login_required
@never_cache
def change(request: HttpRequest) -> HttpResponse:
    person = str(request.user.pk)
    if request.method == "POST" and (seconds := tries.take(request, tries.AGAIN, person)):
        return tries.refuse(request, seconds)
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        domain.change_password(request, form.cleaned_data["password1"])
        messages.success(
            request, _("Your password is changed. Wherever else you were signed in, you no longer are.")
        )
        response: HttpResponse = HttpResponseRedirect(reverse("mfa_index"))
    else:
        status = 422 if form.is_bound else 200
        response = render(request, "account/password_change.html", {"form": form}, status=status)
    if form.is_bound and not form.has_error("oldpassword"):
        tries.forget(request, tries.AGAIN, person)
    return response
