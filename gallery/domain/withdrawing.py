"""Taken back by the child, the family, the school or the partner. Nothing can block it, and twice is once."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from audit.domain import record
from audit.models import Record
from consent import domain as consent
from consent.enums import Channel, Party
from consent.models import ConsentRecord
from core import clock
from edge.content_version import bump_with_commit
from schools.domain import needed_until
from schools.models import Contact

from ..enums import OVER, WITH_THE_LEAD, Move, State
from ..models import DecisionNote, Entry, EntryAsset, Fingerprint, Mask, Report, Slip
from .competitions import take_award_off
from .moves import Whose, by_in_the_log, move, must_reach, update, write_down
from .showing import hide_without_consent, take_off_or_leave_it_to_tick

#: Whoever took it back is told of the deletion then, and never sooner: else it would tell that a drawing was not
#: deleted at once, because somebody is worried about the child.
TOLD_AFTER = timedelta(days=30)
#: A letter that cannot be sent at once needs its address a little longer.
ADDRESS_NEEDED = TOLD_AFTER + timedelta(days=10)
#: What is left of it says nothing of the child and leads to no drawing.
EMPTIED: dict[str, Any] = {
    "approved_by": None,
    "claimed_by": None,
    "claimed_until": None,
    "place": None,
    "first_name": "",
    "title": "",
    "alt_text": "",
    "sha256": "",
}


def withdraw(entry: Entry, *, user: Any, channel: Channel | str) -> None:
    """Not public from the next query on, whatever state it is in; its files are deleted, also what a machine makes of
    it at this moment.

    What the safeguarding lead has stays with them, unseen, until they are through with it (`finish_withdrawal`); to
    everybody else it is taken back like any other.

    ``user``: also a contact of its school, ``Record.By.VISITOR`` for whoever holds its slip, nobody for the machine.
    Raises `Refused` for somebody whose drawing it is not.
    """
    with transaction.atomic():
        _withdraw(entry, user, channel)
    take_off_or_leave_it_to_tick(entry)


def take_back(slip: Slip) -> None:
    """By whoever holds the paper. One that has no drawing yet can never be used from now on."""
    with transaction.atomic():
        # The drawing first, then its slip, as everywhere: else two who take it back at once would wait for each other.
        entry = Entry.objects.select_for_update().filter(slip=slip).first()
        slip.refresh_from_db(from_queryset=Slip.objects.select_for_update())
        if entry is None:
            entry = Entry.objects.filter(slip=slip).first()
        if entry is not None:
            _withdraw(entry, Record.By.VISITOR, Channel.LINK)
        if _note_on_slip(slip.pk, entry.taken_back_at if entry else None):
            record("gallery.slip_taken_back", slip, by=Record.By.VISITOR)
    slip.refresh_from_db(fields=["taken_back_at"])
    if entry is not None:
        take_off_or_leave_it_to_tick(entry)


def follow_consent(entry: Entry) -> None:
    """Its consent was changed elsewhere. Ended by somebody, the drawing is taken back; over by the calendar, hidden."""
    newest = consent.newest(entry.subject)
    if newest is not None and newest.withdrawn_on:
        withdraw(entry, user=None, channel=newest.withdrawal_channel)
    else:
        hide_without_consent(entry)


def finish_withdrawal(entry: Entry) -> None:
    """The lead is through with what was taken back meanwhile: what waited for that is done now. Raises `Overtaken`
    while it is still with them."""
    with transaction.atomic():
        since = entry.taken_back_at or clock.now()
        move(entry, Move.WITHDRAW, entry.version, None, taken_back_at=since, **EMPTIED)
        _forget(entry, None)
    take_off_or_leave_it_to_tick(entry)


def _withdraw(entry: Entry, user: Whose, channel: Channel | str) -> None:
    """Inside a transaction. Its public copies are for the caller, after it."""
    # Whatever somebody saw of it: it comes off as it is now.
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
    must_reach(entry, user, by_enterer=True)
    if entry.taken_back_at is not None or entry.state == State.WITHDRAWN:
        return
    changes: dict[str, Any] = {"taken_back_at": clock.now()}
    if isinstance(user, Contact) and not was_sent(entry):
        # The school throws away a draft, and takes a better photograph of the same sheet of paper.
        changes["slip"] = None
    elif entry.slip_id:
        _note_on_slip(entry.slip_id, changes["taken_back_at"])
    if entry.state in WITH_THE_LEAD | OVER:
        before = entry.state
        update(entry, entry.version, sha256="", **changes)
        write_down(entry, Move.WITHDRAW, before=before, user=user)
        bump_with_commit()
    else:
        move(entry, Move.WITHDRAW, entry.version, user, **EMPTIED, **changes)
        _forget(entry, user)
    _end_consent(entry, user, channel)
    if entry.batch.contact is not None:
        needed_until(entry.batch.contact, clock.today() + ADDRESS_NEEDED)


def was_sent(entry: Entry) -> bool:
    """Whether anybody but its school has had it before them."""
    return entry.batch.school_id is None or entry.decisions.filter(move=Move.SEND).exists()


def _end_consent(entry: Entry, user: Whose, channel: Channel | str) -> None:
    party = Party.STAFF
    if isinstance(user, Contact):
        party = Party.HOLDER
    elif user == Record.By.VISITOR:
        party = Party.GUARDIAN
    # Of a draft its school has perhaps not said yet what its slip allows.
    with suppress(ConsentRecord.DoesNotExist):
        consent.withdraw(entry.subject, channel, party=party, by=by_in_the_log(user))


def _note_on_slip(pk: int, when: datetime | None) -> bool:
    return bool(Slip.objects.filter(pk=pk, taken_back_at=None).update(taken_back_at=when or clock.now()))


def _forget(entry: Entry, user: Whose) -> None:
    DecisionNote.objects.filter(decision__entry=entry).delete()
    Fingerprint.objects.filter(entry=entry).delete()
    Mask.objects.filter(entry=entry).delete()
    Report.objects.filter(entry=entry).update(text="")
    Report.objects.filter(entry=entry, closed_at=None).update(closed_at=clock.now())
    EntryAsset.objects.filter(entry=entry).update(delete_after=clock.now())
    take_award_off(entry, by_in_the_log(user))
