"""What nobody may look at again: the second of the two keys that are never one.

From the press on there is one file of it, the one that was sent, and no address leads there. The safeguarding lead
has a code, and with it what the police need to find that file on the server.
"""

from __future__ import annotations

import logging
import re

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock

from .. import files
from ..enums import AssetKind, Move, State
from ..kept_sealed import DESTROYED, GIVEN_BACK, SEALED, Line, note
from ..leads import call
from ..models import Concern, Entry, EntryAsset, SealedCase
from ..seen import seen_now
from ..tasks import process_entry
from .competitions import take_award_off
from .emptying import empty, empty_words, forget_looks
from .moves import keep_original_until, move
from .refusals import Overtaken, Refused
from .safeguarding import (
    UNCLAIMED,
    as_it_is_now,
    finish_erasure,
    finish_if_taken_back,
    must_be_seen,
    must_lead,
    must_reach,
)
from .showing import take_off_or_leave_it_to_tick

logger = logging.getLogger(__name__)

#: A file number of the police or a hotline. Without a figure in it, it would be a name.
REFERENCE = re.compile(r"(?=.*\d)[\w ./:;,#()+-]{1,60}")


def seal(entry: Entry, *, user: User) -> SealedCase:
    """Nobody sees it again: its copies, public and private, and its hints are deleted at once; the original stays,
    where no address leads. The lead gets a mail with the case's code alone.

    Pressed again it is the same case. Raises `Refused` where there is nothing to see.
    """
    with transaction.atomic():
        as_it_is_now(entry)
        must_reach(entry, user)
        case = SealedCase.objects.filter(entry=entry, ended_at=None).first()
        if case is not None:
            return case
        must_be_seen(entry, Move.SEAL)
        case = _sealed(entry, user, SealedCase(entry=entry, sealed_by=user))
    _delete_what_was_made(entry)
    return case


def seal_again(entry: Entry, code: str) -> SealedCase:
    """After a restore, of what was sealed since the backup: the same case, sealed by the machine. Raises `Refused`."""
    with transaction.atomic():
        as_it_is_now(entry)
        case = SealedCase.objects.filter(entry=entry, ended_at=None).first()
        if case is not None:
            return case
        must_be_seen(entry, Move.SEAL)
        case = _sealed(entry, None, SealedCase(entry=entry, code=code))
    _delete_what_was_made(entry)
    return case


def _sealed(entry: Entry, user: User | None, case: SealedCase) -> SealedCase:
    """Inside the transaction of either."""
    move(entry, Move.SEAL, entry.version, user, approved_by=None, place=None, **UNCLAIMED)
    forget_looks(entry)
    take_award_off(entry, user)
    keep_original_until(entry, None)
    # The rows go with their files, so that `tick` finds by them what a storage that is away has kept.
    entry.assets.exclude(kind=AssetKind.ORIGINAL).update(delete_after=clock.now())
    Concern.objects.filter(entry=entry, closed_at=None).update(
        closed_at=clock.now(), closed_by=user, outcome=Concern.Outcome.SEALED
    )
    case.save()
    note(Line(SEALED, entry.public_id, case.code))
    call(case)
    return case


def _delete_what_was_made(entry: Entry) -> None:
    take_off_or_leave_it_to_tick(entry)
    try:
        delete_copies(entry)
    except Exception:  # each kind of storage fails in its own way
        logger.exception("Copies of a sealed drawing could not be deleted; the next tick does it")


def delete_copies(entry: Entry) -> None:
    """All but the file that was sent. Raises what the storage raises; the next tick goes on."""
    for asset in EntryAsset.objects.filter(entry=entry).exclude(kind=AssetKind.ORIGINAL):
        files.delete_private([asset.key])
        asset.delete()


def hand_over(case: SealedCase, *, user: User, their_reference: str) -> None:
    """On record: the police or the hotline have it. Said again, for another of them, the reference is the new one.
    Raises `Refused`, `Overtaken`."""
    must_lead(user)
    reference = their_reference.strip()
    if not REFERENCE.fullmatch(reference):
        raise Refused(
            "no_reference",
            _("Write their file number: letters and figures, at most 60. No name of a person."),
        )
    with transaction.atomic():
        entry = _still_sealed(case)
        move(entry, Move.HAND_OVER, entry.version, user)
        case.handed_over_at, case.handed_over_by = clock.now(), user
        case.their_reference = reference
        case.save(update_fields=["handed_over_at", "handed_over_by", "their_reference"])


def give_back_as_lawful(case: SealedCase, *, user: User) -> None:
    """The police or the hotline said that it is lawful: it is made ready and decided on anew. What was taken back
    meanwhile is deleted instead."""
    must_lead(user)
    with transaction.atomic():
        entry = _still_sealed(case)
        move(entry, Move.RETURN, entry.version, user, attempts=0)
        _end(case, user)
        note(Line(GIVEN_BACK, entry.public_id, case.code))
        finish_if_taken_back(entry)
        if entry.state == State.RECEIVED:
            transaction.on_commit(lambda: process_entry.enqueue(entry.pk), robust=True)


def destroy(case: SealedCase, *, user: User, confirmed: str = "") -> None:
    """The original goes as well; codes and times stay. ``confirmed``: the case's code, typed by whoever destroys what
    nobody has handed over. Raises `Refused`, `Overtaken`."""
    must_lead(user)
    if not case.handed_over_at and confirmed.strip().lower() != case.code:
        raise Refused(
            "not_handed_over",
            _("Nobody has handed it over. To destroy it all the same, type the code of the case."),
        )
    _destroy(case, user)


def destroy_again(case: SealedCase) -> None:
    """After a restore, of what was destroyed since the backup."""
    _destroy(case, None)


def _destroy(case: SealedCase, user: User | None) -> None:
    with transaction.atomic():
        entry = _still_sealed(case)
        move(entry, Move.DESTROY, entry.version, user)
        kept = _kept_of(entry)
        empty_words(entry, but=kept)
        entry.assets.update(delete_after=clock.now())
        _end(case, user)
        note(Line(DESTROYED, entry.public_id, case.code))
        finish_erasure(entry)
    try:
        empty(entry, but=kept)
    except Exception:  # each kind of storage fails in its own way
        logger.exception("A destroyed drawing's file could not be deleted; the next tick does it")


def _kept_of(entry: Entry) -> str:
    """The fingerprint of a school's file, until what waits is due (`gallery.retention.left_of_what_was_destroyed`): the
    same file sent again must be "already here" for as long as its school sees a drawing that waits."""
    seen_to_wait = entry.batch.school_id is not None and seen_now(entry) == State.PENDING
    return "sha256" if seen_to_wait and entry.subject.erased_at is None else ""


def _still_sealed(case: SealedCase) -> Entry:
    as_it_is_now(case.entry)
    case.refresh_from_db(fields=["ended_at"])
    if case.ended_at is not None or case.entry.state != State.SEALED:
        raise Overtaken
    return case.entry


def _end(case: SealedCase, user: User | None) -> None:
    case.ended_at, case.ended_by = clock.now(), user
    case.save(update_fields=["ended_at", "ended_by"])
