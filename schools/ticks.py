"""What `tick` does at the schools' door: what has ended is deleted, and whom we need no more is forgotten."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from core import clock
from core.ticks import every_minute

from . import domain
from .models import Contact, DoorLink, School, Visit

logger = logging.getLogger(__name__)

AT_ONCE = 200
#: A school that never entered anything, and whose contacts are forgotten.
EMPTY_KEPT = timedelta(days=60)


@every_minute
def prune_links_and_visits() -> None:
    """A link with what was typed for it; a visit with what its cookie is known by. Writes only where there is one."""
    for over in (
        DoorLink.objects.filter(expires_at__lte=clock.now()),
        Visit.objects.filter(expires_at__lte=clock.now()),
    ):
        if over.exists():
            over.delete()


@every_minute
def forget_contacts() -> None:
    """Those we do not have to write to any more. One that cannot be forgotten does not stop those behind it."""
    over = Contact.objects.filter(forgotten_at=None, needed_until__lt=clock.today())
    for contact in over.select_related("school").order_by("needed_until", "pk")[:AT_ONCE]:
        try:
            domain.forget(contact)
        except Exception:  # whatever a database raises
            logger.exception("A contact at a school could not be forgotten; the next tick tries again")


@every_minute
def delete_schools_that_came_to_nothing() -> None:
    """A name and a town that a stranger typed, and notes on it. ``batches`` are the gallery's: with a class, the school
    stays with its drawings."""
    here = Exists(Contact.objects.filter(school=OuterRef("pk"), forgotten_at=None))
    lately = Exists(Contact.objects.filter(school=OuterRef("pk"), forgotten_at__gt=clock.now() - EMPTY_KEPT))
    left = School.objects.filter(~here, ~lately, contacts__isnull=False, batches=None).distinct()
    for school in left.order_by("pk")[:AT_ONCE]:
        try:
            with transaction.atomic():
                school.contacts.all().delete()
                school.delete()
        except Exception:  # whatever a database raises
            logger.exception("A school that came to nothing could not be deleted; the next tick tries again")
