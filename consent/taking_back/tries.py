"""How often codes and PINs may be tried. Six figures hold out for long, if they are not asked too often."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from edge import limits
from edge.limits import Limit

from . import codes

QUARTER = timedelta(minutes=15)

#: Of one code from one network, so that nobody elsewhere keeps its owner out.
CODE = Limit("my-story-code", 5, QUARTER)
#: From wherever: whoever has found it may have a thousand networks.
CODE_IN_A_DAY = Limit("my-story-code-day", 30, timedelta(days=1), by_network=False)
#: Of a whole network, whatever codes it tries.
NETWORK = Limit("my-story-network", 60, QUARTER)


def take(request: HttpRequest, code: str) -> int:
    """Count a try before the PIN is compared: 0 if it may be, else the seconds to wait.

    What has to wait already is not counted again and writes nothing, so that nobody keeps a link closed by knocking.
    """
    about = codes.digest_of(code)
    for limit in (CODE_IN_A_DAY, CODE):
        if seconds := limits.wait_before(limit, request, about):
            return seconds
    return (
        limits.take(NETWORK, request)
        or limits.take(CODE, request, about)
        or limits.take(CODE_IN_A_DAY, request, about)
    )


def went_well(request: HttpRequest, code: str) -> None:
    """The one that was taken does not count. Those of the day stay: its owner came in, and somebody else may be
    guessing all the same."""
    about = codes.digest_of(code)
    limits.forget(CODE, request, about)
    limits.give_back(CODE_IN_A_DAY, request, about)
    limits.give_back(NETWORK, request)
