"""The lead's desk: what is open, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.recording import viewed

from ...models import Concern, Entry, SealedCase
from .access import may_look_after, open_case, page

#: What a family is promised when it takes a drawing back, whatever is open behind that.
TOLD_WITHIN = timedelta(days=30)
#: Nobody looks after more at once; more would mean that something else is wrong.
MOST = 200
CLOSED_SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """A case, how long it has been open, and until when the family expects to be told."""

    case: Concern | SealedCase
    since: datetime
    now: datetime

    @property
    def days(self) -> int:
        return (self.now - self.since).days

    @property
    def told_by(self) -> datetime | None:
        return told_by(self.case.entry)

    @property
    def is_late(self) -> bool:
        return self.told_by is not None and self.told_by <= self.now


def told_by(entry: Entry) -> datetime | None:
    return entry.taken_back_at + TOLD_WITHIN if entry.taken_back_at else None


@may_look_after
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    concerns = Concern.objects.select_related(
        "entry__country", "entry__batch__school", "entry__batch__partner"
    )
    cases = SealedCase.objects.select_related("entry__country")
    open_concerns = concerns.filter(closed_at=None).order_by("pk")[:MOST]
    open_cases = cases.filter(ended_at=None).order_by("pk")[:MOST]
    shown = [Waiting(concern, concern.raised_at, now) for concern in open_concerns]
    sealed = [Waiting(case, case.sealed_at, now) for case in open_cases]
    viewed(request, "concerns", about_type="", rows=len(shown) + len(sealed))
    return page(
        request,
        "desk",
        _("Safeguarding"),
        below_desk=False,
        concerns=shown,
        sealed=sealed,
        closed=concerns.exclude(closed_at=None).order_by("-closed_at")[:CLOSED_SHOWN],
        ended=cases.exclude(ended_at=None).order_by("-ended_at")[:CLOSED_SHOWN],
    )


@may_look_after
@require_safe
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Where a letter leads: it does not say which of the two keys was pressed."""
    found = open_case(code)
    if found is None:
        raise Http404
    return redirect(f"gallery_staff:{'concern' if isinstance(found, Concern) else 'sealed'}", code)
