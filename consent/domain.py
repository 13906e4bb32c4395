"""Everything that happens to a consent, and the one question that rooms ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from core.clock import today
from edge.content_version import bump_on_commit

from .enums import AgeBand, Capacity, Identification, Scope
from .models import ConsentRecord, RecordScope, Subject

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


def record(subject: Subject, terms: Terms, scopes: Iterable[Scope]) -> ConsentRecord:
    """Write down a consent; it replaces what the subject agreed to before. Raises as ``check`` does."""
    check(terms)
    with transaction.atomic():
        row = ConsentRecord(subject=subject, **vars(terms))
        row.save()
        for scope in sorted(set(scopes)):
            RecordScope(record=row, scope=scope).save()
        bump_on_commit()
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


def withdraw(subject: Subject, channel: str) -> ConsentRecord:
    """End every scope at once. Nothing can block it; what was shown is not public from the next query on.

    Raises ``ConsentRecord.DoesNotExist`` when nothing was ever recorded.
    """
    with transaction.atomic():
        latest = subject.records.select_for_update().order_by("-pk").first()
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
        bump_on_commit()
    return row


def in_force(scope: Scope, on: date | None = None) -> QuerySet[Subject]:
    """Subjects who may be shown for ``scope`` on a day (default: today). Unknown scope, or no record, means no."""
    day = on or today()
    newest = ConsentRecord.objects.filter(subject=OuterRef("subject")).order_by("-pk").values("pk")[:1]
    records = ConsentRecord.objects.filter(
        Exists(RecordScope.objects.filter(record=OuterRef("pk"), scope=scope)),
        pk=Subquery(newest),
        withdrawn_on=None,
        given_on__lte=day,
        expires_on__gte=day,
    )
    if not settings.DEMO:
        # What we only saw published elsewhere is good enough to show how a page looks, never to publish it.
        records = records.exclude(capacity=Capacity.TO_BE_CONFIRMED)
    return Subject.objects.filter(Exists(records.filter(subject=OuterRef("pk"))))
