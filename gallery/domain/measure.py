"""How much of one school's we keep before anybody has looked at it: files that are sent in number fill the disk, and
take the one place where pictures are read, that every other school waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _

from core import clock
from schools.enums import Standing
from schools.models import School

from ..enums import AssetKind, Move, State
from ..models import Batch, Decision, Entry, EntryAsset
from .refusals import Refused

#: Here and not sent, of one class: as many as it can have slips.
MOST_UNSENT = 60
#: What a school has not sent yet, whatever became of the file.
UNSENT = (State.RECEIVED, State.PROCESSING, State.UNREADABLE, State.BLOCKED, State.DRAFT)
DAY = timedelta(days=1)
GIGABYTE = 1024**3


@dataclass(frozen=True)
class Measure:
    """``files`` in a day, counted as they come, so that taking some back makes no room; ``bytes`` that lie here."""

    files: int
    bytes: int


VERIFIED = Measure(files=600, bytes=6 * GIGABYTE)
#: Anybody with a mailbox is a school until somebody has asked. Four classes a day are a busy teacher.
NOT_VERIFIED = Measure(files=120, bytes=GIGABYTE)


def must_be_within_measure(batch: Batch, size: int, *, another: bool = True) -> None:
    """Call it in the transaction that keeps the file. ``another``: a drawing more, not one in the place of one.

    Raises `Refused`.
    """
    if batch.school_id is None:
        return
    # Of many that come at once each waits here for the one before it.
    school = School.objects.select_for_update().get(pk=batch.school_id)
    measure = VERIFIED if school.standing == Standing.VERIFIED else NOT_VERIFIED
    ours = Decision.objects.filter(entry__batch__school=school, move__in=(Move.RECEIVE, Move.REPLACE))
    lying = EntryAsset.objects.filter(entry__batch__school=school, kind=AssetKind.ORIGINAL)
    if (
        (another and Entry.objects.filter(batch=batch, state__in=UNSENT).count() >= MOST_UNSENT)
        or ours.filter(at__gt=clock.now() - DAY).count() >= measure.files
        or (lying.aggregate(all=Sum("bytes"))["all"] or 0) + size > measure.bytes
    ):
        raise Refused(
            "measure",
            _(
                "We cannot take more files from your school now. Send the drawings that are ready, come back "
                "tomorrow, or write to us. Nothing was received."
            ),
        )
