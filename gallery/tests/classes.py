"""A class of a school in tests, and its drawings, made quickly: real moves, but nothing is decoded."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from consent.enums import AgeBand, Scope
from core import clock
from gallery import domain, files
from gallery.enums import AssetKind, Reason, State
from gallery.models import Batch, Entry, EntryAsset, Slip
from schools.models import Contact
from schools.tests.visits import a_contact

from .factories import CompetitionFactory, a_decider, drawn

_numbers = itertools.count(70_000)


def a_class(contact: Contact | None = None, slips: int = 3, **competition: Any) -> Batch:
    contact = contact or a_contact()
    batch = domain.open_class(
        CompetitionFactory.create(**competition), contact, language="en", band=AgeBand.FROM_7
    )
    if slips:
        domain.make_slips(batch, slips, contact=contact)
    return batch


def arrived(batch: Batch) -> Entry:
    """A drawing as it stands when the receipt is shown."""
    return domain.receive_from_school(
        batch, drawn(next(_numbers)), contact=batch.contact, key=uuid.uuid4(), begun_at=clock.now()
    )


def a_draft(batch: Batch, picture: bytes = b"") -> Entry:
    """Made ready, nothing said of it yet. ``picture``: a copy to be shown."""
    entry = arrived(batch)
    domain.take_up(entry)
    copies = [_copy(entry, picture)] if picture else []
    domain.made_ready(entry, copies)
    return entry


def _copy(entry: Entry, picture: bytes) -> EntryAsset:
    key = files.keep_private(picture, ".webp")
    return EntryAsset(
        entry=entry, kind=AssetKind.COPY, key=key, format="webp", width=320, height=300, bytes=len(picture)
    )


def free_slip(batch: Batch) -> Slip:
    slip = batch.slips.filter(entry=None).first()
    return slip or domain.make_slips(batch, 1, contact=batch.contact)[0]


def described(entry: Entry, scopes: tuple[Scope, ...] = (Scope.SITE,), **facts: Any) -> Entry:
    """With all that it needs to be sent."""
    said = {"title": "The way home", "alt_text": "A house with a lit window.", **facts}
    given = domain.Facts(band=AgeBand(entry.band), country=entry.country, language=entry.language, **said)
    contact = entry.batch.contact
    domain.put_right(entry, given, contact=contact, version=entry.version)
    domain.attest(entry, free_slip(entry.batch), scopes, contact=contact, version=entry.version)
    return entry


def complete(batch: Batch, picture: bytes = b"", **facts: Any) -> Entry:
    return described(a_draft(batch, picture), **facts)


def brought_to(state: State, batch: Batch, picture: bytes = b"", **facts: Any) -> Entry:
    """A drawing of a class in ``state``, by the moves that lead there."""
    entry = complete(batch, picture, **facts)
    if state == State.DRAFT:
        return entry
    domain.send(batch, contact=batch.contact)
    entry.refresh_from_db()
    if state in {State.APPROVED, State.PUBLISHED}:
        domain.approve(entry, user=a_decider("first"), version=entry.version)
    if state == State.PUBLISHED:
        domain.release(entry, user=a_decider("second"), version=entry.version)
    if state == State.REJECTED:
        domain.reject(entry, user=a_decider("first"), version=entry.version, reason=Reason.FACE)
    if state == State.CHANGES:
        domain.ask_for_change(entry, user=a_decider("first"), version=entry.version, reason=Reason.BLURRED)
    return entry


def put_with_the_lead(entry: Entry, state: State) -> None:
    """As the safeguarding lead has it: whatever else its move does, the school's pages see the state alone."""
    Entry.objects.filter(pk=entry.pk).update(state=state, version=entry.version + 1)
    entry.refresh_from_db()
