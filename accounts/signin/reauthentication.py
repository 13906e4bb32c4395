"""Who you are, asked once more before what cannot be taken back: exports, people, removing a factor."""

from __future__ import annotations

import time
from urllib.parse import urlencode, urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from . import factors


def fresh(request: HttpRequest) -> bool:
    """Signed in, or asked again, within the last quarter of an hour."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(record["at"] > since for record in get_authentication_records(request, request.user))


def required(request: HttpRequest) -> HttpResponse | None:
    """Nothing when it is fresh enough; else the way to the page that asks, which leads back here.

    A form that was sent is not sent again by itself: what it was meant for must be confirmed by whoever comes back.
    A script is told instead of led.
    """
    if fresh(request):
        return None
    return ask(request, reverse("account_reauthenticate"))


def factor_required(request: HttpRequest) -> HttpResponse | None:
    """The same, and a password does not do: with the device, or a recovery code."""
    if factors.factor_fresh(request):
        return None
    return ask_for_factor(request)


def ask_for_factor(request: HttpRequest) -> HttpResponse:
    kinds = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    by_code = kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}
    name = "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"
    return ask(request, reverse(name), factor="1")


def ask(request: HttpRequest, page: str, **query: str) -> HttpResponse:
    if by_script(request):
        sentence = _("Please confirm who you are: open this page again and sign in once more.")
        return JsonResponse({"error": sentence, "confirm": page}, status=403)
    return HttpResponseRedirect(f"{page}?{urlencode({'next': way_back(request), **query})}")


def by_script(request: HttpRequest) -> bool:
    """A script would follow a redirect and take the sign-in page for its answer."""
    headers = request.headers
    return (
        headers.get("X-Requested-With") == "XMLHttpRequest"
        or headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
        or request.content_type == "application/json"
        or headers.get("Accept", "").startswith("application/json")
    )


def way_back(request: HttpRequest) -> str:
    """Where to go on afterwards. A form's own address may not open as a page: then the page that it stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referrer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referrer, {request.get_host()}):
        parts = urlsplit(referrer)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return reverse("wagtailadmin_home")
