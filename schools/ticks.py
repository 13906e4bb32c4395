"""What `tick` does at the schools' door: what has ended is deleted, and whom we need no more is forgotten."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ticks import Going, every_minute

from . import domain
from .models import Contact, DoorLink, School, Visit

logger = logging.getLogger(__name__)

AT_ONCE = 200
#: A school that never entered anything, and whose contacts are forgotten.
EMPTY_KEPT = timedelta(days=60)


def _over(model: type[DoorLink] | type[Visit]) -> QuerySet[DoorLink] | QuerySet[Visit]:
    return model.objects.filter(expires_at__lte=clock.now()).order_by("expires_at")


def _links_and_visits() -> Iterator[Going]:
    for what, model in (
        (_("Links that were mailed to schools"), DoorLink),
        (_("Visits of people from schools"), Visit),
    ):
        ends = _over(model).values_list("expires_at", flat=True)
        yield Going(what, _("When they are over."), tuple((moment, "") for moment in ends))


@every_minute(rehearse=_links_and_visits)
def prune_links_and_visits() -> None:
    """A link with what was typed for it; a visit with what its cookie is known by. Writes only where there is one."""
    for over in (_over(DoorLink), _over(Visit)):
        if over.exists():
            over.delete()


def _no_longer_needed() -> QuerySet[Contact]:
    over = Contact.objects.filter(forgotten_at=None, needed_until__lt=clock.today())
    return over.select_related("school").order_by("needed_until", "pk")


def _addresses() -> Iterator[Going]:
    days = _no_longer_needed().values_list("needed_until", flat=True)
    yield Going(
        _("Addresses of people at schools"),
        _("When their competition is over and we need not write to them any more."),
        tuple((_end_of(day), "") for day in days),
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


@every_minute(rehearse=_addresses)
def forget_contacts() -> None:
    """Those we do not have to write to any more. One that cannot be forgotten does not stop those behind it."""
    for contact in _no_longer_needed()[:AT_ONCE]:
        try:
            domain.forget(contact)
        except Exception:  # whatever a database raises
            logger.exception("A contact at a school could not be forgotten; the next tick tries again")


def _came_to_nothing() -> QuerySet[School]:
    """``batches`` are the gallery's: with a class, the school stays with its drawings."""
    here = Exists(Contact.objects.filter(school=OuterRef("pk"), forgotten_at=None))
    lately = Exists(Contact.objects.filter(school=OuterRef("pk"), forgotten_at__gt=clock.now() - EMPTY_KEPT))
    left = School.objects.filter(~here, ~lately, contacts__isnull=False, batches=None)
    return left.distinct().order_by("pk")


def _schools() -> Iterator[Going]:
    theirs = Contact.objects.filter(school__in=_came_to_nothing()).values("school")
    last = theirs.annotate(last=Max("forgotten_at")).values_list("last", flat=True)
    ends = sorted(moment + EMPTY_KEPT for moment in last)
    yield Going(
        _("Schools that entered nothing"),
        _("Sixty days after the last address of theirs was deleted."),
        tuple((moment, "") for moment in ends),
    )


@every_minute(rehearse=_schools)
def delete_schools_that_came_to_nothing() -> None:
    """A name and a town that a stranger typed, and notes on it."""
    for school in _came_to_nothing()[:AT_ONCE]:
        try:
            with transaction.atomic():
                school.contacts.all().delete()
                school.delete()
        except Exception:  # whatever a database raises
            logger.exception("A school that came to nothing could not be deleted; the next tick tries again")
