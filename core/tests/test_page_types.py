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
LANGUAGES = ["ar", "el", "en", "es", "fr", "lt"]


@pytest.fixture
def editor_client(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor@example.org", "a long enough password"))
    return client


@pytest.fixture
def make_any(home_page: HomePage, consenting: Any) -> Any:
    """One page of a type, full (every block it allows) or with nothing but what is required."""

    def make(model: type[BasePage], *, full: bool = True) -> Page:
        fields: dict[str, Any] = filled_streams(model) if full else {}
        if model is HomePage:
            for name, value in fields.items():
                setattr(home_page, name, value)
            home_page.save_revision().publish()
            return HomePage.objects.get(pk=home_page.pk)
        if model is StoryPage:
            fields["subject"] = consenting(Scope.SITE, Scope.TRANSLATIONS)
        page: Page = build(model, place_for(model, home_page), **fields)
        return page

    return make


@pytest.mark.parametrize("full", [True, False], ids=["filled", "empty"])
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label)
def test_a_reader_gets_every_page_type_in_every_language(
    client: Client, make_any: Any, model: type[BasePage], full: bool
) -> None:
    page = make_any(model, full=full)
    seen = {}

    for locale in Locale.objects.order_by("language_code"):
        code = locale.language_code
        if code != "en":
            page.copy_for_translation(locale, copy_parents=True, alias=True)
        response = client.get(page.url.replace("/en/", f"/{code}/", 1))
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.html is not None
        assert not response.cookies
        seen[code] = (response.status_code, soup.html["lang"], len(soup.find_all("h1")))

    # The copies are aliases: their words are English, and the page says so whatever its address.
    assert seen == dict.fromkeys(LANGUAGES, (200, "en", 1))


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
def test_exit_is_there_for_whoever_may_be_watched(
    client: Client, make_any: Any, model: type[BasePage]
) -> None:
    page = make_any(model)

    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    links = soup.select("a[data-exit]")

    if not model.always_exit:
        assert links == []
        return
    assert {link["href"] for link in links} == {"https://www.bbc.com/weather"}
    assert all(set(link["rel"]) >= {"nofollow", "noreferrer"} for link in links)
