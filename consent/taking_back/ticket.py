"""What an opened page carries in its forms instead of a session: that a PIN was right, not long ago.

It is bound to the link and to its PIN, stands in no cookie and no address, and opens nothing once the link has ended.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from ..models import TakeBackKey
from . import codes
from .domain import open_keys

HOLDS = timedelta(minutes=30)
SALT = "consent.taking_back.ticket"


class NoTicket(Exception):
    """Not one of ours, or for a link that opens nothing any more."""


class TooOld(NoTicket):
    """One of ours; the PIN was typed too long ago."""


def ticket_for(key: TakeBackKey) -> str:
    return signing.TimestampSigner(salt=SALT).sign_object({"key": key.pk, "seal": _seal(key)})


def key_of(ticket: str, code: str = "") -> TakeBackKey:
    """The link that the ticket was made for; ``code``, from the address, must be that link's, where there is one.

    Raises `TooOld` or `NoTicket`.
    """
    try:
        told = signing.TimestampSigner(salt=SALT).unsign_object(ticket, max_age=HOLDS)
    except signing.SignatureExpired as expired:
        raise TooOld from expired
    except signing.BadSignature as bad:
        raise NoTicket from bad
    key: TakeBackKey | None = open_keys().filter(pk=told["key"]).first()
    if key is None or not _fits(told, key) or (code and codes.digest_of(code) != key.code_digest):
        raise NoTicket
    return key


def was_made_for(ticket: str, key: TakeBackKey) -> bool:
    """However long ago: what was pressed on that page was pressed by whoever had this link open."""
    try:
        told = signing.TimestampSigner(salt=SALT).unsign_object(ticket)
    except signing.BadSignature:
        return False
    return told["key"] == key.pk and _fits(told, key)


def _fits(told: dict[str, Any], key: TakeBackKey) -> bool:
    return constant_time_compare(told["seal"], _seal(key))


def _seal(key: TakeBackKey) -> str:
    return salted_hmac(SALT, key.pin_hash).hexdigest()
