from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.clock import today
from facts.enums import Purpose
from facts.models import Helpline, HelpPage

from .factories import AlertSystemFactory, HelplineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def help_page(make_page: Any) -> HelpPage:
    return make_page(HelpPage, title="Get help", slug="help")


@pytest.fixture
def lines(help_page: HelpPage) -> None:
    HelplineFactory.create(key="lt-116000", countries=["lt"], number="116 000", operator="Centre in Vilnius")
    HelplineFactory.create(
        key="gr-1056", countries=["gr"], number="1056", purpose="child_helpline", operator="Smile"
    )
    HelplineFactory.create(
        key="anywhere",
        countries=[],
        number="",
        web_address="https://example.org/",
        purpose="images",
        operator="Images",
    )


def country_view(help_page: HelpPage) -> Any:
    return help_page.serve(RequestFactory().get("/"), code="lt")


def text_of(response: Any) -> str:
    return response.content.decode()


def test_the_list_of_countries_shows_no_number_of_any(client: Client, lines: None) -> None:
    response: Any = client.get("/en/help/")

    assert response.status_code == 200
    assert [country.code for country in response.context_data["countries"]] == ["gr", "lt"]
    assert "tel:" not in text_of(response)
    assert "1056" not in text_of(response)


def test_a_country_shows_its_own_numbers_and_those_for_everybody_alone(client: Client, lines: None) -> None:
    response: Any = client.get("/en/help/lt/")

    shown = [[line.key for line in group] for _label, group in response.context_data["groups"]]
    assert shown == [["lt-116000"], ["anywhere"]]
    assert 'href="tel:116000"' in text_of(response)
    assert "1056" not in text_of(response)
    assert "Lithuania" in text_of(response)


@pytest.mark.parametrize(("language", "near"), [("el", ["gr"]), ("lt", ["lt"]), ("ar", [])])
def test_the_language_orders_the_list_and_hides_nothing(
    help_page: HelpPage, lines: None, language: str, near: list
) -> None:
    with translation.override(language):
        context = help_page.get_context(RequestFactory().get("/"))

    assert [country.code for country in context["near"]] == near
    assert {country.code for country in context["countries"]} == {"gr", "lt"}


@pytest.mark.parametrize("code", ["xx", "lithuania", "11", "eu"])
def test_an_unknown_country_is_a_sentence_and_the_list(client: Client, lines: None, code: str) -> None:
    response = client.get(f"/en/help/{code}/")

    assert response.status_code == 404
    assert "There is no such country in our list. Choose one below." in text_of(response)
    assert "/en/help/gr/" in text_of(response)
    assert "tel:" not in text_of(response)


def test_a_country_without_numbers_is_named(client: Client, lines: None) -> None:
    response = client.get("/en/help/jp/")

    assert response.status_code == 404
    assert "We have no numbers for Japan yet. Choose another country below." in text_of(response)


def test_a_code_in_capitals_leads_to_its_address(client: Client, lines: None) -> None:
    response = client.get("/en/help/LT/")

    assert (response.status_code, response["Location"]) == (301, "/en/help/lt/")


def test_the_country_form_leads_to_the_address_of_the_country(client: Client, lines: None) -> None:
    response = client.get("/en/help/", {"country": "lt"})

    assert (response.status_code, response["Location"]) == (302, "/en/help/lt/")


@pytest.mark.parametrize("asked", ["xx", "//evil.example", "lt/../..", "\x00", "<script>", "л" * 10_000])
def test_a_country_that_cannot_be_is_refused_in_the_list(client: Client, lines: None, asked: str) -> None:
    response = client.get("/en/help/", {"country": asked})

    assert response.status_code == 404
    assert "There is no such country in our list." in text_of(response)
    assert asked not in text_of(response) or asked in {"xx"}


def test_nothing_is_below_a_country(help_page: HelpPage) -> None:
    with pytest.raises(Http404):
        help_page.route_rest(RequestFactory().get("/"), ["lt", "vilnius"])


def test_sub_paths_are_the_countries_with_a_helpline_of_their_own(help_page: HelpPage, lines: None) -> None:
    AlertSystemFactory.create(countries=["jm"])

    assert help_page.sub_paths() == ["gr/", "lt/"]


def test_groups_come_in_the_order_of_need(help_page: HelpPage) -> None:
    for purpose in reversed(Purpose.values):
        HelplineFactory.create(purpose=purpose)
    page = country_view(help_page)

    assert [label for label, _lines in page.context_data["groups"]] == [
        str(label) for label in Purpose.labels
    ]


def test_what_is_old_comes_after_what_can_be_relied_on(help_page: HelpPage) -> None:
    HelplineFactory.create(key="a-old", source_date=date(2017, 1, 1))
    HelplineFactory.create(key="b-for-all", countries=[], number="", web_address="https://example.org/")
    HelplineFactory.create(key="c-verified", verified_on=today())
    page = country_view(help_page)

    (_label, shown) = page.context_data["groups"][0]
    assert [line.key for line in shown] == ["c-verified", "b-for-all", "a-old"]


def test_the_alert_that_exists_comes_before_a_note_that_none_is_known(
    help_page: HelpPage, lines: None
) -> None:
    AlertSystemFactory.create(key="a-none", name="", status="none_known")
    AlertSystemFactory.create(key="b-alert")
    page = country_view(help_page)

    assert page.context_data["alert_system"].key == "b-alert"


@pytest.mark.parametrize("path", ["/en/help/", "/en/help/lt/"])
def test_queries_do_not_grow_with_helplines(client: Client, help_page: HelpPage, path: str) -> None:
    counted = []
    for _count in (1, 3):
        while Helpline.objects.count() < 2 * _count:
            HelplineFactory.create(countries=["lt"], note={"en": "Note."})
            HelplineFactory.create(
                countries=[], number="", web_address="https://example.org/", note={"en": "Note."}
            )
        AlertSystemFactory.create(criteria={"en": "Criteria."})
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counted.append(len(queries))

    assert counted[0] == counted[1]
