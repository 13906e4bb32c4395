"""The key that seals second factors can be changed, and nobody's telephone stops working."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

OLD, NEW = "the-old-key-of-this-site-0123456789", "the-new-key-of-this-site-9876543210"


def test_after_sealing_anew_the_old_key_can_go_and_codes_still_hold(
    db: None, settings: Any, capsys: Any
) -> None:
    settings.FIELD_KEYS = [OLD]
    user = get_user_model().objects.create_user(email="ana@example.org", password="x")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).get_unused_codes()

    settings.FIELD_KEYS = [NEW, OLD]
    call_command("reseal")
    assert capsys.readouterr().out == "Sealed anew: 2.\n"

    settings.FIELD_KEYS = [NEW]
    app, recovery = (
        Authenticator.objects.get(user=user, type=kind).wrap() for kind in ("totp", "recovery_codes")
    )
    shown = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert app.validate_code(shown)
    assert recovery.get_unused_codes() == codes

    settings.FIELD_KEYS = [OLD]
    with pytest.raises(CommandError, match=r"^2 cannot be read with any key"):
        call_command("reseal")
    settings.FIELD_KEYS = [NEW]
    assert recovery.get_unused_codes() == codes
