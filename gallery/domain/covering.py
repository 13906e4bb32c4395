"""Places on a drawing that nobody may see: covered by whoever decides, until it is released.

What is covered is a row at once, and burnt into copies of its own by the worker (`gallery.masks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from core import clock

from ..enums import AssetKind, Move, State
from ..models import Entry, EntryAsset, Mask
from ..models.bench import PARTS
from ..tasks import make_masked
from .moves import must_decide_for, update, write_down
from .refusals import Overtaken, Refused

#: Nobody covers more; a picture that needs it is not shown.
MOST_MASKS = 20
#: Less than this, in `PARTS`, is a slip of the hand and covers nothing.
SMALLEST = 20
#: Where something can be covered, or uncovered.
_UNTIL_RELEASED = (State.PENDING, State.APPROVED)


@dataclass(frozen=True)
class Rectangle:
    """In `gallery.models.bench.PARTS` of the upright picture, from its top left."""

    left: int
    top: int
    width: int
    height: int

    def must_lie_on_the_picture(self) -> None:
        if min(self.left, self.top) < 0 or min(self.width, self.height) < SMALLEST:
            raise ValidationError(
                _("What is covered must lie on the picture, and be large enough to be seen.")
            )
        if self.left + self.width > PARTS or self.top + self.height > PARTS:
            raise ValidationError(
                _("What is covered must lie on the picture, and be large enough to be seen.")
            )


def mask(entry: Entry, rectangles: Sequence[Rectangle], *, user: Any, version: int) -> None:
    """Cover these places and no others; none at all uncovers the drawing. Whoever decides may, until the release.

    What is covered takes two people like what is seen: an approved drawing that somebody covers is theirs to have
    approved, and another has to release it. Raises `Refused`, `Overtaken`, ``ValidationError``.
    """
    must_decide_for(entry, user)
    if entry.state not in _UNTIL_RELEASED:
        raise Refused(
            "decided", _("This drawing has been decided on. Nothing on it can be covered or uncovered now.")
        )
    if len(rectangles) > MOST_MASKS:
        raise ValidationError(
            _("No more than %(number)s places can be covered. If more has to be, say no to it.")
            % {"number": MOST_MASKS}
        )
    for rectangle in rectangles:
        rectangle.must_lie_on_the_picture()
    approved = {"approved_by": user} if entry.state == State.APPROVED else {}
    with transaction.atomic():
        update(entry, version, **approved)
        forget_masks(entry)
        Mask.objects.bulk_create([Mask(entry=entry, by=user, **vars(each)) for each in rectangles])
        write_down(entry, Move.MASK, before=entry.state, user=user)
        if rectangles:
            transaction.on_commit(lambda: make_masked.enqueue(entry.pk), robust=True)


def forget_masks(entry: Entry) -> None:
    """They lay on a picture that is replaced, or others take their place. The files go with the next tick."""
    entry.masks.all().delete()
    _copies(entry).update(delete_after=clock.now())


def waiting_to_be_covered() -> QuerySet[Entry]:
    """Those with something to be covered, and no copies that say so yet."""
    masks = Mask.objects.filter(entry=OuterRef("pk"))
    made = EntryAsset.objects.filter(entry=OuterRef("pk"), kind=AssetKind.MASKED, delete_after=None)
    return Entry.objects.filter(Exists(masks), ~Exists(made), state__in=_UNTIL_RELEASED)


@transaction.atomic
def covered(entry: Entry, made_from: Sequence[Mask], copies: Sequence[EntryAsset]) -> None:
    """``copies`` are stored already and have no row yet. Raises `Overtaken` when they show what is true no more."""
    now = Entry.objects.select_for_update().filter(pk=entry.pk, state__in=_UNTIL_RELEASED)
    if now.first() is None or _copies(entry).exists():
        raise Overtaken
    if set(entry.masks.values_list("pk", flat=True)) != {mask.pk for mask in made_from}:
        raise Overtaken
    EntryAsset.objects.bulk_create(copies)


def to_be_shown(entry: Entry) -> list[EntryAsset]:
    """The copies that are released. Raises `Refused` while something is to be covered and the copies are not made."""
    if not entry.masks.exists():
        return list(entry.assets.filter(kind=AssetKind.COPY))
    copies = list(_copies(entry))
    if not copies:
        raise Refused(
            "not_covered_yet",
            _("What is covered on it is being made ready. Try again in a minute."),
        )
    return copies


def _copies(entry: Entry) -> QuerySet[EntryAsset]:
    return EntryAsset.objects.filter(entry=entry, kind=AssetKind.MASKED, delete_after=None)
