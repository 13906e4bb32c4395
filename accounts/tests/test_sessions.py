from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.conftest import PASSWORD, sign_in
from audit.models import Letter

HOUR = 3600
NEW = "eight red petals in june"


def query(response: object) -> dict[str, list[str]]:
    return parse_qs(urlsplit(response.headers["Location"]).query)


def test_an_hour_without_a_touch_ends_a_session_and_says_so(
    client: Client, person: User, later: Callable[[float], None]
) -> None:
    sign_in(client)
    for _time in range(3):
        later(50 * 60)
        assert client.get("/admin/").status_code == 200
    later(61 * 60)
    ended = client.get("/admin/pages/?q=1")
    assert query(ended) == {"next": ["/admin/pages/?q=1"], "ended": ["idle"]}
    page = client.get(ended.headers["Location"]).content.decode()
    assert "nothing had been done here for an hour" in page
    assert "could not be saved" not in page


def test_a_working_day_ends_a_session_however_busy(
    client: Client, person: User, later: Callable[[float], None]
) -> None:
    sign_in(client)
    for _time in range(13):
        later(55 * 60)
        assert client.get("/admin/").status_code == 200
    later(10 * 60)
    ended = client.get("/admin/")
    assert query(ended)["ended"] == ["long"]
    assert "a working day had passed" in client.get(ended.headers["Location"]).content.decode()


def test_an_editor_left_open_does_not_keep_a_session_alive(
    client: Client, person: User, later: Callable[[float], None]
) -> None:
    person.is_superuser = True
    person.save()
    sign_in(client)
    script = {"X-Requested-With": "XMLHttpRequest"}
    for _time in range(3):
        later(19 * 60)
        client.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/", headers=script)
    later(4 * 60)
    told = client.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/", headers=script)
    assert (told.status_code, told.json()) == (403, {"error": "You are signed out. Sign in again to go on."})


def test_a_form_sent_too_late_is_answered_by_what_to_do(
    client: Client, person: User, later: Callable[[float], None]
) -> None:
    sign_in(client)
    later(2 * HOUR)
    sent = client.post(
        "/admin/pages/3/delete/", {"title": "x"}, headers={"Referer": "http://testserver/admin/pages/3/"}
    )
    assert query(sent) == {"next": ["/admin/pages/3/"], "ended": ["idle"], "unsent": ["1"]}
    assert "What you sent last could not be saved." in client.get(sent.headers["Location"]).content.decode()
    foreign = client.post("/admin/pages/3/delete/", headers={"Referer": "https://evil.example/admin/"})
    assert query(foreign)["next"] == ["/admin/"]


def test_a_session_is_written_once_a_minute_at_most(
    client: Client, person: User, later: Callable[[float], None]
) -> None:
    sign_in(client)
    client.get("/admin/")
    before = client.session["accounts_touched"]
    later(30)
    client.get("/admin/")
    assert client.session["accounts_touched"] == before
    later(31)
    client.get("/admin/")
    assert client.session["accounts_touched"] > before


def test_a_session_that_is_over_is_over_on_every_page(
    client: Client, person: User, later: Callable[[float], None]
) -> None:
    sign_in(client)
    later(2 * HOUR)
    page = client.get("/accounts/2fa/")
    assert page.headers["Location"] == "/accounts/login/?next=/accounts/2fa/"
    assert "_auth_user_id" not in client.session


def test_a_public_page_still_asks_nobody_who_they_are(client: Client, person: User) -> None:
    sign_in(client)
    page = client.get("/en/")
    assert "Cookie" not in page.headers.get("Vary", "")
    assert page.headers["Cache-Control"].startswith("public")


def test_whoever_leaves_is_out_at_once(client: Client, person: User) -> None:
    sign_in(client)
    person.is_active = False
    person.save()
    assert client.get("/admin/").status_code == 302


def test_a_new_password_ends_every_other_session(client: Client, person: User) -> None:
    other = Client()
    sign_in(other)
    sign_in(client)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/accounts/password/change/", form).headers["Location"] == "/accounts/2fa/"
    assert client.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    assert Letter.objects.latest("pk").letter == "password_changed"
    assert sign_in(Client(), password=NEW).status_code == 302


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "at least 12 characters"),
        ("password1234", "too common"),
        ("ana@example.org", "too similar"),
        ("x" * 129, "at most 128 characters"),
    ],
)
def test_a_weak_password_is_refused_in_words(
    client: Client, person: User, password: str, sentence: str
) -> None:
    sign_in(client)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    answer = client.post("/accounts/password/change/", form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "At least 12 characters; a few words" in client.get("/accounts/password/change/").content.decode()
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)
