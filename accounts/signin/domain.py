"""What changes in how somebody signs in. Each function checks, changes, records and tells, in one transaction."""

from __future__ import annotations

import hashlib
import hmac
import time
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import base36_to_int
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.domain import record
from audit.models import Record
from core.clock import today

from . import codes, devices, factors, letters, tries
from .tasks import write_link

VIEWED = "viewed_at"
#: Recovery codes can be looked at for a quarter of an hour after the first look, to print and to download; then never.
SHOWN_FOR = 15 * 60


class Refused(Exception):
    """With the sentence for the person."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


# --- Coming in ----------------------------------------------------------------------------------------------------


@transaction.atomic
def signed_in(request: HttpRequest, response: HttpResponse, user: User) -> None:
    record("accounts.signed_in", user, by=user, factor=factors.kind_shown(request))
    devices.remember(request, response, user)


# --- Factors ------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_totp(request: HttpRequest, secret: str, step: int) -> bool:
    """Whether recovery codes were made with it. ``step``: of the code that proved the app, which is used up by that."""
    user = _mine(request)
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        raise Refused(_("An authenticator app is set up already."))
    authenticator = TOTP.activate(user, secret).instance
    authenticator.data[codes.LAST] = step
    authenticator.save(update_fields=["data"])
    return _added(request, user, authenticator)


@transaction.atomic
def add_passkey(request: HttpRequest, name: str, credential: dict[str, Any]) -> bool:
    """Whether recovery codes were made with it."""
    user = _mine(request)
    return _added(request, user, WebAuthn.add(user, name, credential).instance)


def _added(request: HttpRequest, user: User, authenticator: Authenticator) -> bool:
    if not factors.may_enrol(request):
        raise Refused(
            _("A second factor can be set up with an invitation, or after showing one that you have.")
        )
    with_codes = not Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists()
    if with_codes:
        RecoveryCodes.activate(user)
    factors.note_factor(request, authenticator)
    factors.end_enrolment(request)
    # What was guessed was the code of another device.
    tries.forget(request, tries.CODES, str(user.pk))
    record("accounts.factor_added", user, by=user, factor=str(authenticator.type))
    letters.write("factor_added", user)
    return with_codes


@transaction.atomic
def tell_of_codes(user: User) -> None:
    """Too many wrong ones: whoever types them knows the password. Told once a day; each is in the log as it is."""
    letters.write("code_tries", user, key=f"code_tries:{user.pk}:{today():%Y-%m-%d}")


@transaction.atomic
def remove_factor(request: HttpRequest, key: int) -> None:
    """Raises `Refused` for the last one, and without a factor shown just now; ``DoesNotExist`` for another's."""
    user = _mine(request)
    mine = Authenticator.objects.filter(user=user, type__in=factors.DEVICES)
    authenticator = mine.get(pk=key)
    if not factors.factor_fresh(request):
        raise Refused(_("Show a second factor first."))
    if mine.count() == 1:
        raise Refused(_("This is your only second factor. Add another one first, then remove this one."))
    kind = str(authenticator.type)
    authenticator.delete()
    record("accounts.factor_removed", user, by=user, factor=kind)
    letters.write("factor_removed", user)


@transaction.atomic
def renew_codes(request: HttpRequest) -> None:
    user = _mine(request)
    if not factors.factor_fresh(request):
        raise Refused(_("Show a second factor first."))
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    record("accounts.codes_renewed", user, by=user)
    letters.write("codes_renewed", user)


@transaction.atomic
def codes_to_show(request: HttpRequest) -> list[str] | None:
    """Those that are still unused; nothing once the time to look at them is over."""
    mine = Authenticator.objects.select_for_update().filter(user_id=request.user.pk)
    authenticator = mine.filter(type=Authenticator.Type.RECOVERY_CODES).first()
    if authenticator is None or not factors.factor_fresh(request):
        return None
    first_look = authenticator.data.setdefault(VIEWED, time.time())
    if time.time() - first_look > SHOWN_FOR:
        return None
    authenticator.save(update_fields=["data"])
    unused: list[str] = authenticator.wrap().get_unused_codes()
    return unused


def _mine(request: HttpRequest) -> User:
    """The person, their row held until the end: of two who remove a last factor at once, one is refused."""
    return User.objects.select_for_update().get(pk=request.user.pk or 0)


# --- Passwords ----------------------------------------------------------------------------------------------------


@transaction.atomic
def change_password(request: HttpRequest, password: str) -> None:
    """By somebody who is signed in. All their other sessions end."""
    user = _mine(request)
    user.set_password(password)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    request.user = user
    record("accounts.password_changed", user, by=user)
    letters.write("password_changed", user)


class _Tokens(PasswordResetTokenGenerator):
    """For the address in the letter. It depends on the password and on the last sign-in: either changes, and it holds
    no more."""

    def seconds_left(self, token: str) -> int:
        """Of one that `check_token` has found good: it begins with when it was made."""
        made = base36_to_int(token.partition("-")[0])
        return settings.PASSWORD_RESET_TIMEOUT - (self._num_seconds(self._now()) - made)


_tokens = _Tokens()


def ask_for_link(address: str) -> None:
    """By anybody, for any address. Until the answer, known and unknown cost the same: one look, and one task; how long
    a page takes must not tell who works here. The letter is written by the worker."""
    user = User.objects.filter(email=address, is_active=True).first()
    write_link.enqueue(user.pk if user is not None else None)


@transaction.atomic
def send_link(key: int | None) -> None:
    """To whoever works here and has had a password. To nobody else, and without a word about it."""
    user = User.objects.filter(pk=key or 0, is_active=True).first()
    if user is not None and user.has_usable_password():
        path = reverse("account_reset_password_from_key", args=[f"{user.pk}-{_tokens.make_token(user)}"])
        until = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        letters.write("password_reset", user, link=settings.SITE_URL + path, good_until=until)


def owner_of_link(key: str) -> tuple[User, int] | None:
    """With the seconds that it still holds. ``key`` as the letter has it."""
    number, _hyphen, token = key.partition("-")
    if not _is_key(number):
        return None
    user = User.objects.filter(pk=int(number), is_active=True).first()
    if user is None or not _tokens.check_token(user, token):
        return None
    return user, _tokens.seconds_left(token)


def _is_key(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= 18


def seal_of(user: User) -> str:
    """What a session keeps of a link that was opened: as good as the link as long as nothing has changed, and nothing
    that could be sent in its place."""
    state = f"{user.pk}:{user.password}:{user.last_login}:{user.email}"
    return hashlib.sha256(state.encode()).hexdigest()


@transaction.atomic
def reset_password(key: int, seal: str, password: str) -> None:
    """Once: raises `Refused` when the password was changed, or the person signed in, since the link was opened."""
    user = User.objects.select_for_update().filter(pk=key, is_active=True).first()
    if user is None or not hmac.compare_digest(seal_of(user), seal):
        raise Refused(_("This link holds no more. Ask for a new one."))
    user.set_password(password)
    user.save(update_fields=["password"])
    record("accounts.password_reset", user, by=Record.By.VISITOR)
    letters.write("password_changed", user)
