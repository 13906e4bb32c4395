"""How often codes and PINs of slips may be tried. Six figures hold out for long, if they are not asked too often.

A code stands on the back of a drawing, so whoever holds the drawing can type wrong PINs for it. The narrow limits
are those of a network, that keep nobody else out; the one for all networks together is wide: it takes many of
them to keep a family waiting, and what a guess opens is no more than taking the drawing back.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from edge import limits
from edge.limits import Limit

QUARTER = timedelta(minutes=15)

#: Of one code from one network, so that nobody elsewhere keeps a family out.
CODE = Limit("take-back-code", 5, QUARTER)
CODE_BY_NETWORK_IN_A_DAY = Limit("take-back-code-network-day", 15, timedelta(days=1))
#: From wherever: whoever has found a drawing's paper may have a thousand networks.
CODE_IN_A_DAY = Limit("take-back-code-day", 300, timedelta(days=1), by_network=False)
#: Of a whole network, whatever codes it tries.
NETWORK = Limit("take-back-network", 60, QUARTER)


def take(request: HttpRequest, code: str) -> int:
    """Count a try before the PIN is compared: 0 if it may be, else the seconds to wait. ``code``: as it is read.

    What has to wait already is not counted again and writes nothing, so that nobody keeps a slip closed by knocking.
    """
    for limit in (CODE_IN_A_DAY, CODE_BY_NETWORK_IN_A_DAY, CODE):
        if seconds := limits.wait_before(limit, request, code):
            return seconds
    return (
        limits.take(NETWORK, request)
        or limits.take(CODE, request, code)
        or limits.take(CODE_BY_NETWORK_IN_A_DAY, request, code)
        or limits.take(CODE_IN_A_DAY, request, code)
    )


def went_well(request: HttpRequest, code: str) -> None:
    """The one that was taken does not count. Those of the day stay: its family came in, and somebody else may be
    guessing all the same."""
    limits.forget(CODE, request, code)
    limits.forget(CODE_BY_NETWORK_IN_A_DAY, request, code)
    limits.give_back(CODE_IN_A_DAY, request, code)
    limits.give_back(NETWORK, request)
