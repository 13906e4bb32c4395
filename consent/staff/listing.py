"""All consents: whose, what holds now, until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from core.clock import today
from core.recording import viewed

from ..models import ConsentRecord, Subject
from ..standing import Standing, in_words, standing_of, whose_newest, with_newest
from .access import may_read, page

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ON_A_PAGE = 50
LONGEST_SEARCH = 100
SOON = timedelta(days=60)


@dataclass(frozen=True)
class Filter:
    """``found``: the subjects that it shows on a day."""

    code: str
    words: str | StrPromise
    found: Callable[[date], QuerySet[Any]]


def _not_over(day: date) -> Q:
    return Q(withdrawn_on=None, expires_on__gte=day)


FILTERS = {
    one.code: one
    for one in (
        Filter(
            "in_force",
            pgettext_lazy("consents", "In force"),
            lambda day: whose_newest(_not_over(day) & Q(paused_at=None, given_on__lte=day)),
        ),
        Filter(
            "ending",
            gettext_lazy("Ends within 60 days"),
            lambda day: whose_newest(_not_over(day) & Q(expires_on__lte=day + SOON)),
        ),
        Filter(
            "paused",
            pgettext_lazy("consents", "Paused"),
            lambda day: whose_newest(_not_over(day) & Q(paused_at__isnull=False)),
        ),
        Filter(
            "ended",
            pgettext_lazy("consents", "Ended or withdrawn"),
            lambda day: whose_newest(Q(expires_on__lt=day) | Q(withdrawn_on__isnull=False)),
        ),
        Filter(
            "erased",
            pgettext_lazy("people", "Erased"),
            lambda day: with_newest().filter(erased_at__isnull=False),
        ),
    )
}


@may_read
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """What is searched for is sent as a form's body: a label in an address would stand in every log on the way."""
    asked = request.GET.get("state", "")
    known = not asked or asked in FILTERS
    words = request.POST.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].split()
    found: Any = FILTERS[asked].found(today()) if asked in FILTERS else with_newest()
    if not known:
        found = found.none()
    for word in words:
        found = found.filter(label__icontains=word)
    # Newest first: whoever was written down last is the one that somebody comes back for.
    rows = Paginator(found.order_by("-newest_id", "pk"), ON_A_PAGE).get_page(request.GET.get("p"))
    shown = list(rows)
    viewed(request, "subjects", rows=len(shown))
    return page(
        request,
        "consents",
        _("Consents"),
        status=200 if known else 400,
        problem="" if known else _("There is no such list of consents."),
        rows=in_rows(shown),
        items=rows,
        elided_page_range=rows.paginator.get_elided_page_range(rows.number),
        filters=[(one.code, one.words, one.code == asked) for one in FILTERS.values()],
        chosen=asked,
        searched=" ".join(words),
    )


def in_rows(shown: list[Any]) -> list[dict[str, Any]]:
    keys = [subject.newest_id for subject in shown if subject.newest_id]
    records = ConsentRecord.objects.prefetch_related("scopes").in_bulk(keys)
    return [_row(subject, records.get(subject.newest_id)) for subject in shown]


def _row(subject: Subject, record: ConsentRecord | None) -> dict[str, Any]:
    given = {one.scope for one in record.scopes.all()} if record else set()
    standing = standing_of(record, subject.erased_at)
    runs = standing in {Standing.IN_FORCE, Standing.PAUSED, Standing.TO_BE_CONFIRMED, Standing.COMING}
    return {
        "subject": subject,
        "words": in_words(record, given, subject.erased_at),
        "ends_on": record.expires_on if record and runs else None,
        "review_on": record.review_on if record and runs else None,
    }
