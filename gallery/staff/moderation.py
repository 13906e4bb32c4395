"""The bench: one drawing at a time, large, and what to do with it. The first of the two pairs of eyes.

What its pages show, `bench` puts together.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from .. import domain
from ..enums import Found, Reason, State
from ..models import Entry
from ..reach import entries_moderated_by
from . import bench
from .access import may_moderate, whole_number
from .covers import Covers
from .forms import AskForm, DescribeForm, ReasonForm, VersionForm

#: The script says so, and is answered with less: it has the next drawing already.
BY_SCRIPT = "X-Bench"


class AskAgain(Exception):
    """Not complete. ``answer`` says beside each field what is missing, and has all that was typed."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.answer = answer


@may_moderate
@require_GET
def decide(request: HttpRequest) -> HttpResponse:
    """The next drawing. ``?after=`` is the one before it: what was skipped does not come again at once."""
    after = whole_number(request.GET.get("after"))
    entry = bench.next_for(request.user, after)
    if entry is None:
        return bench.nothing_left(request, after)
    return bench.show(request, entry)


@may_moderate
@require_POST
def decide_on(request: HttpRequest, public_id: str) -> HttpResponse:
    """One decision. ``do`` is the button."""
    entry = get_object_or_404(bench.complete(entries_moderated_by(request.user)), public_id=public_id)
    if entry.entered_by_id == request.user.pk:
        return bench.your_own(request)
    if entry.state != State.PENDING:
        return bench.overtaken(request, entry, domain.Overtaken())
    acts = {"approve": _approve, "describe": _save, "reject": _reject, "ask": _ask}
    act = acts.get(request.POST.get("do", ""))
    try:
        if act is None:
            raise domain.Refused("nothing", _("Choose what to do with it."))
        act(request, entry)
    except AskAgain as again:
        return again.answer
    except domain.Overtaken as overtaken:
        return bench.overtaken(request, entry, overtaken)
    except domain.Refused as refused:
        return _once_more(request, entry, problem=refused.sentence)
    if entry.state == State.PENDING:
        ticked = [("found", each.value) for each in _found(request)]
        return redirect(f"{bench.address(after=entry.pk - 1)}{'&' if ticked else ''}{urlencode(ticked)}")
    if request.headers.get(BY_SCRIPT):
        return bench.decided(request, entry)
    return redirect(bench.address(after=entry.pk))


def _approve(request: HttpRequest, entry: Entry) -> None:
    _save(request, entry, and_approve=True)


def _save(request: HttpRequest, entry: Entry, *, and_approve: bool = False) -> None:
    """What was described and covered; and the approval with it."""
    form = DescribeForm(request.POST)
    if "version" in form.errors:
        raise domain.Overtaken
    if not form.is_valid():
        raise AskAgain(_once_more(request, entry, describe=form))
    covers = Covers.sent(request.POST)
    try:
        # All or nothing: nobody approves a drawing with a description or a cover that was not kept.
        with transaction.atomic():
            version = form.cleaned_data["version"]
            if form.cleaned_data["alt_text"] != entry.alt_text:
                domain.describe(entry, form.cleaned_data["alt_text"], user=request.user, version=version)
                version = entry.version
            if Covers.were_sent(request.POST) and covers != Covers.of(entry):
                _cover(request, entry, covers, version)
                version = entry.version
            if and_approve:
                domain.approve(entry, user=request.user, version=version, found=_found(request))
    except ValidationError as wrong:
        form.add_error("alt_text", wrong.messages)
        raise AskAgain(_once_more(request, entry, describe=form)) from wrong


def _cover(request: HttpRequest, entry: Entry, covers: Covers, version: int) -> None:
    try:
        domain.mask(entry, covers.rectangles(), user=request.user, version=version)
    except ValidationError as wrong:
        raise domain.Refused("cover", " ".join(wrong.messages)) from wrong


def _reject(request: HttpRequest, entry: Entry) -> None:
    form = ReasonForm(request.POST)
    try:
        _with_reason(request, entry, form, domain.reject)
    except AskAgain:
        raise AskAgain(_once_more(request, entry, reject=form)) from None


def _ask(request: HttpRequest, entry: Entry) -> None:
    data = request.POST.copy()
    data["ask-version"] = data.get("version", "")
    form = AskForm(data, prefix="ask")
    try:
        _with_reason(request, entry, form, domain.ask_for_change)
    except AskAgain:
        raise AskAgain(_once_more(request, entry, ask=form)) from None


def _with_reason(request: HttpRequest, entry: Entry, form: ReasonForm, act: Any) -> None:
    if "version" in form.errors:
        raise domain.Overtaken
    if form.is_valid():
        try:
            act(
                entry,
                user=request.user,
                version=form.cleaned_data["version"],
                reason=Reason(form.cleaned_data["reason"]),
                note=form.cleaned_data["note"],
                found=_found(request),
            )
        except domain.Overtaken:
            raise
        except domain.Refused as refused:
            form.add_error("note" if refused.code == "note_missing" else None, refused.sentence)
        else:
            return
    raise AskAgain(HttpResponse())


def _found(request: HttpRequest) -> list[Found]:
    """What is ticked. What is no tick of ours, nobody can have made."""
    return bench.known_findings(request.POST.getlist("found"))


def _once_more(
    request: HttpRequest,
    entry: Entry,
    *,
    describe: DescribeForm | None = None,
    reject: ReasonForm | None = None,
    ask: AskForm | None = None,
    problem: str = "",
) -> HttpResponse:
    """The same drawing, with all that was typed and ticked. A decision that was undone half way has left its traces in
    the object; what is true stands in the database."""
    entry = bench.complete(entries_moderated_by(request.user)).get(pk=entry.pk)
    typed = bench.Typed(
        describe=describe or (DescribeForm(request.POST) if "alt_text" in request.POST else None),
        reject=reject,
        ask=ask,
        notes=(request.POST.get("note", ""), request.POST.get("ask-note", "")),
        covers=Covers.sent(request.POST) if Covers.were_sent(request.POST) else None,
        found=request.POST.getlist("found"),
    )
    return bench.show(request, entry, typed=typed, problem=problem, status=422)


@may_moderate
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back one's own decision: the drawing waits again, and is the next one shown."""
    entry = get_object_or_404(bench.complete(entries_moderated_by(request.user)), public_id=public_id)
    if entry.entered_by_id == request.user.pk:
        return bench.your_own(request)
    form = VersionForm(request.POST)
    latest = entry.decisions.order_by("-pk").first()
    if (
        not form.is_valid()
        or latest is None
        or latest.by_id != request.user.pk
        or latest.move not in bench.UNDOABLE
    ):
        return bench.overtaken(request, entry, domain.Overtaken())
    if not bench.can_be_undone(latest):
        return bench.overtaken(request, entry, too_late())
    take_back = domain.hold_back if entry.state == State.APPROVED else domain.reconsider
    try:
        take_back(entry, user=request.user, version=form.cleaned_data["version"])
    except domain.Refused as refused:
        return bench.overtaken(request, entry, refused)
    return redirect(bench.address(after=entry.pk - 1))


def too_late() -> domain.Refused:
    return domain.Refused(
        "too_late",
        _("A decision can be undone for ten minutes. On the page of the drawing it can be decided anew."),
    )
