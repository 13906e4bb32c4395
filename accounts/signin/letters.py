"""What is written to somebody about how they sign in: by our own outbox, in their language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from audit import outbox


def write(
    letter: str, user: Any, *, good_until: datetime | None = None, key: str = "", **context: Any
) -> None:
    """Inside the transaction of what it tells of. Every letter can say where to look and what to do.

    ``good_until``: when what it offers ends. ``key``: of two with the same one is written."""
    context["sign_in_page"] = settings.SITE_URL + reverse("mfa_index")
    context["reset_page"] = settings.SITE_URL + reverse("account_reset_password")
    outbox.post(
        letter,
        user.email,
        language=user.language,
        context=context,
        key=key,
        about=user,
        good_until=good_until,
    )
