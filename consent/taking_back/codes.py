"""Codes and PINs: how they are made, read back from what somebody typed, and kept as something that opens nothing."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from itertools import pairwise

#: Crockford's: no I, L, O or U, so that what was written down by hand can be read.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_SIGNS = 20
GROUP = 5
PIN_FIGURES = 6
#: Nothing that somebody types for a code or a PIN is longer, with all its spaces and hyphens.
LONGEST = 64

_MEANT = str.maketrans("OIL", "011")


def new_code() -> str:
    """A hundred bits from the operating system, in groups: ``ABCDE-FGHJK-MNPQR-STVWX``."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(CODE_SIGNS))
    return "-".join(signs[start : start + GROUP] for start in range(0, CODE_SIGNS, GROUP))


def new_pin() -> str:
    """Six figures, but none of those that people try first: 000000, 123456, 987654."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_FIGURES):0{PIN_FIGURES}}"
        if not is_a_row(pin):
            return pin


def is_a_row(pin: str) -> bool:
    """Whether each figure is as far from the next as all are, by none or by one: 111111, 234567, 432109."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {9})


def read_code(typed: str) -> str:
    """A code as it was meant: in whatever case, with or without hyphens, O for 0 and I or L for 1.

    What cannot be a code comes back too, so that it is looked for, and not found, like any other.
    """
    return _figures(typed).upper().translate(_MEANT)


def read_pin(typed: str) -> str:
    return _figures(typed)


def _figures(typed: str) -> str:
    """Without spaces, hyphens and marks of direction; figures of any script, Arabic ones too, as our own."""
    signs = (sign for sign in typed[:LONGEST] if unicodedata.category(sign) not in _BETWEEN)
    return "".join(
        sign if (value := unicodedata.decimal(sign, None)) is None else str(value) for sign in signs
    )


#: Spaces, hyphens of every kind, control and direction marks, underscores, and halves of signs.
_BETWEEN = frozenset({"Zs", "Zl", "Zp", "Pd", "Cc", "Cf", "Pc", "Cs"})


def digest_of(typed: str) -> str:
    """What is kept of a code. It needs no salt: nobody can try a hundred bits."""
    return hashlib.sha256(read_code(typed).encode("utf-8", "replace")).hexdigest()
