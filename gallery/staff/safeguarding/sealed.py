"""One sealed drawing, with the lead alone: codes and times. There is no picture here, and nothing that gets one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core import clock
from core.recording import viewed

from ... import domain
from ...enums import AssetKind
from ...models import SealedCase
from .access import may_look_after, page
from .desk import Waiting, told_by
from .forms import DestroyForm, HandOverForm
from .numbers import INHOPE, numbers_for_an_image
from .steps import FOR_THE_LEAD

#: The field beside which a refusal of the domain is said.
BESIDE = {"no_reference": "their_reference", "not_handed_over": "confirmed"}


@may_look_after
@require_http_methods(["GET", "POST"])
def sealed(request: HttpRequest, code: str) -> HttpResponse:
    case = _get(code)
    if request.method != "POST":
        return _shown(request, case)
    do = request.POST.get("do", "")
    act = ACTS.get(do)
    if act is None:
        return _shown(request, case, problem=_("Choose what to do with it."), status=422)
    form_class, done = act
    form = form_class(request.POST)
    if not form.is_valid():
        return _shown(request, case, pressed={do: form}, status=422)
    try:
        sentence = done(case, request.user, **form.cleaned_data)
    except domain.Overtaken as overtaken:
        return _shown(request, _get(code), problem=overtaken.sentence, status=409)
    except domain.Refused as refused:
        if refused.code not in BESIDE:
            return _shown(request, case, problem=refused.sentence, status=422)
        form.add_error(BESIDE[refused.code], refused.sentence)
        return _shown(request, case, pressed={do: form}, status=422)
    messages.success(request, sentence)
    return redirect("gallery_staff:sealed", code)


def _hand_over(case: SealedCase, user: Any, their_reference: str) -> str:
    domain.hand_over(case, user=user, their_reference=their_reference)
    return _("On record: it was handed over.")


def _give_back(case: SealedCase, user: Any) -> str:
    domain.give_back_as_lawful(case, user=user)
    return _("It is made ready once more, and waits for a decision by two people.")


def _destroy(case: SealedCase, user: Any, confirmed: str) -> str:
    domain.destroy(case, user=user, confirmed=confirmed)
    return _("Destroyed. Codes and times stay on record.")


#: Each button, with its form.
ACTS: dict[str, tuple[type[forms.Form], Callable[..., str]]] = {
    "hand_over": (HandOverForm, _hand_over),
    "give_back": (forms.Form, _give_back),
    "destroy": (DestroyForm, _destroy),
}


def _get(code: str) -> SealedCase:
    complete = SealedCase.objects.select_related(
        "entry__country", "entry__batch__school", "sealed_by", "handed_over_by", "ended_by"
    )
    return get_object_or_404(complete, code=code)


def _shown(
    request: HttpRequest,
    case: SealedCase,
    *,
    pressed: dict[str, forms.Form] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    viewed(request, "sealed_case", case)
    is_open = case.ended_at is None
    made = {
        "hand_over": HandOverForm(initial={"their_reference": case.their_reference}),
        "destroy": DestroyForm(),
        **(pressed or {}),
    }
    more: dict[str, Any] = {}
    if is_open:
        more = {
            "waiting": Waiting(case, case.sealed_at, clock.now()),
            "told_by": told_by(case.entry),
            "numbers": numbers_for_an_image(case.entry.country),
            "original": case.entry.assets.filter(kind=AssetKind.ORIGINAL).first(),
            "steps": FOR_THE_LEAD,
            "inhope": INHOPE,
        }
    return page(
        request,
        "sealed",
        _("Sealed: %(code)s") % {"code": case.code},
        status=status,
        case=case,
        entry=case.entry,
        is_open=is_open,
        forms=made,
        problem=problem,
        **more,
    )
