"""Every page type, whatever it is, works for the reader and for the editor."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from accounts.models import User
from consent.enums import Scope
from core.models import BasePage
from core.tests.pages import build, filled_streams, page_types, place_for
from home.models import HomePage
from stories.models import StoryPage

TYPES = page_types()
LANGUAGES = ["en", "es", "fr", "el", "lt", "ar"]


@pytest.fixture
def editor_client(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor@example.org", "a long enough password"))
    return client


@pytest.fixture
def make_any(home_page: HomePage, consenting: Any) -> Any:
    """One page of a type, full or empty, in a language: its translation is made the way the site makes them."""

    def make(model: type[BasePage], code: str = "en", *, full: bool = True) -> Page:
        fields: dict[str, Any] = filled_streams(model) if full else {}
        if model is HomePage:
            for name, value in fields.items():
                setattr(home_page, name, value)
            home_page.save_revision().publish()
            page: Page = home_page
        else:
            if model is StoryPage:
                fields["subject"] = consenting(Scope.SITE, Scope.TRANSLATIONS)
            page = build(model, place_for(model, home_page), **fields)
        if code == "en":
            return HomePage.objects.get(pk=page.pk) if model is HomePage else page
        return page.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True, alias=True)

    return make


@pytest.mark.parametrize("full", [True, False], ids=["filled", "empty"])
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label)
def test_a_reader_gets_every_page_type_in_every_language(
    client: Client, make_any: Any, model: type[BasePage], code: str, full: bool
) -> None:
    page = make_any(model, code, full=full)

    response = client.get(page.url)

    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert [heading.get_text(strip=True) for heading in soup.find_all("h1")] != []
    assert page.url.startswith(f"/{code}/")
    assert soup.html is not None
    assert soup.html["lang"] == "en", "an alias is written in its original’s language, and says so"
    assert not response.cookies


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label)
def test_an_editor_can_open_and_preview_every_page_type(
    editor_client: Client, make_any: Any, model: type[BasePage]
) -> None:
    page = make_any(model)

    edit = editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert edit.status_code == 200
    assert page.title in edit.content.decode()

    preview = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert preview.status_code == 200
    preview.render()
    assert page.title in BeautifulSoup(preview.content, "html.parser").get_text()


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label)
def test_exit_is_there_for_whoever_may_be_watched(client: Client, make_any: Any, model: type[BasePage]) -> None:
    page = make_any(model)

    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    links = soup.select("a[data-exit]")

    if not model.always_exit:
        assert links == []
        return
    assert {link["href"] for link in links} == {"https://www.bbc.com/weather"}
    assert all(set(link["rel"]) >= {"nofollow", "noreferrer"} for link in links)
