"""Texts that this site alone can read: what must be kept for a while and must not lie open in the database.

The keys are ``FIELD_KEY``: the first one seals, all of them unseal, so that a key is changed by putting a new one in
front and taking the old one away when nothing sealed with it is left.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db.models import Model


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


def sealed_fields() -> Iterator[tuple[type[Model], str]]:
    """Every column that holds what was sealed, or nothing: a model names its own in ``sealed_fields``. So a key can be
    changed (`manage.py reseal`) wherever it was used."""
    for model in apps.get_models():
        for name in getattr(model, "sealed_fields", ()):
            yield model, name


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    """Keys may be of any form: an operator's password manager knows nothing of Fernet's."""
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys]
    )
