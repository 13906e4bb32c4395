"""What the bench shows: which drawing is next for somebody, all that is known of it, and what they decided last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from consent.domain import scopes_in_force
from consent.enums import Scope
from core import clock
from core.recording import viewed

from .. import counting, domain, hints
from ..enums import REASON_THAT_FITS, Found, Move, Reason, State
from ..models import Decision, Entry
from ..reach import entries_moderated_by, may_decide
from .access import entries_to_decide, page
from .covers import Covers
from .forms import AskForm, DescribeForm, FoundForm, ReasonForm

#: So long one's last decision can be undone from the bench; later from the page of the drawing.
UNDO_WITHIN = timedelta(minutes=10)
UNDOABLE = {Move.APPROVE, Move.REJECT, Move.ASK}
#: Somebody else may be a moment faster; after so many they are simply many.
MOST_TRIES = 5
MOST_ALIKE = 6


@dataclass
class Typed:
    """What was sent and could not be done, so that nothing of it is lost. Empty: the drawing is seen anew."""

    describe: DescribeForm | None = None
    reject: ReasonForm | None = None
    ask: AskForm | None = None
    covers: Covers | None = None
    #: Beside the reasons to reject, and beside those to ask.
    notes: tuple[str, str] = ("", "")
    found: list[str] = field(default_factory=list)


def waiting_for(user: Any) -> QuerySet[Entry]:
    """What this person can decide on, the oldest first."""
    return entries_to_decide(user).filter(state=State.PENDING).order_by("pk")


def next_for(user: Any, after: int) -> Entry | None:
    """The next that no colleague has before them. It is this person's for a while."""
    for _try in range(MOST_TRIES):
        free = waiting_for(user).filter(domain.not_claimed_by_others(user), pk__gt=after)
        entry = complete(free).first()
        if entry is None or domain.claim(entry, user):
            return entry
    return None


def show(
    request: HttpRequest, entry: Entry, *, typed: Typed | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    typed = typed or Typed(found=request.GET.getlist("found"))
    viewed(request, "drawing", entry)
    waiting = waiting_for(request.user)
    scopes = scopes_in_force(entry.subject)
    found = known_findings(typed.found)
    to_reject, to_ask = reasons_that_fit(found)
    seen = {"version": entry.version}
    return page(
        request,
        "decide",
        _("Decide on drawings"),
        icon="check",
        status=status,
        entry=entry,
        scopes=[scope.label for scope in scopes],
        may_be_shown=Scope.SITE in scopes,
        now=clock.now(),
        place=waiting.filter(pk__lte=entry.pk).count(),
        count=counting.up_to(waiting),
        describe=typed.describe or DescribeForm(initial={**seen, "alt_text": entry.alt_text}),
        checklist=FoundForm(initial={"found": found}),
        fitting={each.value: reason_codes(each) for each in Found},
        covers=typed.covers or Covers.of(entry),
        reject=typed.reject or ReasonForm(initial={**seen, "reason": to_reject, "note": typed.notes[0]}),
        ask=typed.ask or AskForm(initial={**seen, "reason": to_ask, "note": typed.notes[1]}, prefix="ask"),
        rejecting=typed.reject is not None,
        asking=typed.ask is not None,
        alike=hints.alike(entry, MOST_ALIKE, entries_moderated_by(request.user)),
        problem=problem,
        last=last_decision(request.user),
        came_from_another="after" in request.GET or status != 200,
    )


def nothing_left(request: HttpRequest, after: int) -> HttpResponse:
    waiting = waiting_for(request.user)
    own = entries_moderated_by(request.user).filter(state=State.PENDING, entered_by=request.user.pk).count()
    mine_or_free = domain.not_claimed_by_others(request.user)
    return page(
        request,
        "nothing_to_decide",
        _("Decide on drawings"),
        icon="check",
        skipped=waiting.filter(mine_or_free, pk__lte=after).count(),
        with_others=waiting.exclude(mine_or_free).count(),
        own=own,
        last=last_decision(request.user),
        came_from_another="after" in request.GET,
    )


def decided(request: HttpRequest, entry: Entry) -> HttpResponse:
    """For the script, which has the next drawing already: what was decided, the way back, and where they are now."""
    waiting = waiting_for(request.user)
    context = {
        "last": last_decision(request.user),
        "place": waiting.filter(pk__lte=entry.pk).count() + 1,
        "count": counting.up_to(waiting),
    }
    return render(request, "gallery/admin/includes/decided.html", context)


def overtaken(request: HttpRequest, entry: Entry, refused: domain.Refused) -> HttpResponse:
    """Somebody was faster. What was typed is shown, so that it can be used elsewhere."""
    entry.refresh_from_db()
    words = ("alt_text", "note", "ask-note")
    return page(
        request,
        "overtaken",
        _("Nothing was changed"),
        above=(("gallery_staff:decide", _("Decide on drawings")),),
        icon="warning",
        status=409,
        entry=entry,
        sentence=refused.sentence,
        typed=[text for text in (request.POST.get(name) for name in words) if text],
        onwards=address(after=entry.pk - 1 if entry.state == State.PENDING else entry.pk),
    )


def your_own(request: HttpRequest) -> HttpResponse:
    """Said, and not shown: whoever entered a drawing is kept away from where it is decided on."""
    return page(
        request,
        "overtaken",
        _("Nothing was changed"),
        above=(("gallery_staff:decide", _("Decide on drawings")),),
        icon="warning",
        status=403,
        sentence=_("You entered this drawing yourself. Somebody else has to decide on it."),
        onwards=reverse("gallery_staff:decide"),
    )


def last_decision(user: Any) -> Decision | None:
    """What this person decided last, while it can still be undone by them."""
    latest = Decision.objects.filter(by=user).select_related("entry").order_by("-pk").first()
    if latest is None or not can_be_undone(latest) or not may_decide(user, latest.entry):
        return None
    return None if latest.entry.decisions.filter(pk__gt=latest.pk).exists() else latest


def can_be_undone(decision: Decision) -> bool:
    return decision.move in UNDOABLE and clock.now() - decision.at < UNDO_WITHIN


def known_findings(codes: list[str]) -> list[Found]:
    return [found for found in Found if found.value in codes]


def reasons_that_fit(found: list[Found]) -> tuple[Reason | None, Reason | None]:
    """To reject, and to ask for a change. What no cover helps against weighs more than what can be covered."""
    if not found:
        return None, None
    to_reject, _to_ask = REASON_THAT_FITS[found[-1]]
    asks = [to_ask for _to_reject, to_ask in map(REASON_THAT_FITS.__getitem__, found) if to_ask is not None]
    return to_reject, asks[-1] if asks else None


def reason_codes(found: Found) -> tuple[str, str]:
    to_reject, to_ask = REASON_THAT_FITS[found]
    return to_reject.value, to_ask.value if to_ask is not None else ""


def complete(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related(
        "competition", "batch__partner", "batch__school", "country", "subject"
    ).prefetch_related("masks")


def address(*, after: int) -> str:
    return f"{reverse('gallery_staff:decide')}?after={after}"
