"""What readers reported, before whoever decides: by the hour, so that a flood is looked at, and answered, as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncHour
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core import clock
from core.recording import viewed

from .. import domain
from ..domain import reporting
from ..enums import OVER, WITH_THE_LEAD, State
from ..models import Report
from ..reach import entries_moderated_by
from ..staff.access import may_moderate, page, whole_number

#: On one page, those that hid nothing first. One press reaches the others as well.
ON_A_PAGE = 100
HOUR = "%Y-%m-%dT%H"
#: What nobody but the lead sees, and what is over.
LEFT_OUT = WITH_THE_LEAD | OVER


@dataclass
class Lot:
    """The reports of one hour, and how many drawings one press would hide and bring back."""

    begins: datetime
    reports: list[Report] = field(default_factory=list)
    to_hide: int = 0
    to_restore: int = 0

    @property
    def key(self) -> str:
        return self.begins.astimezone(UTC).strftime(HOUR)

    @property
    def ends(self) -> datetime:
        return self.begins + reporting.HOUR


def open_reports(user: Any) -> QuerySet[Report]:
    """From the countries that this person decides for."""
    entries = entries_moderated_by(user).exclude(state__in=LEFT_OUT)
    # Asked row by row: there are few reports, and however many drawings.
    return Report.objects.filter(Exists(entries.filter(pk=OuterRef("entry_id"))), closed_at=None)


def count_for(user: Any) -> int:
    return open_reports(user).count()


@may_moderate
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, _do(request))
        return redirect("gallery_staff:reports")
    waiting = open_reports(request.user)
    every = Lot(reporting.hour_of(clock.now()))
    lots = _lots(waiting, every, request.user)
    viewed(request, "reports", rows=sum(len(lot.reports) for lot in lots))
    return page(
        request,
        "reports",
        _("Reports from readers"),
        icon="warning",
        lots=lots,
        every=every,
        is_lead=reporting.may_look_after(request.user),
        count=waiting.count(),
        most=ON_A_PAGE,
    )


def _lots(waiting: QuerySet[Report], every: Lot, user: Any) -> list[Lot]:
    """Those first in which something is still shown; one number of queries for any number of reports."""
    by_reports = reporting.restorable(user).filter(pk=OuterRef("entry"))
    marked = waiting.annotate(can_be_restored=Exists(by_reports))
    known: dict[datetime, Lot] = {}
    shown = marked.select_related("entry__country", "entry__competition").order_by("hid", "-pk")
    for report in shown[:ON_A_PAGE]:
        hour = reporting.hour_of(report.at)
        known.setdefault(hour, Lot(hour)).reports.append(report)
    to_hide = marked.filter(entry__state=State.PUBLISHED)
    to_restore = marked.filter(can_be_restored=True)
    every.to_hide, every.to_restore = _drawings(to_hide), _drawings(to_restore)
    hidden, restored = _drawings_by_hour(to_hide), _drawings_by_hour(to_restore)
    for hour, lot in known.items():
        lot.to_hide, lot.to_restore = hidden.get(hour, 0), restored.get(hour, 0)
    return sorted(known.values(), key=lambda lot: (lot.to_hide > 0, lot.begins), reverse=True)


def _drawings(reports: QuerySet[Report]) -> int:
    return reports.order_by().values("entry").distinct().count()


def _drawings_by_hour(reports: QuerySet[Report]) -> dict[datetime, int]:
    by_hour = reports.order_by().annotate(hour=TruncHour("at", tzinfo=UTC)).values("hour")
    return dict(by_hour.annotate(drawings=Count("entry", distinct=True)).values_list("hour", "drawings"))


# --- Buttons ------------------------------------------------------------------------------------------------------


def _do(request: HttpRequest) -> str:
    """Returns the sentence that says what was done."""
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        return _("Choose what to do.")
    return act(request)


def _hide(request: HttpRequest) -> str:
    return _hidden(domain.hide_all(_named(request), user=request.user))


def _restore(request: HttpRequest) -> str:
    return _restored(domain.restore_all(_named(request), user=request.user))


def _close(request: HttpRequest) -> str:
    for report in _named(request):
        try:
            domain.close_report(report, user=request.user)
        except domain.Refused as refused:
            return refused.sentence
    return _("The report is closed. The drawing stays as it is.")


def _hide_all(request: HttpRequest) -> str:
    return _hidden(domain.hide_all(_of_the_lot(request), user=request.user))


def _restore_all(request: HttpRequest) -> str:
    return _restored(domain.restore_all(_of_the_lot(request), user=request.user))


ACTS: dict[str, Callable[[HttpRequest], str]] = {
    "hide": _hide,
    "restore": _restore,
    "close": _close,
    "hide_all": _hide_all,
    "restore_all": _restore_all,
}


def _hidden(number: int) -> str:
    return ngettext(
        "%(number)s drawing is hidden. Readers cannot see it any more.",
        "%(number)s drawings are hidden. Readers cannot see them any more.",
        number,
    ) % {"number": number}


def _restored(number: int) -> str:
    return ngettext(
        "%(number)s drawing waits for release. Somebody else has to release it.",
        "%(number)s drawings wait for release. Somebody else has to release them.",
        number,
    ) % {"number": number}


def _named(request: HttpRequest) -> QuerySet[Report]:
    number = whole_number(request.POST.get("report"))
    return open_reports(request.user).filter(pk=number).select_related("entry__batch")


def _of_the_lot(request: HttpRequest) -> QuerySet[Report]:
    """All that are open, or those of one hour. An hour that is none names nothing: never more than was meant."""
    waiting = open_reports(request.user).select_related("entry__batch")
    given = request.POST.get("hour", "")
    if not given:
        return waiting
    try:
        begins = datetime.strptime(given, HOUR).replace(tzinfo=UTC)
        return waiting.filter(at__gte=begins, at__lt=begins + timedelta(hours=1))
    except (ValueError, OverflowError):
        return waiting.none()
