"""How long drawings are kept: what goes, when and why, as data. `domain.retention` does it, `tick` when it is due, and
`tick --dry-run` says beforehand what would go.

Never while the safeguarding lead has a drawing, or somebody has reported that a child may be in danger: `is_held`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from consent.models import ConsentRecord

from .enums import Move, State
from .models import (
    Award,
    Competition,
    Concern,
    Decision,
    Entry,
    Fingerprint,
    Mask,
    Report,
    Slip,
)
from .models.report import ABOUT_SAFETY

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: After the last day to enter, of what is not in the gallery by then.
UNRELEASED_KEPT = timedelta(days=30)
#: Those who decide are told so long before.
WARNED_BEFORE = timedelta(days=7)
#: From the day on which readers could see the gallery and its results.
GALLERY_KEPT_YEARS = 1
#: What was written about a drawing, from the closing of the report or the concern on.
WORDS_KEPT_YEARS = 1

#: Not in the gallery, and not on the way into it.
UNRELEASED = frozenset(
    {
        State.RECEIVED,
        State.PROCESSING,
        State.UNREADABLE,
        State.BLOCKED,
        State.PENDING,
        State.CHANGES,
        State.REJECTED,
        State.HIDDEN,
    }
)
#: Whoever did one of these has just begun to think about the drawing: the thirty days begin anew.
BEGIN_ANEW = (Move.HIDE, Move.HOLD_BACK, Move.RECONSIDER, Move.CLOSE, Move.RETURN)


def unreleased_until(competition: Competition) -> datetime:
    """The first instant at which what was not released is due."""
    return competition.closes_at + UNRELEASED_KEPT


def gallery_over_on(competition: Competition) -> date:
    """The first day, in the competition's zone, on which nothing of it is in the gallery but what won."""
    days = (competition.closes_on, competition.gallery_from, competition.results_on)
    return _years_later(max(day for day in days if day is not None), GALLERY_KEPT_YEARS)


def gallery_over_at(competition: Competition) -> datetime:
    return datetime.combine(gallery_over_on(competition), time.min, ZoneInfo(competition.zone))


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def words_until(closed_at: datetime) -> datetime:
    return datetime.combine(_years_later(closed_at.date(), WORDS_KEPT_YEARS), closed_at.timetz())


def closed_before(at: datetime) -> datetime:
    """What was closed at this instant or before is due ``at``."""
    return datetime.combine(_years_later(at.date(), -WORDS_KEPT_YEARS), at.timetz())


# --- What keeps a drawing, whatever its day is --------------------------------------------------------------------


def _holding(entry: Any) -> Q:
    return Q(Exists(Concern.objects.filter(entry=entry, closed_at=None))) | Q(
        Exists(Report.objects.filter(entry=entry, closed_at=None, category__in=ABOUT_SAFETY))
    )


def is_held(entry: Entry) -> bool:
    """By an open concern, or by a report of danger that nobody has closed. Its state is not asked here."""
    return Entry.objects.filter(_holding(OuterRef("pk")), pk=entry.pk).exists()


# --- The rules ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """``code`` stays with the drawing's row for ever. ``due``: rows whose time is over at an instant."""

    code: str
    what: StrPromise
    why: StrPromise
    due: Callable[[datetime], QuerySet[Entry]]
    since: Callable[[Entry], datetime]


def _of_competitions(over: Callable[[Competition], datetime], at: datetime) -> Q:
    """Those of competitions that are so far. There are few, and their days lie in zones of their own."""
    return Q(competition__in=[row.pk for row in Competition.objects.all() if over(row) <= at])


def _kept_rows() -> QuerySet[Entry]:
    return Entry.objects.exclude(_holding(OuterRef("pk"))).select_related("competition")


def _begun_anew(after: datetime) -> Exists:
    return Exists(Decision.objects.filter(entry=OuterRef("pk"), move__in=BEGIN_ANEW, at__gt=after))


def _unreleased(at: datetime) -> QuerySet[Entry]:
    rows = _kept_rows().filter(_of_competitions(unreleased_until, at), state__in=UNRELEASED)
    return rows.exclude(_begun_anew(at - UNRELEASED_KEPT))


def _unreleased_since(entry: Entry) -> datetime:
    anew = entry.decisions.filter(move__in=BEGIN_ANEW).order_by("-pk").values_list("at", flat=True).first()
    due = unreleased_until(entry.competition)
    return max(due, anew + UNRELEASED_KEPT) if anew else due


def _drafts(at: datetime) -> QuerySet[Entry]:
    return _kept_rows().filter(_of_competitions(unreleased_until, at), state=State.DRAFT)


def _shown(at: datetime) -> QuerySet[Entry]:
    over = _of_competitions(gallery_over_at, at)
    return _kept_rows().filter(over, state__in=[State.PUBLISHED, State.APPROVED])


def _gallery_over(at: datetime) -> QuerySet[Entry]:
    return _shown(at).exclude(Exists(Award.objects.filter(entry=OuterRef("pk"))))


def _consent_over(at: datetime) -> QuerySet[Entry]:
    won = Exists(Award.objects.filter(entry=OuterRef("pk")))
    newest = ConsentRecord.objects.filter(subject=OuterRef("subject")).order_by("-pk")
    rows = _shown(at).filter(won).annotate(consent_ends=Subquery(newest.values("expires_on")[:1]))
    return rows.filter(consent_ends__lt=at.astimezone(UTC).date())


def _consent_over_since(entry: Entry) -> datetime:
    ends: date = entry.consent_ends  # type: ignore[attr-defined]
    ended = datetime.combine(ends + timedelta(days=1), time.min, UTC)
    return max(ended, gallery_over_at(entry.competition))


RULES = (
    Rule(
        "not_released",
        _("Drawings that did not come into the gallery"),
        _(
            "Thirty days after the last day to enter; where somebody took one up again, thirty days after that."
        ),
        _unreleased,
        _unreleased_since,
    ),
    Rule(
        "never_sent",
        _("Drawings that a school never sent"),
        _("Thirty days after the last day to enter."),
        _drafts,
        lambda entry: unreleased_until(entry.competition),
    ),
    Rule(
        "gallery_over",
        _("Drawings in a gallery that has had its year, but for those that won"),
        _("Twelve months after the gallery and its results were opened to readers."),
        _gallery_over,
        lambda entry: gallery_over_at(entry.competition),
    ),
    Rule(
        "consent_over",
        _("Drawings that won, when what their families agreed to has ended"),
        _("The day after the consent ends, and not before the gallery has had its year."),
        _consent_over,
        _consent_over_since,
    ),
)


def due(at: datetime) -> Iterator[tuple[Rule, QuerySet[Entry]]]:
    for rule in RULES:
        yield rule, rule.due(at)


# --- What is kept beside drawings ---------------------------------------------------------------------------------


def unused_slips(at: datetime) -> QuerySet[Slip]:
    """Slips that no drawing came with, of competitions whose gallery is over."""
    over = [row.pk for row in Competition.objects.all() if gallery_over_at(row) <= at]
    return Slip.objects.filter(batch__competition__in=over, entry=None)


def reports_to_empty(at: datetime) -> QuerySet[Report]:
    return Report.objects.filter(closed_at__lte=closed_before(at)).exclude(text="")


def concerns_to_empty(at: datetime) -> QuerySet[Concern]:
    return Concern.objects.filter(closed_at__lte=closed_before(at)).exclude(note="")


def left_of_what_was_taken_back() -> QuerySet[Entry]:
    """Their words and files went at once; this finds the fingerprint of the file, and what hints were made from."""
    looks = Q(Exists(Fingerprint.objects.filter(entry=OuterRef("pk")))) | Q(
        Exists(Mask.objects.filter(entry=OuterRef("pk")))
    )
    return Entry.objects.filter(looks | ~Q(sha256="") | ~Q(unreadable_code=""), state=State.WITHDRAWN)


def left_of_what_was_destroyed(at: datetime) -> QuerySet[Entry]:
    """The fingerprint of a school's file, once a drawing that waits would be deleted as well."""
    rows = Entry.objects.filter(_of_competitions(unreleased_until, at), state=State.PURGED)
    return rows.exclude(sha256="")
