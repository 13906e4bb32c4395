"""Texts that this site alone can read: what must be kept for a while and must not lie open in the database.

The keys are ``FIELD_KEY``: the first one seals, all of them unseal, so that a key is changed by putting a new one in
front and taking the old one away when nothing sealed with it is left.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """It was sealed with a key that is not among ours any more, or somebody altered it."""


def seal(text: str) -> str:
    return _box(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises `Unreadable`."""
    try:
        return _box(tuple(settings.FIELD_KEYS)).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    """Keys may be of any form: an operator's password manager knows nothing of Fernet's."""
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys]
    )
