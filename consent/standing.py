"""How a consent stands on a day, in words for people to read. Whether something may be shown is asked of `domain`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.clock import today

from .domain import newest
from .enums import Capacity, Scope
from .models import ConsentRecord, Subject


class Standing(models.TextChoices):
    NONE = "none", gettext_lazy("nothing recorded")
    COMING = "coming", gettext_lazy("not begun yet")
    TO_BE_CONFIRMED = "to_be_confirmed", gettext_lazy("to be confirmed")
    IN_FORCE = "in_force", pgettext_lazy("state of a consent", "in force")
    PAUSED = "paused", pgettext_lazy("state of a consent", "paused")
    ENDED = "ended", pgettext_lazy("state of a consent", "ended by its date")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a consent", "withdrawn")
    ERASED = "erased", pgettext_lazy("state of a person", "erased")


@dataclass(frozen=True)
class Words:
    """``standing``, a sentence that says since or until when, and the places that were agreed to."""

    standing: Standing
    sentence: str
    places: list[str]

    @property
    def is_shown(self) -> bool:
        return self.standing == Standing.IN_FORCE or (
            self.standing == Standing.TO_BE_CONFIRMED and settings.DEMO
        )


def short(subject: Subject) -> str:
    """What a person is called in letters, and wherever they must not be named."""
    return str(subject.pk)[:8]


def standing_of(record: ConsentRecord | None, erased_at: Any = None, on: date | None = None) -> Standing:
    """``record``: the newest of somebody."""
    day = on or today()
    if erased_at:
        return Standing.ERASED
    if record is None:
        return Standing.NONE
    if record.withdrawn_on:
        return Standing.WITHDRAWN
    if record.expires_on < day:
        return Standing.ENDED
    if record.paused_at:
        return Standing.PAUSED
    if record.given_on > day:
        return Standing.COMING
    return Standing.TO_BE_CONFIRMED if record.capacity == Capacity.TO_BE_CONFIRMED else Standing.IN_FORCE


def words_of(subject: Subject) -> Words:
    record = newest(subject)
    given = set(record.scopes.values_list("scope", flat=True)) if record else set()
    return in_words(record, given, subject.erased_at)


def in_words(record: ConsentRecord | None, given: set[str], erased_at: Any = None) -> Words:
    standing = standing_of(record, erased_at)
    return Words(standing, _sentence(standing, record, erased_at), places(given))


def places(given: set[str]) -> list[str]:
    return [str(scope.label) for scope in Scope if scope.value in given]


def _sentence(standing: Standing, record: ConsentRecord | None, erased_at: Any) -> str:
    if standing == Standing.ERASED:
        return _("Erased on %(day)s.") % {"day": _day(erased_at)}
    if record is None:
        return _("No consent is recorded.")
    if standing == Standing.WITHDRAWN:
        return _("Withdrawn on %(day)s.") % {"day": _day(record.withdrawn_on)}
    if standing == Standing.ENDED:
        return _("It ended on %(day)s.") % {"day": _day(record.expires_on)}
    if standing == Standing.PAUSED:
        return _("Paused since %(day)s. It ends on %(end)s.") % {
            "day": _day(record.paused_at),
            "end": _day(record.expires_on),
        }
    if standing == Standing.COMING:
        return _("It begins on %(day)s.") % {"day": _day(record.given_on)}
    if standing == Standing.TO_BE_CONFIRMED:
        if settings.DEMO:
            return _("To be confirmed, until %(day)s. It is shown because this is a demo.") % {
                "day": _day(record.expires_on)
            }
        return _("To be confirmed. Nothing is shown until it is.")
    return _("In force until %(day)s.") % {"day": _day(record.expires_on)}


def _day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT")


# --- Many at once -------------------------------------------------------------------------------------------------


def with_newest() -> QuerySet[Any]:
    """Subjects with ``newest_id``, the key of the row that counts."""
    rows = ConsentRecord.objects.filter(subject=OuterRef("pk")).order_by("-pk")
    return Subject.objects.annotate(newest_id=Subquery(rows.values("pk")[:1]))


def whose_newest(condition: Q) -> QuerySet[Any]:
    """Those not erased whose newest row fulfils a condition on records."""
    rows = ConsentRecord.objects.filter(condition).values("pk")
    subjects: QuerySet[Any] = with_newest()
    return subjects.filter(erased_at=None, newest_id__in=rows)


def only_paused(scope: Scope) -> QuerySet[Any]:
    """Those who are shown for ``scope`` again as soon as they say so: nothing of theirs is to be lost meanwhile."""
    return whose_newest(
        Q(paused_at__isnull=False, withdrawn_on=None, expires_on__gte=today(), scopes__scope=scope)
    )
