"""Who came in, who left, and where a door was tried in vain: written down from the signals that every way in sends."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in as came_in
from django.contrib.auth import user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from audit.domain import record
from audit.models import Record

from . import domain


@receiver(came_in)
def signed_in(request: HttpRequest, response: HttpResponse, user: Any, **kwargs: Any) -> None:
    domain.signed_in(request, response, user)


@receiver(user_logged_out)
def signed_out(user: Any, **kwargs: Any) -> None:
    if user is not None:
        with transaction.atomic():
            record("accounts.signed_out", user, by=user)


@receiver(user_login_failed)
def password_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Which address was tried is nowhere kept; whose account it is, if it is one."""
    failed(User.objects.filter(email=credentials.get("email", "")).first(), "password")


def failed(user: User | None, what: str) -> None:
    with transaction.atomic():
        record("accounts.sign_in_failed", user, by=Record.By.VISITOR, step=what)
