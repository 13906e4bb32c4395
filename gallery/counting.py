"""How many there are, without looking at all of them: nobody needs to know whether a hundred thousand wait, or more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

MOST = 1000
#: Pages of a list for staff. Whoever looks for something further back narrows the list down.
MOST_PAGES = 100


@dataclass(frozen=True)
class Counted:
    """``number`` is exact unless there are ``more``."""

    number: int
    more: bool

    def __str__(self) -> str:
        written = number_format(self.number, force_grouping=True)
        return _("more than %(number)s") % {"number": written} if self.more else str(written)


def up_to(rows: QuerySet[Any], most: int = MOST) -> Counted:
    """Reads ``most`` rows and one at the most."""
    number = rows.order_by().values("pk")[: most + 1].count()
    return Counted(min(number, most), number > most)


class BoundedPaginator(WagtailPaginator):
    """The first `MOST_PAGES` pages of a list, in a time that does not grow with it."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return up_to(rows, self.per_page * MOST_PAGES).number
