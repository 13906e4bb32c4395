"""Asking for a link, and using it. Nobody is told whether an address is known here: what is done and what is answered
is the same either way, and only the letter differs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from audit import outbox
from audit.addresses import fingerprint, fingerprints
from audit.domain import record
from audit.models import Record
from audit.sealed import Unreadable, seal, unseal
from core import clock
from facts.models import Country

from ..enums import Standing
from ..models import Contact, DoorLink, School
from ..tokens import hash_of, new_token
from .refusals import DeadLink
from .standing import verify_if_known

LINK_HOLDS = timedelta(minutes=60)


@dataclass(frozen=True)
class Told:
    """What somebody says of their school who comes for the first time. ``code``: digest of an invitation code."""

    name: str
    country: str
    town: str
    code: str = ""


def ask(email: str, language: str, told: Told | None = None) -> None:
    """Send a letter to this address: with a link, or, when there is none to give, saying so.

    ``told`` by whoever comes for the first time; it is kept sealed until the link is used, and is of no account when
    the address is known already.
    """
    contact = find_contact(email)
    token, until = new_token(), clock.now() + LINK_HOLDS
    letter = "schools_link"
    if contact is not None and contact.school.standing == Standing.TURNED_AWAY:
        letter = "schools_closed"
    elif contact is None and told is None:
        letter = "schools_not_known"
    with override(language):
        link, door = reverse("schools_link", args=[token]), reverse("schools")
    with transaction.atomic():
        # Also where the letter holds no link: what is done must not take longer for some addresses than for others.
        DoorLink.objects.create(
            token_hash=hash_of(token),
            email=seal(email),
            told=seal(json.dumps(asdict(told))) if told else "",
            language=language,
            expires_at=until,
        )
        outbox.post(
            letter,
            email,
            language=language,
            context={
                "link": settings.SITE_URL + link if letter == "schools_link" else "",
                "door": settings.SITE_URL + door,
                "minutes": LINK_HOLDS.seconds // 60,
            },
            good_until=timezone.now() + LINK_HOLDS,
        )


def find_contact(email: str) -> Contact | None:
    return Contact.objects.select_related("school").filter(email_fingerprint__in=fingerprints(email)).first()


def open_link(token: str) -> Contact:
    """Use a link up: of any number who do it at once, one comes in. Raises `DeadLink` for all others."""
    with transaction.atomic():
        # A write first, so that whoever comes second waits here and finds it used.
        here = DoorLink.objects.filter(token_hash=hash_of(token), used_at=None, expires_at__gt=clock.now())
        if not here.update(used_at=clock.now()):
            raise DeadLink
        link = DoorLink.objects.get(token_hash=hash_of(token))
        try:
            email = unseal(link.email)
        except Unreadable:
            raise DeadLink from None
        contact = find_contact(email)
        if contact is None:
            if not link.told:
                # They were forgotten between the letter and the button.
                raise DeadLink
            contact = join(email, link.language, Told(**json.loads(unseal(link.told))))
        if contact.school.standing == Standing.TURNED_AWAY:
            raise DeadLink
        link.email = link.told = ""
        link.save(update_fields=["email", "told"])
    return contact


def join(email: str, language: str, told: Told) -> Contact:
    """A school comes for the first time, with somebody whose address was confirmed."""
    try:
        with transaction.atomic():
            country, _made = Country.objects.get_or_create(code=told.country)
            school = School.objects.create(name=told.name, town=told.town, country=country)
            contact = Contact.objects.create(
                school=school, email=seal(email), email_fingerprint=fingerprint(email), language=language
            )
            record("schools.joined", school, by=Record.By.VISITOR)
            verify_if_known(school, email, told.code)
    except IntegrityError:
        # Two links of one address, used at the same moment.
        known = find_contact(email)
        if known is None:
            raise
        return known
    return contact
