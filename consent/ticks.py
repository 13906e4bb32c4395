"""What `tick` does for consents: those who keep them are told in time that one ends, has ended, or is to be looked at.
Erasures that were cut off are finished.

No consent ends here: one that is over is over by its date, whether or not anybody reads the letter.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from audit import outbox
from audit.models import Letter, Record
from core import clock
from core.roles import Role
from core.ticks import every_minute

from .enums import Capacity, ErasureState, Party
from .erasure.domain import erase
from .models import ConsentRecord, Erasure, Subject
from .standing import short

logger = logging.getLogger(__name__)

ENDS, ENDED, REVIEW = "consent_ends", "consent_ended", "consent_review"
#: Days before the end. Of those that are past, the nearest alone is told.
STEPS = (7, 30, 60)
#: A site that was down this long still tells what it missed. Letters are known for three months, so none is told twice.
MADE_UP_FOR = timedelta(days=60)
#: A competition's consents end on one day, thousands of them: more than these are told of in one letter.
ONE_BY_ONE = 10
#: Longer than any erasure takes that is still at work.
UNDER_WAY = timedelta(minutes=10)


@dataclass(frozen=True)
class Due:
    """``key``: of the letter, but for whom it goes to. ``subject``: nobody when it tells of many at once."""

    letter: str
    key: str
    day: date
    count: int = 1
    subject: Any = None


@every_minute
def finish_erasures() -> None:
    """Take up those that were cut off, by a restart for instance. One that fails keeps none from its turn."""
    begun = clock.now() - UNDER_WAY
    for erasure in Erasure.objects.filter(state=ErasureState.RUNNING, asked_at__lte=begun):
        try:
            erase(erasure.subject, party=Party(erasure.party), by=Record.By.MACHINE)
        except Exception:
            logger.exception("Erasure %s could not be finished; it is taken up again.", erasure.pk)


@every_minute
def tell_keepers() -> None:
    due = [*_ends(), *_reviews()]
    if not due:
        return
    told = _told()
    due = [one for one in due if one.key not in told]
    if not due:
        return
    people, are_keepers = _those_to_tell()
    for one in due:
        with transaction.atomic():
            for person in people:
                _write(one, person, are_keepers)


# --- What is due --------------------------------------------------------------------------------------------------


def _standing() -> QuerySet[ConsentRecord]:
    """The newest rows of those who are not erased, in force or paused, whether or not their day has come."""
    newest = ConsentRecord.objects.filter(subject=OuterRef("subject")).order_by("-pk").values("pk")[:1]
    rows = ConsentRecord.objects.filter(withdrawn_on=None, subject__erased_at=None, pk=Subquery(newest))
    return rows if settings.DEMO else rows.exclude(capacity=Capacity.TO_BE_CONFIRMED)


def _ends() -> Iterator[Due]:
    today = clock.today()
    near = Q(expires_on__range=(today - MADE_UP_FOR, today + timedelta(days=max(STEPS))))
    for day, count, subject in _by_day(near, "expires_on"):
        left = (day - today).days
        if left < 0:
            yield _due(ENDED, "", day, count, subject)
        else:
            yield _due(ENDS, min(step for step in STEPS if left <= step), day, count, subject)


def _reviews() -> Iterator[Due]:
    today = clock.today()
    near = Q(review_on__range=(today - MADE_UP_FOR, today), expires_on__gte=today)
    for day, count, subject in _by_day(near, "review_on"):
        yield _due(REVIEW, "", day, count, subject)


def _by_day(condition: Q, name: str) -> Iterator[tuple[date, int, Any]]:
    """Each day with those whose day it is: one by one while they are few, all at once when they are many."""
    rows = _standing().filter(condition).order_by()
    counts: dict[date, int] = dict(rows.values_list(name).annotate(Count("pk")))
    few = [day for day, count in counts.items() if count <= ONE_BY_ONE]
    for day, count in counts.items():
        if day not in few:
            yield day, count, None
    if few:
        for day, subject in rows.filter(**{f"{name}__in": few}).values_list(name, "subject"):
            yield day, 1, subject


def _due(letter: str, step: Any, day: date, count: int, subject: Any) -> Due:
    whose = subject.hex if subject else "many"
    return Due(letter, f"{letter}{step}.{day:%Y%m%d}.{whose}", day, count, subject)


def _told() -> set[str]:
    """Whoever begins as a keeper later is not told what others were told of before."""
    keys = Letter.objects.filter(letter__in=(ENDS, ENDED, REVIEW), key__isnull=False)
    return {str(key).rpartition(".")[0] for key in keys.values_list("key", flat=True)}


# --- Whom to tell -------------------------------------------------------------------------------------------------


def _those_to_tell() -> tuple[list[Any], bool]:
    """Keepers; where there is none the coordinators, who can make somebody one."""
    keepers = _holding(Role.KEEPER)
    return (keepers, True) if keepers else (_holding(Role.COORDINATOR), False)


def _holding(role: Role) -> list[Any]:
    people = get_user_model().objects.filter(is_active=True, groups__name=role.value).exclude(email="")
    return list(people.select_related("wagtail_userprofile").distinct().order_by("pk"))


def _write(due: Due, person: Any, is_keeper: bool) -> None:
    """No name and no label: letters are read on telephones, and kept by mail servers."""
    page = (
        reverse("consent_staff:subject", args=[due.subject])
        if due.subject
        else reverse("consent_staff:index")
    )
    about = Subject(pk=due.subject) if due.subject else None
    context = {
        "day": due.day,
        "count": due.count,
        "number": short(about) if about else "",
        "link": f"{settings.SITE_URL}{page}",
        "nobody_keeps": not is_keeper,
        "people": f"{settings.SITE_URL}/admin/people/",
    }
    try:
        outbox.post(
            due.letter,
            person.email,
            language=person.language,
            context=context,
            key=f"{due.key}.{person.pk}",
            about=about,
        )
    except ValidationError:
        logger.warning("A letter about a consent could not be addressed to user %s.", person.pk)
