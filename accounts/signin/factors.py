"""Whether a second factor was shown in this session, and who may set one up.

A password that leaks must not be enough to enrol a stranger's phone: a factor is set up in a session that began with
an invitation of ours, or by somebody who has just shown one they have.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

ENROLLING = "accounts_enrolling"
#: What opens a door by itself. Recovery codes stand in for one of these.
DEVICES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_factor(user: Any) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=DEVICES).exists()


def has_passkey(user: Any) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN).exists()


def factor_shown(request: HttpRequest) -> bool:
    """In this session, and the factor is still the person's: one that was taken away opens nothing any more."""
    return bool(_shown(request))


def factor_fresh(request: HttpRequest) -> bool:
    """Shown within the last quarter of an hour."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(record["at"] > since for record in _shown(request))


def note_factor(request: HttpRequest, authenticator: Authenticator) -> None:
    """What was set up in this very session counts as shown: the device was in the person's hand."""
    record_authentication(request, request.user, "mfa", id=authenticator.pk, type=authenticator.type)


def kind_shown(request: HttpRequest) -> str:
    """For the log: ``totp``, ``webauthn``, ``recovery_codes`` or ``none``."""
    shown = _shown(request)
    return str(shown[-1]["type"]) if shown else "none"


def begin_enrolment(request: HttpRequest, minutes: int = 60) -> None:
    """An invitation was used: until then this person may set up a first factor. Call it after signing them in."""
    until = int(time.time()) + minutes * 60
    request.session[ENROLLING] = {"user": request.user.pk, "until": until}


def end_enrolment(request: HttpRequest) -> None:
    request.session.pop(ENROLLING, None)


def enrolling(request: HttpRequest) -> bool:
    begun = request.session.get(ENROLLING) or {}
    return begun.get("user") == request.user.pk and time.time() < begun.get("until", 0)


def may_enrol(request: HttpRequest) -> bool:
    """A password given again is not enough: it may be the one that leaked."""
    return request.user.is_authenticated and (enrolling(request) or factor_fresh(request))


def _shown(request: HttpRequest) -> list[dict[str, Any]]:
    records = [
        record
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa"
    ]
    if not records:
        return []
    owned = Authenticator.objects.filter(user_id=request.user.pk).values_list("pk", "type")
    keys, kinds = {pk for pk, _type in owned}, {kind for _pk, kind in owned}
    codes = Authenticator.Type.RECOVERY_CODES
    # New recovery codes are another row; who came in with an old one has been asked for no less.
    return [
        record
        for record in records
        if record.get("id") in keys or (record.get("type") == codes and codes in kinds)
    ]
