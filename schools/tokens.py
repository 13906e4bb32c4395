"""Tokens of links and visits: where they are given they are whole, where they are kept they are a hash."""

from __future__ import annotations

import hashlib
import secrets

#: No token of ours is longer; what is longer is not even hashed.
LONGEST = 64


def new_token() -> str:
    """256 bits from the operating system."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Of what is too long to be one of ours: empty, which no row has."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest() if len(token) <= LONGEST else ""
