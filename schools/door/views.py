"""The door, and the link in the letter.

These forms carry no token against forged requests: there is no cookie yet that such a request could use, and a token
would need one. That another site puts somebody into a visit of its own, the link's page looks at itself.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .. import behind, domain, visiting
from ..visiting import contact_of
from . import limits
from .forms import BackForm, DoorForm, FirstForm

FORMS: dict[str, type[DoorForm]] = {form.name: form for form in (FirstForm, BackForm)}


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """One address: what is behind the door for whoever is visiting, the door for everybody else."""
    if request.method == "POST":
        return _private(_ask(request))
    if contact_of(request) is not None:
        return behind.home(request)
    return _private(_show(request, note=_note(request)))


def _note(request: HttpRequest) -> str:
    """What has just happened, by its code in the address."""
    if "left" in request.GET:
        return _("You have signed out, on every device.")
    if "forgotten" in request.GET:
        return _("Your e-mail address is deleted. Thank you for having been with us.")
    if "over" in request.GET:
        return _(
            "Your visit is over: it lasts twelve hours. Ask for a new link here, and go on where you stopped."
        )
    return ""


def _ask(request: HttpRequest) -> HttpResponse:
    asked = FORMS.get(request.POST.get("form", ""))
    if asked is None:
        return _show(
            request, problem=_("Please fill in one of the two forms."), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    form = asked(request.POST)
    if not form.is_valid():
        return _show(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if seconds := limits.take(request, form.about):
        response = _show(request, form, problem=_wait(seconds), status=HTTPStatus.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(seconds)
        return response
    told = form.told if isinstance(form, FirstForm) else None
    domain.ask(form.cleaned_data["email"], get_language() or settings.LANGUAGE_CODE, told)
    return redirect("schools_sent")


def _wait(seconds: int) -> str:
    minutes = max(1, -(-seconds // 60))
    return _(
        "Several letters were asked for already. Please look into your mailbox, or try again in %(minutes)d minutes."
    ) % {"minutes": minutes}


def _show(
    request: HttpRequest,
    filled: DoorForm | None = None,
    *,
    problem: str = "",
    note: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    first = filled if isinstance(filled, FirstForm) else FirstForm()
    back = filled if isinstance(filled, BackForm) else BackForm()
    context = {"first": first, "back": back, "problem": problem, "note": note}
    return _page(request, "door", context, status)


@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    return _private(_page(request, "sent", {"minutes": domain.LINK_HOLDS.seconds // 60}))


# --- The link -----------------------------------------------------------------------------------------------------
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail scanners open links: looking is the same for every token, and only the button uses it up."""
    response = _come_in(request, token) if request.method == "POST" else _page(request, "link")
    # The address is the secret: no request of this page tells it. Not "no-referrer": with that a browser hides the
    # form's origin too, which is looked at below.
    response.headers["Referrer-Policy"] = "strict-origin"
    return _private(response)


def _come_in(request: HttpRequest, token: str) -> HttpResponse:
    if _comes_from_elsewhere(request):
        return _page(request, "link", {"once_more": True}, HTTPStatus.FORBIDDEN)
    if seconds := limits.take_for_a_link(request):
        response = _page(request, "link", {"problem": _wait_a_little(seconds)}, HTTPStatus.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(seconds)
        return response
    try:
        contact = domain.open_link(token)
    except domain.DeadLink:
        return _page(request, "dead", status=HTTPStatus.GONE)
    response = redirect("schools")
    visiting.welcome(response, contact)
    return response


def _wait_a_little(seconds: int) -> str:
    return _("Too many links were opened from where you are. Please try again in %(minutes)d minutes.") % {
        "minutes": max(1, -(-seconds // 60))
    }


def _comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site had its reader press: they would find themselves in a school that is not theirs."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return origin is not None and origin not in ours


# --- Pages --------------------------------------------------------------------------------------------------------
def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {"in_every_language": True, "door_url": reverse("schools"), **(context or {})}
    return render(request, f"schools/{template}.html", context, status=status)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
