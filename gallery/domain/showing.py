"""Into the gallery and off it. Putting on takes a second pair of eyes; taking off never takes more than one."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from consent import domain as consent
from consent.enums import Scope
from consent.standing import only_paused
from core import clock
from schools.enums import Standing

from .. import files
from ..enums import Move, Reason, State
from ..models import Decision, Entry, Report
from ..roles import LOOK_AFTER
from .covering import to_be_shown
from .machine import must_be_scanned
from .moves import ORIGINAL_KEPT, as_seen, keep_original_until, move, must_decide_for, update
from .refusals import Overtaken, Refused

logger = logging.getLogger(__name__)


#: The moves that put a drawing into the gallery or take it off: the latest of them says whether it was hidden. What the
#: safeguarding lead had is decided on by two people too, wherever it stood before.
TAKEN_OFF = (Move.HIDE, Move.CONCERN, Move.SEAL)
ON_OR_OFF = (*TAKEN_OFF, Move.RELEASE)

#: Entries on one contact sheet.
SHEET = 40


def release(entry: Entry, *, user: Any, version: int) -> None:
    """The second pair of eyes. From the next query on it is public, while its consent is in force.

    Raises `Refused` for whoever approved it (unless the competition was set to one pair of eyes), without a
    description, without a consent in force, and while what is covered on it is not burnt into its copies yet.
    """
    as_seen(entry, version)
    _may_be_released(entry, user)
    # Of a hiding or a release that was cut off: before its key is forgotten, its files go.
    if entry.public_key:
        files.unpublish(entry.public_key)
    key = files.new_public_key()
    # Written down before anything is copied: if this is interrupted, `tick` finds the copies by it and deletes them.
    # The moment tells `tick` that somebody is at work.
    update(entry, version, public_key=key, state_changed_at=clock.now())
    try:
        # Read once more: whoever covers something meanwhile makes a new version, and then this is not released.
        files.publish(key, to_be_shown(entry))
        with transaction.atomic():
            move(entry, Move.RELEASE, entry.version, user, place=_next_place())
            keep_original_until(entry, clock.now() + ORIGINAL_KEPT)
    except IntegrityError as error:
        files.unpublish(key)
        raise Overtaken from error
    except BaseException:
        files.unpublish(key)
        raise


def _may_be_released(entry: Entry, user: Any) -> None:
    if entry.state != State.APPROVED:
        raise Overtaken
    must_decide_for(entry, user)
    two_are_needed = entry.competition.two_pairs_of_eyes or was_hidden(entry)
    if two_are_needed and first_pair_of_eyes(user).filter(entry=entry).exists():
        raise Refused("same_eyes", _("You approved this drawing yourself. Somebody else has to release it."))
    if not entry.alt_text:
        raise Refused(
            "alt_text_missing", _("It has no description for those who cannot see it. Write one first.")
        )
    school = entry.batch.school
    if school is not None and not school.is_verified:
        raise Refused(
            "school_not_verified", _("Nobody has verified the school yet. Until then it cannot be released.")
        )
    must_be_scanned(entry)
    if not consent.in_force(Scope.SITE).filter(pk=entry.subject_id).exists():
        raise Refused("no_consent", _("No consent for this site is in force. It cannot be released."))
    to_be_shown(entry)


def first_pair_of_eyes(user: Any) -> QuerySet[Decision]:
    """What this person did to make a drawing approved as it is now: they approved it, or described or covered it
    afterwards. Whatever of it somebody else did since, they are not its second pair of eyes."""
    approved = Decision.objects.filter(entry=OuterRef("entry"), move__in=(Move.APPROVE, Move.SHOW_AGAIN))
    newest = Subquery(approved.order_by("-pk").values("pk")[:1])
    return Decision.objects.filter(
        by=user, pk__gte=newest, move__in=(Move.APPROVE, Move.SHOW_AGAIN, Move.DESCRIBE, Move.MASK)
    )


def was_hidden(entry: Entry) -> bool:
    """Whether it was taken off the gallery and has not been back since, whatever happened to it in between."""
    on_or_off = entry.decisions.filter(move__in=ON_OR_OFF).order_by("-pk").first()
    return on_or_off is not None and on_or_off.move in TAKEN_OFF


def _next_place() -> int:
    """Later than every other, also of two in the same microsecond."""
    newest = Entry.objects.exclude(place=None).order_by("-place").values_list("place", flat=True).first()
    return max(time.time_ns() // 1000, (newest or 0) + 1)


def hide(entry: Entry, *, user: Any, version: int, reason: Reason, note: str = "") -> None:
    """Off the gallery at once; nobody has to agree. Its public copies are deleted after the commit.

    ``user`` is nobody when the consent ended by itself.
    """
    with transaction.atomic():
        move(entry, Move.HIDE, version, user, reason=reason, note=note, approved_by=None, place=None)
        keep_original_until(entry, clock.now() + ORIGINAL_KEPT)
    take_off_or_leave_it_to_tick(entry)


def hide_without_consent(entry: Entry) -> None:
    """Its consent for the site has ended: nobody can find it any more, and now its files go too."""
    if (
        entry.state == State.PUBLISHED
        and not consent.in_force(Scope.SITE).filter(pk=entry.subject_id).exists()
        and not only_paused(Scope.SITE).filter(pk=entry.subject_id).exists()
    ):
        hide(entry, user=None, version=entry.version, reason=Reason.CONSENT)


def hide_of_no_school(entry: Entry) -> None:
    """Its school was turned away: whoever entered it, and whatever families they speak for, is not known to us."""
    school = entry.batch.school
    if entry.state == State.PUBLISHED and school is not None and school.standing == Standing.TURNED_AWAY:
        hide(entry, user=None, version=entry.version, reason=Reason.CONSENT)


def show_again(entry: Entry, *, user: Any, version: int) -> None:
    """Approved once more; somebody else has to release it, whatever the competition is set to.

    One of which a reader wrote that they are worried about a child comes back by the safeguarding lead alone.

    Raises `Refused`; and what the storage raises if the files of its time in the gallery are still there and cannot be
    deleted.
    """
    as_seen(entry, version)
    must_decide_for(entry, user)
    worried = entry.reports.filter(closed_at=None, category=Report.Category.SAFETY)
    if worried.exists() and not user.has_perm(LOOK_AFTER):
        raise Refused("not_the_lead", _("Only the safeguarding lead can do that."))
    take_public_copies_off(entry)
    with transaction.atomic():
        move(entry, Move.SHOW_AGAIN, entry.version, user, approved_by=user)


def take_off_or_leave_it_to_tick(entry: Entry) -> None:
    """What was decided is done, and nobody finds it any more. A storage that is away must not make it look undone."""
    try:
        take_public_copies_off(entry)
    except Exception:  # each kind of storage fails in its own way
        logger.exception("Public copies could not be deleted; the next tick does it")


def take_public_copies_off(entry: Entry) -> None:
    """Delete what lies in the public part of the storage for an entry that is not published.

    Done after every move away from the gallery, and by `tick` for what was interrupted.
    """
    key = entry.public_key
    if not key or entry.state == State.PUBLISHED:
        return
    try:
        # A release that is under way all the same has seen an older version: it fails, and takes its copies with it.
        update(entry, entry.version)
    except Overtaken:
        return
    files.unpublish(key)
    Entry.objects.filter(pk=entry.pk, public_key=key).exclude(state=State.PUBLISHED).update(public_key="")
    entry.public_key = ""
