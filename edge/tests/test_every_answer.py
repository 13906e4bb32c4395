"""Whatever the site answers, and whichever part of it, the browser is told the same rules."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_safe

from config.urls import handler404, handler500  # noqa: F401 -- read from here by Django
from config.urls import urlpatterns as whole_site
from core.documents.models import SiteDocument
from edge.headers import PERMISSIONS_POLICY
from edge.limits import too_many

EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
#: What is said of the content, and not of the reader's safety. Nothing else may be there: no server, no version.
OF_THE_CONTENT = {
    "Accept-Ranges", "Allow", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language",
    "Content-Length", "Content-Security-Policy", "Content-Type", "ETag", "Expires", "Last-Modified", "Location",
    "Retry-After", "Vary",
}  # fmt: skip
#: Where forms are sent that need their own origin; a browser is told so there (edge.headers).
OWN_ORIGIN = {"Referrer-Policy": "same-origin"}


@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Gone", status=410)


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


def remembers(request: HttpRequest) -> HttpResponse:
    request.session["a"] = "b"
    return HttpResponse()


urlpatterns = [
    path("en/gone/", gone),
    path("en/forbidden/", forbidden),
    path("en/fails/", fails),
    path("en/remembers/", remembers),
    path("en/too-often/", lambda request: too_many(request, 90)),
    *whole_site,
]

Ask = Callable[[Client], Any]


def a_document(client: Client) -> Any:
    document = SiteDocument.objects.create(
        title="Hello", file=ContentFile(b"Hello", name="hello.txt"), file_size=5
    )
    return read(client.get(document.url))


def a_picture(client: Client) -> Any:
    name = default_storage.save("images/every-answer.webp", ContentFile(b"RIFF"))
    try:
        return read(client.get(f"/media/{name}"))
    finally:
        default_storage.delete(name)


def a_static_file(client: Client) -> Any:
    return read(client.get("/static/css/site.css"))


def read(response: Any) -> Any:
    """To its end, so that the file behind it is closed."""
    list(response.streaming_content)
    return response


def the_admin(client: Client) -> Any:
    client.force_login(get_user_model().objects.create_superuser(email="lead@example.org", password="x"))
    return client.get("/admin/")


def a_forged_form(client: Client) -> Any:
    return OverTls(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})


ANSWERS: dict[str, tuple[int, Ask, dict[str, str]]] = {
    "page": (200, lambda client: client.get("/en/"), {}),
    "page asked for in a form": (405, lambda client: client.post("/en/gone/"), {}),
    "nothing there": (404, lambda client: client.get("/en/nothing/"), {}),
    "no language there": (404, lambda client: client.get("/nothing/"), {}),
    "withdrawn": (410, lambda client: client.get("/en/gone/"), {}),
    "not open": (403, lambda client: client.get("/en/forbidden/"), {}),
    "too often": (429, lambda client: client.get("/en/too-often/"), {}),
    "failed": (500, lambda client: client.get("/en/fails/"), {}),
    "bad host": (400, lambda client: client.get("/en/", headers={"Host": "evil.example"}), {}),
    "front door": (302, lambda client: client.get("/"), {}),
    "document": (200, a_document, {}),
    "picture": (200, a_picture, {}),
    "no picture": (404, lambda client: client.get("/media/images/none.webp"), {}),
    "static file": (200, a_static_file, {}),
    "health": (200, lambda client: client.get("/livez"), {}),
    "readiness": (200, lambda client: client.get("/readyz"), {}),
    "for machines": (200, lambda client: client.get("/robots.txt"), {}),
    "site map": (200, lambda client: client.get("/sitemap.xml"), {}),
    "sign-in page": (200, lambda client: client.get("/accounts/login/"), OWN_ORIGIN),
    "forged form": (403, a_forged_form, OWN_ORIGIN),
    "admin, a stranger": (302, lambda client: client.get("/admin/"), OWN_ORIGIN),
    "admin": (200, the_admin, OWN_ORIGIN),
}


class OverTls(Client):
    def generic(self, *args: Any, **kwargs: Any) -> Any:
        return super().generic(*args, **kwargs | {"secure": True})


@pytest.fixture
def over_tls(settings: Any, home_page: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = settings.SECURE_SSL_REDIRECT = (
        True
    )
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    # One who signed in by other means than the door; whether that is enough is not what is asked here.
    settings.SECOND_FACTOR_REQUIRED = False
    return OverTls(raise_request_exception=False)


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_has_all_rules_and_nothing_that_tells_what_runs_here(
    over_tls: Client, kind: str
) -> None:
    status, ask, differs = ANSWERS[kind]
    response = ask(over_tls)

    assert response.status_code == status
    found = dict(response.headers)
    about_content = {name: found.pop(name) for name in OF_THE_CONTENT if name in found}
    assert found == EVERYWHERE | differs
    policy = about_content.get("Content-Security-Policy", "")
    assert "unsafe" not in policy
    if not kind.startswith("admin"):  # whose policy is its own
        assert "default-src 'none'" in policy.split("; ")
    if differs:
        assert about_content["Cache-Control"] == "private, no-store"


def test_so_has_a_host_that_is_not_ours_over_plain_http(over_tls: Client) -> None:
    response = Client().get("/en/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    found = {name: value for name, value in response.headers.items() if name not in OF_THE_CONTENT}
    assert found == {name: value for name, value in EVERYWHERE.items() if name != "Strict-Transport-Security"}


def test_so_has_the_way_from_plain_http_to_tls(over_tls: Client) -> None:
    response = Client().get("/en/?q=a")

    assert (response.status_code, response["Location"]) == (301, "https://testserver/en/?q=a")
    found = {name: value for name, value in response.headers.items() if name not in OF_THE_CONTENT}
    # A browser takes this one over TLS alone.
    assert found == {name: value for name, value in EVERYWHERE.items() if name != "Strict-Transport-Security"}
    assert "default-src 'none'" in response["Content-Security-Policy"].split("; ")


def test_health_is_asked_over_plain_http_by_machines_next_to_us(over_tls: Client) -> None:
    assert Client().get("/livez").status_code == 200


# --- Cookies ------------------------------------------------------------------------------------------------------


def test_over_tls_cookies_belong_to_this_host_alone_and_no_script_reads_them(
    over_tls: Client, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    cookies = [
        cookie
        for address in ("/accounts/login/", "/en/remembers/")
        for cookie in over_tls.get(address).cookies.values()
    ]

    assert sorted(cookie.key for cookie in cookies) == ["csrftoken", "sessionid"]
    rules = {
        tuple(cookie[name] for name in ("path", "domain", "secure", "httponly", "samesite"))
        for cookie in cookies
    }
    assert rules == {("/", "", True, True, "Lax")}
    # Nothing tells for a year that someone was here.
    assert [cookie.key for cookie in cookies if int(cookie["max-age"] or 0) > 12 * 3600] == []


def test_the_names_of_cookies_follow_from_the_address_readers_see() -> None:
    """A browser refuses a cookie of such a name that is not secure, has a domain or another path."""
    assert names_at("https://forget-me-not.org") == ["__Host-session", "__Host-csrf", "True", "True"]
    assert names_at("http://127.0.0.1:8000") == ["sessionid", "csrftoken", "False", "False"]


def names_at(address: str) -> list[str]:

    asked = (
        "from django.conf import settings as s; "
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.base", "SITE_URL": address}
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=site.BASE_DIR, env=env, capture_output=True, text=True
    )
    return done.stdout.split()
