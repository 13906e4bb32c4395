"""Who is there, and what guards the forms behind the door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils.translation import override

from core import clock
from schools import domain, visiting
from schools.enums import Standing
from schools.models import Contact, School, Visit

from .visits import a_contact, form_token_of, visit

pytestmark = pytest.mark.django_db


def asked(token: str = "", method: str = "get", language: str = "en", **how: Any) -> HttpRequest:
    request = getattr(RequestFactory(), method)(f"/{language}/schools/somewhere/", **how)
    if token:
        request.COOKIES[f"{visiting.COOKIE}-{language}"] = token
    return request


@visiting.for_contacts
def greets(request: HttpRequest, contact: Contact, word: str = "") -> HttpResponse:
    return HttpResponse(f"{contact.pk} {word}")


@visiting.for_contacts(reads_body=False)
def reads_later(request: HttpRequest, contact: Contact) -> HttpResponse:
    assert not hasattr(request, "_post"), "somebody has read the body before the view"
    visiting.check_form_token(request)
    return HttpResponse("read")


def test_a_visit_opens_the_door_until_it_is_over_or_signed_out_of_or_the_school_is_turned_away() -> None:
    contact = a_contact()
    token, other = domain.begin_visit(contact), domain.begin_visit(contact)
    assert visiting.contact_of(asked(token)) == contact
    with override("lt"):
        assert visiting.contact_of(asked(token, language="lt")) == contact
    assert visiting.contact_of(asked()) is None
    assert visiting.contact_of(asked(token + "x")) is None
    assert visiting.contact_of(asked("x" * 5000)) is None
    assert not Visit.objects.filter(token_hash__contains=token[:20]).exists()

    School.objects.update(standing=Standing.TURNED_AWAY)
    assert visiting.contact_of(asked(token)) is None
    School.objects.update(standing=Standing.VERIFIED)
    Visit.objects.filter(contact=contact).update(expires_at=clock.now() - timedelta(seconds=1))
    assert visiting.contact_of(asked(token)) is None
    Visit.objects.filter(contact=contact).update(expires_at=clock.now() + timedelta(hours=12))
    domain.end_visits(contact)
    assert [visiting.contact_of(asked(one)) for one in (token, other)] == [None, None]


def test_nobody_else_gets_behind_the_door_and_a_script_is_told_so() -> None:
    answer = greets(asked())
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/schools/")
    assert greets(asked("long-over")).headers["Location"] == "/en/schools/?over"
    assert greets(asked(HTTP_ACCEPT="application/json")).status_code == 401


def test_what_is_behind_the_door_is_kept_by_no_cache() -> None:
    contact = a_contact()
    answer = greets(asked(domain.begin_visit(contact)), word="hello")
    assert answer.content.decode() == f"{contact.pk} hello"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_form_must_be_of_a_page_of_the_same_visit() -> None:
    token = domain.begin_visit(a_contact())
    right, others = visiting._form_token(token), visiting._form_token(domain.begin_visit(a_contact()))
    said = {
        "nothing": asked(token, "post"),
        "another's": asked(token, "post", data={"form_token": others}),
        "right": asked(token, "post", data={"form_token": right}),
        "in the header": asked(token, "post", HTTP_X_FORM_TOKEN=right),
        "wrong in the header": asked(token, "post", data={"form_token": right}, HTTP_X_FORM_TOKEN=others),
        "not ASCII": asked(token, "post", data={"form_token": "é"}),
    }
    assert {how: greets(request).status_code for how, request in said.items()} == {
        "nothing": 403,
        "another's": 403,
        "right": 200,
        "in the header": 200,
        "wrong in the header": 403,
        "not ASCII": 403,
    }


def test_a_view_that_reads_the_body_itself_gets_it_unread_and_checks_the_token_itself() -> None:
    token = domain.begin_visit(a_contact())
    right = visiting._form_token(token)
    assert reads_later(asked(token, "post", data={"form_token": right})).content == b"read"
    assert reads_later(asked(token, "post", data={"form_token": "wrong"})).status_code == 403
    assert reads_later(asked(token, "post", HTTP_X_FORM_TOKEN=right)).content == b"read"
    script = asked(token, "post", HTTP_X_FORM_TOKEN="wrong", HTTP_ACCEPT="application/json")
    assert reads_later(script).status_code == 403


def test_the_tag_puts_the_token_into_a_form(client: Client) -> None:
    contact = visit(client)
    request = asked(client.cookies[f"{visiting.COOKIE}-en"].value)
    field = Template("{% load visiting %}{% form_token %}").render(Context({"request": request}))
    assert field == f'<input type="hidden" name="form_token" value="{form_token_of(client)}">'
    assert visiting.contact_of(request) == contact
    assert visiting.form_token(asked()) == ""


def test_the_cookie_goes_to_the_pages_for_schools_alone_and_to_no_script() -> None:
    response = HttpResponse()
    visiting.welcome(response, a_contact())
    cookies = response.cookies
    assert {cookie["path"] for cookie in cookies.values()} == {
        f"/{code}/schools/" for code in ("en", "es", "fr", "el", "lt", "ar")
    }
    assert {
        (bool(cookie["httponly"]), cookie["samesite"], cookie["max-age"]) for cookie in cookies.values()
    } == {(True, "Lax", 12 * 60 * 60)}
