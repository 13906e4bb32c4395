"""How often somebody may ask for a letter. No address is kept for it."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from edge import limits
from edge.limits import Limit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

#: All teachers of a school share one network.
NETWORK = Limit("schools-door", 60, HOUR)
#: Wherever they are asked from, so that nobody's mailbox is filled.
ADDRESS = Limit("schools-letter", 4, HOUR, by_network=False)
ADDRESS_IN_A_DAY = Limit("schools-letter-day", 10, DAY, by_network=False)
#: Presses on the button behind a link.
LINKS = Limit("schools-link", 120, HOUR)


def take(request: HttpRequest, about: str) -> int:
    """Before a letter is written: 0 if it may be, else the seconds to wait. What has to wait is not counted again."""
    for limit in (ADDRESS_IN_A_DAY, ADDRESS):
        if seconds := limits.wait_before(limit, request, about):
            return seconds
    return (
        limits.take(NETWORK, request)
        or limits.take(ADDRESS, request, about)
        or limits.take(ADDRESS_IN_A_DAY, request, about)
    )


def take_for_a_link(request: HttpRequest) -> int:
    return limits.take(LINKS, request)
