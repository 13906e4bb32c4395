"""The contact sheet: what one person approved, another releases, up to forty at once. The second pair of eyes."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consent.domain import holding
from consent.enums import Scope
from core.recording import viewed

from .. import domain
from ..enums import State
from ..models import Decision, Entry, Mask
from ..reach import entries_moderated_by
from .access import entries_to_decide, may_moderate, page, whole_number

logger = logging.getLogger(__name__)

#: Seconds. Each release copies a dozen files, to a bucket perhaps, and a request must end before it is cut off.
TIME_FOR_A_SHEET = 25
RESULT = "gallery_release"


def waiting_for_release(user: Any) -> QuerySet[Entry]:
    """All that were approved from where this person decides. ``agreed``: whether a consent to this site is in force;
    ``first_eyes``: whether this person was its first pair of eyes; ``on_or_off``: what last put it into the gallery or
    took it off; ``is_covered``: whether anything is covered on it,
    ``not_covered_yet``: and the copies that show it covered are still to be made."""
    on_or_off = Decision.objects.filter(entry=OuterRef("pk"), move__in=domain.ON_OR_OFF).order_by("-pk")
    return (
        entries_moderated_by(user)
        .filter(state=State.APPROVED)
        .annotate(
            agreed=holding(Scope.SITE, "subject_id"),
            first_eyes=Exists(domain.first_pair_of_eyes(user).filter(entry=OuterRef("pk"))),
            on_or_off=Coalesce(Subquery(on_or_off.values("move")[:1]), Value("")),
            is_covered=Exists(Mask.objects.filter(entry=OuterRef("pk"))),
            not_covered_yet=Exists(domain.waiting_to_be_covered().filter(pk=OuterRef("pk"))),
        )
        .order_by("pk")
    )


def own_approvals(user: Any) -> Q:
    """Those that this person approved and so cannot release."""
    two_pairs = Q(competition__one_pair_of_eyes=False) | Q(on_or_off__in=domain.TAKEN_OFF)
    return Q(first_eyes=True) & two_pairs


@may_moderate
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _release_all(request)
    waiting = waiting_for_release(request.user)
    mine = waiting.filter(entered_by=request.user.pk).count()
    others = waiting.exclude(entered_by=request.user.pk)
    sheet = others.exclude(own_approvals(request.user)).select_related(
        "competition", "batch__partner", "batch__school", "country"
    )
    entries = list(sheet[: domain.SHEET])
    viewed(request, "release_sheet", rows=len(entries))
    return page(
        request,
        "release",
        _("Release drawings"),
        icon="view",
        entries=entries,
        count=sheet.count(),
        approved_by_me=others.filter(own_approvals(request.user)).count(),
        entered_by_me=mine,
        most=domain.SHEET,
    )


def _release_all(request: HttpRequest) -> HttpResponse:
    """Each by itself: one that cannot be released stops no other. The result is a page that can be read again."""
    entries = entries_to_decide(request.user).select_related("competition")
    until = time.monotonic() + TIME_FOR_A_SHEET
    released, held_back, failed = 0, 0, []
    for public_id in _named(request):
        wanted = _wanted(request, public_id)
        # Read now and not with the others: copying those took a while, and meanwhile the rules may have changed.
        entry = entries.filter(public_id=public_id).first()
        if entry is None or wanted is None:
            continue
        if time.monotonic() > until:
            failed.append([public_id, _("There was no time left for it. Release it once more.")])
            continue
        problem = _do(request, entry, hold_back=wanted == "hold_back")
        if problem:
            failed.append([public_id, problem])
        elif wanted == "hold_back":
            held_back += 1
        else:
            released += 1
    request.session[RESULT] = {"released": released, "held_back": held_back, "failed": failed}
    return redirect("gallery_staff:release_result")


def _named(request: HttpRequest) -> list[str]:
    names = [name.removeprefix("version-") for name in request.POST if name.startswith("version-")]
    return [name for name in names if "\x00" not in name][: domain.SHEET]


def _wanted(request: HttpRequest, public_id: str) -> str | None:
    """Who ticks both is not sure, and then it is held back."""
    for choice in ("hold_back", "release"):
        if public_id in request.POST.getlist(choice):
            return choice
    return None


def _do(request: HttpRequest, entry: Entry, *, hold_back: bool) -> str:
    """The sentence that says why not; empty when it is done."""
    version = whole_number(request.POST.get(f"version-{entry.public_id}"))
    act = domain.hold_back if hold_back else domain.release
    try:
        act(entry, user=request.user, version=version)
    except domain.Refused as refused:
        return refused.sentence
    except Exception:  # a storage fails in its own way; the others on the sheet may still go through
        logger.exception("A drawing could not be released")
        return _(
            "It could not be copied to the gallery. Try again in a minute; if it stays so, tell the operator."
        )
    return ""


@may_moderate
@require_GET
def result(request: HttpRequest) -> HttpResponse:
    """How many are in the gallery now, and which are not, and why."""
    told = request.session.get(RESULT)
    if told is None:
        return redirect("gallery_staff:release")
    reasons = dict(told["failed"])
    entries = entries_moderated_by(request.user).filter(public_id__in=reasons).select_related("country")
    return page(
        request,
        "released",
        _("What was released"),
        above=(("gallery_staff:release", _("Release drawings")),),
        icon="view",
        released=told["released"],
        held_back=told["held_back"],
        failed=[(entry, reasons[entry.public_id]) for entry in entries],
    )
