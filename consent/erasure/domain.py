"""Erasing somebody for good: all that is held of them, wherever it lies, with a receipt that says nothing of them.

First a transaction ends the consent and writes down what leads to the rest. Then each eraser works in a transaction of
its own. Cut off anywhere and called again, it goes on where it was and ends with the same receipt.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from audit.domain import record as write_down
from audit.sealed import Unreadable
from core import clock
from core.backup.errors import Refused as NoFolder
from edge.content_version import bump_with_commit

from ..domain import Refused, end_link, withdraw
from ..enums import Channel, ErasureState, Party
from ..models import ConsentRecord, Erasure, ErasureStep, Subject
from . import ledger
from .registry import Eraser, erasers, known, traces_of
from .traces import Traces

logger = logging.getLogger(__name__)


class NotNoted(Refused):
    """Other than its kind says all is erased; only the list that a restored backup is held against lacks it."""


@dataclass(frozen=True)
class Found:
    """What one eraser would reach. ``pages``: those that people have to look at themselves, ``titles`` what these are
    called, ``about_pages`` why."""

    eraser: str
    words: str
    count: int
    pages: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    about_pages: str = ""


class Line(NamedTuple):
    """One line of a receipt, in words."""

    words: str
    found: int
    reached: int
    left: int
    why: str


def rehearse(subject: Subject) -> list[Found]:
    """What `erase` would find now. Changes nothing."""
    if subject.erased_at:
        return []
    traces = traces_of(subject)
    return [_found_by(eraser, traces) for eraser in erasers()]


def _found_by(eraser: Eraser, traces: Traces) -> Found:
    pages = tuple(eraser.where(traces)) if eraser.where else ()
    titles = dict(Page.objects.filter(pk__in=pages).values_list("pk", "draft_title"))
    return Found(
        eraser.name,
        str(eraser.words),
        eraser.find(traces),
        pages,
        tuple(titles[page] for page in pages if page in titles),
        str(eraser.where_words) if pages else "",
    )


def erase(subject: Subject, *, party: Party, by: Any = None, channel: Channel | str = Channel.HUB) -> Erasure:
    """Erase all that is held of somebody. ``party``: who wanted it; ``by``: who does it, a user or a ``Record.By``.

    Called again after it was cut off, it goes on; called again after it was complete, it returns the same receipt.
    Raises `NotNoted` while the list for backups cannot be written: till then the erasure is not complete.
    """
    erasure = _begin(subject, party, by, channel)
    # Asked for is enough for a restored backup. What cannot be noted yet is noted at the end, or it does not end.
    with suppress(OSError, NoFolder):
        ledger.note(erasure)
    try:
        if erasure.state != ErasureState.COMPLETE:
            traces = _traces_of(erasure)
            for eraser in erasers():
                _take(erasure, eraser, traces)
            _finish(erasure, by, channel)
    finally:
        _leave_nothing_in_the_journal()
    subject.refresh_from_db()
    return erasure


def _traces_of(erasure: Erasure) -> Traces:
    try:
        return Traces.unsealed(erasure.traces)
    except Unreadable:
        # Sealed with a key that is gone. What is there still leads to the rest.
        return traces_of(erasure.subject)


@transaction.atomic
def _begin(subject: Subject, party: Party, by: Any, channel: Channel | str) -> Erasure:
    locked = Subject.objects.select_for_update().get(pk=subject.pk)
    begun: Erasure | None = locked.erasures.first()
    if begun is not None:
        return begun
    traces = traces_of(locked)
    _end_consent(locked, party, by, channel)
    _end_keys(locked, by)
    erasure = Erasure.objects.create(
        subject=locked,
        state=ErasureState.RUNNING,
        asked_at=clock.now(),
        asked_by_id=by.pk if isinstance(by, AbstractBaseUser) else None,
        party=party,
        traces=traces.sealed(),
    )
    # Counted now, so that a receipt says the same however often the work is cut off.
    ErasureStep.objects.bulk_create(
        ErasureStep(erasure=erasure, eraser=eraser.name, found=eraser.find(traces)) for eraser in erasers()
    )
    write_down("consent.erasure_asked", locked, by=by, party=str(party))
    return erasure


def _end_consent(subject: Subject, party: Party, by: Any, channel: Channel | str) -> None:
    # Somebody may be known to us, and have no record yet.
    with suppress(ConsentRecord.DoesNotExist):
        withdraw(subject, channel, party=party, by=by)


def _end_keys(subject: Subject, by: Any) -> None:
    for key in subject.keys.filter(ended_at=None):
        end_link(key, by=by)


@transaction.atomic
def _take(erasure: Erasure, eraser: Eraser, traces: Traces) -> None:
    # Two who take up the same erasure do its steps one after the other, and each step once.
    Erasure.objects.select_for_update().get(pk=erasure.pk)
    step, _made = ErasureStep.objects.get_or_create(erasure=erasure, eraser=eraser.name)
    if step.done_at:
        return
    # More than at the beginning: it came in between. Fewer: an earlier try was cut off after it had deleted files.
    step.found = max(step.found, eraser.find(traces))
    result = eraser.erase(traces)
    step.left = result.left
    step.reached = step.found - step.left
    step.why = result.why if result.left else ""
    step.done_at = clock.now()
    step.save()
    bump_with_commit()


@transaction.atomic
def _finish(erasure: Erasure, by: Any, channel: Channel | str) -> None:
    subject = Subject.objects.select_for_update().get(pk=erasure.subject_id)
    erasure.refresh_from_db()
    if erasure.state == ErasureState.COMPLETE:
        return
    # Nobody can be asked again while it is under way; should a consent have come in all the same, it ends here.
    _end_consent(subject, Party(erasure.party), by, channel)
    now = clock.now()
    subject.erased_at = now
    subject.save(update_fields=["erased_at"])
    erasure.state = ErasureState.COMPLETE
    erasure.finished_at = now
    erasure.traces = ""
    erasure.save()
    left = sum(erasure.steps.values_list("left", flat=True))
    write_down("consent.erased", subject, by=by, party=erasure.party, left=left)
    bump_with_commit()
    _note(erasure)


def _note(erasure: Erasure) -> None:
    """Last, and before the commit: whoever is called erased stands on the list, or a restored backup would bring them
    back. Should the commit fail, the list is only early."""
    try:
        ledger.note(erasure)
    except (OSError, NoFolder) as error:
        logger.exception("The list for backups could not be written; erasure %s waits for it.", erasure.pk)
        raise NotNoted(
            "list_not_written",
            _(
                "Everything is erased, but it could not be noted where backups look it up. This is tried again every "
                "few minutes. Tell whoever runs the server."
            ),
        ) from error


@transaction.atomic
def reached_later(subject: Subject, eraser: str) -> None:
    """What an erasure had to leave for a time, a room has erased since: the receipt says so. Call it inside the
    transaction of that. Does nothing where nothing was left."""
    for step in ErasureStep.objects.select_for_update().filter(
        erasure__subject=subject, eraser=eraser, left__gt=0
    ):
        step.left -= 1
        step.reached += 1
        step.why = step.why if step.left else ""
        step.save(update_fields=["left", "reached", "why"])
        write_down("consent.erased_later", subject, left=step.left)


def _leave_nothing_in_the_journal() -> None:
    """SQLite writes to a journal first, where what was erased would stand until it happens to be written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# --- The receipt --------------------------------------------------------------------------------------------------


def receipt_lines(erasure: Erasure) -> list[Line]:
    """What was reached, in the order in which it was."""
    return [_line(step) for step in erasure.steps.all()]


def _line(step: ErasureStep) -> Line:
    eraser = known(step.eraser)
    words = str(eraser.words) if eraser else step.eraser
    why = str(eraser.reasons.get(step.why, step.why)) if eraser and step.why else step.why
    return Line(words, step.found, step.reached, step.left, why)


def what_remains(erasure: Erasure) -> list[str]:
    """What no erasure reaches, said on every receipt."""
    day = date_format(erasure.finished_at or erasure.asked_at, "DATE_FORMAT")
    return [
        _(
            "Backups made before %(day)s hold it until they are deleted. Whoever restores one erases again before "
            "anything is shown."
        )
        % {"day": day},
        _("What others copied, downloaded or printed is not in our hands."),
        _("Kept: which places were agreed to, the days, and the reference of the record."),
        _(
            "If letters to their address were stopped, the mark that stops them stays. Nobody can read the address "
            "from it."
        ),
    ]
