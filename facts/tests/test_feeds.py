from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from facts.feeds import COLUMNS
from facts.models import HelpPage

from .factories import HelplineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def help_page(make_page: Any) -> HelpPage:
    return make_page(HelpPage, title="Get help", slug="help")


@pytest.fixture
def lines(help_page: HelpPage) -> None:
    HelplineFactory.create(key="lt-116000", note={"en": "Day and night."}, verified_on=date(2020, 1, 31))
    HelplineFactory.create(key="gr-1056", countries=["gr"], number="1056", purpose="child_helpline")
    HelplineFactory.create(
        key="anywhere", countries=[], number="", web_address="https://example.org/", purpose="images"
    )


def keys(response: Any) -> list[str]:
    return [row["key"] for row in response.json()["helplines"]]


def rows(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_json_lists_all_and_each_names_its_countries(client: Client, lines: None) -> None:
    response = client.get("/en/help/helplines.json")

    assert response["Content-Type"] == "application/json"
    assert {row["key"]: row["countries"] for row in response.json()["helplines"]} == {
        "lt-116000": ["lt"],
        "gr-1056": ["gr"],
        "anywhere": [],
    }
    assert [row["key"] for row in response.json()["helplines"] if row["every_country"]] == ["anywhere"]


def test_a_row_says_where_it_comes_from_and_how_old_it_is(client: Client, lines: None) -> None:
    (row,) = client.get("/en/help/helplines.json?purpose=missing").json()["helplines"]

    assert list(row) == COLUMNS
    assert row["tel"] == "tel:116000"
    assert row["source_name"] == "Missing Children Europe"
    assert (row["source_date"], row["source_date_precision"]) == ("2026-11-23", "seen")
    assert (row["verified_on"], row["stale"]) == ("2020-01-31", True)
    assert row["freshness"] == "Not verified since 31 January 2020."


def test_a_country_brings_its_own_and_what_serves_everybody(client: Client, lines: None) -> None:
    assert keys(client.get("/en/help/helplines.json?country=lt")) == ["anywhere", "lt-116000"]
    assert keys(client.get("/en/help/helplines.json?country=LT&purpose=missing")) == ["lt-116000"]
    assert keys(client.get("/en/help/helplines.json?country=jp")) == ["anywhere"]


def test_csv_has_the_rows_of_the_json(client: Client, lines: None) -> None:
    response = client.get("/en/help/helplines.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert [row["key"] for row in rows(response)] == keys(client.get("/en/help/helplines.json"))
    lithuanian = next(row for row in rows(response) if row["key"] == "lt-116000")
    assert (lithuanian["countries"], lithuanian["tel"], lithuanian["stale"]) == ("lt", "tel:116000", "yes")


def test_csv_cells_are_no_formulas(client: Client, help_page: HelpPage) -> None:
    HelplineFactory.create(
        operator='=HYPERLINK("https://evil.example")', international_number="+370 5 248 3373"
    )

    (row,) = rows(client.get("/en/help/helplines.csv"))

    assert row["operator"] == '\'=HYPERLINK("https://evil.example")'
    assert row["international_number"] == "'+370 5 248 3373"


@pytest.mark.parametrize(
    "asked", ["country=xx", "country=lithuania", "country=%00", "purpose=pizza", "purpose=missing%00"]
)
def test_what_is_not_understood_is_a_sentence(client: Client, lines: None, asked: str) -> None:
    as_json = client.get(f"/en/help/helplines.json?{asked}")
    as_csv = client.get(f"/en/help/helplines.csv?{asked}")

    assert (as_json.status_code, as_csv.status_code) == (400, 400)
    sentence = as_json.json()["error"]
    assert sentence.startswith("“country” must be" if "country" in asked else "“purpose” must be")
    assert as_csv.content.decode() == f"{sentence}\n"


def test_partners_may_read_the_json_from_their_own_pages(client: Client, lines: None) -> None:
    response = client.get("/en/help/helplines.json")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response


def test_words_are_in_the_language_of_the_address(client: Client, lines: None, help_page: HelpPage) -> None:
    from wagtail.models import Locale

    HelplineFactory.create(key="lt-116111", note={"en": "Ask.", "lt": "Klauskite."}, purpose="child_helpline")
    help_page.copy_for_translation(Locale.objects.get(language_code="lt"), copy_parents=True, alias=True)

    response = client.get("/lt/help/helplines.json")

    assert response.json()["language"] == "lt"
    notes = {row["key"]: row["note"] for row in response.json()["helplines"]}
    assert notes == {"lt-116000": "Day and night.", "lt-116111": "Klauskite.", "gr-1056": "", "anywhere": ""}
    assert "Klauskite." in json.dumps(response.json(), ensure_ascii=False)


def test_queries_do_not_grow_with_helplines(client: Client, help_page: HelpPage) -> None:
    counted = []
    for _count in (1, 3):
        HelplineFactory.create(countries=["lt", "gr"], note={"en": "Note."})
        HelplineFactory.create(
            countries=[], number="", web_address="https://example.org/", note={"en": "Note."}
        )
        client.get("/en/help/helplines.json")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/help/helplines.json")
        counted.append(len(queries))

    assert counted[0] == counted[1]
