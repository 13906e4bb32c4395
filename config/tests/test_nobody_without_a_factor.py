"""However a session was made: without a second factor shown in it, no address behind the site answers."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from accounts.kinds import Kind
from accounts.models import User
from accounts.signin.middleware import OPEN
from config.admin_kinds import KINDS

from .admin_addresses import every_address, named_addresses, written
from .two_partners import World

PASSWORD = "seven blue petals in may"
ASKED = "/accounts/2fa/reauthenticate/"


@pytest.fixture
def operator(settings: Settings, world: World) -> User:
    """Who may do everything, so that nothing but the missing factor stands in the way."""
    settings.SECOND_FACTOR_REQUIRED = True
    return User.objects.create_superuser("operator@example.org", PASSWORD)


def forced(person: User) -> Client:
    """By code that asks nobody, as a test, another backend or a stolen table of sessions would."""
    client = Client()
    client.force_login(person)
    return client


def with_a_password(person: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def behind_the_site(world: World) -> Iterator[str]:
    for address in named_addresses():
        if address.name not in OPEN:
            yield written(address, world.a)[0]
    yield from (f"/{one.route.strip('^$')}" for one in every_address() if one.route.endswith("test404/"))
    yield "/admin/no/such/address/"


def answers(client: Client, world: World, *methods: str) -> dict[tuple[int, str], list[str]]:
    """As a script asks, which is told and not shown: a page in words for each of them would take its time."""
    found: dict[tuple[int, str], list[str]] = {}
    for address in behind_the_site(world):
        for method in methods:
            answer = client.generic(method, address, headers={"X-Requested-With": "XMLHttpRequest"})
            assert answer.headers["Content-Type"] == "application/json", address
            told = answer.json()
            found.setdefault((answer.status_code, told.get("confirm", told["error"])), []).append(address)
    return found


def test_whoever_has_no_factor_is_let_in_nowhere(world: World, operator: User) -> None:
    client = forced(operator)
    found = answers(client, world, "GET", "POST")
    assert set(found) == {(403, "Your account has no second factor yet.")}
    assert [len(addresses) > 400 for addresses in found.values()] == [True]
    for session in (client, with_a_password(operator)):
        assert session.session["_auth_user_id"] == str(operator.pk)
        page = session.get("/admin/pages/")
        assert (page.status_code, "Ask your coordinator for a link" in page.content.decode()) == (403, True)


def test_whoever_has_one_and_has_not_shown_it_is_asked_everywhere(world: World, operator: User) -> None:
    TOTP.activate(operator, generate_totp_secret())
    client = forced(operator)
    assert set(answers(client, world, "GET")) == {(403, ASKED)}
    assert client.get("/admin/pages/").headers["Location"].startswith(f"{ASKED}?next=")
    half_way = with_a_password(operator)
    assert "_auth_user_id" not in half_way.session
    assert half_way.get("/admin/pages/").headers["Location"].startswith("/accounts/login/")


def test_what_stays_open_holds_nothing() -> None:
    assert {name for name, kind in KINDS.items() if kind == Kind.SIGNING_IN} >= OPEN


@pytest.mark.parametrize(("demo", "required"), [(False, True), (True, False)])
def test_a_demo_alone_asks_for_none(monkeypatch: pytest.MonkeyPatch, demo: bool, required: bool) -> None:
    monkeypatch.setattr("config.settings.environment.DEMO", demo)
    monkeypatch.delitem(sys.modules, "config.settings.accounts")
    assert runpy.run_module("config.settings.accounts")["SECOND_FACTOR_REQUIRED"] is required
