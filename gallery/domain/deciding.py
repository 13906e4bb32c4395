"""What people decide on the bench: the first pair of eyes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock

from ..enums import (
    CAN_BE_COVERED,
    REASONS_TO_ASK,
    REASONS_TO_REJECT,
    Found,
    Move,
    Reason,
    State,
)
from ..models import Decision, Entry, Finding
from .moves import ORIGINAL_KEPT, keep_original_until, move, must_decide_for, update, write_down
from .refusals import Refused

#: A drawing that somebody has before them comes to nobody else for so long.
CLAIM = timedelta(minutes=10)


def not_claimed_by_others(user: Any) -> Q:
    return Q(claimed_until=None) | Q(claimed_until__lte=clock.now()) | Q(claimed_by=user.pk)


def claim(entry: Entry, user: Any) -> bool:
    """Whether it is theirs for the next `CLAIM`. Nobody needs one to decide: of two the version tells who was first."""
    until = clock.now() + CLAIM
    free = Entry.objects.filter(not_claimed_by_others(user), pk=entry.pk, state=State.PENDING)
    if free.update(claimed_by=user, claimed_until=until) != 1:
        return False
    entry.claimed_by, entry.claimed_until = user, until
    return True


@transaction.atomic
def describe(entry: Entry, alt_text: str, *, user: Any, version: int) -> None:
    """Write the description for those who cannot see it; whoever decides may, until the release.

    What is read is public like what is seen, so it takes two as well: an approved drawing that somebody describes is
    theirs to have approved, and another has to release it.
    """
    must_decide_for(entry, user)
    if entry.state not in {State.PENDING, State.APPROVED}:
        raise Refused("decided", _("This drawing has been decided on. What is said of it stays as it is."))
    entry.alt_text = alt_text.strip()
    entry.full_clean(validate_constraints=False, validate_unique=False)
    approved = {"approved_by": user} if entry.state == State.APPROVED else {}
    update(entry, version, alt_text=entry.alt_text, **approved)
    write_down(entry, Move.DESCRIBE, before=entry.state, user=user)


def approve(entry: Entry, *, user: Any, version: int, found: Collection[Found] = ()) -> None:
    """The first pair of eyes. It is not public by that.

    Raises `Refused` while something was found on it that is not covered, or that no cover helps against.
    """
    if set(found) - CAN_BE_COVERED:
        raise Refused(
            "not_to_be_shown", _("What you ticked cannot be shown. Say no to it, or take the tick away.")
        )
    if found and not entry.masks.exists():
        raise Refused(
            "not_covered", _("You ticked something that can be read on it. Cover it, or say no to it.")
        )
    with transaction.atomic():
        decision = move(
            entry, Move.APPROVE, version, user, approved_by=user, claimed_by=None, claimed_until=None
        )
        _note_what_was_found(decision, found)


def reject(
    entry: Entry, *, user: Any, version: int, reason: Reason, note: str = "", found: Collection[Found] = ()
) -> None:
    if reason not in REASONS_TO_REJECT:
        raise Refused("wrong_reason", _("Choose a reason from the list."))
    if reason == Reason.OTHER and not note.strip():
        raise Refused("note_missing", _("Say in the note what the reason is."))
    with transaction.atomic():
        decision = move(
            entry,
            Move.REJECT,
            version,
            user,
            reason=reason,
            note=note,
            approved_by=None,
            claimed_by=None,
            claimed_until=None,
        )
        _note_what_was_found(decision, found)
        keep_original_until(entry, clock.now() + ORIGINAL_KEPT)


def ask_for_change(
    entry: Entry, *, user: Any, version: int, reason: Reason, note: str = "", found: Collection[Found] = ()
) -> None:
    """Back to whoever entered it, who reads the sentence of `gallery.reasons` and not the note. Raises `Refused`."""
    if reason not in REASONS_TO_ASK:
        raise Refused("wrong_reason", _("Choose a reason from the list."))
    with transaction.atomic():
        decision = move(
            entry, Move.ASK, version, user, reason=reason, note=note, claimed_by=None, claimed_until=None
        )
        _note_what_was_found(decision, found)


def reconsider(entry: Entry, *, user: Any, version: int) -> None:
    """Back to where it waits for a decision: a slip of the finger costs nothing."""
    with transaction.atomic():
        move(entry, Move.RECONSIDER, version, user)
        keep_original_until(entry, None)


def hold_back(entry: Entry, *, user: Any, version: int) -> None:
    """The second pair of eyes is not sure. It waits for a decision anew."""
    with transaction.atomic():
        move(entry, Move.HOLD_BACK, version, user, approved_by=None)


def _note_what_was_found(decision: Decision, found: Collection[Found]) -> None:
    for each in sorted(set(found)):
        Finding(decision=decision, found=each).save()
