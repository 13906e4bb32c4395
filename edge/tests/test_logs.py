"""What stands in the log when something failed: where in the code and what kind, never who, nor with which key."""

from __future__ import annotations

import copy
import json
import logging
import logging.config
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as site
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.test import Client
from django.urls import include, path

from edge.tracebacks import traceback_of

TOKEN = "s3cr3t-t0ken-ÿ"
NAME, MAIL = "Ana", "ana@example.org"
PLANTED = ("s3cr3t", MAIL, "192.0.2.7", NAME, "of-the-next")


def fails(request: HttpRequest, token: str) -> HttpResponse:
    given = {"name": NAME, "token": token}  # what a traceback with locals would show
    try:
        raise IntegrityError(f"duplicate key\nDETAIL: Key (email)=({MAIL}) exists, {given}")
    except IntegrityError as error:
        raise ValueError(f"no invitation {token} for {NAME}") from error


def refuses(request: HttpRequest, token: str) -> HttpResponse:
    raise SuspiciousOperation(f"{token} was altered by {MAIL}")


def broken(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponseServerError()


urlpatterns = [
    path(
        "accounts/",
        include(
            [
                path("invitation/<token>/", fails),
                path("altered/<token>/", refuses),
                path("broken/<token>/", broken),
            ]
        ),
    )
]


@pytest.fixture(params=["json", "text"])
def written(request: pytest.FixtureRequest, settings: Any) -> Iterator[StringIO]:
    """What goes to standard error under the site's own configuration, as lines for machines and as lines for people."""
    settings.ROOT_URLCONF = __name__
    stream = StringIO()
    config = copy.deepcopy(site.LOGGING)
    for handler in config["handlers"].values():
        handler |= {"formatter": request.param, "stream": stream}
    loggers = [logging.getLogger(name) for name in ("", *config["loggers"])]
    before = [(each, list(each.handlers), each.propagate, each.level) for each in loggers]
    try:
        _apply(logging.config.DictConfigurator(config))
        yield stream
    finally:
        for each, handlers, propagate, level in before:
            each.handlers, each.propagate = handlers, propagate
            each.setLevel(level)


def _apply(given: Any) -> None:
    """As ``dictConfig`` does, which would also close every handler there is, those of the tests' own included."""
    for kind, make in (
        ("formatters", given.configure_formatter),
        ("filters", given.configure_filter),
        ("handlers", given.configure_handler),
    ):
        for name, described in given.config[kind].items():
            given.config[kind][name] = make(described)
    for name, described in given.config["loggers"].items():
        given.configure_logger(name, described)
    given.configure_root(given.config["root"])


def lines_after(written: StringIO, address: str) -> str:
    client = Client(raise_request_exception=False, REMOTE_ADDR="192.0.2.7")
    query = {"next": "/of-the-next/", "email": MAIL}
    for method in (client.get, client.post):
        method(
            f"/accounts/{address}/{TOKEN}/", query_params=query, headers={"Referer": f"https://x/{TOKEN}/"}
        )
    return written.getvalue()


def test_a_page_that_failed_leaves_its_route_and_its_line_of_code(written: StringIO, db: None) -> None:
    said = lines_after(written, "invitation")

    assert "/accounts/invitation/<token>/" in said
    for told in ("ValueError", "IntegrityError", "test_logs.py", "in fails", "direct cause"):
        assert told in said
    assert [secret for secret in PLANTED if secret in said] == []


@pytest.mark.parametrize(
    ("address", "told"), [("altered", "SuspiciousOperation"), ("broken", "Internal Server")]
)
def test_so_does_one_that_was_refused_or_answers_with_an_error(
    written: StringIO, db: None, address: str, told: str
) -> None:
    said = lines_after(written, address)

    assert f"/accounts/{address}/<token>/" in said
    assert told in said
    assert [secret for secret in PLANTED if secret in said] == []


def test_a_form_without_its_token_and_an_address_that_is_none_are_not_noted(
    written: StringIO, db: None
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post(f"/accounts/broken/{TOKEN}/", headers={"Origin": f"https://evil.example/{TOKEN}"})
    client.get(f"/accounts/nothing/{TOKEN}/")

    assert written.getvalue() == ""


def test_the_log_says_why_a_database_or_a_setting_is_at_fault_and_quotes_no_row(written: StringIO) -> None:
    log = logging.getLogger("edge.tests")
    for error in (
        OperationalError(f'connection to server failed\nLINE 1: … "{MAIL}"'),
        ImportError("No module named 'gone'"),
        KeyError(TOKEN),
    ):
        try:
            raise error
        except Exception:
            log.exception("The minute job failed")
    said = written.getvalue()

    assert "connection to server failed" in said
    assert "No module named 'gone'" in said
    assert "KeyError" in said
    assert [secret for secret in PLANTED if secret in said] == []
    if said.startswith("{"):
        first, second, third = (json.loads(line) for line in said.splitlines())
        assert first["message"] == second["message"] == third["message"] == "The minute job failed"


def test_several_errors_at_once_and_errors_in_a_circle_are_told_without_their_words() -> None:
    one, other = ValueError(TOKEN), KeyError(NAME)
    one.__cause__, other.__cause__ = other, one
    told = traceback_of(ExceptionGroup(TOKEN, [one, OperationalError("gone away")]))

    assert told.count("ValueError") == told.count("KeyError") == 1
    assert "gone away" in told
    assert [secret for secret in PLANTED if secret in told] == []
