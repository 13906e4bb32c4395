"""A child may be telling us something: one of the two keys that are never one. The other is in `sealing`.

What the safeguarding lead has is in no other list, count, export or hint (`enums.WITH_THE_LEAD`).
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.domain import record
from consent.erasure.domain import reached_later
from core import clock

from ..enums import MOVES, AssetKind, Move, State
from ..leads import call
from ..models import Concern, Entry
from ..roles import LOOK_AFTER
from .emptying import empty_words
from .moves import enters_for, keep_original_until, move, must_decide_for
from .refusals import Overtaken, Refused
from .showing import take_off_or_leave_it_to_tick
from .withdrawing import finish_withdrawal

#: All that was noted of one concern, whoever added to it.
LONGEST_NOTE = 8000


def raise_concern(entry: Entry, *, user: User, note: str = "") -> Concern:
    """To the safeguarding lead alone, at once, whatever version somebody saw. Its public copies go. Nothing of it is
    deleted before the lead closes it.

    Somebody else who is worried about the same drawing adds to what the lead has. Raises `Refused` where there is
    nothing to see, `Overtaken` for what was sealed.
    """
    note = note.strip()
    with transaction.atomic():
        as_it_is_now(entry)
        must_reach(entry, user)
        concern = Concern.objects.filter(entry=entry, closed_at=None).first()
        if concern is not None:
            _add_to(concern, user, note)
            return concern
        if entry.state == State.SEALED:
            raise Overtaken
        must_be_seen(entry, Move.CONCERN)
        move(entry, Move.CONCERN, entry.version, user, approved_by=None, place=None, **UNCLAIMED)
        # Not covered copies: those on their way out may show what was covered since, and new ones can be made.
        entry.assets.exclude(kind=AssetKind.MASKED).update(delete_after=None)
        concern = Concern.objects.create(entry=entry, raised_by=user, note=note)
        call(concern)
    take_off_or_leave_it_to_tick(entry)
    return concern


def _add_to(concern: Concern, user: User, note: str) -> None:
    record("gallery.concern_again", concern, by=user)
    if note:
        concern.note = f"{concern.note}\n\n{note}".strip()[:LONGEST_NOTE]
        concern.save(update_fields=["note"])


def close_concern(concern: Concern, *, user: User, outcome: Concern.Outcome) -> None:
    """The drawing waits for a decision anew, by two people; one that was taken back meanwhile is taken back now, and
    deleted. Raises `Refused`, `Overtaken`."""
    must_lead(user)
    if outcome == Concern.Outcome.SEALED:
        raise Refused("not_an_outcome", _("Say what came of it."))
    entry = concern.entry
    with transaction.atomic():
        as_it_is_now(entry)
        open_still = Concern.objects.filter(pk=concern.pk, closed_at=None)
        if entry.state != State.SAFEGUARDING or not open_still.update(
            closed_at=clock.now(), closed_by=user, outcome=outcome
        ):
            raise Overtaken
        concern.refresh_from_db()
        move(entry, Move.CLOSE, entry.version, user)
        keep_original_until(entry, None)
        record("gallery.concern_closed", concern, by=user, after=str(outcome))
        finish_if_taken_back(entry)


# --- For both keys ------------------------------------------------------------------------------------------------

#: Nobody has it before them any more.
UNCLAIMED: dict[str, Any] = {"claimed_by": None, "claimed_until": None}


def as_it_is_now(entry: Entry) -> None:
    """Lock it, and forget what somebody saw of it: neither key is ever too late."""
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())


def must_reach(entry: Entry, user: User) -> None:
    """Whoever could have seen it, also those who entered it. Raises `Refused`."""
    if not enters_for(entry.batch, user):
        must_decide_for(entry, user, own=True)


def must_lead(user: User) -> None:
    if not user.has_perm(LOOK_AFTER):
        raise Refused("not_the_lead", _("Only the safeguarding lead can do that."))


def must_be_seen(entry: Entry, key: Move) -> None:
    if entry.state not in MOVES[key].before:
        raise Refused(
            "nothing_to_see", _("There is no picture of this drawing to be seen. Nothing was done.")
        )


def finish_if_taken_back(entry: Entry) -> None:
    """Inside the transaction in which the lead is through with it: what waited for that is done now."""
    erased = entry.subject.erased_at is not None
    if not erased and entry.taken_back_at is None:
        return
    finish_withdrawal(entry)
    if erased:
        empty_words(entry)
        finish_erasure(entry)


def finish_erasure(entry: Entry) -> None:
    """Somebody was erased but for this drawing: the receipt says from now on that it is reached too."""
    if entry.subject.erased_at is not None:
        reached_later(entry.subject, "drawings")
