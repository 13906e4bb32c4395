"""A box that came by post: begun, its list kept, its drawings taken in one by one, finished. Each can be gone on with
wherever it was interrupted: a row knows whether its drawing is here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.domain import record
from consent.enums import AgeBand, Scope
from core import clock
from core.uploads import Unreadable
from facts.models import Country
from partners.models import Partner

from ..models import Batch, Box, BoxRow, Competition
from .entering import Facts, open_batch, receive
from .moves import enters_for
from .refusals import AlreadyHere, Overtaken, Refused

#: A box with which nobody did anything for so long is finished by itself, as is one whose competition is over.
LEFT_ALONE = timedelta(days=30)


@transaction.atomic
def open_box(competition: Competition, partner: Partner, country: Country, language: str, user: Any) -> Box:
    """Raises `Refused` as `open_batch` does."""
    box = Box.objects.create(batch=open_batch(competition, partner, country, language, user))
    record("gallery.box_opened", box, by=user)
    return box


@transaction.atomic
def keep_list(box: Box, rows: Sequence[BoxRow], *, user: Any) -> None:
    """These rows are its list, instead of another that nothing has come of yet. Raises `Refused`, `Overtaken`."""
    _must_be_theirs(box.batch, user)
    _still_open(box)
    kept = box.rows.select_for_update()
    if kept.filter(state=BoxRow.State.ENTERED).exists():
        raise Overtaken
    kept.all().delete()
    for row in rows:
        row.box = box
    BoxRow.objects.bulk_create(rows)
    _touch(box)
    record("gallery.box_listed", box, by=user, rows=len(rows))


def enter(row: BoxRow, content: bytes, *, user: Any) -> bool:
    """Take in its drawing; returns whether it is here now. Why not stands in the row, which still waits for another.

    The drawing first and then the row: cut off in between, the same picture sent again finds the drawing by the row's
    key. Raises `Refused` where nothing of this box can be entered (any more), and what the storage raises.
    """
    _must_be_theirs(row.box.batch, user)
    _still_open(row.box)
    facts = Facts(
        band=AgeBand(row.band),
        country=row.country,
        language=row.box.batch.language,
        first_name=row.first_name,
        title=row.title,
        alt_text=row.alt_text,
    )
    try:
        entry = receive(
            row.box.batch,
            content,
            facts,
            user=user,
            # No row without a slip is kept (`boxes.checking`).
            attested=True,
            scopes=[Scope(scope) for scope in row.scopes],
            key=row.key,
        )
    except AlreadyHere as refused:
        return _refuse(row, refused.code)
    except Overtaken:
        return False
    except Unreadable as unreadable:
        return _refuse(row, unreadable.code)
    except ValidationError:
        return _refuse(row, "wrong_facts")
    BoxRow.objects.filter(pk=row.pk).update(
        entry=entry, state=BoxRow.State.ENTERED, code="", **dict.fromkeys(BoxRow.WORDS, "")
    )
    return True


def refuse(row: BoxRow, code: str) -> None:
    """Its picture could not even be read out of the ZIP. ``code`` of `boxes.sentences`."""
    _refuse(row, code)


def _refuse(row: BoxRow, code: str) -> bool:
    still = BoxRow.objects.filter(pk=row.pk).exclude(state=BoxRow.State.ENTERED)
    still.update(state=BoxRow.State.REFUSED, code=code)
    return False


def after_a_zip(box: Box, *, user: Any) -> None:
    """Finished when nothing is waited for any more."""
    _touch(box)
    if box.rows.exists() and not box.rows.exclude(state=BoxRow.State.ENTERED).exists():
        finish(box, user=user)


@transaction.atomic
def finish(box: Box, *, user: Any = None) -> None:
    """What has not come is not waited for any more: of it nothing is kept. ``user`` is nobody when it happens by
    itself. Done again, it changes nothing."""
    if user is not None:
        _must_be_theirs(box.batch, user)
    if not Box.objects.filter(pk=box.pk, finished_at=None).update(finished_at=clock.now()):
        return
    left, _by_model = box.rows.exclude(state=BoxRow.State.ENTERED).delete()
    box.refresh_from_db()
    record("gallery.box_finished", box, by=user, left=left)


def left_alone(at: datetime) -> list[Box]:
    """Boxes that are to be finished by themselves."""
    boxes = Box.objects.filter(finished_at=None).select_related("batch__competition").order_by("touched_at")
    return [
        box
        for box in boxes
        if box.touched_at <= at - LEFT_ALONE or not box.batch.competition.can_be_entered_for
    ]


def _touch(box: Box) -> None:
    Box.objects.filter(pk=box.pk).update(touched_at=clock.now())


def _must_be_theirs(batch: Batch, user: Any) -> None:
    if not enters_for(batch, user):
        raise Refused("not_your_partner", _("You can enter drawings for the partners you edit for."))


def _still_open(box: Box) -> None:
    """Asked of the row, not of what was read before: finishing it must not be overtaken by a ZIP under way."""
    if not Box.objects.filter(pk=box.pk, finished_at=None).exists():
        raise Refused("box_finished", _("This box is finished. Begin another one for what is left."))
    if not box.batch.competition.can_be_entered_for:
        raise Refused("closed", _("This competition is closed. Nothing was received."))
