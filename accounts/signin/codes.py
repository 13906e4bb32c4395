"""A code that somebody types: the one their device shows, or a recovery code. Each works once.

The library remembers used codes in the cache, for half a minute, for the sign-in page alone: another process, or the
page that asks again, took the same code a second time. Here the row of the device remembers the last step it was used
for, under a lock, and only a later one is taken.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction

LAST = "last_step"


def step_of(secret: str, code: str) -> int | None:
    """The half minute that a code belongs to, a step either side of now: clocks of phones differ."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    for step in range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


@transaction.atomic
def take(user: Any, code: str) -> Authenticator | None:
    """Use a code up, and return what it came from. Nothing for a code that is wrong, old, or used before."""
    mine = Authenticator.objects.select_for_update().filter(user_id=user.pk)
    for authenticator in mine.filter(type=Authenticator.Type.TOTP):
        step = step_of(decrypt(authenticator.data["secret"]), code)
        if step is not None and step > authenticator.data.get(LAST, 0):
            authenticator.data[LAST] = step
            authenticator.save(update_fields=["data"])
            return authenticator
    for authenticator in mine.filter(type=Authenticator.Type.RECOVERY_CODES):
        if authenticator.wrap().validate_code(code):
            return authenticator
    return None
