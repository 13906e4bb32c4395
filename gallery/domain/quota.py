"""How many drawings of one school a competition takes."""

from __future__ import annotations

from django.utils.translation import ngettext

from schools.models import School

from ..enums import State
from ..models import Batch, Entry
from ..seen import with_seen
from .refusals import Refused

#: What nobody will ever look at takes no place. By what its school sees: room that comes too soon, or not at all, would
#: tell what the safeguarding lead has.
TAKES_NO_PLACE = (State.WITHDRAWN, State.UNREADABLE, State.BLOCKED, State.PURGED)


def room_left(batch: Batch) -> int | None:
    """Drawings that this school may still enter for the competition; ``None`` where as many are taken as come."""
    most = batch.competition.most_from_a_school
    if most is None or batch.school_id is None:
        return None
    there = with_seen(Entry.objects.filter(competition=batch.competition_id, batch__school=batch.school_id))
    return max(0, most - there.exclude(seen__in=TAKES_NO_PLACE).count())


def must_have_room(batch: Batch) -> None:
    """Call it in the transaction that adds the drawing: of two that want the last place, one waits here for the other.

    Raises `Refused`.
    """
    if batch.competition.most_from_a_school is None or batch.school_id is None:
        return
    # On SQLite every transaction of ours has the whole database for itself from its beginning.
    School.objects.select_for_update().get(pk=batch.school_id)
    if not room_left(batch):
        raise full(batch.competition.most_from_a_school)


def full(most: int) -> Refused:
    return Refused(
        "quota",
        ngettext(
            "This competition takes %(count)s drawing from each school, and yours is here. Nothing was received.",
            "This competition takes %(count)s drawings from each school, and yours are here. Nothing was received.",
            most,
        )
        % {"count": most},
    )
