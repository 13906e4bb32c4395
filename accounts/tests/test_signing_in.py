from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import KnownDevice, User
from accounts.signin import tries
from accounts.tests.conftest import ADDRESS, PASSWORD, app_code, sign_in, sign_in_with_code
from audit.models import Letter, Record

ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}
WRONG = "not the right one at all"


def records() -> list[tuple[str, int | None, dict[str, Any]]]:
    rows = Record.objects.filter(action__startswith="accounts.").order_by("pk")
    return [(row.action, row.actor, row.codes) for row in rows]


# --- The way in ---------------------------------------------------------------------------------------------------
def test_password_and_code_lead_to_where_one_wanted_to_go(
    client: Client, enrolled: User, strict: None
) -> None:
    asked = client.get("/admin/pages/")
    assert asked.headers["Location"] == "/accounts/login/?next=%2Fadmin%2Fpages%2F"
    form = {"login": ADDRESS, "password": PASSWORD, "next": "/admin/pages/"}
    assert client.post("/accounts/login/", form).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").headers["Location"].startswith("/accounts/login/"), (
        "a password is half a way"
    )
    done = client.post("/accounts/2fa/authenticate/", {"code": app_code(enrolled)})
    assert done.headers["Location"] == "/admin/pages/"
    assert client.get("/admin/").status_code == 200
    assert records() == [("accounts.signed_in", enrolled.pk, {"factor": "totp"})]


@pytest.mark.parametrize("typed", ["Ana@Example.org", " ana@example.org ", "ａｎａ@example.org"])
def test_an_address_is_the_same_in_any_spelling(client: Client, person: User, typed: str) -> None:
    assert sign_in(client, typed).headers["Location"] == "/admin/"


def test_an_address_that_only_looks_alike_is_nobodys(client: Client, person: User) -> None:
    assert sign_in(client, "аna@example.org").status_code == 422, "its first letter is Cyrillic"


@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/password/reset/"])
def test_a_heap_of_combining_marks_is_refused_before_it_is_folded(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    folded: list[int] = []
    fold = unicodedata.normalize
    monkeypatch.setattr(
        unicodedata, "normalize", lambda form, text: folded.append(len(text)) or fold(form, text)
    )
    for heap in ("a" + "\u0315\u0300" * 50_000, "a\u0300" * 50_000 + "@example.org"):
        given = {"login": heap, "email": heap, "password": PASSWORD}
        assert client.post(page, given).status_code == 422
    client.post(page, {"login": ADDRESS, "email": ADDRESS, "password": PASSWORD})
    assert set(folded) == {len(ADDRESS)}


ANOTHER_HOST = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "https:evil.example",
    "https:///evil.example",
    "/\\evil.example/",
    "\\\\evil.example/",
    "\\/evil.example/",
    " //evil.example/",
    "\t//evil.example/",
    "/\t/evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://127.0.0.1/",
    "http://testserver:81/",
    "javascript:alert(1)",
    "data:text/html,x",
]


@pytest.mark.parametrize("elsewhere", ANOTHER_HOST)
def test_nobody_is_led_to_another_host(client: Client, enrolled: User, strict: None, elsewhere: str) -> None:
    """By none of the pages that lead on: password, code, both asked again, signing out, and the library's own."""

    def goes_to(address: str, **form: str) -> str:
        page = client.get(address, {"next": elsewhere})
        assert "evil" not in page.headers.get("Location", "").partition("?")[0]
        by_form = client.post(address, {"next": elsewhere, **form}).headers["Location"]
        assert urlsplit(by_form)[:2] == ("", "")
        return urlsplit(by_form).path

    no_passkey = client.post("/accounts/2fa/webauthn/login/", {"next": elsewhere, "credential": "{}"})
    assert no_passkey.headers["Location"] == "/accounts/login/"
    assert goes_to("/accounts/login/", login=ADDRESS, password=PASSWORD) == "/accounts/2fa/authenticate/"
    assert goes_to("/accounts/2fa/authenticate/", code=app_code(enrolled)) == "/admin/"
    assert goes_to("/accounts/reauthenticate/", password=PASSWORD) == "/admin/"
    assert goes_to("/accounts/2fa/reauthenticate/", code=app_code(enrolled, 1)) == "/admin/"
    assert goes_to("/accounts/logout/") == "/accounts/login/"
    for page in ("/admin/login/", "/_util/login/"):
        assert urlsplit(client.get(page, {"next": elsewhere}).headers["Location"])[:3] == (
            "",
            "",
            "/accounts/login/",
        )


def test_an_address_that_is_encoded_twice_is_a_path_of_ours(client: Client, person: User) -> None:
    form = {"login": ADDRESS, "password": PASSWORD, "next": "/%2F%2Fevil.example/%5Cevil"}
    assert client.post("/accounts/login/", form).headers["Location"] == "/%2F%2Fevil.example/%5Cevil"


@pytest.mark.parametrize("page", ["/admin/login/", "/_util/login/"])
def test_the_librarys_own_ways_in_lead_to_ours(client: Client, person: User, page: str) -> None:
    response = client.get(f"{page}?next=/admin/pages/")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/accounts/login/?next=/admin/pages/",
    )
    form = {"username": ADDRESS, "password": PASSWORD}
    assert client.post(page, form).headers["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


# --- Nothing is told ----------------------------------------------------------------------------------------------
def test_known_unknown_and_switched_off_look_the_same_and_cost_the_same(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.create_user("gone@example.org", PASSWORD, is_active=False)
    User.objects.create_user("invited@example.org")
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: hashed.append("once") or encode(self, *given)
    )

    def answer(address: str, password: str) -> tuple[int, str, int]:
        hashed.clear()
        response = sign_in(Client(), address, password)
        return response.status_code, response.content.decode().replace(address, "…"), len(hashed)

    answers = [
        answer(ADDRESS, WRONG),
        answer("nobody@example.org", WRONG),
        answer("gone@example.org", WRONG),
        answer("gone@example.org", PASSWORD),
        answer("invited@example.org", WRONG),
    ]
    without_token = {
        (status, content.count("do not belong together"), cost) for status, content, cost in answers
    }
    assert without_token == {(422, 1, 1)}
    lengths = {len(content) for _status, content, _cost in answers}
    assert len(lengths) == 1


def test_a_failure_is_recorded_without_the_address_that_was_tried(client: Client, person: User) -> None:
    sign_in(client, password=WRONG)
    sign_in(client, "stranger@example.org", WRONG)
    rows = Record.objects.filter(action="accounts.sign_in_failed").order_by("pk")
    assert [(row.object_id, row.actor, row.by, row.codes) for row in rows] == [
        (str(person.pk), None, "visitor", {"step": "password"}),
        ("", None, "visitor", {"step": "password"}),
    ]


def test_the_session_keeps_no_address(client: Client, enrolled: User, strict: None) -> None:
    sign_in(client, **ELSEWHERE)
    half_way = str(client.session.items())
    client.post("/accounts/2fa/authenticate/", {"code": app_code(enrolled)})
    kept = half_way + "".join(str(row.get_decoded()) for row in Session.objects.all())
    assert "mfa" in kept
    assert [secret for secret in (ADDRESS, PASSWORD, "198.51.100") if secret in kept] == []


# --- How often ----------------------------------------------------------------------------------------------------
def test_after_five_failures_even_the_right_password_waits_and_the_owner_gets_in_elsewhere(
    client: Client, person: User
) -> None:
    for _time in range(5):
        assert sign_in(client, password=WRONG).status_code == 422
    refused = sign_in(client, "Ana@Example.org")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert "has to rest for 15 minutes" in refused.content.decode()
    assert "_auth_user_id" not in client.session
    assert sign_in(Client(), "nobody@example.org").status_code == 422, "another account is not held up"
    assert sign_in(Client(), **ELSEWHERE).headers["Location"] == "/admin/"


def test_an_unknown_address_has_to_wait_like_a_known_one(client: Client, person: User) -> None:
    def answers(address: str) -> list[tuple[int, int]]:
        made = [sign_in(Client(), address, WRONG) for _time in range(6)]
        return [(answer.status_code, len(answer.content)) for answer in made]

    # Of the same length, as the page shows what was typed.
    assert answers("ann@example.org") == answers(ADDRESS)
    assert [status for status, _length in answers("anna@example.org")] == [422] * 5 + [429]


def test_a_spoofed_address_gives_no_further_try(client: Client, person: User) -> None:
    def forwarded(number: int) -> dict[str, str]:
        spoofed = f"192.0.{number}.7"
        return {
            "HTTP_X_FORWARDED_FOR": spoofed,
            "HTTP_X_REAL_IP": spoofed,
            "HTTP_FORWARDED": f"for={spoofed}",
            "HTTP_X_FORWARDED_HOST": f"host{number}.example",
        }

    tried = [sign_in(client, password=WRONG, **forwarded(number)).status_code for number in range(6)]
    assert tried == [422] * 5 + [429]


def test_the_right_password_starts_anew(client: Client, person: User) -> None:
    for _round in range(2):
        for _time in range(4):
            sign_in(Client(), password=WRONG)
        assert sign_in(Client()).status_code == 302


def test_a_field_left_empty_is_no_try_and_takes_none_back(client: Client, person: User) -> None:
    for _time in range(6):
        assert sign_in(client, password="").status_code == 422
    assert sign_in(client).status_code == 302
    for _time in range(5):
        assert sign_in(Client(), password=WRONG).status_code == 422
        for password in ("", "x" * 129):
            assert sign_in(Client(), password=password).status_code == 422
    assert sign_in(Client()).status_code == 429


def test_a_network_that_tries_many_addresses_is_held_up(client: Client, person: User) -> None:
    tried = [sign_in(client, f"a{number}@example.org", WRONG).status_code for number in range(25)]
    assert sign_in(Client()).status_code == 302, "one who is right neither counts nor frees the others"
    tried += [sign_in(client, f"b{number}@example.org", WRONG).status_code for number in range(26)]
    assert tried == [422] * 50 + [429]
    assert sign_in(client).status_code == 429


def test_the_fifth_wrong_code_leads_back_to_the_password(
    client: Client, enrolled: User, strict: None
) -> None:
    sign_in(client)
    answers = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}) for _time in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [302]
    assert answers[-1].headers["Location"] == "/accounts/login/"
    again = sign_in_with_code(client, enrolled)
    assert again.status_code == 429
    assert again.headers["Retry-After"]
    assert "_auth_user_id" not in client.session


def test_thirty_wrong_codes_in_a_day_are_all_from_wherever_and_the_owner_is_told(
    enrolled: User, strict: None
) -> None:
    def from_network(number: int) -> Client:
        thief = Client(REMOTE_ADDR=f"198.51.{number}.7")
        assert sign_in(thief).headers["Location"] == "/accounts/2fa/authenticate/"
        return thief

    wrong = {"code": "000000"}
    for number in range(6):
        thief = from_network(number)
        answers = [thief.post("/accounts/2fa/authenticate/", wrong).status_code for _time in range(5)]
        assert answers == [422] * 4 + [302]
        if number == 3:
            assert sign_in_with_code(Client(), enrolled).headers["Location"] == "/admin/", "which frees none"
    letters = Letter.objects.filter(letter="code_tries")
    assert not letters.exists()
    for number in (7, 8):
        thief = from_network(number)
        refused = thief.post("/accounts/2fa/authenticate/", {"code": app_code(enrolled, 1)})
        assert refused.status_code == 429
        assert "_auth_user_id" not in thief.session
        assert thief.post("/accounts/2fa/authenticate/", wrong).headers["Location"] == "/accounts/login/"
    assert letters.get().about_id == str(enrolled.pk)
    passkey = from_network(9).post("/accounts/2fa/authenticate/", {"credential": "{}"})
    assert passkey.status_code == 422, "what nobody guesses is looked at"


def test_codes_are_counted_for_the_day_where_one_is_signed_in_too(
    enrolled: User, strict: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "CODES", replace(tries.CODES, times=2))
    client = Client()
    client.force_login(enrolled)
    page = "/accounts/2fa/reauthenticate/"
    assert [client.post(page, {"code": "000000"}).status_code for _time in range(3)] == [422, 422, 429]
    assert client.post(page, {"code": app_code(enrolled)}).status_code == 429
    assert Letter.objects.get().letter == "code_tries"


def test_a_very_long_password_is_answered_by_a_sentence_and_not_hashed(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MD5PasswordHasher, "encode", None)
    response = sign_in(client, password="x" * 100_000)
    assert response.status_code == 422
    assert "A password has at most 128 characters here." in response.content.decode()


# --- Devices ------------------------------------------------------------------------------------------------------
def test_a_new_browser_is_told_of_once_and_a_known_one_is_not(client: Client, person: User) -> None:
    sign_in(client)
    letter = Letter.objects.get()
    assert letter.letter == "new_device"
    cookie = client.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 3600)
    device = KnownDevice.objects.get()
    assert cookie.value not in (device.cookie_hash, "")
    client.post("/accounts/logout/")
    sign_in(client)
    assert Letter.objects.count() == 1
    sign_in(Client())
    assert (Letter.objects.count(), KnownDevice.objects.count()) == (2, 2)


def test_a_letter_about_a_device_says_when_and_never_where(client: Client, person: User) -> None:
    from audit import letters
    from audit.sealed import unseal

    sign_in(client, **ELSEWHERE, HTTP_USER_AGENT="Mozilla Rocket")
    letter = Letter.objects.get()
    context = letters.unpack(unseal(letter.context))
    for language in ("en", "ar"):
        made = letters.render("new_device", language, context)
        assert f"{context['at']:%H}:00" in made.text
        assert "/accounts/password/reset/" in made.text
        assert [
            word for word in ("198.51", "Mozilla", ADDRESS, "Ana") if word in made.text + made.subject
        ] == []


# --- Pages --------------------------------------------------------------------------------------------------------
def test_a_page_speaks_the_language_of_the_browser_until_another_is_chosen(
    client: Client, person: User
) -> None:
    arabic = client.get("/accounts/login/", headers={"Accept-Language": "ar, en;q=0.5"}).content.decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    assert ">English</a>" in arabic
    chosen = client.get("/accounts/login/?language=lt&next=/admin/", headers={"Accept-Language": "ar"})
    assert '<html lang="lt" dir="ltr">' in chosen.content.decode()
    assert "?language=el&amp;next=%2Fadmin%2F" in chosen.content.decode(), "switching loses nothing"


def test_the_chosen_language_goes_on_to_every_page_before_somebody_is_signed_in(
    client: Client, enrolled: User, strict: None
) -> None:
    """In the addresses, as nothing is kept of somebody who has not even signed in; then in their session."""

    def lithuanian(response: Any) -> str:
        page: str = response.content.decode()
        assert '<html lang="lt" dir="ltr">' in page
        return page

    page = lithuanian(client.get("/accounts/login/?language=lt"))
    for link in ('href="/accounts/password/reset/?language=lt"', 'action="/accounts/login/?language=lt"'):
        assert link in page
    assert (
        'href="/accounts/login/?language=lt"'
        in client.get("/accounts/password/reset/?language=lt").content.decode()
    )
    asked = client.post("/accounts/password/reset/?language=lt", {"email": "nobody@example.org"})
    assert 'href="/accounts/login/?language=lt"' in lithuanian(client.get(asked.headers["Location"]))
    lithuanian(client.post("/accounts/login/?language=lt", {"login": ADDRESS, "password": WRONG}))
    assert (Session.objects.count(), "sessionid" in client.cookies) == (0, False)

    client.post("/accounts/login/?language=lt", {"login": ADDRESS, "password": PASSWORD})
    lithuanian(client.get("/accounts/2fa/authenticate/"))


def test_a_form_without_its_token_is_answered_in_words(home_page: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    assert response.status_code == 403
    assert "This form is too old" in response.content.decode()


def test_password_managers_can_fill_every_field(client: Client, person: User) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert page.count('autocomplete="username"') == page.count('autocomplete="current-password"') == 1
    assert "onpaste" not in page
    assert "maxlength" not in page.split('type="password"')[1].split(">")[0]


def test_signing_out_needs_a_button(client: Client, person: User) -> None:
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/admin/").status_code == 200
    assert client.post("/accounts/logout/").headers["Location"] == "/accounts/login/?ended=out"
    assert client.get("/admin/").status_code == 302
    assert [row[0] for row in records()] == ["accounts.signed_in", "accounts.signed_out"]
