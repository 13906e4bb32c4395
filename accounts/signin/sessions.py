"""How long somebody stays signed in: a working day at most, and an hour without doing anything.

Django's own expiry slides with every write to the session; this one does not.
"""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

BEGAN = "accounts_began"
TOUCHED = "accounts_touched"
#: A session is written at most this often to say that somebody is there.
TOUCH_EVERY = 60

#: Why a session has ended, as the sign-in page is told.
IDLE = "idle"
LONG = "long"


@receiver(user_logged_in)
def begin(request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[TOUCHED] = int(time.time())


def over(session: Any) -> str:
    """Why it is over; nothing while it lasts. A session that does not say when it began is over too."""
    now = time.time()
    if now - session.get(BEGAN, 0) >= settings.SESSION_COOKIE_AGE:
        return LONG
    if now - session.get(TOUCHED, 0) >= settings.SESSION_IDLE_SECONDS:
        return IDLE
    return ""


def touch(session: Any) -> None:
    now = int(time.time())
    if now - session.get(TOUCHED, 0) >= TOUCH_EVERY:
        session[TOUCHED] = now
