"""E-mail addresses that must be recognised, but not be kept."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from django.conf import settings


def fingerprint(address: str) -> str:
    """The same for an address in any case or Unicode form; nobody without our key can find the address to it."""
    return _fingerprint(address, settings.FIELD_KEYS[0])


def fingerprints(address: str) -> list[str]:
    """By each of our keys: what was written down before a key was changed is still found."""
    return [_fingerprint(address, key) for key in settings.FIELD_KEYS]


def masked(address: str) -> str:
    """``e…@example.org``: enough for somebody who knows the person, not for anybody else."""
    local, _at, domain = address.strip().rpartition("@")
    return f"{local[:1] if len(local) > 1 else ''}…@{domain}"


def _fingerprint(address: str, key: str) -> str:
    same = unicodedata.normalize("NFKC", address).strip().lower()
    return hmac.new(f"mail-address:{key}".encode(), same.encode(), hashlib.sha256).hexdigest()
