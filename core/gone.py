"""Addresses that once were published and are not any more: 410, on a page that names nobody.

Rooms say which of their pages are hidden (`register`); what was erased is remembered by a fingerprint (`remember`).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable

from django.conf import settings

from edge.content_version import bump_on_commit
from edge.memo import memoised_per_version

from .models import GoneAddress

#: From a path (``/en/stories/x/``) to whether a page of the room stood there and is hidden now.
Hidden = Callable[[str], bool]
#: No address of the site has more parts; of a longer one the rest is not looked at.
DEEPEST = 12
_hidden: dict[str, Hidden] = {}


def register(name: str, hidden: Hidden) -> None:
    _hidden[name] = hidden


def is_gone(path: str) -> bool:
    """For what lies below such an address too. Asked for what was not found: what stands there again is served."""
    parts = [part for part in path.split("/") if part][:DEEPEST]
    above = [f"/{'/'.join(parts[:end])}/" for end in range(1, len(parts) + 1)]
    if any(hidden(step) for hidden in _hidden.values() for step in above):
        return True
    remembered = _remembered()
    return bool(remembered) and any(not remembered.isdisjoint(_fingerprints(step)) for step in above)


def remember(paths: Iterable[str]) -> int:
    """Answer 410 at these for ever. Returns how many there are."""
    marks = {_fingerprint(path, settings.FIELD_KEYS[0]) for path in paths}
    GoneAddress.objects.bulk_create(
        [GoneAddress(fingerprint=mark) for mark in sorted(marks)], ignore_conflicts=True
    )
    bump_on_commit()
    return len(marks)


@memoised_per_version
def _remembered() -> frozenset[str]:
    return frozenset(GoneAddress.objects.values_list("fingerprint", flat=True))


def _fingerprints(path: str) -> set[str]:
    return {_fingerprint(path, key) for key in settings.FIELD_KEYS}


def _fingerprint(path: str, key: str) -> str:
    return hmac.new(f"gone:{key}".encode(), path.strip("/").lower().encode(), hashlib.sha256).hexdigest()
