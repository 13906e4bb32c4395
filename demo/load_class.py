"""A class of the demo’s verified school, its drawings at every step of their way; and what waits on two desks beside
it: a report by a reader, and a concern. Each goes the way that it would go, by the same functions."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import get_user_model

from accounts.models import User
from consent.enums import AgeBand, Scope
from core import clock
from gallery import domain, processing
from gallery.enums import Move, Reason, State
from gallery.models import Batch, Competition, Entry, Report, Slip
from schools import domain as schools
from schools.models import Contact

from .content.competition import key_of
from .content.school_class import BAND, LANGUAGE, REPORTED, SAID, SCHOOL_DRAWINGS, SLIPS, SchoolDrawing
from .drawings import children
from .load_gallery import APPROVED_BY, Say, last_move, while_open
from .stable import stable_id

#: The teacher of the school that is verified.
TEACHER = "teacher@demo.example"


def load_class(next_year: int, say: Say) -> None:
    """On from the loader’s own last step only: what a person has done since is theirs."""
    competition = Competition.objects.get(key=key_of(next_year))
    contact = schools.find_contact(TEACHER)
    if contact is None:
        return  # somebody has had it forgotten
    with while_open(competition):
        batch = _batch(competition, contact)
        slips = _slips(batch, contact)
        for drawing in SCHOOL_DRAWINGS:
            _prepare(drawing, batch, slips, contact)
        # Once only: what somebody made complete afterwards is theirs to send.
        if not batch.entries.filter(decisions__move=Move.SEND).exists():
            domain.send(batch, contact=contact)
        for drawing in SCHOOL_DRAWINGS:
            _decide(drawing, batch)
        _report(next_year)
    say("A class of a school is there.")


def _batch(competition: Competition, contact: Contact) -> Batch:
    known = competition.batches.filter(contact=contact, language=LANGUAGE, band=BAND)
    return known.order_by("pk").first() or domain.open_class(
        competition, contact, language=LANGUAGE, band=BAND
    )


def _slips(batch: Batch, contact: Contact) -> list[Slip]:
    missing = SLIPS - batch.slips.count()
    if missing > 0:
        domain.make_slips(batch, missing, contact=contact)
    return list(batch.slips.order_by("number"))


def _key(batch: Batch, drawing: SchoolDrawing) -> UUID:
    return stable_id(f"class {batch.competition.key} {drawing.key}")


def _prepare(drawing: SchoolDrawing, batch: Batch, slips: list[Slip], contact: Contact) -> None:
    key = _key(batch, drawing)
    entry = batch.entries.filter(idempotency_key=key).first()
    if entry is None:
        entry = domain.receive_from_school(
            batch, children.draw(drawing.key), contact=contact, key=key, begun_at=clock.now()
        )
    if entry.state == State.PROCESSING:
        # The run before was killed over it. Nobody else is at work: the worker starts after the first load.
        domain.lose(entry)
    if entry.state == State.RECEIVED:
        processing.process(entry.pk)
    entry.refresh_from_db()
    if drawing.title and last_move(entry) == Move.MAKE_DRAFT:
        facts = domain.Facts(
            band=AgeBand(BAND),
            country=batch.country,
            language=LANGUAGE,
            title=drawing.title,
            alt_text=drawing.alt_text,
        )
        domain.put_right(entry, facts, contact=contact, version=entry.version)
        entry.refresh_from_db()
    if drawing.slip and last_move(entry) == Move.CORRECT and entry.slip is None:
        domain.attest(entry, slips[drawing.slip - 1], [Scope.SITE], contact=contact, version=entry.version)


def _decide(drawing: SchoolDrawing, batch: Batch) -> None:
    entry = batch.entries.get(idempotency_key=_key(batch, drawing))
    if last_move(entry) != Move.SEND:
        return
    moderator = _the(APPROVED_BY)
    if drawing.state == State.CHANGES:
        domain.ask_for_change(entry, user=moderator, version=entry.version, reason=Reason.BLURRED)
    if drawing.state == State.SAFEGUARDING:
        domain.raise_concern(entry, user=moderator, note=drawing.note)


def _report(year: int) -> None:
    """Of a kind that hides nothing: the gallery of the demo stays as it is."""
    key = stable_id(f"drawing {key_of(year)} {REPORTED}")
    entry = Entry.objects.filter(idempotency_key=key, state=State.PUBLISHED).first()
    if entry is not None and not entry.reports.exists():
        domain.report(entry, Report.Category.OTHER, SAID)


def _the(email: str) -> User:
    return get_user_model().objects.get(email=email)
