"""What is deleted because its time is over. `gallery.retention` says what is due and why; here it is done."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from schools.domain import needed_until
from schools.models import Contact

from .. import files
from ..enums import OVER, WITH_THE_LEAD, Move, State
from ..models import Competition, DecisionNote, Entry, EntryAsset
from ..retention import (
    concerns_to_empty,
    gallery_over_at,
    gallery_over_on,
    is_held,
    left_of_what_was_destroyed,
    reports_to_empty,
    unreleased_until,
    unused_slips,
)
from .emptying import forget_looks
from .moves import move
from .refusals import Refused
from .showing import take_off_or_leave_it_to_tick

logger = logging.getLogger(__name__)


def purge(entry: Entry, why: str) -> None:
    """Delete its files, words and hints; the row stays, with codes and times, and its address answers that it is gone.
    What a jury gave stays as well: a code. ``why`` is a code of `gallery.retention`.

    Raises `Refused` while a concern is open, it is sealed, or a report of danger waits; `Overtaken`.
    """
    with transaction.atomic():
        # The row is locked by what is changed first, so that a concern raised meanwhile comes before or after all this.
        if entry.state in WITH_THE_LEAD or is_held(entry):
            raise _held()
        move(
            entry,
            Move.PURGE,
            entry.version,
            reason=why,
            approved_by=None,
            claimed_by=None,
            claimed_until=None,
            place=None,
            first_name="",
            title="",
            alt_text="",
            sha256="",
            unreadable_code="",
            looks_like_photo=None,
        )
        if is_held(entry):
            raise _held()
        forget_looks(entry)
        DecisionNote.objects.filter(decision__entry=entry).delete()
        # Found by `tick` when they cannot be deleted now.
        EntryAsset.objects.filter(entry=entry).update(delete_after=clock.now())
    take_off_or_leave_it_to_tick(entry)
    _delete_files_or_leave_them_to_tick(entry)


def _held() -> Refused:
    return Refused(
        "held", _("Somebody is looking after this drawing. Nothing of it is deleted before they are done.")
    )


def _delete_files_or_leave_them_to_tick(entry: Entry) -> None:
    try:
        for asset in EntryAsset.objects.filter(entry=entry):
            files.delete_private([asset.key])
            asset.delete()
    except Exception:  # each kind of storage fails in its own way
        logger.exception("Files of a drawing could not be deleted; the next tick does it")


@transaction.atomic
def forget_what_is_left(entry: Entry) -> None:
    """Of what was taken back: what hints were made from and the fingerprint of its file. It may be sent once more."""
    if entry.state in OVER:
        forget_looks(entry)
        Entry.objects.filter(pk=entry.pk, state=State.WITHDRAWN).update(sha256="", unreadable_code="")


def forget_what_was_destroyed(at: datetime) -> None:
    rows = left_of_what_was_destroyed(at)
    if rows.exists():
        rows.update(sha256="")


def delete_unused_slips(at: datetime) -> int:
    """Nobody's code opens anything any more."""
    gone, _by_model = unused_slips(at).delete()
    return gone


def empty_what_was_written(at: datetime) -> None:
    """What readers wrote in reports and colleagues in concerns; that there was one, and what came of it, stays."""
    for rows, said in ((reports_to_empty(at), "text"), (concerns_to_empty(at), "note")):
        if rows.exists():
            rows.update(**{said: ""})


def keep_addresses_of_schools(at: datetime) -> None:
    """A school can be written to while its drawings are here: until what it did not send goes, and where something was
    sent until the gallery has had its year."""
    for competition in Competition.objects.all():
        if gallery_over_at(competition) <= at:
            continue
        classes = Contact.objects.filter(batches__competition=competition, forgotten_at=None).distinct()
        day = unreleased_until(competition).astimezone(UTC).date() + timedelta(days=1)
        for contact in classes.filter(needed_until__lt=day):
            needed_until(contact, day)
        sent = Entry.objects.filter(competition=competition, batch__school__isnull=False)
        sent = sent.exclude(state__in=[*OVER, State.DRAFT])
        for contact in classes.filter(
            needed_until__lt=gallery_over_on(competition), batches__in=sent.values("batch")
        ):
            needed_until(contact, gallery_over_on(competition))
