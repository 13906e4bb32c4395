from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from accounts.models import User
from accounts.signin import factors, reauthentication, tries
from accounts.tests.conftest import (
    PASSWORD,
    app_code,
    recovery_codes,
    sign_in,
    sign_in_with_code,
)
from audit.models import Letter, Record
from audit.sealed import unseal
from config.urls import urlpatterns as addresses_of_the_site

#: Every address that could give an account a factor, and what a form would send there.
ENROLLING = {
    "/accounts/2fa/totp/activate/": {"code": "123456"},
    "/accounts/2fa/webauthn/add/": {"name": "Mine", "credential": "{}"},
    "/accounts/2fa/recovery-codes/generate/": {},
    "/accounts/2fa/recovery-codes/": {},
    "/accounts/2fa/recovery-codes/download/": {},
}


def by_invitation(request: HttpRequest) -> HttpResponse:
    """What the link of an invitation comes to, in the end."""
    login(request, User.objects.get(pk=request.GET["user"]))
    factors.begin_enrolment(request, minutes=60)
    return HttpResponse()


def export(request: HttpRequest) -> HttpResponse:
    return reauthentication.required(request) or HttpResponse("all of it")


urlpatterns = [path("begin/", by_invitation), path("export/", export), *addresses_of_the_site]


@pytest.fixture
def invited(settings: Settings, strict: None) -> Callable[[Client, User], None]:
    settings.ROOT_URLCONF = __name__
    return lambda client, user: client.get("/begin/", {"user": user.pk}) and None


def kinds(user: User) -> list[str]:
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def enrol_an_app(client: Client) -> HttpResponse:
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    client.get("/accounts/2fa/totp/activate/")
    secret = unseal(client.session["mfa.totp.secret"])
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return client.post("/accounts/2fa/totp/activate/", {"code": code})


# --- Nobody without one -------------------------------------------------------------------------------------------
def test_a_session_without_a_factor_opens_no_page_behind_the_site(
    client: Client, person: User, strict: None
) -> None:
    assert sign_in(client).status_code == 302
    refused = client.get("/admin/")
    assert refused.status_code == 403
    assert "Ask your coordinator for a link" in refused.content.decode()
    assert "2fa/totp" not in refused.content.decode()
    assert client.get("/admin/pages/").status_code == 403
    by_script = client.get("/admin/api/main/pages/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert (by_script.status_code, list(by_script.json())) == (403, ["error"])
    assert client.get("/accounts/2fa/").status_code == 403
    assert client.get("/accounts/password/change/").status_code == 403


def test_a_session_made_past_our_pages_shows_the_factor_first(
    client: Client, enrolled: User, strict: None
) -> None:
    client.force_login(enrolled)
    sent = client.get("/admin/pages/")
    assert sent.headers["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Fpages%2F&factor=1"
    shown = client.post(sent.headers["Location"], {"code": app_code(enrolled)})
    assert shown.headers["Location"] == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_a_password_given_again_is_no_second_factor(client: Client, enrolled: User, strict: None) -> None:
    client.force_login(enrolled)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/admin/").headers["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_a_factor_that_is_taken_away_closes_the_sessions_it_opened(
    client: Client, enrolled: User, strict: None
) -> None:
    sign_in_with_code(client, enrolled)
    assert client.get("/admin/").status_code == 200
    Authenticator.objects.filter(user=enrolled).delete()
    assert client.get("/admin/").status_code == 403


# --- A leaked password --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", ENROLLING)
@pytest.mark.parametrize("again", [False, True])
def test_a_leaked_password_enrols_no_device(
    client: Client, person: User, strict: None, address: str, again: bool
) -> None:
    sign_in(client)
    if again:
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answers = {client.get(address).status_code, client.post(address, ENROLLING[address]).status_code}
    assert answers <= {403, 405}
    assert kinds(person) == []
    assert "mfa.totp.secret" not in client.session


@pytest.mark.parametrize("address", ENROLLING)
def test_a_session_gone_stale_shows_a_factor_before_it_gets_another(
    client: Client, enrolled: User, strict: None, later: Callable[[float], None], address: str
) -> None:
    sign_in_with_code(client, enrolled)
    later(16 * 60)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post(address, ENROLLING[address])
    assert answer.headers["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert kinds(enrolled) == ["recovery_codes", "totp"]


def test_another_account_cannot_use_the_invitation_of_this_session(
    client: Client, person: User, invited: Any
) -> None:
    other = User.objects.create_user("other@example.org", PASSWORD)
    invited(client, other)
    sign_in(client)
    client.post("/accounts/logout/")
    sign_in(client)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 403


# --- With an invitation -------------------------------------------------------------------------------------------
def test_an_invitation_leads_to_an_app_recovery_codes_and_the_admin(
    client: Client, person: User, invited: Any, later: Callable[[float], None]
) -> None:
    invited(client, person)
    assert client.get("/admin/").status_code == 403
    assert enrol_an_app(client).headers["Location"] == "/accounts/2fa/recovery-codes/"
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert [code for code in recovery_codes(person) if code not in page] == []
    file = client.get("/accounts/2fa/recovery-codes/download/")
    assert [code for code in recovery_codes(person) if code not in file.content.decode()] == []
    assert client.get("/admin/").status_code == 200, "the device was in their hand"
    assert factors.ENROLLING not in client.session
    assert [
        (row.action, row.actor, row.codes) for row in Record.objects.filter(action__contains="factor")
    ] == [("accounts.factor_added", person.pk, {"factor": "totp"})]
    assert [letter.letter for letter in Letter.objects.all()] == ["factor_added"]
    later(16 * 60)
    client.post("/accounts/2fa/reauthenticate/", {"code": app_code(person)})
    assert recovery_codes(person)[0] not in client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert client.get("/accounts/2fa/recovery-codes/download/").status_code == 410


def test_an_invitation_holds_for_an_hour_once_opened(
    client: Client, person: User, invited: Any, later: Callable[[float], None], settings: Settings
) -> None:
    settings.SESSION_IDLE_SECONDS = 3 * 3600
    invited(client, person)
    later(61 * 60)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 403


def test_the_key_of_the_app_is_a_picture_and_readable(client: Client, person: User, invited: Any) -> None:
    invited(client, person)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = unseal(client.session["mfa.totp.secret"])
    assert '<img class="qr" src="data:image/svg+xml;base64,' in page
    assert f"<code>{secret[:4]}</code> <code>{secret[4:8]}</code>" in page
    assert " style=" not in page
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert wrong.status_code == 422
    assert unseal(client.session["mfa.totp.secret"]) == secret, (
        "the phone that has scanned it need not scan again"
    )


def test_a_new_device_is_not_held_up_by_what_was_guessed_of_the_old_one(
    client: Client, enrolled: User, invited: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "CODES", replace(tries.CODES, times=1))
    page = "/accounts/2fa/reauthenticate/"
    thief = Client(REMOTE_ADDR="198.51.100.7")
    thief.force_login(enrolled)
    assert [thief.post(page, {"code": "000000"}).status_code for _time in range(2)] == [422, 429]
    Authenticator.objects.filter(user=enrolled).delete()
    invited(client, enrolled)
    enrol_an_app(client)
    assert client.post(page, {"code": app_code(enrolled, 1)}).status_code == 302


# --- Codes --------------------------------------------------------------------------------------------------------
def test_a_code_of_the_app_works_once_on_every_page(client: Client, enrolled: User, strict: None) -> None:
    used = app_code(enrolled)
    sign_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": used}).status_code == 302
    assert client.post("/accounts/2fa/reauthenticate/", {"code": used}).status_code == 422
    thief = Client()
    sign_in(thief)
    assert thief.post("/accounts/2fa/authenticate/", {"code": used}).status_code == 422
    assert thief.post("/accounts/2fa/authenticate/", {"code": app_code(enrolled, -1)}).status_code == 422
    assert client.post("/accounts/2fa/reauthenticate/", {"code": app_code(enrolled, 1)}).status_code == 302


def test_the_code_that_set_up_the_app_is_used_up_by_that(client: Client, person: User, invited: Any) -> None:
    invited(client, person)
    enrol_an_app(client)
    assert client.post("/accounts/2fa/reauthenticate/", {"code": app_code(person)}).status_code == 422


def test_a_recovery_code_opens_the_door_once(client: Client, enrolled: User, strict: None) -> None:
    code = recovery_codes(enrolled)[0]
    sign_in(client)
    spaced = f"{code[:4]} {code[4:]}"
    assert client.post("/accounts/2fa/authenticate/", {"code": spaced}).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert Record.objects.get(action="accounts.signed_in").codes == {"factor": "recovery_codes"}
    thief = Client()
    sign_in(thief)
    assert thief.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 422


def test_secrets_lie_sealed(enrolled: User) -> None:
    seed = Authenticator.objects.get(user=enrolled, type="recovery_codes").data["seed"]
    secret = Authenticator.objects.get(user=enrolled, type="totp").data["secret"]
    assert [text[:5] for text in (seed, secret)] == ["gAAAA", "gAAAA"]


# --- Removing -----------------------------------------------------------------------------------------------------
def passkey_of(user: User) -> Authenticator:
    data = {"name": "Key on the ring", "credential": {}}
    return Authenticator.objects.create(user=user, type="webauthn", data=data)


def test_the_last_factor_stays(client: Client, enrolled: User, strict: None) -> None:
    sign_in_with_code(client, enrolled)
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert answer.status_code == 409
    assert "This is your only second factor." in answer.content.decode()
    assert kinds(enrolled) == ["recovery_codes", "totp"]


def test_one_of_two_can_go_after_a_factor_was_shown_and_is_told_of(
    client: Client, enrolled: User, strict: None, later: Callable[[float], None]
) -> None:
    client.force_login(enrolled)
    key = passkey_of(enrolled)
    address = f"/accounts/2fa/webauthn/keys/{key.pk}/remove/"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.post(address).headers["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert kinds(enrolled) == ["recovery_codes", "totp", "webauthn"]
    client.post("/accounts/2fa/reauthenticate/", {"code": app_code(enrolled)})
    assert client.post(address).headers["Location"] == "/accounts/2fa/"
    assert kinds(enrolled) == ["recovery_codes", "totp"]
    assert Record.objects.filter(action="accounts.factor_removed").values_list("codes", flat=True).get() == {
        "factor": "webauthn"
    }
    assert [letter.letter for letter in Letter.objects.all()] == ["factor_removed"]


def test_nobody_touches_the_factor_of_another(client: Client, enrolled: User, strict: None) -> None:
    other = User.objects.create_user("other@example.org", PASSWORD)
    passkey_of(other)
    key = passkey_of(other)
    sign_in_with_code(client, enrolled)
    for what in ("remove", "edit"):
        assert (
            client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/{what}/", {"name": "Ours"}).status_code == 404
        )
    assert Authenticator.objects.get(pk=key.pk).data["name"] == "Key on the ring"


def test_new_recovery_codes_end_the_old_ones(client: Client, enrolled: User, strict: None) -> None:
    old = recovery_codes(enrolled)
    sign_in_with_code(client, enrolled)
    assert client.get("/accounts/2fa/recovery-codes/generate/").status_code == 405
    assert client.post("/accounts/2fa/recovery-codes/generate/").status_code == 302
    assert set(old) & set(recovery_codes(enrolled)) == set()
    assert [letter.letter for letter in Letter.objects.order_by("-pk")][:1] == ["codes_renewed"]


# --- Asked once more ----------------------------------------------------------------------------------------------
def test_what_cannot_be_taken_back_is_asked_for_after_a_quarter_of_an_hour(
    client: Client, enrolled: User, invited: Any, later: Callable[[float], None]
) -> None:
    sign_in_with_code(client, enrolled)
    assert client.get("/export/").content == b"all of it", "signing in is proof enough for a while"
    later(16 * 60)
    asked = client.get("/export/?of=people")
    assert asked.headers["Location"] == "/accounts/reauthenticate/?next=%2Fexport%2F%3Fof%3Dpeople"
    assert client.post(asked.headers["Location"], {"password": "wrong"}).status_code == 422
    confirmed = client.post(asked.headers["Location"], {"password": PASSWORD})
    assert confirmed.headers["Location"] == "/export/?of=people"
    assert client.get("/export/").content == b"all of it"
    later(16 * 60)
    told = client.post("/export/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert (told.status_code, told.json()["confirm"]) == (403, "/accounts/reauthenticate/")


def test_passwords_cannot_be_guessed_where_one_is_signed_in(
    client: Client, enrolled: User, strict: None
) -> None:
    sign_in_with_code(client, enrolled)
    tried = [
        client.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code for _time in range(5)
    ]
    assert tried == [422] * 5
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 429
    changed = {"oldpassword": PASSWORD, "password1": "eight red petals", "password2": "eight red petals"}
    assert client.post("/accounts/password/change/", changed).status_code == 429


def test_a_demo_alone_goes_without(client: Client, person: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in(client)
    assert client.get("/admin/").status_code == 200
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/accounts/2fa/totp/activate/").status_code == 403
