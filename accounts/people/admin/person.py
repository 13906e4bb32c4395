"""One person: who they are, what they may do, what happened, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from audit.domain import record

from ...holdings import holdings_of
from ...models import User
from .. import domain
from ..explaining import what_a_person_may
from ..history import history_of
from ..post import trouble_with
from ..words import all_in_words, names_of_what_is_held
from .forms import HoldingsForm, InviteForm
from .listing import State, state_of, with_state
from .pages import may_manage, page, people_above


@may_manage
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            sent = domain.invite(
                told["address"],
                told["first_name"],
                told["last_name"],
                told["holdings"],
                told["language"],
                _acting(request),
            )
        except domain.Refused as refused:
            form.add_error(
                "address" if refused.code in {"address", "already_here"} else None, refused.sentence
            )
        else:
            messages.success(request, _("The invitation is on its way. It holds for 7 days."))
            return redirect("people:person", sent.user.pk)
    return page(
        request,
        "invite",
        _("Invite somebody"),
        above=people_above(),
        icon="plus",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK,
        form=form,
    )


@may_manage
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """That somebody looked is recorded: an address and a name stand here."""
    found: Any = get_object_or_404(with_state(), pk=pk)
    if found.pk != request.user.pk:
        record("accounts.person_viewed", found, by=request.user)
    names = names_of_what_is_held()
    state = state_of(found)
    own = found.pk == request.user.pk
    invitation = found.invitations.order_by("-pk").first()
    waits = found.invited_until is not None
    return page(
        request,
        "person",
        str(found),
        above=people_above(),
        icon="user",
        person=found,
        state=state,
        roles=all_in_words(holdings_of(found), names),
        may=what_a_person_may(found, names),
        history=history_of(found, names),
        own=own,
        waits=waits,
        trouble=trouble_with(invitation) if waits and invitation else "",
        acts=[] if own else _offered(found, state, waits=waits),
    )


@may_manage
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    form = HoldingsForm(request.POST if request.method == "POST" else None, held=holdings_of(found))
    if form.is_bound and form.is_valid():
        try:
            changed = domain.set_holdings(found, form.cleaned_data["holdings"], _acting(request))
        except domain.Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            said = (
                _("The roles are changed. They count from now on.") if changed else _("Nothing was changed.")
            )
            messages.success(request, said)
            return redirect("people:person", found.pk)
    return page(
        request,
        "roles_of",
        _("Roles"),
        above=(*people_above(), (reverse("people:person", args=[found.pk]), str(found))),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK,
        person=found,
        form=form,
    )


# --- What is asked once more before it is done ---------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """``sentences`` say what will happen; ``do`` raises `domain.Refused`."""

    title: Any
    sentences: tuple[Any, ...]
    done: Any
    do: Callable[[User, User], Any]
    grave: bool = False


def _take_back(found: User, by: User) -> None:
    newest = found.invitations.order_by("-pk").first()
    if newest is None:
        raise domain.Refused("not_open", _("There is no link to take back."))
    domain.revoke(newest, by)


ACTS = {
    "invite_again": Act(
        gettext_lazy("Send a new link"),
        (
            gettext_lazy("A new letter goes out, and its link holds for 7 days."),
            gettext_lazy("The link that was sent before does not open any more."),
        ),
        gettext_lazy("A new link is on its way."),
        domain.invite_again,
    ),
    "revoke": Act(
        gettext_lazy("Take the link back"),
        (
            gettext_lazy("The link that was sent does not open any more. They are not told by a letter."),
            gettext_lazy("A new one can be sent later."),
        ),
        gettext_lazy("The link is taken back."),
        _take_back,
    ),
    "reset_factors": Act(
        gettext_lazy("Reset the second factor"),
        (
            gettext_lazy(
                "Speak to the person first, on the phone or face to face. A letter or a message can come from "
                "somebody else."
            ),
            gettext_lazy("Every passkey, app and recovery code of theirs stops working at once."),
            gettext_lazy("They are signed out everywhere."),
            gettext_lazy("A letter with a link goes out. With it and their password they set up a new one."),
        ),
        gettext_lazy("The second factor is removed, and a link is on its way."),
        domain.reset_factors,
        grave=True,
    ),
    "deactivate": Act(
        gettext_lazy("Switch the account off"),
        (
            gettext_lazy("They are signed out everywhere, at once, and cannot sign in any more."),
            gettext_lazy("Links that were sent to them do not open any more."),
            gettext_lazy("Their roles end. Which they were stays on record."),
            gettext_lazy("What they wrote and decided stays."),
        ),
        gettext_lazy("The account is switched off."),
        domain.deactivate,
        grave=True,
    ),
    "reactivate": Act(
        gettext_lazy("Switch the account on again"),
        (
            gettext_lazy(
                "A letter with a link goes out. With it they set a new password and a new second factor."
            ),
            gettext_lazy("They have no role until you give them one."),
        ),
        gettext_lazy("A link is on its way. Now give them their roles."),
        domain.reactivate,
    ),
}


def _offered(found: Any, state: State, *, waits: bool) -> list[tuple[str, Act]]:
    """The acts that make sense now, and the address of each."""
    held = found.groups.exists()
    names = []
    if state == State.OFF and not held:
        names.append("reactivate")
    elif not (found.is_active and found.has_factor):
        names.append("invite_again")
    if waits:
        names.append("revoke")
    if found.is_active and found.has_factor:
        names.append("reset_factors")
    if state != State.OFF or held:
        names.append("deactivate")
    return [(reverse(f"people:{name}", args=[found.pk]), ACTS[name]) for name in names]


@may_manage
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    act = ACTS[name]
    problem = ""
    if request.method == "POST":
        try:
            act.do(found, _acting(request))
        except domain.Refused as refused:
            problem = refused.sentence
        else:
            messages.success(request, act.done)
            return redirect("people:person", found.pk)
    return page(
        request,
        "confirm",
        str(act.title),
        above=(*people_above(), (reverse("people:person", args=[found.pk]), str(found))),
        icon="warning" if act.grave else "user",
        status=HTTPStatus.CONFLICT if problem else HTTPStatus.OK,
        person=found,
        act=act,
        problem=problem,
    )


def _acting(request: HttpRequest) -> User:
    user: Any = request.user
    return user
