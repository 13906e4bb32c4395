"""Boxes that nobody goes on with are finished by themselves: what has not come by then is not waited for."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core import clock
from core.ticks import Going, every_minute

from ..domain import boxes as doing
from ..models import BoxRow


def _lists() -> Iterator[Going]:
    boxes = doing.left_alone(clock.now())
    rows = (
        BoxRow.objects.filter(box__in=boxes)
        .exclude(state=BoxRow.State.ENTERED)
        .order_by("box__touched_at", "pk")
    )
    yield Going(
        _("Rows of lists whose pictures never came"),
        _(
            "Thirty days after somebody last went on with the box, or when its competition takes nothing any more."
        ),
        tuple((row.box.touched_at, str(row)) for row in rows.select_related("box")),
    )


@every_minute(rehearse=_lists)
def finish_boxes_left_alone() -> None:
    for box in doing.left_alone(clock.now()):
        doing.finish(box)
