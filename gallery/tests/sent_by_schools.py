"""Drawings that a contact of a school sends, past the door and the forms."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from consent.enums import AgeBand
from core import clock
from facts.models import Country
from gallery import domain
from gallery.models import Batch, Competition, Entry
from schools.models import Contact, School

from .factories import CompetitionFactory, drawn

_numbers = itertools.count(90_000)


def a_contact(school: School | None = None) -> Contact:
    if school is None:
        country, _made = Country.objects.get_or_create(code="lt")
        school = School.objects.create(name="A school", country=country, town="Kaunas")
    return Contact.objects.create(school=school, language="en")


def a_class(competition: Competition | None = None, contact: Contact | None = None) -> Batch:
    return domain.open_class(
        competition or CompetitionFactory.create(),
        contact or a_contact(),
        language="en",
        band=AgeBand.FROM_7,
    )


def sent(batch: Batch, content: bytes | None = None, **how: Any) -> Entry:
    return domain.receive_from_school(
        batch,
        content if content is not None else drawn(next(_numbers)),
        **{"contact": batch.contact, "key": uuid.uuid4(), "begun_at": clock.now(), **how},
    )
