"""The two files that machines ask for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client


def test_search_engines_are_kept_off_the_admin_and_shown_the_map(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://forget-me-not.example"

    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /*/search/"} <= set(lines)
    assert "Disallow: /" not in lines
    assert lines[-1] == "Sitemap: https://forget-me-not.example/sitemap.xml"


def fields(client: Client) -> dict[str, str]:
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_who_finds_a_hole_knows_whom_to_tell(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://forget-me-not.example"
    settings.SECURITY_CONTACT = "https://forget-me-not.example/report"

    found = fields(client)

    assert found["Contact"] == "https://forget-me-not.example/report"
    assert found["Canonical"] == "https://forget-me-not.example/.well-known/security.txt"


def test_the_contact_is_the_sites_own_address_unless_another_is_set(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = ""
    settings.DEFAULT_FROM_EMAIL = "Forget-me-not <hello@forget-me-not.example>"

    assert fields(client)["Contact"] == "mailto:hello@forget-me-not.example"


def test_it_never_runs_out_and_never_promises_more_than_a_year(client: Client) -> None:
    expires = datetime.fromisoformat(fields(client)["Expires"])

    assert datetime.now(UTC) + timedelta(days=30) < expires < datetime.now(UTC) + timedelta(days=365)
