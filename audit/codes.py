"""What may stand in a log: ids, codes and states. Nothing that could be a word or the address of a person."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any

from django.core.exceptions import ValidationError

#: No space, no letter beyond ASCII, no @. A state or a code of ours is lower case throughout.
CODE = re.compile(r"[a-z0-9_.:\-]{0,80}")
#: An id may be a country's code as well.
IDENTIFIER = re.compile(r"[A-Za-z0-9_.:\-]{0,80}")
NETWORK_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


def code_only(value: str) -> None:
    """Raises ``ValidationError`` for anything that could be a name, a word or an address."""
    if not CODE.fullmatch(value) or _is_network_address(value):
        raise ValidationError("a log holds ids, codes and states")


def identifier_only(value: str) -> None:
    """As `code_only`, and capital letters are allowed."""
    if not IDENTIFIER.fullmatch(value) or _is_network_address(value):
        raise ValidationError("a log holds ids, codes and states")


def codes_only(codes: dict[str, Any]) -> None:
    """As `code_only`, for each name and value; numbers and yes or no are fine too."""
    for name, value in codes.items():
        code_only(name)
        if isinstance(value, str):
            code_only(value)
        elif not isinstance(value, bool | int):
            raise ValidationError("a log holds ids, codes and states")


def _is_network_address(value: str) -> bool:
    """An IPv4 address passes for a code by its letters, and most IPv6 addresses do."""
    if NETWORK_ADDRESS.search(value):
        return True
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
