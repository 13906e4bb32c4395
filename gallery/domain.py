"""Everything that happens to an entry. Each move checks, changes, and writes down in one transaction.

A move names the version of the entry that its maker saw; whoever comes second gets `Overtaken`, and nothing happens.
"""

from __future__ import annotations

import hashlib
import logging
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from audit.domain import record
from consent import domain as consent
from consent.enums import AgeBand, Capacity, Identification, Scope
from consent.models import Subject
from consent.standing import only_paused
from core import clock
from edge.content_version import bump_with_commit
from facts.models import Country
from partners.models import Partner

from . import files
from .enums import MOVES, AssetKind, Move, Reason, State
from .header_check import check_header
from .models import Award, Batch, Competition, Decision, DecisionNote, Entry, EntryAsset, OnePairReason
from .reach import may_decide, may_enter_for
from .tasks import process_entry

logger = logging.getLogger(__name__)

#: An original is deleted this long after the decision (ENTRIES, retention).
ORIGINAL_KEPT = timedelta(days=30)
#: A machine that has not finished an entry by then has died.
LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 5
#: The moves that put a drawing into the gallery or take it off: the latest of them says whether it was hidden.
ON_OR_OFF = (Move.HIDE, Move.RELEASE)
#: Entries on one contact sheet.
SHEET = 40


class Refused(Exception):
    """Not done, and the sentence says why. Nothing was changed."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class Overtaken(Refused):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__(
            "overtaken", _("Somebody else has decided on this drawing in the meantime. Nothing was changed.")
        )


class AlreadyHere(Refused):
    """The same file was entered before; ``entry`` is that one."""

    def __init__(self, entry: Entry) -> None:
        super().__init__("already_here", _("This drawing is here already. It was not entered a second time."))
        self.entry = entry


@dataclass(frozen=True)
class Facts:
    """What is known of a drawing besides its pixels. The alternative text may follow until the release."""

    band: AgeBand
    country: Country
    language: str
    first_name: str = ""
    title: str = ""
    alt_text: str = ""


# --- Entering -----------------------------------------------------------------------------------------------------


def open_batch(
    competition: Competition, partner: Partner, country: Country, language: str, user: Any
) -> Batch:
    """Begin to enter drawings. Raises `Refused` outside the competition's days, or for a partner of others."""
    _may_enter_for(partner, user)
    _may_be_entered(competition)
    return Batch.objects.create(
        competition=competition, partner=partner, country=country, language=language, entered_by=user
    )


def receive(
    batch: Batch,
    content: bytes,
    facts: Facts,
    *,
    user: Any,
    attested: bool,
    scopes: Iterable[Scope],
    key: uuid.UUID | None = None,
) -> Entry:
    """Take in one drawing. When this returns, its bytes and its row are both kept; when it raises, neither is.

    ``attested``: the person says that the partner holds a slip, signed by a guardian, with these ``scopes`` and the
    child's own yes. ``key``: sent again with the same one, the same entry comes back and nothing is done twice.

    Raises `Refused`, `AlreadyHere`, `core.uploads.Unreadable` for a file that is no picture, ``ValidationError`` for
    wrong facts; and what the storage raises, in which case nothing was received.
    """
    key = key or uuid.uuid4()
    known = batch.entries.filter(idempotency_key=key).first()
    if known is not None:
        return known
    _may_enter_for(batch.partner, user)
    _may_be_entered(batch.competition)
    if not attested:
        raise Refused(
            "not_attested",
            _("Say first that you hold a signed slip for this drawing. It was not received."),
        )
    check_header(content)
    sha256 = hashlib.sha256(content).hexdigest()
    entry = Entry(
        batch=batch,
        competition=batch.competition,
        entered_by=user,
        idempotency_key=key,
        sha256=sha256,
        **vars(facts),
    )
    entry.subject = Subject(label=f"Drawing {entry.public_id[:6]}")
    entry.full_clean(exclude=["subject"], validate_constraints=False, validate_unique=False)
    _not_here_yet(entry)
    # The bytes first: a crash in between leaves a file that no row knows, which is swept, never a row without a file.
    stored = files.keep_private(content)
    written = False
    try:
        with transaction.atomic():
            _write_received(entry, stored, len(content), set(scopes), user)
            written = True
    except IntegrityError as error:
        files.delete_private([stored])
        known = batch.entries.filter(idempotency_key=key).first()
        if known is not None:
            return known
        _not_here_yet(entry)
        raise Overtaken from error
    except BaseException:
        # When the commit itself fails nobody knows whether the row is there: then `tick` sweeps the file, or not.
        if not written:
            files.delete_private([stored])
        raise
    return entry


def _write_received(entry: Entry, stored: str, size: int, scopes: set[Scope], user: Any) -> None:
    entry.subject.save()
    entry.subject_id = entry.subject.pk
    day = clock.today()
    consent.record(
        entry.subject,
        consent.Terms(
            capacity=Capacity.HOLDER,
            identification=_identification(entry),
            given_on=day,
            expires_on=entry.competition.consent_until,
            age_band=AgeBand(entry.band),
            holder=entry.batch.partner.name,
            holder_reference=entry.public_id,
            basis="slip held by the school or the partner, attested on entering",
        ),
        scopes,
        by=user,
    )
    entry.save()
    EntryAsset.objects.create(entry=entry, kind=AssetKind.ORIGINAL, key=stored, bytes=size)
    _write_down(entry, Move.RECEIVE, before="", user=user)
    transaction.on_commit(lambda: process_entry.enqueue(entry.pk), robust=True)


def _identification(entry: Entry) -> Identification:
    return Identification.FIRST_NAME if entry.first_name else Identification.NONE


def _may_enter_for(partner: Partner, user: Any) -> None:
    if not may_enter_for(user, partner):
        raise Refused("not_your_partner", _("You can enter drawings for the partners you edit for."))


def _may_be_entered(competition: Competition) -> None:
    if competition.is_coming:
        raise Refused("not_open", _("This competition has not opened yet. Nothing was received."))
    if not competition.can_be_entered_for:
        raise Refused("closed", _("This competition is closed. Nothing was received."))


def _not_here_yet(entry: Entry) -> None:
    again = (
        Entry.objects.filter(competition=entry.competition, sha256=entry.sha256)
        .exclude(state__in=[State.WITHDRAWN, State.UNREADABLE])
        .first()
    )
    if again is not None:
        raise AlreadyHere(again)


@transaction.atomic
def correct(entry: Entry, facts: Facts, *, user: Any, version: int) -> None:
    """Change what is said of a drawing that nobody has decided on yet. Raises `Refused`, ``ValidationError``."""
    _may_enter_for(entry.batch.partner, user)
    if entry.state not in {State.RECEIVED, State.PROCESSING, State.PENDING, State.UNREADABLE}:
        raise Refused("decided", _("This drawing has been decided on. What is said of it stays as it is."))
    named = bool(entry.first_name)
    for name, value in vars(facts).items():
        setattr(entry, name, value)
    entry.full_clean(validate_constraints=False, validate_unique=False)
    _update(entry, version, **vars(facts))
    if named != bool(entry.first_name):
        # Whether a name may be shown stands in the consent: who enters it says that the slip allows it.
        consent.identify(entry.subject, _identification(entry), by=user)
    _write_down(entry, Move.CORRECT, before=entry.state, user=user)


@transaction.atomic
def describe(entry: Entry, alt_text: str, *, user: Any, version: int) -> None:
    """Write the description for those who cannot see it; whoever decides may, until the release.

    What is read is public like what is seen, so it takes two as well: an approved drawing that somebody describes is
    theirs to have approved, and another has to release it.
    """
    _may_decide(entry, user)
    if entry.state not in {State.PENDING, State.APPROVED}:
        raise Refused("decided", _("This drawing has been decided on. What is said of it stays as it is."))
    entry.alt_text = alt_text.strip()
    entry.full_clean(validate_constraints=False, validate_unique=False)
    approved = {"approved_by": user} if entry.state == State.APPROVED else {}
    _update(entry, version, alt_text=entry.alt_text, **approved)
    _write_down(entry, Move.DESCRIBE, before=entry.state, user=user)


# --- What the machine does ----------------------------------------------------------------------------------------


def take_up(entry: Entry) -> None:
    _move(entry, Move.TAKE_UP, entry.version, attempts=entry.attempts + 1)


def made_ready(entry: Entry, copies: list[EntryAsset]) -> None:
    """``copies`` are stored already and have no row yet."""
    with transaction.atomic():
        _move(entry, Move.MAKE_READY, _version_of_attempt(entry))
        EntryAsset.objects.bulk_create(copies)


def found_unreadable(entry: Entry, code: str) -> None:
    with transaction.atomic():
        _move(entry, Move.FAIL, _version_of_attempt(entry), unreadable_code=code)
        _keep_original_until(entry, clock.now() + ORIGINAL_KEPT)


def give_back(entry: Entry) -> None:
    """The machine had no room, or the storage was away. That is not the file's fault, however often it happens."""
    with transaction.atomic():
        _move(entry, Move.GIVE_BACK, _version_of_attempt(entry))


def lose(entry: Entry) -> None:
    """The machine died over it. Tried again, but not for ever: a file that kills its reader is not readable."""
    if entry.decisions.filter(move=Move.LOSE).count() + 1 >= MOST_ATTEMPTS:
        found_unreadable(entry, "too_hard")
        return
    with transaction.atomic():
        _move(entry, Move.LOSE, _version_of_attempt(entry))


def _version_of_attempt(entry: Entry) -> int:
    """The version that the machine has to name. Raises `Overtaken` when its attempt is no longer the one that counts.

    People title and describe a drawing while it is being made ready; that is no reason to throw the work away.
    """
    versions = Entry.objects.select_for_update().filter(
        pk=entry.pk, state=State.PROCESSING, attempts=entry.attempts
    )
    version = versions.values_list("version", flat=True).first()
    if version is None:
        raise Overtaken
    return version


# --- What people decide -------------------------------------------------------------------------------------------


def approve(entry: Entry, *, user: Any, version: int) -> None:
    """The first pair of eyes. It is not public by that."""
    with transaction.atomic():
        _move(entry, Move.APPROVE, version, user, approved_by=user)


def reject(entry: Entry, *, user: Any, version: int, reason: Reason, note: str = "") -> None:
    if reason == Reason.OTHER and not note.strip():
        raise Refused("note_missing", _("Say in the note what the reason is."))
    with transaction.atomic():
        _move(entry, Move.REJECT, version, user, reason=reason, note=note, approved_by=None)
        _keep_original_until(entry, clock.now() + ORIGINAL_KEPT)


def reconsider(entry: Entry, *, user: Any, version: int) -> None:
    """Back to where it waits for a decision: a slip of the finger costs nothing."""
    with transaction.atomic():
        _move(entry, Move.RECONSIDER, version, user)
        _keep_original_until(entry, None)


def hold_back(entry: Entry, *, user: Any, version: int) -> None:
    """The second pair of eyes is not sure. It waits for a decision anew."""
    with transaction.atomic():
        _move(entry, Move.HOLD_BACK, version, user, approved_by=None)


def release(entry: Entry, *, user: Any, version: int) -> None:
    """The second pair of eyes. From the next query on it is public, while its consent is in force.

    Raises `Refused` for whoever approved it (unless the competition was set to one pair of eyes), without a
    description, and without a consent in force.
    """
    _as_seen(entry, version)
    _may_be_released(entry, user)
    # Of a hiding or a release that was cut off: before its key is forgotten, its files go.
    if entry.public_key:
        files.unpublish(entry.public_key)
    key = files.new_public_key()
    # Written down before anything is copied: if this is interrupted, `tick` finds the copies by it and deletes them.
    # The moment tells `tick` that somebody is at work.
    _update(entry, version, public_key=key, state_changed_at=clock.now())
    try:
        files.publish(key, list(entry.assets.filter(kind=AssetKind.COPY)))
        with transaction.atomic():
            _move(entry, Move.RELEASE, entry.version, user, place=_next_place())
            _keep_original_until(entry, clock.now() + ORIGINAL_KEPT)
    except IntegrityError as error:
        files.unpublish(key)
        raise Overtaken from error
    except BaseException:
        files.unpublish(key)
        raise


def _may_be_released(entry: Entry, user: Any) -> None:
    if entry.state != State.APPROVED:
        raise Overtaken
    _may_decide(entry, user)
    if entry.approved_by_id == user.pk and (entry.competition.two_pairs_of_eyes or _was_hidden(entry)):
        raise Refused("same_eyes", _("You approved this drawing yourself. Somebody else has to release it."))
    if not entry.alt_text:
        raise Refused(
            "alt_text_missing", _("It has no description for those who cannot see it. Write one first.")
        )
    if not consent.in_force(Scope.SITE).filter(pk=entry.subject_id).exists():
        raise Refused("no_consent", _("No consent for this site is in force. It cannot be released."))


def _was_hidden(entry: Entry) -> bool:
    """Whether it was taken off the gallery and has not been back since, whatever happened to it in between."""
    on_or_off = entry.decisions.filter(move__in=ON_OR_OFF).order_by("-pk").first()
    return on_or_off is not None and on_or_off.move == Move.HIDE


def _next_place() -> int:
    """Later than every other, also of two in the same microsecond."""
    newest = Entry.objects.exclude(place=None).order_by("-place").values_list("place", flat=True).first()
    return max(time.time_ns() // 1000, (newest or 0) + 1)


def hide(entry: Entry, *, user: Any, version: int, reason: Reason, note: str = "") -> None:
    """Off the gallery at once; nobody has to agree. Its public copies are deleted after the commit.

    ``user`` is nobody when the consent ended by itself.
    """
    with transaction.atomic():
        _move(entry, Move.HIDE, version, user, reason=reason, note=note, approved_by=None, place=None)
        _keep_original_until(entry, clock.now() + ORIGINAL_KEPT)
    _take_off_or_leave_it_to_tick(entry)


def hide_without_consent(entry: Entry) -> None:
    """Its consent for the site has ended: nobody can find it any more, and now its files go too."""
    if (
        entry.state == State.PUBLISHED
        and not consent.in_force(Scope.SITE).filter(pk=entry.subject_id).exists()
        and not only_paused(Scope.SITE).filter(pk=entry.subject_id).exists()
    ):
        hide(entry, user=None, version=entry.version, reason=Reason.CONSENT)


def show_again(entry: Entry, *, user: Any, version: int) -> None:
    """Approved once more; somebody else has to release it, whatever the competition is set to.

    Raises what the storage raises if the files of its time in the gallery are still there and cannot be deleted.
    """
    _as_seen(entry, version)
    _may_decide(entry, user)
    take_public_copies_off(entry)
    with transaction.atomic():
        _move(entry, Move.SHOW_AGAIN, entry.version, user, approved_by=user)


def withdraw(entry: Entry, *, user: Any, channel: str) -> None:
    """Taken back by the child, the family or the partner. Nothing can block it but a machine at work on it."""
    with transaction.atomic():
        _move(
            entry,
            Move.WITHDRAW,
            entry.version,
            user,
            approved_by=None,
            place=None,
            first_name="",
            title="",
            alt_text="",
        )
        consent.withdraw(entry.subject, channel, by=user)
        DecisionNote.objects.filter(decision__entry=entry).delete()
        EntryAsset.objects.filter(entry=entry).update(delete_after=clock.now())
        _take_award(entry, user)
    _take_off_or_leave_it_to_tick(entry)


def _take_off_or_leave_it_to_tick(entry: Entry) -> None:
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
        _update(entry, entry.version)
    except Overtaken:
        return
    files.unpublish(key)
    Entry.objects.filter(pk=entry.pk, public_key=key).exclude(state=State.PUBLISHED).update(public_key="")
    entry.public_key = ""


def allow_one_pair_of_eyes(competition: Competition, *, user: Any, reason: str) -> None:
    """In writing and on record: here one person may release what they approved. An empty reason takes it back.

    What was written the times before stays as it is, each in its own row.
    """
    reason = reason.strip()
    action = "gallery.one_pair_of_eyes" if reason else "gallery.two_pairs_of_eyes"
    with transaction.atomic():
        before = "one_pair" if competition.one_pair_of_eyes else "two_pairs"
        competition.one_pair_of_eyes = bool(reason)
        competition.one_pair_set_by = user if reason else None
        competition.save(update_fields=["one_pair_of_eyes", "one_pair_set_by"])
        if reason:
            OnePairReason.objects.create(competition=competition, by=user, text=reason)
        after = "one_pair" if reason else "two_pairs"
        record(action, competition, by=user, before=before, after=after)
        # For the history of the competition, where editors look.
        log(competition, action, user=user)


# --- The move itself ----------------------------------------------------------------------------------------------


def _move(
    entry: Entry,
    move: Move,
    version: int,
    user: AbstractBaseUser | None = None,
    *,
    reason: Reason | str = "",
    note: str = "",
    **changes: Any,
) -> Decision:
    """Compare and set on (state, version), and write it down. Raises `Overtaken` or `Refused`."""
    allowed = MOVES[move]
    if user is not None:
        _as_seen(entry, version)
    before = State(entry.state)
    if before not in allowed.before:
        raise Overtaken
    if user is not None and not (allowed.by_enterer and may_enter_for(user, entry.batch.partner)):
        _may_decide(entry, user, own=allowed.by_enterer)
    with transaction.atomic():
        _update(entry, version, state=allowed.after, state_changed_at=clock.now(), **changes)
        decision = _write_down(entry, move, before=before, user=user, reason=reason)
        if note.strip():
            DecisionNote.objects.create(decision=decision, text=note.strip()[:1000])
        bump_with_commit()
    return decision


def _may_decide(entry: Entry, user: Any, *, own: bool = False) -> None:
    """Raises `Refused` for what somebody entered themselves, and for a country that they do not decide for."""
    if entry.entered_by_id == user.pk and not own:
        raise Refused("your_own", _("You entered this drawing yourself. Somebody else has to decide on it."))
    if not may_decide(user, entry):
        raise Refused(
            "not_your_country",
            _("You decide on drawings from the countries your partner serves. This one is from elsewhere."),
        )


def _as_seen(entry: Entry, version: int) -> None:
    """What was checked must be the row that is changed: of another version nothing that was read here holds."""
    if entry.version != version:
        raise Overtaken


def _update(entry: Entry, version: int, **changes: Any) -> None:
    state = changes.get("state")
    unchanged = Entry.objects.filter(pk=entry.pk, version=version)
    if state is not None:
        unchanged = unchanged.filter(state=entry.state)
    if unchanged.update(version=F("version") + 1, **changes) != 1:
        raise Overtaken
    entry.version = version + 1
    for name, value in changes.items():
        setattr(entry, name, value)


def _write_down(
    entry: Entry,
    move: Move,
    *,
    before: State | str,
    user: AbstractBaseUser | None,
    reason: Reason | str = "",
) -> Decision:
    decision = Decision(
        entry=entry,
        move=move,
        before=before,
        after=entry.state,
        reason=reason,
        by_id=user.pk if user is not None else None,
        entry_version=entry.version,
    )
    decision.save()
    codes = {"reason": str(reason)} if reason else {}
    record(f"gallery.{move}", entry, by=user, before=str(before), after=str(entry.state), **codes)
    return decision


def _keep_original_until(entry: Entry, moment: Any) -> None:
    EntryAsset.objects.filter(entry=entry, kind=AssetKind.ORIGINAL).update(delete_after=moment)


def award(entry: Entry, place: str, *, user: Any) -> Award:
    """Note what a jury gave. Raises ``ValidationError`` unless the entry is in the gallery, and `Refused` for whoever
    may not decide on it: nobody gives a prize to what they entered themselves.
    """
    _may_decide(entry, user)
    if entry.state != State.PUBLISHED:
        raise ValidationError(_("Only a drawing in the gallery can get an award."))
    with transaction.atomic():
        before = Award.objects.filter(entry=entry).values_list("place", flat=True).first() or ""
        given, _made = Award.objects.update_or_create(entry=entry, defaults={"place": place})
        record("gallery.award_given", entry, by=user, before=before, after=place)
        bump_with_commit()
    return given


def take_award(entry: Entry, *, user: Any) -> None:
    """The jury has thought again, or it was noted for the wrong drawing. Taking one that is not there does nothing.

    Raises `Refused` like giving one.
    """
    _may_decide(entry, user)
    with transaction.atomic():
        if _take_award(entry, user):
            bump_with_commit()


def _take_award(entry: Entry, user: Any) -> bool:
    given = Award.objects.filter(entry=entry).first()
    if given is None:
        return False
    given.delete()
    record("gallery.award_taken", entry, by=user, before=given.place)
    return True
