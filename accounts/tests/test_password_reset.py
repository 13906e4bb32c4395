from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from accounts.models import User
from accounts.tests.conftest import ADDRESS, PASSWORD, sign_in
from audit import letters
from audit.models import Letter, Record
from audit.sealed import unseal

NEW = "eight red petals in june"
SET = {"password1": NEW, "password2": NEW}
CHOOSE = "/accounts/password/reset/choose/"


def ask(client: Client, address: str = ADDRESS) -> tuple[int, str]:
    response = client.post("/accounts/password/reset/", {"email": address})
    return response.status_code, response.headers.get("Location", "")


def link() -> str:
    """As the newest letter has it, without the host."""
    letter = Letter.objects.filter(letter="password_reset").latest("pk")
    return letters.unpack(unseal(letter.context))["link"].removeprefix("http://127.0.0.1:8000")


def test_the_link_sets_a_new_password_once(client: Client, person: User) -> None:
    at_work = Client()
    sign_in(at_work)
    assert ask(client, "ANA@example.org") == (302, "/accounts/password/reset/done/")
    address = link()
    scanner = Client()
    for _time in range(3):
        assert scanner.get(address).headers["Location"] == CHOOSE, "looking uses nothing up"
    opened = client.get(address)
    assert opened.headers["Referrer-Policy"] == "strict-origin"
    assert client.post(CHOOSE, SET).headers["Location"] == "/accounts/password/reset/chosen/"
    assert at_work.get("/admin/").status_code == 302, "all sessions ended"
    assert sign_in(Client(), password=NEW).status_code == 302
    assert client.get(address).status_code == 410
    assert scanner.post(CHOOSE, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 410
    assert User.objects.get(pk=person.pk).check_password(NEW)
    row = Record.objects.get(action="accounts.password_reset")
    assert (row.object_id, row.actor, row.by) == (str(person.pk), None, "visitor")
    assert Letter.objects.filter(letter="password_changed").count() == 1


def test_a_new_password_signs_nobody_in(client: Client, person: User) -> None:
    ask(client)
    client.get(link())
    client.post(CHOOSE, SET)
    assert "_auth_user_id" not in client.session


def test_the_link_is_nowhere_kept_in_the_clear(client: Client, person: User) -> None:
    ask(client)
    token = link().rstrip("/").rpartition("-")[2]
    client.get(link())
    kept = [str(row.get_decoded()) for row in Session.objects.all()]
    kept += [str(row) for row in Letter.objects.values()]
    assert len(kept) == 2
    assert [text for text in kept if token in text] == []


def test_the_link_holds_for_an_hour(client: Client, person: User, settings: object) -> None:
    ask(client)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert client.get(link()).status_code == 410


def test_a_page_left_open_too_long_sets_nothing(
    client: Client, person: User, later: Callable[[float], None]
) -> None:
    ask(client)
    client.get(link())
    later(61 * 60)
    assert client.post(CHOOSE, SET).status_code == 410
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_a_link_opened_at_the_last_minute_holds_no_longer_for_that(
    client: Client, person: User, later: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client)
    now = PasswordResetTokenGenerator._now
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now(self) + timedelta(minutes=50))
    client.get(link())
    later(9 * 60)
    assert client.get(CHOOSE).status_code == 200
    later(2 * 60)
    assert client.post(CHOOSE, SET).status_code == 410
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


@pytest.mark.parametrize("key", ["x", "1-", "99-abc-def", "²-abc", "9" * 40 + "-abc", "set-password"])
def test_a_link_that_was_altered_opens_nothing(client: Client, person: User, key: str) -> None:
    answer = client.get(f"/accounts/password/reset/{key}/")
    assert answer.status_code == 410
    assert "This link holds no more" in answer.content.decode()


def test_a_link_is_its_owners_alone(client: Client, person: User) -> None:
    other = User.objects.create_user("other@example.org", PASSWORD)
    ask(client)
    token = link().rstrip("/").rpartition("/")[2].partition("-")[2]
    assert client.get(f"/accounts/password/reset/{other.pk}-{token}/").status_code == 410


def test_nobody_is_told_whether_an_address_is_known(client: Client, person: User) -> None:
    User.objects.create_user("gone@example.org", PASSWORD, is_active=False)
    User.objects.create_user("invited@example.org")
    answers = {
        ask(client, address)
        for address in (ADDRESS, "nobody@example.org", "gone@example.org", "invited@example.org")
    }
    assert answers == {(302, "/accounts/password/reset/done/")}
    assert [letter.about_id for letter in Letter.objects.all()] == [str(person.pk)]


def test_until_the_answer_known_and_unknown_cost_the_same(
    client: Client, person: User, settings: Settings
) -> None:
    """The letter, which takes its time, is written by the worker."""
    settings.TASKS = {**settings.TASKS, "worker": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    User.objects.create_user("gone@example.org", PASSWORD, is_active=False)
    User.objects.create_user("invited@example.org")
    ask(client)  # what a day or a session begins with is done

    def cost(address: str) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            assert ask(client, address) == (302, "/accounts/password/reset/done/")
        return [query["sql"].partition(" ")[0] for query in asked]

    known = cost("Ana@example.org")
    assert known.count("INSERT") >= 1
    for address in ("nobody@example.org", "gone@example.org", "invited@example.org"):
        # The first try of an address begins its count.
        cost(address)
        assert cost(address) == known, address
    assert not Letter.objects.exists()
    asked_for = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    assert {key for told in asked_for for key in told["args"]} >= {person.pk, None}
    assert "@" not in str(list(asked_for)), "no address waits in the queue"


def test_an_address_that_only_looks_alike_brings_no_letter(client: Client, person: User) -> None:
    ask(client, "аna@example.org")
    assert not Letter.objects.exists(), "its first letter is Cyrillic"
    ask(client, "ＡＮＡ@Example.org")
    (letter,) = Letter.objects.all()
    assert unseal(letter.to_sealed) == ADDRESS, "as it is kept here, not as it was typed"


def test_two_hundred_at_once_are_answered_alike_and_bring_five_letters(client: Client, person: User) -> None:
    answers = {ask(client) for _time in range(200)}
    assert answers == {(302, "/accounts/password/reset/done/")}
    assert Letter.objects.count() == 5


def test_a_spoofed_host_does_not_stand_in_the_letter(client: Client, person: User) -> None:
    client.post("/accounts/password/reset/", {"email": ADDRESS}, headers={"X-Forwarded-Host": "evil.example"})
    letter = letters.render("password_reset", "en", letters.unpack(unseal(Letter.objects.get().context)))
    assert "http://127.0.0.1:8000/accounts/password/reset/" in letter.text
    assert "evil" not in letter.text + letter.html
