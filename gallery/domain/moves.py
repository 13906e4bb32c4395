"""The move itself: compare and set on (state, version), and written down in the same transaction.

A move names the version of the entry that its maker saw; whoever comes second gets `Overtaken`, and nothing happens.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from audit.addresses import fingerprint
from audit.domain import record
from audit.models import Record
from core import clock
from edge.content_version import bump_with_commit
from schools.models import Contact

from ..enums import MOVES, AssetKind, Move, Reason, State
from ..models import Batch, Decision, DecisionNote, Entry, EntryAsset
from ..reach import may_decide, may_enter_for
from .refusals import Overtaken, Refused

#: Who does something: one of us, somebody at a school, a visitor, or the machine.
Whose = User | Contact | Record.By | None

#: An original is deleted this long after the decision (ENTRIES, retention).
ORIGINAL_KEPT = timedelta(days=30)


def move(
    entry: Entry,
    move: Move,
    version: int,
    user: Whose = None,
    *,
    reason: Reason | str = "",
    note: str = "",
    **changes: Any,
) -> Decision:
    """Compare and set on (state, version), and write it down. Raises `Overtaken` or `Refused`.

    ``user``: whoever does it; a contact of the school that entered it, a visitor, or nobody, which is the machine.
    """
    allowed = MOVES[move]
    if user is not None:
        as_seen(entry, version)
    before = State(entry.state)
    if before not in allowed.before:
        raise Overtaken
    must_reach(entry, user, by_enterer=allowed.by_enterer)
    with transaction.atomic():
        update(entry, version, state=allowed.after, state_changed_at=clock.now(), **changes)
        decision = write_down(entry, move, before=before, user=user, reason=reason)
        if note.strip():
            DecisionNote.objects.create(decision=decision, text=note.strip()[:1000])
        bump_with_commit()
    return decision


def must_reach(entry: Entry, user: Whose, *, by_enterer: bool) -> None:
    """Raises `Refused` for a person whose drawing it is not to move. What lets a visitor do so, the caller has seen."""
    if isinstance(user, Contact):
        must_be_of_its_school(entry.batch, user)
    elif isinstance(user, User) and not (by_enterer and enters_for(entry.batch, user)):
        must_decide_for(entry, user, own=by_enterer)


def enters_for(batch: Batch, user: User) -> bool:
    return batch.partner is not None and may_enter_for(user, batch.partner)


def must_be_of_its_school(batch: Batch, contact: Contact) -> None:
    """Raises `Refused` for somebody of another school. Colleagues at one school see each other's classes."""
    if batch.school_id is None or batch.school_id != contact.school_id:
        raise Refused("not_your_class", _("This class was entered by another school."))


def must_decide_for(entry: Entry, user: Any, *, own: bool = False) -> None:
    """Raises `Refused` for what somebody entered themselves, and for a country that they do not decide for."""
    if entry.entered_by_id is not None and entry.entered_by_id == user.pk and not own:
        raise Refused("your_own", _("You entered this drawing yourself. Somebody else has to decide on it."))
    if not own and _is_a_contact_of_its_school(entry, user):
        raise Refused("your_own", _("You entered this drawing yourself. Somebody else has to decide on it."))
    if not may_decide(user, entry):
        raise Refused(
            "not_your_country",
            _("You decide on drawings from the countries your partner serves. This one is from elsewhere."),
        )


def _is_a_contact_of_its_school(entry: Entry, user: Any) -> bool:
    """By the address that they sign in with. Somebody with another address there cannot be known."""
    school = entry.batch.school_id
    if school is None:
        return False
    return Contact.objects.filter(school=school, email_fingerprint=fingerprint(user.email)).exists()


def as_seen(entry: Entry, version: int) -> None:
    """What was checked must be the row that is changed: of another version nothing that was read here holds."""
    if entry.version != version:
        raise Overtaken


def update(entry: Entry, version: int, **changes: Any) -> None:
    state = changes.get("state")
    unchanged = Entry.objects.filter(pk=entry.pk, version=version)
    if state is not None:
        unchanged = unchanged.filter(state=entry.state)
    if unchanged.update(version=F("version") + 1, **changes) != 1:
        raise Overtaken
    entry.version = version + 1
    for name, value in changes.items():
        setattr(entry, name, value)


def write_down(
    entry: Entry,
    move: Move,
    *,
    before: State | str,
    user: Whose,
    reason: Reason | str = "",
) -> Decision:
    decision = Decision(
        entry=entry,
        move=move,
        before=before,
        after=entry.state,
        reason=reason,
        by_id=user.pk if isinstance(user, User) else None,
        by_contact=user if isinstance(user, Contact) else None,
        entry_version=entry.version,
    )
    decision.save()
    codes = {"reason": str(reason)} if reason else {}
    record(
        f"gallery.{move}", entry, by=by_in_the_log(user), before=str(before), after=str(entry.state), **codes
    )
    return decision


def by_in_the_log(user: Whose) -> User | Record.By | None:
    return Record.By.SCHOOL if isinstance(user, Contact) else user


def keep_original_until(entry: Entry, moment: Any) -> None:
    EntryAsset.objects.filter(entry=entry, kind=AssetKind.ORIGINAL).update(delete_after=moment)
