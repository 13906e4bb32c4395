"""Drawings with everything that could leak, and those who must find no trace of them."""

from __future__ import annotations

import uuid
from typing import Any

from audit import outbox
from audit.models import Letter
from audit.sealed import seal
from consent.enums import AgeBand
from core import clock
from facts.models import Country
from gallery import domain
from gallery.models import Batch, Competition, Entry
from schools.models import Contact, School

from .factories import CompetitionFactory, a_batch, drawn
from .released import released

TITLE, NAME, TEXT = "Zaubertitel", "Lioba", "Ein geheimer Garten."


def telling(batch: Batch | None = None, **facts: Any) -> Entry:
    """In the gallery, with a title, a name and a description that stand nowhere else."""
    return released(batch or a_batch(), title=TITLE, first_name=NAME, alt_text=TEXT, **facts)


def traces_of(entry: Entry) -> list[str]:
    return [TITLE, NAME, TEXT, entry.public_id]


def a_class(competition: Competition | None = None, country: str = "lt") -> Batch:
    known, _made = Country.objects.get_or_create(code=country)
    school = School.objects.create(name="Aukuras School", town="Klaipėda", country=known)
    contact = Contact.objects.create(school=school, email=seal("teacher@school.example"), language="en")
    return domain.open_class(
        competition or CompetitionFactory.create(), contact, language="en", band=AgeBand.FROM_7
    )


def sent_by_a_school(batch: Batch) -> Entry:
    assert batch.contact is not None
    entry = domain.receive_from_school(
        batch, drawn(7001), contact=batch.contact, key=uuid.uuid4(), begun_at=clock.now()
    )
    domain.take_up(entry)
    domain.made_ready(entry, [])
    domain.moves.move(entry, domain.moves.Move.SEND, entry.version, batch.contact)
    return entry


def letters() -> list[tuple[str, str, dict[str, Any]]]:
    """Of each letter of this room: its name, to whom, and what fills it."""
    found = Letter.objects.filter(letter__startswith="safeguarding").order_by("pk")
    return [(row.letter, *outbox.contents(row)) for row in found]
