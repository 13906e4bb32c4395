"""People for tests, quickly: invited, at work with a factor, or coordinators; and letters that can be looked at."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from accounts import scopes
from accounts.holdings import Holding
from accounts.models import User
from accounts.people import domain
from accounts.people.admin.listing import State, state_of, with_state
from accounts.scopes import Held, Provider
from audit import outbox
from core.roles import Role, Scope
from edge import limits

PASSWORD = "a field full of forget-me-nots"
COORDINATOR = Holding(Role.COORDINATOR)
EDITOR = Holding(Role.EDITOR, "example-centre")


@dataclass
class Letters:
    """What was put into the outbox."""

    posted: list[dict[str, Any]] = field(default_factory=list)

    def post(self, letter: str, to: str, **told: Any) -> None:
        self.posted.append({"letter": letter, "to": to, **told})

    @property
    def last_link(self) -> str:
        """Path and query, as a browser asks for it."""
        return re.sub(r"^https?://[^/]+", "", self.posted[-1]["context"]["link"])


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> Letters:
    kept = Letters()
    monkeypatch.setattr(outbox, "post", kept.post)
    return kept


@pytest.fixture(autouse=True)
def a_second_factor_is_needed(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture(autouse=True)
def two_partners_and_two_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    partners = [Held("example-centre", "Example Centre"), Held("other-centre", "Other Centre")]
    languages = [Held("es", "Español"), Held("lt", "Lietuvių")]
    for scope, held in ((Scope.PARTNER, partners), (Scope.LANGUAGE, languages)):
        provider = Provider(lambda held=held: held, lambda codes: {})
        monkeypatch.setitem(scopes._providers, scope, provider)


@pytest.fixture(autouse=True)
def tries_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of any kind five, whatever the network. What the real ones count is shown by their own tests."""
    counted: dict[tuple[str, ...], int] = {}

    def take(limit: limits.Limit, request: Any, *parts: str) -> int:
        counted[(limit.name, *parts)] = counted.get((limit.name, *parts), 0) + 1
        return 900 if counted[(limit.name, *parts)] > limit.times else 0

    def too_many(request: Any, seconds: int) -> HttpResponse:
        return HttpResponse(status=429, headers={"Retry-After": str(seconds)})

    monkeypatch.setattr(limits, "take", take, raising=False)
    monkeypatch.setattr(limits, "too_many", too_many, raising=False)
    monkeypatch.setattr(limits, "forget", lambda limit, request, *parts: counted.pop((limit.name, *parts), 0))


def give_rights_of_coordinators() -> None:
    group = COORDINATOR.group()
    for app_label, codename in (("accounts", "manage_people"), ("wagtailadmin", "access_admin")):
        group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))


def with_factor(user: User) -> User:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    return user


def at_work(name: str, *holdings: Holding) -> User:
    """Somebody who has set up everything."""
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, first_name=name.title())
    user.groups.set([holding.group() for holding in holdings])
    return with_factor(user)


def a_coordinator(name: str = "clara") -> User:
    give_rights_of_coordinators()
    return at_work(name, COORDINATOR)


def invited(by: User, *holdings: Holding, name: str = "ana", language: str = "en") -> domain.Sent:
    return domain.invite(f"{name}@example.org", name.title(), "Example", holdings or [EDITOR], language, by)


def signed_in(user: User) -> Client:
    """With a factor that was shown just now."""
    client = Client()
    client.force_login(user)
    shown = user.authenticator_set.order_by("pk").first()
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {
            "method": "mfa",
            "at": time.time(),
            "id": shown and shown.pk,
            "type": "totp",
            "reauthenticated": True,
        }
    ]
    session.save()
    return client


def token_of(sent: domain.Sent) -> str:
    return sent.link.split("/invitation/")[1].split("/")[0]


def path_of(sent: domain.Sent) -> str:
    return f"/accounts/invitation/{token_of(sent)}/"


def state(user: User) -> State:
    return state_of(with_state().get(pk=user.pk))
