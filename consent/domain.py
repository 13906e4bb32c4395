"""Everything that happens to a consent, and the one question that rooms ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from audit.domain import record as write_down
from core.clock import today
from edge.content_version import bump_with_commit

from .enums import AgeBand, Capacity, Identification, Scope
from .models import ConsentRecord, RecordScope, Subject
from .signals import consent_changed

#: After five years consent is asked for again (FIELD 2.3, Toybox).
LONGEST = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Terms:
    """What is agreed to. Days are calendar days in UTC."""

    capacity: Capacity
    identification: Identification
    given_on: date
    expires_on: date
    age_band: AgeBand = AgeBand.UNKNOWN
    holder: str = ""
    holder_reference: str = ""
    basis: str = ""
    basis_address: str = ""
    basis_seen_on: date | None = None
    review_on: date | None = None


def record(subject: Subject, terms: Terms, scopes: Iterable[Scope], *, by: Any = None) -> ConsentRecord:
    """Write down a consent; it replaces what the subject agreed to before. Raises as ``check`` does.

    ``by``: who writes it down, a user.
    """
    check(terms)
    with transaction.atomic():
        row = _new_row(subject, terms, scopes)
        write_down("consent.recorded", subject, by=by, after=str(terms.capacity), record=row.pk)
    return row


def _new_row(subject: Subject, terms: Terms, scopes: Iterable[Scope]) -> ConsentRecord:
    row = ConsentRecord(subject=subject, **vars(terms))
    row.save()
    for scope in sorted(set(scopes)):
        RecordScope(record=row, scope=scope).save()
    _changed(subject)
    return row


def check(terms: Terms) -> None:
    """Raises ``ValidationError`` when it would hold longer than five years, or is held by an unnamed organisation."""
    if terms.expires_on - terms.given_on > LONGEST:
        raise ValidationError(
            {"expires_on": _("Consent holds five years at most. Then it is asked for again.")}
        )
    if terms.expires_on < terms.given_on:
        raise ValidationError({"expires_on": _("The last day cannot be before the first.")})
    if terms.capacity == Capacity.HOLDER and not terms.holder:
        raise ValidationError({"holder": _("Say which organisation holds the consent.")})


def withdraw(subject: Subject, channel: str, *, by: Any = None) -> ConsentRecord:
    """End every scope at once. Nothing can block it; what was shown is not public from the next query on.

    Raises ``ConsentRecord.DoesNotExist`` when nothing was ever recorded.
    """
    with transaction.atomic():
        newest = subject.records.select_for_update().order_by("-pk")
        latest: ConsentRecord | None = newest.first()
        if latest is None:
            raise ConsentRecord.DoesNotExist
        if latest.withdrawn_on:
            return latest
        kept = {
            field.attname: getattr(latest, field.attname)
            for field in ConsentRecord._meta.concrete_fields
            if field.attname not in {"id", "recorded_at", "withdrawn_on", "withdrawal_channel"}
        }
        row = ConsentRecord(**kept, withdrawn_on=today(), withdrawal_channel=channel)
        row.save()
        _changed(subject)
        write_down("consent.withdrawn", subject, by=by, record=row.pk)
    return row


def identify(subject: Subject, identification: Identification, *, by: Any = None) -> ConsentRecord | None:
    """The same terms and scopes with another way of naming the person; ``None`` when there is nothing in words to keep.

    For a name that is added to, or taken off, what a slip allows: still a new row, like every change.
    """
    latest = subject.records.order_by("-pk").first()
    if latest is None or latest.withdrawn_on:
        return None
    kept = {name: getattr(latest, name) for name in Terms.__dataclass_fields__}
    terms = Terms(**{**kept, "identification": identification})
    check(terms)
    with transaction.atomic():
        row = _new_row(subject, terms, [Scope(given.scope) for given in latest.scopes.all()])
        before, after = str(latest.identification), str(identification)
        write_down("consent.identified", subject, by=by, before=before, after=after, record=row.pk)
    return row


def _changed(subject: Subject) -> None:
    bump_with_commit()
    transaction.on_commit(lambda: consent_changed.send_robust(Subject, subject_id=subject.pk), robust=True)


def in_force(scope: Scope, on: date | None = None) -> QuerySet[Subject]:
    """Subjects who may be shown for ``scope`` on a day (default: today). Unknown scope, or no record, means no."""
    return Subject.objects.filter(holding(scope, "pk", on))


def holding(scope: Scope, subject: str, on: date | None = None) -> Q:
    """The same as a condition on rows of any model; ``subject`` is its field that holds a subject's key.

    Asked row by row: a list that is cut after its first page asks it of that page alone. That is why it is the value
    of a subquery: as `Exists`, PostgreSQL joins it, and reads every consent there is for a page of 24.
    """
    day = on or today()
    in_force = _in_force_on(day) & Q(Exists(RecordScope.objects.filter(record=OuterRef("pk"), scope=scope)))
    newest = ConsentRecord.objects.filter(subject=OuterRef(subject)).order_by("-pk")
    holds = newest.annotate(holds=Case(When(in_force, then=True), default=False)).values("holds")[:1]
    return Q(Coalesce(Subquery(holds), False))


def scopes_in_force(subject: Subject, on: date | None = None) -> list[Scope]:
    """What somebody's consent allows on a day (default: today), for people to read; empty when none is in force."""
    newest = subject.records.order_by("-pk").values("pk")[:1]
    given = RecordScope.objects.filter(
        record__in=ConsentRecord.objects.filter(_in_force_on(on or today()), pk=Subquery(newest))
    )
    allowed = set(given.values_list("scope", flat=True))
    return [scope for scope in Scope if scope in allowed]


def _in_force_on(day: date) -> Q:
    """A condition on records. That it is the newest of its subject is for the caller to ask."""
    holds = Q(withdrawn_on=None, given_on__lte=day, expires_on__gte=day)
    if not settings.DEMO:
        # What we only saw published elsewhere is good enough to show how a page looks, never to publish it.
        holds &= ~Q(capacity=Capacity.TO_BE_CONFIRMED)
    return holds
