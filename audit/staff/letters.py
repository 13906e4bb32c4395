"""The outbox: what became of each letter, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import TemplateDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from .. import outbox as domain
from ..enums import MOVES, LetterMove, LetterState
from ..letters import subject_of
from ..models import Letter
from ..reading import DIGITS
from .access import may_read_outbox, page

ON_A_PAGE = 50
OUTBOX = "audit_staff:outbox"


@dataclass(frozen=True)
class Tally:
    state: str
    words: str
    number: int
    is_chosen: bool


@may_read_outbox
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    state, before = request.GET.get("state", ""), request.GET.get("before", "")
    good = state in {"", *LetterState.values} and (not before or _is_number(before))
    letters = Letter.objects.all() if good else Letter.objects.none()
    if state:
        letters = letters.filter(state=state)
    if before and good:
        letters = letters.filter(pk__lt=int(before))
    found = list(letters.order_by("-pk")[: ON_A_PAGE + 1])
    return page(
        request,
        "outbox",
        _("Outbox"),
        icon="mail",
        status=HTTPStatus.OK if good else HTTPStatus.BAD_REQUEST,
        problem="" if good else _("There is no such list of letters."),
        counts=_counts(state),
        rows=[(letter, _called(letter)) for letter in found[:ON_A_PAGE]],
        older=found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else None,
        state=state,
        is_first=not before,
    )


@may_read_outbox
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter. ``do`` is the button."""
    found = get_object_or_404(Letter, pk=pk)
    if request.method == "POST":
        return _do(request, found)
    return _shown(request, found)


def _do(request: HttpRequest, found: Letter) -> HttpResponse:
    acts = {
        "send_again": (domain.send_again, _("It is sent again.")),
        "lift": (domain.lift, _("This address gets mail again.")),
        "came_back": (domain.came_back, _("Noted. This address gets no more mail.")),
    }
    chosen = acts.get(request.POST.get("do", ""))
    if chosen is None:
        return _shown(request, found, problem=_("Choose what to do with it."))
    act, done = chosen
    try:
        act(found, by=request.user)
    except domain.Refused as refused:
        found.refresh_from_db()
        return _shown(request, found, problem=refused.sentence)
    except domain.Overtaken:
        found.refresh_from_db()
        return _shown(request, found, problem=_("Somebody was quicker. This is how it stands now."))
    messages.success(request, done)
    return redirect("audit_staff:letter", pk=found.pk)


def _shown(request: HttpRequest, found: Letter, problem: str = "") -> HttpResponse:
    suppression = domain.suppressions_of(found).first()
    did_not_get_through = found.state in MOVES[LetterMove.SEND_AGAIN].before
    return page(
        request,
        "letter",
        _called(found),
        above=((OUTBOX, _("Outbox")),),
        icon="mail",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        problem=problem,
        letter=found,
        suppression=suppression,
        may_be_sent_again=did_not_get_through and found.is_kept and suppression is None,
        is_forgotten=did_not_get_through and not found.is_kept,
        may_have_come_back=found.state in MOVES[LetterMove.COME_BACK].before and suppression is None,
    )


def _called(found: Letter) -> str:
    """Its subject: in the reader's language, and nothing of a person in it."""
    try:
        return subject_of(found.letter) or found.letter
    except TemplateDoesNotExist:
        return found.letter


def _counts(chosen: str) -> list[Tally]:
    tallied = Letter.objects.order_by().values_list("state").annotate(number=Count("pk"))
    numbers: dict[str, int] = dict(tallied)
    return [
        Tally(state, capfirst(str(words)), numbers.get(state, 0), state == chosen)
        for state, words in LetterState.choices
    ]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS
