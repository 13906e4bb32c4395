"""The two keys, and the page that says what to do now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import clock

from ... import domain
from ...leads import leads
from ...models import Concern, Entry, SealedCase
from .access import entries_in_reach, may_press, open_case, page
from .forms import ConcernForm
from .numbers import FOR_A_CONCERN, INHOPE, numbers_for_an_image, numbers_of
from .steps import AFTER_A_CONCERN, AFTER_A_SEALING

#: The browser throws away what it has kept, the picture too, should it have kept one against its orders.
FORGET = '"cache"'


@may_press
@require_http_methods(["GET", "POST"])
def raise_concern(request: HttpRequest, public_id: str) -> HttpResponse:
    """A small page: what you see, and one button. Nothing of the drawing stands on it."""
    user: Any = request.user
    entry = _get(request, public_id)
    form = ConcernForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            concern = domain.raise_concern(entry, user=user, note=form.cleaned_data["note"])
        except domain.Refused as refused:
            return _too_late(request, refused)
        return _to_what_now(concern)
    status = 200 if request.method == "GET" else 422
    return page(
        request,
        "raise",
        _("Are you worried about a child?"),
        below_desk=False,
        status=status,
        form=form,
        numbers=numbers_of(entry.country, FOR_A_CONCERN),
        somebody_leads=leads().exists(),
    )


@may_press
@require_http_methods(["GET", "POST"])
def seal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sealed at the press of one key. Whoever comes by a link is asked first, and shown nothing."""
    user: Any = request.user
    entry = _get(request, public_id)
    if request.method != "POST":
        return page(request, "seal", _("Is this an illegal image?"), below_desk=False)
    try:
        case = domain.seal(entry, user=user)
    except domain.Refused as refused:
        return _too_late(request, refused)
    return _to_what_now(case)


@may_press
@require_safe
def what_now(request: HttpRequest, code: str) -> HttpResponse:
    """Numbers, steps and the code, while the case is open; nothing of the drawing."""
    case = open_case(code)
    if case is None or not entries_in_reach(request.user).filter(pk=case.entry_id).exists():
        raise Http404
    country = case.entry.country
    shown: dict[str, Any] = {
        "code": case.code,
        "day": _day_of_the_press(case, request.user),
        "somebody_leads": leads().exists(),
        "inhope": INHOPE,
    }
    if isinstance(case, Concern):
        return page(
            request,
            "raised",
            _("The safeguarding lead has it"),
            below_desk=False,
            steps=AFTER_A_CONCERN,
            numbers=[numbers_of(country, FOR_A_CONCERN)],
            **shown,
        )
    response = page(
        request,
        "sealed_now",
        _("It is sealed"),
        below_desk=False,
        steps=AFTER_A_SEALING,
        numbers=numbers_for_an_image(country),
        **shown,
    )
    response.headers["Clear-Site-Data"] = FORGET
    return response


def _get(request: HttpRequest, public_id: str) -> Entry:
    return get_object_or_404(entries_in_reach(request.user), public_id=public_id)


def _day_of_the_press(case: Concern | SealedCase, user: Any) -> datetime:
    """Of their own press. Whoever comes second must not learn from the day that somebody was there before them."""
    by, at = (
        (case.raised_by_id, case.raised_at)
        if isinstance(case, Concern)
        else (case.sealed_by_id, case.sealed_at)
    )
    return at if by == user.pk else clock.now()


def _to_what_now(case: Concern | SealedCase) -> HttpResponse:
    response = redirect("gallery_staff:what_now", case.code)
    response.headers["Clear-Site-Data"] = FORGET
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _too_late(request: HttpRequest, refused: domain.Refused) -> HttpResponse:
    """There is nothing of it any more, or never was. What was typed is shown, so that it can be told to the lead."""
    return page(
        request,
        "too_late",
        _("Nothing was changed"),
        below_desk=False,
        status=409,
        sentence=refused.sentence,
        typed=request.POST.get("note", "").replace("\x00", "")[:2000],
    )
