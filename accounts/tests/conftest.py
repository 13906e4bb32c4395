"""Somebody who works here, with an app on a phone or without, and a browser to sign in with."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django import Settings

from accounts.models import User

PASSWORD = "seven blue petals in may"
ADDRESS = "ana@example.org"


@pytest.fixture
def strict(settings: Settings) -> None:
    """As in production: the admin asks for a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def person(home_page: Any) -> User:
    """May open the admin; nothing is set up."""
    user = User.objects.create_user(ADDRESS, PASSWORD, first_name="Ana")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def enrolled(person: User) -> User:
    """With an app on the phone, and recovery codes."""
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    return person


def app_code(user: User, step: int = 0) -> str:
    """What the app on the phone shows now; ``step=1``: half a minute later."""
    secret = decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def recovery_codes(user: User) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def sign_in(client: Client, address: str = ADDRESS, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post("/accounts/login/", {"login": address, "password": password}, **extra)


def sign_in_with_code(client: Client, user: User) -> Any:
    sign_in(client)
    return client.post("/accounts/2fa/authenticate/", {"code": app_code(user)})


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """``later(3600)``: for whoever asks the clock from now on it is an hour later."""
    real, ahead = time.time, [0.0]
    monkeypatch.setattr("time.time", lambda: real() + ahead[0])

    def move(seconds: float) -> None:
        ahead[0] += seconds

    return move
