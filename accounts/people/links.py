"""Links by mail. The token is in the letter and nowhere else: what is kept is its hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Invitation

HOLDS = timedelta(days=7)
#: No token of ours is longer; what is longer is not even hashed.
LONGEST = 64


class LinkState(models.TextChoices):
    OPEN = "open", _("open")
    USED = "used", _("used")
    REVOKED = "revoked", _("taken back")
    EXPIRED = "expired", _("expired")


def new_token() -> str:
    """256 bits from the operating system."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> Invitation | None:
    """The invitation of a link, in whatever state it is; nothing for a link that we never sent."""
    if len(token) > LONGEST:
        return None
    wanted = hash_of(token)
    found = Invitation.objects.select_related("user").filter(token_hash=wanted).first()
    return found if found is not None and hmac.compare_digest(found.token_hash, wanted) else None


def state_of(invitation: Invitation) -> LinkState:
    """Used comes first: whoever was let in by a link is told that, whatever became of it later."""
    if invitation.used_at is not None:
        return LinkState.USED
    if invitation.revoked_at is not None:
        return LinkState.REVOKED
    if invitation.expires_at <= timezone.now():
        return LinkState.EXPIRED
    return LinkState.OPEN


def address_of(token: str, language: str) -> str:
    """Whole, for a letter or a terminal; the page opens in the letter's language."""
    return f"{settings.SITE_URL}{reverse('invitation', args=[token])}?language={language}"
