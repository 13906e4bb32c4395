"""What came once is sent again: another picture in the place of the first, or the same one with better words."""

from __future__ import annotations

import hashlib
import uuid
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.durable import on_the_disk
from schools.models import Contact

from .. import files
from ..enums import MOVES, AssetKind, Move, Scan, State
from ..header_check import check_header
from ..models import Entry, EntryAsset, Fingerprint, Mask
from ..seen import OPEN_TO_SCHOOL, seen_now
from ..tasks import enqueue_with_the_row
from .classes import changed_since_asked, may_be_completed
from .entering import may_be_entered, may_enter_for, not_here_yet, not_your_partner
from .measure import must_be_within_measure
from .moves import as_seen, move, must_be_of_its_school
from .quota import TAKES_NO_PLACE, must_have_room
from .refusals import Overtaken, Refused


def replace(entry: Entry, content: bytes, *, user: User | Contact, key: uuid.UUID, version: int) -> Entry:
    """Another file for the same drawing: what could not be read, or where a change was asked for.

    What is said of it, its slip and its consent stay. When this returns the new bytes are kept and the old ones are
    gone; when it raises, the old ones are where they were. Sent again with the same ``key``, nothing is done twice.
    A school sends it once more when it is ready; what a partner's editor replaces waits for a decision by itself.

    Raises `Refused`, `AlreadyHere`, `Overtaken`, `core.uploads.Unreadable`, and what the storage raises.
    """
    _must_be_theirs(entry, user)
    if entry.idempotency_key == key:
        return entry
    _may_still_come(entry, user)
    if entry.state not in MOVES[Move.REPLACE].before or seen_now(entry) not in OPEN_TO_SCHOOL:
        raise Refused("sent", _("This drawing has been sent. Its picture stays as it is."))
    as_seen(entry, version)
    check_header(content)
    sha256 = hashlib.sha256(content).hexdigest()
    same = Entry(batch=entry.batch, competition=entry.competition, sha256=sha256)
    not_here_yet(same)
    before = list(entry.assets.values_list("key", flat=True))
    stored = files.keep_for_good(content)
    written = False
    try:
        with on_the_disk(), transaction.atomic():
            if entry.state in TAKES_NO_PLACE:
                must_have_room(entry.batch)
            must_be_within_measure(entry.batch, len(content), another=False)
            move(
                entry,
                Move.REPLACE,
                version,
                user,
                sha256=sha256,
                idempotency_key=key,
                attempts=0,
                unreadable_code="",
                scan=Scan.NONE,
                looks_like_photo=None,
            )
            # What was covered on the old picture lies elsewhere on the new one.
            Mask.objects.filter(entry=entry).delete()
            Fingerprint.objects.filter(entry=entry).delete()
            entry.assets.all().delete()
            EntryAsset.objects.create(entry=entry, kind=AssetKind.ORIGINAL, key=stored, bytes=len(content))
            enqueue_with_the_row(entry.pk)
            # Cut off between the row and the file, a file is left that no row knows, and is swept.
            transaction.on_commit(lambda: files.delete_private(before), robust=True)
            written = True
    except BaseException as error:
        # When the commit itself fails nobody knows whether the row is there: then `tick` sweeps the file, or not.
        if not written:
            with suppress(Exception):
                files.delete_private([stored])
        if isinstance(error, IntegrityError):
            not_here_yet(same)
            raise Overtaken from error
        raise
    return entry


def send_again(entry: Entry, *, user: User, version: int) -> None:
    """Where a change was asked for, a partner's editor has put the words right. Raises `Refused`, `Overtaken`."""
    _must_be_theirs(entry, user)
    _may_still_come(entry, user)
    as_seen(entry, version)
    if entry.state != State.CHANGES:
        raise Overtaken
    if not changed_since_asked(entry):
        raise Refused(
            "not_changed",
            _("Nothing on it has changed yet. Put right what is asked for, then send it again."),
        )
    move(entry, Move.SEND, version, user)


def _must_be_theirs(entry: Entry, user: User | Contact) -> None:
    if isinstance(user, Contact):
        must_be_of_its_school(entry.batch, user)
    elif entry.batch.partner is None:
        raise Refused("not_your_partner", not_your_partner())
    else:
        may_enter_for(entry.batch.partner, user)


def _may_still_come(entry: Entry, user: User | Contact) -> None:
    if isinstance(user, Contact):
        may_be_completed(entry.competition)
    else:
        may_be_entered(entry.competition)
