"""The private page: a form for the PIN, the page itself, and what is pressed on it.

Nothing ambient opens anything here: no cookie, no session, no address alone. A PIN or a ticket is in the body of each
request, and whoever sends one has it. So there is nothing that a form on another site could do in a reader's name.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..models import TakeBackKey
from . import acts, domain, ticket, tries
from .behind_a_code import behind_a_code
from .forms import OpenForm
from .page import PrivatePage, our_address

#: Of what a form sends, what is not carried over while the PIN is asked for again.
NOT_CARRIED = frozenset({"pin", "code"})


@behind_a_code
def my_story(request: HttpRequest, code: str) -> HttpResponse:
    if request.method != "POST":
        # The same for every code: looking tells nobody whether there is such a link.
        return _ask(request, OpenForm(code=code))
    if "pin" in request.POST:
        return _open(request, code)
    try:
        key = ticket.key_of(request.POST.get("ticket", ""), code)
    except ticket.TooOld:
        return _ask(request, OpenForm(code=code), again=True)
    except ticket.NoTicket:
        form = OpenForm(code=code)
        problem = _("Please type your PIN. Nothing was changed.")
        return _ask(request, form, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _do(request, key)


def _open(request: HttpRequest, code: str) -> HttpResponse:
    form = OpenForm(request.POST, code=code)
    again = "ticket" in request.POST
    if not form.is_valid():
        return _ask(request, form, again=again, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if seconds := tries.take(request, form.given_code):
        return _wait(request, seconds)
    try:
        key = domain.open_key(form.given_code, form.cleaned_data["pin"])
    except domain.WrongKey:
        problem = _("Code and PIN do not fit together, or the link has ended. Please look again.")
        return _ask(request, form, again=again, problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    tries.went_well(request, form.given_code)
    # What was pressed before the PIN was asked for again, on a page of this very link; never what a page elsewhere
    # would like to be pressed.
    if ticket.was_made_for(request.POST.get("ticket", ""), key):
        return _do(request, key)
    return _show(request, PrivatePage(request, key))


def _do(request: HttpRequest, key: TakeBackKey) -> HttpResponse:
    act = request.POST.get("act", "")
    page = PrivatePage(request, key)
    if act == "show":
        return _show(request, page)
    if act == "withdraw" and "sure" not in request.POST and page.may_withdraw:
        return _render(request, "sure", {"my": page})
    outcome = acts.do(key, request.POST, request)
    page = PrivatePage(request, key, outcome.told, outcome.problem, outcome.wanted)
    return _show(request, page, HTTPStatus.UNPROCESSABLE_ENTITY if outcome.problem else HTTPStatus.OK)


# --- Pages --------------------------------------------------------------------------------------------------------


def _ask(
    request: HttpRequest,
    form: OpenForm,
    *,
    again: bool = False,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """``again``: a page was open too long. What was pressed on it goes along, and is done once the PIN is right."""
    carried = []
    if again:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        carried = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in NOT_CARRIED
            for value in values
        ]
    context = {"form": form, "again": again, "problem": problem, "carried": carried, "contact": our_address()}
    return _render(request, "open", context, status)


def _show(request: HttpRequest, page: PrivatePage, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return _render(request, "page", {"my": page}, status)


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
    return render(request, f"consent/my_story/{name}.html", context, status=status)
