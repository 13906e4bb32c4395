"""How often a door may be tried before one has to wait, and the page that says so."""

from __future__ import annotations

import math
from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from edge import limits
from edge.limits import Limit

QUARTER = timedelta(minutes=15)

#: Wrong passwords for one address. Counted by network: nobody is locked out of their own account from elsewhere.
PASSWORD = Limit("sign-in", 5, QUARTER)
#: Failures of a whole network, whatever addresses it tries.
NETWORK = Limit("sign-in-network", 50, QUARTER)
#: Codes of one person: six digits hold out for long, if they are not asked too often.
CODE = Limit("sign-in-code", 5, QUARTER)
#: Wrong codes of one person in a day, from wherever: whoever has the password may have a thousand networks too.
CODES = Limit("sign-in-codes", 30, timedelta(days=1), by_network=False)
#: Passwords of somebody who is signed in already.
AGAIN = Limit("sign-in-again", 5, QUARTER)
#: Letters with a link to set a new password, to one address: whoever asks for them, and from wherever.
LETTER = Limit("password-letter", 5, timedelta(hours=1), by_network=False)
#: Such letters for a whole network, whatever addresses it asks for.
LETTERS = Limit("password-letters", 50, timedelta(hours=1))
#: Links that do not hold.
LINK = Limit("password-link", 20, QUARTER)


def wait(request: HttpRequest, limit: Limit, part: str = "") -> int:
    """Seconds until it may be tried again. Without ``part``, the network alone is asked about."""
    return limits.wait_before(limit, request, *filter(None, [part]))


def take(request: HttpRequest, limit: Limit, part: str = "") -> int:
    """Count a try before it is made; 0 if it may be made."""
    return limits.take(limit, request, *filter(None, [part]))


def count(request: HttpRequest, limit: Limit, part: str = "") -> int:
    return limits.count(limit, request, *filter(None, [part]))


def forget(request: HttpRequest, limit: Limit, part: str = "") -> None:
    limits.forget(limit, request, *filter(None, [part]))


def give_back(request: HttpRequest, limit: Limit, part: str = "") -> None:
    """The one that was taken, as it turned out well; those before it stay counted."""
    limits.give_back(limit, request, *filter(None, [part]))


def refuse(request: HttpRequest, seconds: int) -> HttpResponse:
    """429, in words and in ``Retry-After``. It says the same for a right password and a wrong one."""
    # No limit of a network lasts longer than an hour; what does, is about one person's codes.
    context = {"minutes": math.ceil(seconds / 60), "about_codes": seconds > LETTERS.window.total_seconds()}
    response = render(request, "account/wait.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(seconds)
    return response
