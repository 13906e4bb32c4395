"""Those who write to us from a school: how long we can write to them, and how they are forgotten."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.domain import record
from audit.models import Record
from audit.sealed import Unreadable, unseal
from core import clock

from ..models import Contact, School
from .refusals import Refused


def address_of(contact: Contact) -> str:
    """Where to write to them; empty once it is forgotten, or when the key it was sealed with is gone."""
    try:
        return unseal(contact.email) if contact.email else ""
    except Unreadable:
        return ""


def needed_until(contact: Contact, day: date) -> None:
    """We have to be able to write to them until ``day``, UTC. Never shortens what another room asked for."""
    here = Contact.objects.filter(pk=contact.pk, forgotten_at=None)
    here.filter(needed_until__lt=day).update(needed_until=day)
    here.filter(Q(asked_until=None) | Q(asked_until__lt=day)).update(asked_until=day)


def choose_language(contact: Contact, language: str) -> None:
    """Of the letters to them."""
    Contact.objects.filter(pk=contact.pk, forgotten_at=None).update(language=language)


def forget_me(contact: Contact) -> None:
    """They ask for it themselves. Raises `Refused` while something of theirs is open for which we may have to write."""
    contact.refresh_from_db()
    if contact.asked_until is not None and contact.asked_until >= clock.today():
        day = date_format(contact.asked_until)
        raise Refused(
            _(
                "We may still have to write to you about your drawings, until %(day)s. Then your address is deleted."
            )
            % {"day": day}
        )
    forget(contact, by=Record.By.VISITOR)


def forget(contact: Contact, by: Any = Record.By.MACHINE) -> None:
    """Their address is gone, and every visit of theirs. With the last contact of a school its notes go too, which may
    name whoever answered the telephone. Doing it twice does no harm."""
    with transaction.atomic():
        # The school first, and locked: of two last contacts who go at once, one is the last.
        School.objects.select_for_update().get(pk=contact.school_id)
        gone = Contact.objects.filter(pk=contact.pk, forgotten_at=None).update(
            email="", email_fingerprint="", forgotten_at=clock.now()
        )
        if not gone:
            return
        contact.visits.all().delete()
        if not contact.school.contacts.filter(forgotten_at=None).exists():
            contact.school.notes.all().delete()
        record("schools.contact_forgotten", contact, by=by)
    contact.refresh_from_db()
