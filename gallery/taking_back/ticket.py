"""What an opened page carries in its forms instead of a session: that the PIN was right, not long ago."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from ..models import Slip

HOLDS = timedelta(minutes=30)
SALT = "gallery.taking_back.ticket"


class TooOld(Exception):
    """The PIN has to be typed again; or it is not one of ours."""


def ticket_for(slip: Slip) -> str:
    return signing.TimestampSigner(salt=SALT).sign_object({"slip": slip.code})


def slip_of(ticket: str, code: str) -> Slip:
    """``code``: from the address, as it is read; it must be the ticket's, where there is one. Raises `TooOld`."""
    try:
        told = signing.TimestampSigner(salt=SALT).unsign_object(ticket, max_age=HOLDS)
    except signing.BadSignature as bad:
        raise TooOld from bad
    if code and code != told["slip"]:
        raise TooOld
    try:
        return Slip.objects.get(code=told["slip"])
    except Slip.DoesNotExist as gone:
        raise TooOld from gone
