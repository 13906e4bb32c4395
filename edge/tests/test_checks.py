"""A site on which readers or staff would not be safe does not start, and says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as site
from django.core import checks

from edge.checks import START, as_text

GOOD_KEY = "Zk3vY8Qm2LrT9xW5bN7dF1hJ4gS6pA0cEuVoIyRtBwXq-KzMnHfDs_aL"
SAFE = {
    "DEBUG": False,
    "DEMO": False,
    "SITE_URL": "https://forget-me-not.org",
    "ALLOWED_HOSTS": ["forget-me-not.org"],
    "SECRET_KEY": GOOD_KEY,
    "FIELD_KEYS": [GOOD_KEY[::-1], GOOD_KEY[:40]],
    "TRUSTED_PROXIES": ["10.0.0.0/8", "unix", "2001:db8::/32"],
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "STORAGES": {"default": {"BACKEND": "x", "OPTIONS": {"bucket_name": "b"}}, "staticfiles": {"BACKEND": "x"}},
}  # fmt: skip

LOOSE = {"SESSION_COOKIE_SECURE": False, "CSRF_COOKIE_SECURE": False, "DEBUG": True, "DEMO": True}


def refused(settings: Any, **changed: Any) -> list[str]:
    for name, value in (SAFE | changed).items():
        setattr(settings, name, value)
    found = checks.run_checks(tags=[START])
    assert all(message.level == checks.ERROR and len(message.hint or message.msg) > 10 for message in found)
    return sorted(str(message.id) for message in found)


def test_a_site_as_it_should_be_starts(settings: Any) -> None:
    assert refused(settings) == []


def with_option(**options: str) -> dict[str, Any]:
    return {"default": {"BACKEND": "x"}, "private": {"BACKEND": "x", "OPTIONS": options}}


@pytest.mark.parametrize(
    ("number", "changed"),
    [
        ("edge.E001", {"DEBUG": True}),
        ("edge.E002", {"SECRET_KEY": "x" * 80}),
        ("edge.E002", {"SECRET_KEY": GOOD_KEY[:49]}),
        ("edge.E002", {"SECRET_KEY": f"django-insecure-{GOOD_KEY}"}),
        ("edge.E002", {"SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-only-for-tests"}),
        ("edge.E003", {"FIELD_KEYS": []}),
        ("edge.E003", {"FIELD_KEYS": [GOOD_KEY[::-1], "short"]}),
        ("edge.E003", {"FIELD_KEYS": [GOOD_KEY[::-1], ""]}),
        ("edge.E003", {"FIELD_KEYS": ["only-for-tests-only-for-tests-only-for-tests"]}),
        ("edge.E004", {"FIELD_KEYS": [GOOD_KEY[::-1], GOOD_KEY]}),
        ("edge.E005", {"STORAGES": with_option(access_key="a")}),
        ("edge.E005", {"STORAGES": with_option(secret_key="a")}),
        ("edge.E005", {"STORAGES": with_option(session_token="a")}),
        ("edge.E005", {"STORAGES": with_option(security_token="a")}),
        ("edge.E006", {"SECURE_PROXY_SSL_HEADER": ("X-Forwarded-Proto", "https")}),
        ("edge.E006", {"SECURE_PROXY_SSL_HEADER": ("HTTP_X-FORWARDED-PROTO", "https")}),
        ("edge.E006", {"SECURE_PROXY_SSL_HEADER": ("X_FORWARDED_PROTO", "https")}),
        ("edge.E007", {"TRUSTED_PROXIES": ["0.0.0.0/0"]}),
        ("edge.E007", {"TRUSTED_PROXIES": ["::/0"]}),
        ("edge.E007", {"TRUSTED_PROXIES": ["10.0.0.0/8", "128.0.0.0/1"]}),
        ("edge.E007", {"TRUSTED_PROXIES": ["*"]}),
        ("edge.E007", {"TRUSTED_PROXIES": ["proxy.internal"]}),
        ("edge.E007", {"TRUSTED_PROXIES": ["10.0.0.1/8"]}),
        ("edge.E008", {"TRUSTED_PROXIES": []}),
        ("edge.E009", {"ALLOWED_HOSTS": ["forget-me-not.org", "*"]}),
        ("edge.E010", {"SITE_URL": "forget-me-not.org"}),
        ("edge.E011", {"SITE_URL": "http://forget-me-not.org"}),
        ("edge.E011", {"SITE_URL": "http://192.168.1.5:8000"}),
        ("edge.E012", {"SESSION_COOKIE_SECURE": False}),
        ("edge.E012", {"CSRF_COOKIE_SECURE": False}),
        ("core.E002", {"DEMO": True}),
    ],
)  # fmt: skip
def test_each_of_these_alone_stops_the_start(settings: Any, number: str, changed: dict[str, Any]) -> None:
    assert refused(settings, **changed) == [number]


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:8000"])
def test_on_ones_own_machine_plain_http_error_pages_and_a_demo_are_fine(settings: Any, address: str) -> None:
    here = ["127.0.0.1", "localhost", "[::1]"]
    assert refused(settings, SITE_URL=address, ALLOWED_HOSTS=here, **LOOSE) == []


@pytest.mark.parametrize("host", ["forget-me-not.org", ".forget-me-not.org", "192.168.1.5", "[2001:db8::1]"])
def test_a_host_that_others_reach_is_noticed_when_the_sites_own_address_was_forgotten(
    settings: Any, host: str
) -> None:
    """Logins that everybody knows would answer there, with error pages for strangers and keys from an example."""
    forgotten = {"SITE_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": ["127.0.0.1", host]}
    known = {"SECRET_KEY": f"django-insecure-{GOOD_KEY}"}
    assert refused(settings, **forgotten, **LOOSE, **known) == [
        "core.E002",
        "edge.E001",
        "edge.E002",
        "edge.E011",
    ]


def test_what_is_refused_is_told_with_what_to_do(settings: Any) -> None:
    refused(settings, ALLOWED_HOSTS=["*"], SECRET_KEY="short")
    told = as_text(checks.run_checks(tags=[START]))
    assert told.count("\n") == 1
    assert "edge.E009: ALLOWED_HOSTS lets any host through" in told
    assert "Name the site's hosts." in told
    assert "secrets.token_urlsafe(64)" in told


def test_the_web_server_itself_refuses_to_start(tmp_path: Any) -> None:
    """No web server runs Django's checks by itself."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "SITE_URL": "https://forget-me-not.org",
        "TRUSTED_PROXIES": "0.0.0.0/0",
        "SECRET_KEY": GOOD_KEY,
        "FIELD_KEY": GOOD_KEY[::-1],
        "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3",
        "DEMO": "0",
    }
    env.pop("ALLOWED_HOSTS", None)
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "-w", "1", "-b", f"unix:{tmp_path}/socket"],
        cwd=site.BASE_DIR, env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 3
    assert "The site does not start:\n  edge.E007: TRUSTED_PROXIES holds" in done.stderr
    assert GOOD_KEY not in done.stderr
