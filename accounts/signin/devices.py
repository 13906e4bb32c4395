"""Browsers in which somebody has signed in before. A new one is told of by mail, in case it is a stranger's."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import KnownDevice
from core.clock import today

from . import letters

COOKIE = "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
KEPT = timedelta(days=365)
TOKEN = re.compile(r"[\w\-]{43}")


def remember(request: HttpRequest, response: HttpResponse, user: Any, *, tell: bool = True) -> None:
    """Call it in the transaction of the sign-in. ``tell=False`` when the person came by an invitation of ours.

    The cookie is the browser's, whoever signs in with it; it opens nothing. No address and no kind of browser is kept.
    """
    token = request.COOKIES.get(COOKIE, "")
    if not TOKEN.fullmatch(token):
        token = secrets.token_urlsafe(32)
    cookie_hash = hashlib.sha256(token.encode()).hexdigest()
    day = today()
    KnownDevice.objects.filter(user=user, last_seen__lt=day - KEPT).delete()
    _device, new = KnownDevice.objects.update_or_create(
        user=user,
        cookie_hash=cookie_hash,
        defaults={"last_seen": day},
        create_defaults={"first_seen": day, "last_seen": day},
    )
    if new and tell:
        letters.write("new_device", user, at=timezone.now().replace(minute=0, second=0, microsecond=0))
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
