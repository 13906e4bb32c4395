"""What every response says of itself, and how long a copy may live."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from edge.headers import PRIVATE, PUBLIC, HeadersMiddleware


class Session:
    def __init__(self, *, accessed: bool) -> None:
        self.accessed = accessed


def answered(
    response: HttpResponse,
    *,
    method: str = "GET",
    path: str = "/en/",
    session_touched: bool | None = False,
) -> HttpResponse:
    request: HttpRequest = RequestFactory().generic(method, path)
    if session_touched is not None:
        request.session = Session(accessed=session_touched)  # type: ignore[assignment]
    answer = HeadersMiddleware(lambda request: response)(request)
    assert answer is response
    return response


def with_cookie(response: HttpResponse) -> HttpResponse:
    response.set_cookie("name", "value")
    return response


def saying(cache_control: str, status: int = 200) -> HttpResponse:
    return HttpResponse(status=status, headers={"Cache-Control": cache_control})


@pytest.mark.parametrize("status", [200, 301, 302, 404, 410])
def test_a_public_page_may_be_kept_for_half_a_minute(status: int) -> None:
    assert answered(HttpResponse(status=status)).headers["Cache-Control"] == PUBLIC
    assert PUBLIC == "public, max-age=0, s-maxage=30"


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_an_error_is_kept_by_nobody(status: int) -> None:
    assert answered(HttpResponse(status=status)).headers["Cache-Control"] == PRIVATE


def test_the_answer_to_a_form_is_kept_by_nobody() -> None:
    assert answered(HttpResponse(), method="POST").headers["Cache-Control"] == PRIVATE


def test_a_page_that_looked_at_who_is_reading_is_kept_by_nobody() -> None:
    assert answered(HttpResponse(), session_touched=True).headers["Cache-Control"] == PRIVATE


def test_a_page_answered_before_there_was_a_session_is_public() -> None:
    assert answered(HttpResponse(), session_touched=None).headers["Cache-Control"] == PUBLIC


def test_a_response_with_a_cookie_is_kept_by_nobody_whatever_the_view_says() -> None:
    assert answered(with_cookie(HttpResponse())).headers["Cache-Control"] == PRIVATE
    assert answered(with_cookie(saying("public, max-age=600"))).headers["Cache-Control"] == PRIVATE


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/3/", "/accounts/login/"])
def test_the_admin_is_kept_by_nobody_whatever_the_view_says(path: str) -> None:
    assert answered(HttpResponse(), path=path).headers["Cache-Control"] == PRIVATE
    assert answered(saying("max-age=600"), path=path).headers["Cache-Control"] == PRIVATE


def test_a_view_that_says_how_long_is_believed() -> None:
    assert answered(saying("public, max-age=5")).headers["Cache-Control"] == "public, max-age=5"


def test_a_public_page_is_the_same_for_every_cookie() -> None:
    response = HttpResponse(headers={"Vary": "Accept-Language, Cookie"})
    assert answered(response).headers["Vary"] == "Accept-Language"
    assert "Vary" not in answered(HttpResponse(headers={"Vary": "Cookie"})).headers


def test_a_page_that_looked_at_who_is_reading_still_differs_by_cookie() -> None:
    response = answered(HttpResponse(headers={"Vary": "Cookie"}), session_touched=True)
    assert response.headers["Vary"] == "Cookie"


def test_a_page_can_use_no_camera_no_place_and_no_payment() -> None:
    policy = answered(HttpResponse()).headers["Permissions-Policy"]
    for feature in ("camera", "geolocation", "microphone", "payment"):
        assert f"{feature}=()" in policy


def test_nothing_of_the_site_can_be_embedded_elsewhere_unless_it_says_so() -> None:
    assert answered(HttpResponse()).headers["Cross-Origin-Resource-Policy"] == "same-origin"
    open_to_all = HttpResponse(headers={"Cross-Origin-Resource-Policy": "cross-origin"})
    assert answered(open_to_all).headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_whole_site_says_so(client: Client, home_page: Any) -> None:
    response = client.get("/en/")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == PUBLIC
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_form_of_the_admin_is_sent_with_the_sites_own_origin_and_nothing_goes_elsewhere(
    client: Client, db: None
) -> None:
    """A browser writes "Origin: null" on a form whose page asked for "no-referrer", and the form is refused."""
    assert client.get("/admin/login/").headers["Referrer-Policy"] == "same-origin"
    assert (
        Client(enforce_csrf_checks=True).post("/admin/login/", headers={"origin": "null"}).status_code == 403
    )


def test_the_admins_pages_are_kept_by_nobody(client: Client, db: None) -> None:
    client.force_login(get_user_model().objects.create_superuser(email="lead@example.org", password="x"))

    assert client.get("/admin/").headers["Cache-Control"] == PRIVATE
    assert Client().get("/admin/").headers["Cache-Control"] == PRIVATE
