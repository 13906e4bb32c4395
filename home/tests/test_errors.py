"""When something is missing or broken the reader still gets a page, and a way on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from pytest_django import Settings
from wagtail.models import Locale

from home import errors
from home.models import HomePage, StandardPage
from languages.models import SiteLanguage


def test_a_missing_page_is_offered_in_the_languages_it_exists_in(
    client: Client, home_page: HomePage, make_page: Any
) -> None:
    about = make_page(StandardPage, slug="about", title="About this site")
    home_page.copy_for_translation(Locale.objects.get(language_code="el"), alias=True)

    response = client.get("/el/about/")

    assert response.status_code == 404
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == "el"
    offered = soup.select_one(f'main a[href="{about.url}"]')
    assert offered is not None
    assert (offered["lang"], offered["hreflang"]) == ("en", "en")


def test_a_draft_is_not_offered(client: Client, home_page: HomePage, make_page: Any) -> None:
    make_page(StandardPage, slug="about", title="Not yet to be seen").unpublish()

    assert "Not yet to be seen" not in client.get("/el/about/").content.decode()


@pytest.mark.parametrize(
    "path", ["/en/no/such/page/", "/nothing", "/en/" + "a/" * 40, "/en/%00/", "/en/" + "a" * 3000]
)
def test_an_address_that_leads_nowhere_is_a_404_in_the_sites_look(
    client: Client, home_page: HomePage, path: str
) -> None:
    response = client.get(path, follow=True)

    assert response.status_code == 404
    assert "/en/search/" in response.content.decode()


def test_a_cache_keeps_the_missing_page_for_readers_of_the_same_language_only(
    client: Client, home_page: HomePage
) -> None:
    """Below a language the address says it all; elsewhere the browser was asked."""
    home_page.copy_for_translation(Locale.objects.get(language_code="lt"), alias=True)
    SiteLanguage.objects.filter(locale__language_code="lt").update(offered=False)

    def answer(path: str) -> tuple[int, str, str, bool]:
        response = client.get(path, headers={"Accept-Language": "el"})
        language = BeautifulSoup(response.content, "html.parser").html["lang"]
        said = "Accept-Language" in response.get("Vary", "")
        return response.status_code, language, response["Cache-Control"].split(",")[0], said

    assert answer("/nothing/") == (404, "el", "public", True)
    assert answer("/lt/") == (404, "el", "public", True)
    assert answer("/en/nothing/") == (404, "en", "public", False)
    assert "Accept-Language" not in client.get("/sitemap.xml").get("Vary", "")


def test_an_error_page_is_in_the_readers_language(rf: RequestFactory, home_page: HomePage) -> None:
    response = errors.server_error(rf.get("/en/"))

    assert response.status_code == 500
    assert "<h1" in response.content.decode()


def test_an_error_in_the_error_page_falls_back_to_a_static_one(
    rf: RequestFactory, home_page: HomePage, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    def broken(*args: Any, **kwargs: Any) -> str:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(errors, "render_to_string", broken)

    static = errors.server_error(rf.get("/en/"))
    assert static.content == (Path(settings.BASE_DIR) / "templates" / "static_500.html").read_bytes()

    settings.BASE_DIR = Path("/nowhere")
    plain = errors.server_error(rf.get("/en/"))
    assert (plain.status_code, plain.content) == (
        500,
        b"Something went wrong here. In danger, call your emergency number now.",
    )
