"""Slips of paper: their codes, and the PINs that go with them.

A PIN is not kept. It is made from the code and a secret of the site's, so that a slip can be printed again, and so that
whoever has the database alone opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from itertools import count

from django.conf import settings

from consent.taking_back import codes

#: Half as long as the code of a private link: it is written by hand on the back of a drawing, and opens nothing without
#: the PIN.
CODE_SIGNS = 10


def new_code() -> str:
    """Ten signs that can be read back from handwriting, without hyphens."""
    return "".join(secrets.choice(codes.SIGNS) for _ in range(CODE_SIGNS))


def is_a_code(code: str) -> bool:
    """Whether it has the form of one, as `codes.read_code` reads it. That there is such a slip it does not say."""
    return len(code) == CODE_SIGNS and set(code) <= set(codes.SIGNS)


def shown(code: str) -> str:
    """As it stands on paper: ``K7P3Q-XM2TD``."""
    return f"{code[: codes.GROUP]}-{code[codes.GROUP :]}"


def pin_of(code: str) -> str:
    """The six figures on the family's part of the slip."""
    return _pin(code, settings.FIELD_KEYS[0])


def right_pin(code: str, typed: str) -> bool:
    """Whether ``typed`` (as `codes.read_pin` reads it) goes with the code, by any of our keys: paper printed before a
    key was changed still works. Takes as long for a wrong one as for the right one."""
    right = [
        hmac.compare_digest(_pin(code, key).encode(), typed.encode("utf-8", "replace"))
        for key in settings.FIELD_KEYS
    ]
    return any(right)


def _pin(code: str, key: str) -> str:
    """Counts on past those that people try first."""
    for tries in count():
        made = hmac.new(key.encode(), f"gallery.slip {code} {tries}".encode(), hashlib.sha256).digest()
        pin = f"{int.from_bytes(made[:8]) % 10**codes.PIN_FIGURES:0{codes.PIN_FIGURES}}"
        if not codes.is_a_row(pin):
            return pin
    raise AssertionError  # it counts for ever
