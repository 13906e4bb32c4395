"""The bench: one drawing at a time, large, and what to do with it. The first of the two pairs of eyes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consent.domain import scopes_in_force
from consent.enums import Scope
from core import clock
from core.recording import viewed

from .. import domain
from ..enums import Move, Reason, State
from ..models import Decision, Entry
from ..reach import entries_moderated_by, may_decide
from .access import entries_to_decide, may_moderate, page, whole_number
from .forms import DescribeForm, ReasonForm, VersionForm

#: So long one's last decision can be undone from the bench; later from the page of the drawing.
UNDO_WITHIN = timedelta(hours=1)
UNDOABLE = {Move.APPROVE, Move.REJECT}


def waiting_for(user: Any) -> QuerySet[Entry]:
    """What this person can decide on, the oldest first."""
    return entries_to_decide(user).filter(state=State.PENDING).order_by("pk")


@may_moderate
@require_GET
def decide(request: HttpRequest) -> HttpResponse:
    """The next drawing. ``?after=`` is the one before it: what was skipped does not come again at once."""
    after = whole_number(request.GET.get("after"))
    entry = _complete(waiting_for(request.user).filter(pk__gt=after)).first()
    if entry is None:
        return _nothing_left(request, after)
    return _bench(request, entry)


@may_moderate
@require_POST
def decide_on(request: HttpRequest, public_id: str) -> HttpResponse:
    """One decision. ``do`` is the button."""
    entry = get_object_or_404(_complete(entries_moderated_by(request.user)), public_id=public_id)
    if entry.entered_by_id == request.user.pk:
        return your_own(request)
    if entry.state != State.PENDING:
        return _overtaken(request, entry, domain.Overtaken())
    act = {"approve": _approve, "describe": _describe, "reject": _reject}.get(request.POST.get("do", ""))
    if act is None:
        return _bench(request, entry, problem=_("Choose what to do with it."), status=422)
    try:
        problem = act(request, entry)
    except domain.Overtaken as overtaken:
        return _overtaken(request, entry, overtaken)
    except domain.Refused as refused:
        entry.refresh_from_db()
        return _bench(request, entry, problem=refused.sentence, status=422)
    if problem is not None:
        return problem
    return redirect(
        _address(after=entry.pk) if entry.state != State.PENDING else _address(after=entry.pk - 1)
    )


def _approve(request: HttpRequest, entry: Entry) -> HttpResponse | None:
    return _describe(request, entry, and_approve=True)


def _describe(request: HttpRequest, entry: Entry, *, and_approve: bool = False) -> HttpResponse | None:
    form = DescribeForm(request.POST)
    if "version" in form.errors:
        raise domain.Overtaken
    if not form.is_valid():
        return _bench(request, entry, describe=form, status=422)
    version = form.cleaned_data["version"]
    try:
        # Both or neither: nobody approves a drawing with a description that was not kept.
        with transaction.atomic():
            if form.cleaned_data["alt_text"] != entry.alt_text:
                domain.describe(entry, form.cleaned_data["alt_text"], user=request.user, version=version)
                version = entry.version
            if and_approve:
                domain.approve(entry, user=request.user, version=version)
    except ValidationError as wrong:
        entry.refresh_from_db()
        form.add_error("alt_text", wrong.messages)
        return _bench(request, entry, describe=form, status=422)
    return None


def _reject(request: HttpRequest, entry: Entry) -> HttpResponse | None:
    form = ReasonForm(request.POST)
    if "version" in form.errors:
        raise domain.Overtaken
    if form.is_valid():
        try:
            domain.reject(
                entry,
                user=request.user,
                version=form.cleaned_data["version"],
                reason=Reason(form.cleaned_data["reason"]),
                note=form.cleaned_data["note"],
            )
        except domain.Overtaken:
            raise
        except domain.Refused as refused:
            form.add_error("note" if refused.code == "note_missing" else None, refused.sentence)
        else:
            return None
    return _bench(request, entry, reject=form, status=422)


@may_moderate
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back one's own decision: the drawing waits again, and is the next one shown."""
    entry = get_object_or_404(_complete(entries_moderated_by(request.user)), public_id=public_id)
    if entry.entered_by_id == request.user.pk:
        return your_own(request)
    form = VersionForm(request.POST)
    if not form.is_valid() or not _decided_last(request.user, entry):
        return _overtaken(request, entry, domain.Overtaken())
    take_back = domain.reconsider if entry.state == State.REJECTED else domain.hold_back
    try:
        take_back(entry, user=request.user, version=form.cleaned_data["version"])
    except domain.Refused as refused:
        return _overtaken(request, entry, refused)
    return redirect(_address(after=entry.pk - 1))


# --- Pages --------------------------------------------------------------------------------------------------------


def _bench(
    request: HttpRequest,
    entry: Entry,
    *,
    describe: DescribeForm | None = None,
    reject: ReasonForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    viewed(request, "drawing", entry)
    waiting = waiting_for(request.user)
    scopes = scopes_in_force(entry.subject)
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
        count=waiting.count(),
        describe=describe or DescribeForm(initial={"version": entry.version, "alt_text": entry.alt_text}),
        reject=reject or ReasonForm(initial={"version": entry.version}),
        rejecting=reject is not None,
        problem=problem,
        last=last_decision(request.user),
        came_from_another="after" in request.GET or status != 200,
    )


def _nothing_left(request: HttpRequest, after: int) -> HttpResponse:
    own = entries_moderated_by(request.user).filter(state=State.PENDING, entered_by=request.user.pk).count()
    return page(
        request,
        "nothing_to_decide",
        _("Decide on drawings"),
        icon="check",
        skipped=waiting_for(request.user).filter(pk__lte=after).count(),
        own=own,
        last=last_decision(request.user),
        came_from_another="after" in request.GET,
    )


def _overtaken(request: HttpRequest, entry: Entry, refused: domain.Refused) -> HttpResponse:
    """Somebody was faster. What was typed is shown, so that it can be used elsewhere."""
    entry.refresh_from_db()
    return page(
        request,
        "overtaken",
        _("Nothing was changed"),
        above=(("gallery_staff:decide", _("Decide on drawings")),),
        icon="warning",
        status=409,
        entry=entry,
        sentence=refused.sentence,
        typed=[text for text in (request.POST.get("alt_text"), request.POST.get("note")) if text],
        onwards=_address(after=entry.pk - 1 if entry.state == State.PENDING else entry.pk),
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
    undoable = (
        latest is not None
        and may_decide(user, latest.entry)
        and latest.move in UNDOABLE
        and clock.now() - latest.at < UNDO_WITHIN
        and not latest.entry.decisions.filter(pk__gt=latest.pk).exists()
    )
    return latest if undoable else None


def _decided_last(user: Any, entry: Entry) -> bool:
    """Whether the last that happened to a drawing is a decision of this person. That of a colleague is not theirs."""
    latest = entry.decisions.order_by("-pk").first()
    return latest is not None and latest.by_id == user.pk and latest.move in UNDOABLE


def _complete(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related("competition", "batch__partner", "country", "subject")


def _address(*, after: int) -> str:
    return f"{reverse('gallery_staff:decide')}?after={after}"
