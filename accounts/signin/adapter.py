"""What allauth asks us: who may sign up (nobody), where mail goes (nowhere but by our own letters), how secrets are
kept (sealed)."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from audit.sealed import seal, unseal

from . import wording


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {**DefaultAccountAdapter.error_messages, **wording.ACCOUNT}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Nobody for an account that is switched off, as for a wrong password: the library would tell them apart.

        How often it may be tried is counted by the views, without an address (tries.py)."""
        user = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        return user

    def reauthenticate(self, user: Any, password: str) -> bool:
        return bool(user.check_password(password))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Asked in our own views, which take no password where a factor is meant. The library's way would also keep
        the whole request in the session, with the address it came from, and send it a second time."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters are ours alone (letters.py)."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """As above. The library's would carry the reader's address and browser."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Nowhere needed, so that it is nowhere kept."""
        return ""

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def is_safe_url(self, url: str) -> bool:
        """Back to this host alone, not to any that we answer for."""
        return url_has_allowed_host_and_scheme(
            url, {self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"{reverse('account_login')}?ended=out"


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, **wording.FACTORS}

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
