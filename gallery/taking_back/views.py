"""Code and PIN, then one button. What is behind a code nobody learns: each answer is the same whatever there is.

Nothing ambient opens anything here, as on the private page of a person (`consent.taking_back.views`): no cookie, no
session, no address alone. So there is nothing that a form on another site could do in a reader's name.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consent.taking_back import codes
from consent.taking_back.behind_a_code import behind_a_code
from consent.taking_back.page import our_address
from core import clock

from .. import domain, slips
from ..models import Slip
from . import ticket, tries
from .forms import AddressForm, OpenForm


@behind_a_code
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    if request.method != "POST":
        # The same for every code: looking tells nobody whether there is such a slip.
        return _ask(request, OpenForm(code=code))
    if "pin" in request.POST:
        return _open(request, code)
    try:
        slip = ticket.slip_of(request.POST.get("ticket", ""), codes.read_code(code))
    except ticket.TooOld:
        problem = _("Please type your PIN. Nothing was changed.")
        return _ask(request, OpenForm(code=code), problem, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _do(request, slip)


def _open(request: HttpRequest, code: str) -> HttpResponse:
    form = OpenForm(request.POST, code=code)
    if not form.is_valid():
        return _ask(request, form, "", HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.given_code
    if seconds := tries.take(request, given):
        return _wait(request, seconds)
    # A PIN is worked out for every code, whether there is such a slip or not.
    slip = Slip.objects.filter(code=given).first()
    right = slips.right_pin(given, form.cleaned_data["pin"])
    if slip is None or not right:
        problem = _("Code and PIN do not fit together. Please look at your paper again.")
        return _ask(request, form, problem, HTTPStatus.UNPROCESSABLE_ENTITY)
    tries.went_well(request, given)
    return _show(request, slip)


def _do(request: HttpRequest, slip: Slip) -> HttpResponse:
    pressed = request.POST.get("act", "")
    if pressed == "take_back":
        domain.take_back(slip)
    if pressed != "tell" or slip.taken_back_at is None:
        return _show(request, slip)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _taken_back(request, slip, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not domain.want_to_know(slip, form.cleaned_data["email"]):
        form.add_error(
            "email",
            _("Another address is here already, and we will write to that one. Is it not yours? Tell us."),
        )
        return _taken_back(request, slip, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    told = _("We will write to you when the files are deleted. Then we forget the address.")
    return _taken_back(request, slip, AddressForm(), told)


# --- Pages --------------------------------------------------------------------------------------------------------


def _ask(
    request: HttpRequest, form: OpenForm, problem: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return _render(request, "open", {"form": form, "problem": problem, "contact": our_address()}, status)


def _show(request: HttpRequest, slip: Slip) -> HttpResponse:
    if slip.taken_back_at is not None:
        return _taken_back(request, slip, AddressForm())
    return _render(request, "sure", _of(slip))


def _taken_back(
    request: HttpRequest, slip: Slip, form: AddressForm, told: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """The same words and the same day, whenever it is asked for, and whatever has become of the drawing since."""
    day = date_format(slip.taken_back_at or clock.now(), "DATE_FORMAT")
    return _render(request, "taken_back", {**_of(slip), "day": day, "form": form, "told": told}, status)


def _of(slip: Slip) -> dict[str, object]:
    return {"code": slips.shown(slip.code), "ticket": ticket.ticket_for(slip), "contact": our_address()}


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    minutes = max(1, -(-seconds // 60))
    context = {"minutes": minutes, "hours": -(-minutes // 60), "contact": our_address()}
    response = _render(request, "wait", context, HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(seconds)
    return response


def _render(
    request: HttpRequest, name: str, context: dict[str, object], status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context |= {"show_exit": True, "in_every_language": True}
    return render(request, f"gallery/take_back/{name}.html", context, status=status)
