"""Whoever took a drawing back is told when its files are deleted: a month later, and only when they truly are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import get_language

from audit import outbox
from audit.domain import record
from audit.models import Record
from audit.sealed import Unreadable, seal, unseal
from core import clock
from schools.domain import address_of
from schools.models import Contact

from ..enums import OVER
from ..models import DeletionNotice, Entry, EntryAsset, Slip
from ..slips import shown
from .withdrawing import TOLD_AFTER, was_sent


def want_to_know(slip: Slip, address: str) -> bool:
    """Where to write when its files are deleted, in the language of now. The first address stays: whoever else has the
    paper's PIN must not have the family's letter. Whether it is this one.

    Nothing is kept for a slip that was not taken back.
    """
    if slip.taken_back_at is None:
        return False
    language = get_language() or ""
    with transaction.atomic():
        kept, new = DeletionNotice.objects.get_or_create(
            slip=slip, defaults={"address": seal(address), "language": language, "at": clock.now()}
        )
        if not new:
            return _is_to(kept, address)
        record("gallery.told_where", slip, by=Record.By.VISITOR)
    return True


def _is_to(notice: DeletionNotice, address: str) -> bool:
    try:
        return unseal(notice.address) == address
    except Unreadable:
        return False


def entries_to_tell() -> QuerySet[Entry]:
    """Taken back a month ago, and nothing of them is left."""
    left = EntryAsset.objects.filter(entry=OuterRef("pk"))
    due = Entry.objects.filter(
        ~Exists(left),
        taken_back_at__lte=clock.now() - TOLD_AFTER,
        told_deleted_at=None,
        public_key="",
        state__in=OVER,
    )
    # A school hears of all that was taken back on one day together, or not yet: of two, the missing one would be the
    # one that somebody keeps.
    day = TruncDate("taken_back_at", tzinfo=UTC)
    not_yet = (
        Entry.objects.filter(
            Exists(left) | ~Q(public_key="") | ~Q(state__in=OVER),
            batch__contact=OuterRef("batch__contact"),
            slip__notice=None,
        )
        .annotate(day=day)
        .filter(day=OuterRef("day"))
    )
    due = due.annotate(day=day).exclude(Exists(not_yet), slip__notice=None)
    return due.select_related("slip__notice", "batch__contact").order_by("taken_back_at", "pk")


def notices_without_a_drawing() -> QuerySet[DeletionNotice]:
    """Of slips that were taken back before anything was entered with them; and addresses left after the letter that a
    school got."""
    told = DeletionNotice.objects.filter(slip__entry=None) | DeletionNotice.objects.filter(
        slip__entry__told_deleted_at__isnull=False
    )
    return told.filter(slip__taken_back_at__lte=clock.now() - TOLD_AFTER).select_related("slip")


def tell_that_they_are_deleted(entries: Iterable[Entry]) -> None:
    """The family, where they left an address; else the school, in one letter for all. What a school threw away before
    it was sent needs no letter."""
    for_schools: dict[Contact, list[Entry]] = {}
    with transaction.atomic():
        for entry in entries:
            if not Entry.objects.filter(pk=entry.pk, told_deleted_at=None).update(
                told_deleted_at=clock.now()
            ):
                continue
            notice = getattr(entry.slip, "notice", None)
            if notice is not None:
                tell(notice)
            elif entry.batch.contact is not None and was_sent(entry):
                for_schools.setdefault(entry.batch.contact, []).append(entry)
        for contact, theirs in for_schools.items():
            _tell_school(contact, theirs)


def tell(notice: DeletionNotice) -> None:
    """Used once, then forgotten."""
    with transaction.atomic():
        if not DeletionNotice.objects.filter(pk=notice.pk).delete()[0]:
            return
        try:
            address = unseal(notice.address)
        except Unreadable:
            return  # sealed with a key that is gone: nobody can be told any more
        _post("drawing_deleted", address, notice.language, {"codes": [shown(notice.slip.code)]}, notice.slip)


def _tell_school(contact: Contact, entries: list[Entry]) -> None:
    address = address_of(contact)
    if not address:
        return
    codes = sorted(shown(entry.slip.code) if entry.slip else entry.public_id for entry in entries)
    context = {"codes": codes, "count": len(codes)}
    _post("drawings_deleted", address, contact.language, context, contact)


def _post(letter: str, to: str, language: str, context: dict[str, Any], about: Slip | Contact) -> None:
    outbox.post(letter, to, language=language, context=context, about=about)
