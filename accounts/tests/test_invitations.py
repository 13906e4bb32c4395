# ruff: noqa: F811 -- fixtures come by import, and are asked for by name
"""The pages behind a link by mail, as browsers, mail scanners and strangers find them."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.holdings import holdings_of
from accounts.models import Invitation, User
from accounts.people import domain
from audit.models import Record

from .people import (  # noqa: F401 -- fixtures that every test here stands on
    COORDINATOR,
    EDITOR,
    PASSWORD,
    Letters,
    a_coordinator,
    a_second_factor_is_needed,
    at_work,
    invited,
    letters,
    path_of,
    signed_in,
    token_of,
    tries_are_counted,
    two_partners_and_two_languages,
    with_factor,
)

pytestmark = pytest.mark.django_db

ABOUT_ME = {
    "first_name": "Ana",
    "last_name": "Example",
    "password": "meadow under a wide sky",
    "again": "meadow under a wide sky",
    "language": "lt",
    "time_zone": "Europe/Vilnius",
}


def text_of(response: Any) -> str:
    return str(response.content.decode())


# --- Looking at it ------------------------------------------------------------------------------------------------


def test_the_page_says_who_invites_what_for_and_for_how_long(settings: Settings) -> None:
    response = Client().get(path_of(invited(a_coordinator())))

    text = text_of(response)
    assert response.status_code == 200
    assert "Forget-me-not invites you" in text
    assert "Partner editor, Example Centre" in text
    assert "The link holds until" in text
    assert text.count("<button") == 1


def test_scanners_that_open_the_link_use_nothing_up() -> None:
    sent = invited(a_coordinator())
    scanner = Client()
    for _again in range(25):
        assert scanner.get(path_of(sent)).status_code == 200
        assert scanner.head(path_of(sent)).status_code == 200
    sent.invitation.refresh_from_db()
    assert sent.invitation.used_at is None
    assert "sessionid" not in scanner.cookies

    assert Client().post(path_of(sent)).status_code == 302


def test_the_page_is_kept_by_nobody_and_no_request_of_it_names_its_address() -> None:
    response = Client().get(path_of(invited(a_coordinator())))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "strict-origin"


def test_a_browser_may_send_the_form_under_that_policy() -> None:
    sent = invited(a_coordinator())
    browser = Client(enforce_csrf_checks=True)
    browser.get(path_of(sent))
    form = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    there = {"HTTP_ORIGIN": "http://testserver"}
    assert browser.post(path_of(sent), {}, **there).status_code == 403
    assert browser.post(path_of(sent), form, **there).status_code == 302


@pytest.mark.parametrize(
    ("asked", "accepted", "language", "direction"),
    [
        ("lt", "en", "lt", "ltr"),
        ("ar", "en", "ar", "rtl"),
        ("", "el", "el", "ltr"),
        ("xx", "fr", "fr", "ltr"),
    ],
)
def test_the_page_speaks_the_language_of_the_letter_or_of_the_browser(
    asked: str, accepted: str, language: str, direction: str
) -> None:
    path = path_of(invited(a_coordinator()))
    response = Client().get(path, {"language": asked}, headers={"Accept-Language": accepted})

    assert f'<html lang="{language}" dir="{direction}">' in text_of(response)
    assert response.headers["Content-Language"] == language


# --- Links that open nothing ---------------------------------------------------------------------------------------


def expired(sent: domain.Sent) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def used(sent: domain.Sent) -> None:
    domain.accept(token_of(sent))


def revoked(sent: domain.Sent) -> None:
    Invitation.objects.update(revoked_at=timezone.now())


@pytest.mark.parametrize(
    ("become", "words"),
    [
        (expired, "This link has expired"),
        (used, "This link was used already"),
        (revoked, "This link was taken back"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_dead_link_says_why_and_whom_to_ask_and_lets_nobody_in(
    become: Any, words: str, method: str
) -> None:
    sent = invited(a_coordinator())
    become(sent)
    browser = Client()

    response = getattr(browser, method)(path_of(sent))

    assert response.status_code == 410
    assert words in text_of(response)
    assert "coordinator" in text_of(response)
    for secret in ("ana@example.org", "Ana", "Clara"):
        assert secret not in text_of(response)
    assert "sessionid" not in browser.cookies


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_altered_link_and_one_that_never_was_are_answered_alike(method: str) -> None:
    sent = invited(a_coordinator())
    token = token_of(sent)
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")

    for wrong in (changed, token.swapcase(), "x", token * 30, "%C5%BE%00%0A"):
        response = getattr(Client(), method)(f"/accounts/invitation/{wrong}/")
        assert response.status_code == 404
        assert "We do not know this link" in text_of(response)
    assert Client().get(path_of(sent)).status_code == 200


def test_a_link_in_somebody_elses_browser_offers_to_sign_out_and_is_not_used_up() -> None:
    sent = invited(a_coordinator())
    editor = at_work("ed", EDITOR)
    browser = signed_in(editor)
    for response in (browser.get(path_of(sent)), browser.post(path_of(sent))):
        assert response.status_code == 409
        assert "/accounts/logout/" in text_of(response)
        assert "ana@example.org" not in text_of(response)
        assert response.wsgi_request.user == editor
    sent.invitation.refresh_from_db()
    assert sent.invitation.used_at is None


def test_used_twice_one_after_the_other_the_second_is_told() -> None:
    sent = invited(a_coordinator())
    assert Client().post(path_of(sent)).status_code == 302
    stranger = Client()
    assert stranger.post(path_of(sent)).status_code == 410
    assert stranger.get("/accounts/invitation/about-you/").status_code == 410
    assert Record.objects.filter(action="accounts.invitation_accepted").count() == 1


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="a database in memory knows one writer; the next test holds"
)
@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_the_button_at_once_one_is_let_in() -> None:
    sent = invited(a_coordinator())
    both = threading.Barrier(2)
    answers: list[int] = []

    def press() -> None:
        browser = Client()
        both.wait()
        answers.append(browser.post(path_of(sent)).status_code)
        connection.close()

    people = [threading.Thread(target=press) for _each in range(2)]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert sorted(answers) == [302, 410]
    assert Record.objects.filter(action="accounts.invitation_accepted").count() == 1


def test_of_two_who_both_saw_the_link_open_one_claims_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has looked before the first pressed: only the comparison in the database can tell."""
    sent = invited(a_coordinator())
    stale = domain.find(token_of(sent))
    assert domain.accept(token_of(sent)).user == sent.user
    monkeypatch.setattr(domain, "find", lambda token: stale)

    with pytest.raises(domain.DeadLink) as dead:
        domain.accept(token_of(sent))
    assert dead.value.state == "used"


# --- Step by step -------------------------------------------------------------------------------------------------


def test_from_the_letter_to_the_admin(letters: Letters) -> None:
    sent = invited(a_coordinator(), language="lt")
    browser = Client()
    assert browser.get(letters.last_link).status_code == 200

    assert browser.post(letters.last_link).headers["Location"] == "/accounts/invitation/next/"
    assert browser.get("/accounts/invitation/next/").headers["Location"] == "/accounts/invitation/about-you/"
    assert "meta" in text_of(browser.get("/accounts/invitation/about-you/"))
    assert browser.post("/accounts/invitation/about-you/", ABOUT_ME).status_code == 302
    assert (
        browser.get("/accounts/invitation/next/").headers["Location"] == "/accounts/invitation/second-factor/"
    )
    page = text_of(browser.get("/accounts/invitation/second-factor/?language=en"))
    assert "Step 2 of 3" in page
    assert "/accounts/2fa/webauthn/add/" in page
    assert "/accounts/2fa/totp/activate/" in page

    user = with_factor(User.objects.get(pk=sent.user.pk))
    assert browser.get("/accounts/invitation/next/").headers["Location"] == "/accounts/2fa/recovery-codes/"
    Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().mark_as_viewed()
    assert browser.get("/accounts/invitation/next/").headers["Location"] == "/admin/"

    user.refresh_from_db()
    assert (user.is_active, user.first_name, user.check_password(ABOUT_ME["password"])) == (True, "Ana", True)
    profile = user.wagtail_userprofile
    assert (profile.preferred_language, profile.current_time_zone) == ("lt", "Europe/Vilnius")
    assert EmailAddress.objects.get(user=user).verified
    assert holdings_of(user) == [EDITOR]
    # It is over: the session can set up nothing more by this invitation.
    assert browser.get(path_of(sent)).status_code == 410


def test_the_browser_of_an_invitation_is_known_and_that_of_a_new_factor_is_told_of(letters: Letters) -> None:
    by = a_coordinator()
    user = invited(by).user
    browser = Client()
    browser.post(letters.last_link)
    assert browser.cookies["device"].value
    assert (user.devices.count(), [told["letter"] for told in letters.posted]) == (1, ["invitation"])

    sent = domain.reset_factors(at_work("ed", EDITOR), by)
    assert Client().post(path_of(sent), {"password": PASSWORD}).status_code == 302
    assert [told["letter"] for told in letters.posted][1:] == ["factor_reset", "new_device"]


def test_broken_off_half_way_the_same_browser_goes_on_and_another_is_told_to_ask() -> None:
    sent = invited(a_coordinator())
    browser = Client()
    browser.post(path_of(sent))
    browser.post("/accounts/invitation/about-you/", ABOUT_ME)

    assert browser.get(path_of(sent)).headers["Location"] == "/accounts/invitation/next/"
    other = Client().get(path_of(sent))
    assert (other.status_code, "ask your coordinator for a new link" in text_of(other)) == (410, True)


def test_a_new_link_ends_the_session_that_the_old_one_began(letters: Letters) -> None:
    by = a_coordinator()
    sent = invited(by)
    stranger = Client()
    stranger.post(path_of(sent))
    assert stranger.get("/accounts/invitation/about-you/").status_code == 200

    again = domain.invite_again(sent.user, by)

    assert stranger.post("/accounts/invitation/about-you/", ABOUT_ME).status_code == 410
    assert stranger.get("/accounts/2fa/totp/activate/").headers["Location"].startswith("/accounts/login/")
    assert not User.objects.get(pk=sent.user.pk).has_usable_password()
    owner = Client()
    owner.post(path_of(again))
    assert owner.post("/accounts/invitation/about-you/", ABOUT_ME).status_code == 302


def test_a_factor_that_was_set_up_elsewhere_does_not_count_as_shown_here() -> None:
    sent = invited(a_coordinator())
    browser = Client()
    browser.post(path_of(sent))
    browser.post("/accounts/invitation/about-you/", ABOUT_ME)
    user = with_factor(User.objects.get(pk=sent.user.pk))
    Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().mark_as_viewed()
    assert browser.get("/accounts/invitation/next/").headers["Location"] == "/admin/"
    assert browser.get("/admin/").headers["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_after_an_hour_the_same_browser_is_told_to_ask_too() -> None:
    sent = invited(a_coordinator())
    browser = Client()
    browser.post(path_of(sent))
    session = browser.session
    session["invitation"] = session["invitation"] | {"until": 0}
    session.save()

    assert browser.get(path_of(sent)).status_code == 410
    assert browser.get("/accounts/invitation/about-you/").status_code == 410


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"again": "another meadow altogether"}, "The two are not the same."),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": "ana@example.org", "again": "ana@example.org"}, "too similar"),
        ({"password": "m" * 129, "again": "m" * 129}, "at most 128 characters"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"first_name": ""}, "This field is required"),
    ],
)
def test_what_does_not_do_is_told_and_what_was_typed_stays(wrong: dict[str, str], sentence: str) -> None:
    sent = invited(a_coordinator())
    browser = Client()
    browser.post(path_of(sent), QUERY_STRING="language=en")
    told = ABOUT_ME | {"last_name": "Still-here"} | wrong

    response = browser.post("/accounts/invitation/about-you/?language=en", told)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert 'value="Still-here"' in text_of(response)
    secrets = re.findall(r'<input[^>]*type="password"[^>]*>', text_of(response))
    assert len(secrets) == 2
    assert "value=" not in "".join(secrets)
    assert not User.objects.get(pk=sent.user.pk).has_usable_password()


def test_a_lost_factor_asks_for_the_password_and_has_a_limit() -> None:
    user = at_work("ed", EDITOR)
    sent = domain.reset_factors(user, a_coordinator())
    browser = Client()

    assert "current-password" in text_of(browser.get(path_of(sent)))
    assert browser.post(path_of(sent)).status_code == 422
    for _again in range(5):
        response = browser.post(path_of(sent), {"password": "wrong"})
        assert (response.status_code, "This is not your password." in text_of(response)) == (422, True)
    for password in ("wrong", PASSWORD):
        response = browser.post(path_of(sent), {"password": password})
        assert (response.status_code, response.headers["Retry-After"]) == (429, "900")
    sent.invitation.refresh_from_db()
    assert sent.invitation.used_at is None


def test_a_lost_factor_with_the_password_leads_straight_to_a_new_one() -> None:
    user = at_work("ed", EDITOR)
    sent = domain.reset_factors(user, a_coordinator())
    browser = Client()
    assert browser.post(path_of(sent), {"password": PASSWORD}).status_code == 302
    assert browser.get("/accounts/invitation/next/").headers["Location"].endswith("/second-factor/")
    assert "Step 1 of 2" in text_of(browser.get("/accounts/invitation/second-factor/"))


def test_only_a_demo_may_go_on_without_a_second_factor(settings: Settings) -> None:
    sent = invited(a_coordinator())
    browser = Client()
    browser.post(path_of(sent))
    browser.post("/accounts/invitation/about-you/", ABOUT_ME)

    later = browser.post("/accounts/invitation/next/", {"later": "1"})
    assert later.headers["Location"].endswith("/second-factor/")
    settings.SECOND_FACTOR_REQUIRED = False
    assert browser.post("/accounts/invitation/next/", {"later": "1"}).headers["Location"] == "/admin/"


# --- The operator -------------------------------------------------------------------------------------------------


def run(*words: str) -> str:
    out = StringIO()
    call_command("invite", *words, stdout=out)
    return out.getvalue()


def test_the_operator_invites_the_first_coordinator_and_sees_the_link(letters: Letters) -> None:
    printed = run("first@example.org", "--role", "coordinator", "--language", "lt")

    user = User.objects.get(email="first@example.org")
    assert (holdings_of(user), user.is_active, user.is_superuser) == ([COORDINATOR], False, False)
    assert letters.posted[-1]["context"]["link"] in printed
    assert letters.posted[-1]["language"] == "lt"
    assert Record.objects.get(action="accounts.invited").by == Record.By.OPERATOR
    assert Client().post(letters.last_link).status_code == 302


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["new@example.org"], "Say which role"),
        (["new@example.org", "--role", "wizard"], "is no role"),
        (["new@example.org", "--role", "translator"], "is no role"),
        (["new@example.org", "--role", "editor:nobody"], "does not exist"),
        (["new@example.org", "--role", "lead", "--language", "xx"], "language"),
        (["CLARA@example.org", "--role", "lead"], "here already"),
        (["nonsense", "--role", "lead"], "whole e-mail address"),
        (["nobody@example.org", "--factor-reset"], "Nobody with this address"),
    ],
)
def test_the_command_refuses_with_a_sentence(words: list[str], sentence: str) -> None:
    a_coordinator()
    with pytest.raises(CommandError, match=sentence):
        run(*words)
    assert User.objects.count() == 1


def test_the_operator_helps_when_every_coordinator_lost_their_factor(letters: Letters) -> None:
    last = a_coordinator()
    printed = run("Clara@Example.org", "--factor-reset")

    assert not domain.has_factor(last)
    assert letters.posted[-1]["context"]["link"] in printed
    assert Client().post(letters.last_link, {"password": PASSWORD}).status_code == 302
