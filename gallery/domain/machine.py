"""What the machine does with a file: takes it up, makes copies of it, or finds that it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock

from ..enums import AssetKind, Move, Scan, State
from ..models import Entry, EntryAsset, Fingerprint
from .moves import ORIGINAL_KEPT, keep_original_until, move
from .refusals import Overtaken, Refused

#: A machine that has not finished an entry by then has died.
LEASE = timedelta(minutes=10)

MOST_ATTEMPTS = 5


def take_up(entry: Entry) -> None:
    move(entry, Move.TAKE_UP, entry.version, attempts=entry.attempts + 1)


@dataclass(frozen=True)
class Seen:
    """What the machine found out besides making copies. ``fingerprint`` as `hints.fingerprint_of` has it."""

    scan: Scan = Scan.NONE
    fingerprint: tuple[int, int, int, int] | None = None
    looks_like_photo: bool | None = None


def made_ready(entry: Entry, copies: list[EntryAsset], seen: Seen | None = None) -> None:
    """``copies`` are stored already and have no row yet. A school's drawing is a draft until the school sends it.

    They take the place of those of an earlier time: what lay there is swept (`ticks.sweep_orphans`).
    """
    seen = seen or Seen()
    ready = Move.MAKE_DRAFT if _is_to_be_sent(entry) else Move.MAKE_READY
    with transaction.atomic():
        move(
            entry,
            ready,
            _version_of_attempt(entry),
            scan=seen.scan,
            looks_like_photo=seen.looks_like_photo,
        )
        EntryAsset.objects.filter(entry=entry).exclude(kind=AssetKind.ORIGINAL).delete()
        EntryAsset.objects.bulk_create(copies)
        Fingerprint.objects.filter(entry=entry).delete()
        if seen.fingerprint is not None:
            Fingerprint.objects.create(
                entry=entry,
                competition_id=entry.competition_id,
                **dict(zip(("first", "second", "third", "fourth"), seen.fingerprint, strict=True)),
            )


def found_infected(entry: Entry) -> None:
    """The scanner found something. Its file goes at once, and nobody gets to see the drawing."""
    with transaction.atomic():
        move(entry, Move.BLOCK, _version_of_attempt(entry), scan=Scan.INFECTED)
        keep_original_until(entry, clock.now())


def scanned_later(entry: Entry, verdict: Scan) -> None:
    """Of a drawing that was made ready while nobody asked a scanner. What is infected is never released; its file goes.

    Its version stays: nothing that people decide on has changed.
    """
    with transaction.atomic():
        changed = Entry.objects.filter(pk=entry.pk, scan=Scan.NONE).update(scan=verdict)
        if changed and verdict == Scan.INFECTED:
            keep_original_until(entry, clock.now())


def must_be_scanned(entry: Entry) -> None:
    """Where there is a scanner, nothing is released without its word. Raises `Refused`."""
    if settings.CLAMD_URL and entry.scan != Scan.CLEAN:
        raise Refused(
            "not_scanned",
            _("The virus scanner has not looked at it yet, or found something. It cannot be released."),
        )


def found_unreadable(entry: Entry, code: str) -> None:
    with transaction.atomic():
        move(entry, Move.FAIL, _version_of_attempt(entry), unreadable_code=code)
        keep_original_until(entry, clock.now() + ORIGINAL_KEPT)


def give_back(entry: Entry) -> None:
    """The machine had no room, or the storage was away. That is not the file's fault, however often it happens."""
    with transaction.atomic():
        move(entry, Move.GIVE_BACK, _version_of_attempt(entry))


def lose(entry: Entry) -> None:
    """The machine died over it. Tried again, but not for ever: a file that kills its reader is not readable."""
    if entry.decisions.filter(move=Move.LOSE).count() + 1 >= MOST_ATTEMPTS:
        found_unreadable(entry, "too_hard")
        return
    with transaction.atomic():
        move(entry, Move.LOSE, _version_of_attempt(entry))


def _is_to_be_sent(entry: Entry) -> bool:
    """By its school; but for what was sent before, sealed, and found lawful: that is decided on without more ado."""
    if not entry.batch.school_id:
        return False
    came = entry.decisions.filter(move__in=[Move.RECEIVE, Move.REPLACE, Move.RETURN]).order_by("-pk").first()
    returned = came is not None and came.move == Move.RETURN
    return not (returned and entry.decisions.filter(move=Move.SEND).exists())


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
