"""A visit begins with a link from a letter and lasts twelve hours. Its rows are here, its cookie in `visiting`."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from audit.domain import record
from audit.models import Record
from core import clock

from ..enums import Standing
from ..models import Contact, Visit
from ..tokens import hash_of, new_token

HOLDS = timedelta(hours=12)


def begin_visit(contact: Contact) -> str:
    """Returns its token, which stands in no other place than their cookie."""
    token = new_token()
    with transaction.atomic():
        Visit.objects.create(token_hash=hash_of(token), contact=contact, expires_at=clock.now() + HOLDS)
        record("schools.came_in", contact, by=Record.By.VISITOR)
    return token


def find_visit(token: str) -> Visit | None:
    """With its contact and their school; nothing once it is over, and nothing of those we do not let in any more."""
    return (
        Visit.objects.filter(
            token_hash=hash_of(token), expires_at__gt=clock.now(), contact__forgotten_at=None
        )
        .exclude(contact__school__standing=Standing.TURNED_AWAY)
        .select_related("contact__school")
        .first()
    )


def end_visits(contact: Contact) -> None:
    """On every device."""
    with transaction.atomic():
        if contact.visits.all().delete()[0]:
            record("schools.signed_out", contact, by=Record.By.VISITOR)
