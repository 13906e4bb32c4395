from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from edge.memo import forget_everything
from facts.models import AlertSystem, AlertSystemsPage, AlertSystemWords, HelpPage
from facts.models.alert_systems_page import entries_in, map_in

from .factories import AlertSystemFactory, FactFactory, HelplineFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/alerts/"


@pytest.fixture
def alerts_page(make_page: Any) -> AlertSystemsPage:
    return make_page(AlertSystemsPage, title="Emergency child alerts", slug="alerts")


@pytest.fixture
def help_page(make_page: Any) -> HelpPage:
    return make_page(HelpPage, title="Get help", slug="help")


@pytest.fixture
def alerts(alerts_page: AlertSystemsPage, help_page: HelpPage) -> None:
    """Three kinds of country: one with an alert and numbers, one with an alert alone, one with none that is known."""
    AlertSystemFactory.create(
        key="fr",
        countries=["fr"],
        name="Alerte Enlèvement",
        named_after_child=False,
        since=2006,
        criteria={"en": "Proven."},
    )
    AlertSystemFactory.create(key="jm", countries=["jm"], name="Ananda Alert", named_after_child=True)
    AlertSystemFactory.create(key="is", countries=["is"], name="", status="none_known")
    HelplineFactory.create(countries=["fr"], number="116 000")


def soup_of(client: Client, address: str = ADDRESS) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows_of(soup: BeautifulSoup) -> dict[str, Tag]:
    return {str(row["id"]): row for row in soup.select(".alerts tbody tr")}


def words_of(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split()).replace(" ,", ",")


def marks_of(soup: BeautifulSoup) -> dict[str, str]:
    return {str(link["href"]).removeprefix("#"): " ".join(link["class"]) for link in soup.select(".map a")}


# --- The map says what the table says ------------------------------------------------------------------------------
def test_the_map_marks_the_countries_of_the_table_and_no_other(client: Client, alerts: None) -> None:
    soup = soup_of(client)

    in_table = {code: " ".join(row["class"]) for code, row in rows_of(soup).items()}
    assert in_table == {"fr": "exists", "jm": "exists", "is": "none_known"}
    assert marks_of(soup) == in_table


@pytest.mark.parametrize(("language", "name"), [("en", "France"), ("el", "Γαλλία"), ("ar", "فرنسا")])
def test_a_place_on_the_map_is_called_as_its_reader_calls_it(alerts: None, language: str, name: str) -> None:
    with translation.override(language):
        drawn = map_in(language)

    assert {place.code: place.name for place in drawn.places}["fr"] == name


def test_a_place_on_the_map_leads_to_the_row_of_its_name(client: Client, alerts: None) -> None:
    soup = soup_of(client)

    for link in soup.select(".map a"):
        row = soup.select_one(f"tr{link['href']} th")
        assert words_of(link.title) == words_of(row)


@pytest.mark.parametrize(("language", "order"), [("en", ["fr", "is", "jm"]), ("lt", ["is", "jm", "fr"])])
def test_countries_stand_in_the_order_of_their_names_for_this_reader(
    alerts: None, language: str, order: list[str]
) -> None:
    """Prancūzija comes after Islandija and Jamaika."""
    with translation.override(language):
        assert [entry.country.code for entry in entries_in(language)] == order


def test_who_cannot_see_colours_can_tell_the_marks_apart(client: Client, alerts: None) -> None:
    soup = soup_of(client)

    patterns = {mark: link.get("fill") for link in soup.select(".map a") for mark in link["class"]}
    assert patterns == {"exists": None, "none_known": "url(#stripes)"}
    assert soup.select_one("pattern#stripes") is not None


# --- Silence is not "none" -----------------------------------------------------------------------------------------
def test_nothing_is_claimed_about_a_country_without_a_row(client: Client, alerts: None) -> None:
    soup = soup_of(client)

    assert "Germany" not in words_of(soup.main)
    assert "has not been looked at yet. It may well have an alert." in words_of(soup.select_one("#who"))


def test_a_country_in_which_none_is_known_says_so_with_its_source(client: Client, alerts: None) -> None:
    row = words_of(rows_of(soup_of(client))["is"])

    assert "No emergency child alert is known" in row
    assert "AMBER Alert Europe, as of 2018" in row
    assert "When it is issued" not in row


def test_an_alert_that_exists_silences_the_note_that_none_is_known(client: Client, alerts: None) -> None:
    AlertSystemFactory.create(key="a-none", countries=["fr"], name="", status="none_known")
    row = words_of(rows_of(soup_of(client))["fr"])

    assert "Alerte Enlèvement, since 2006" in row
    assert "No emergency child alert is known" not in row


def test_criteria_that_no_source_gives_are_not_invented(client: Client, alerts: None) -> None:
    rows = rows_of(soup_of(client))

    assert "When it is issued: Proven." in words_of(rows["fr"])
    assert "When it is issued: Not stated by the source" in words_of(rows["jm"])


# --- Before and after ----------------------------------------------------------------------------------------------
def test_the_note_stands_before_the_first_name_and_help_before_and_after(
    client: Client, alerts: None
) -> None:
    text = client.get(ADDRESS).content.decode()
    note, first, last = (
        text.index("Many alerts are named after a child"),
        text.index("Alerte Enlèvement"),
        text.rindex("Ananda Alert"),
    )
    helps = [place for place in range(len(text)) if text.startswith("Help is there", place)]

    assert note < first
    assert [place < first for place in helps] == [True, False]
    assert helps[1] > last


def test_the_name_of_a_child_is_announced_before_it_is_read(client: Client, alerts: None) -> None:
    rows = rows_of(soup_of(client))

    words = words_of(rows["jm"])
    assert words.index("Named after a child") < words.index("Ananda Alert")
    assert "Named after a child" not in words_of(rows["fr"])


def test_what_is_offered_to_skip_to_is_there(client: Client, alerts: None) -> None:
    soup = soup_of(client)

    skips = [str(link["href"]) for link in soup.select(".before a")]
    assert skips == ["#who", "#after"]
    assert all(soup.select_one(f"main {skip}") for skip in skips)


def test_a_reader_can_leave_before_anything_is_told(client: Client, alerts: None) -> None:
    soup = soup_of(client)

    tab_order = [link for link in soup.select("a[href]") if link.get("tabindex") != "-1"]
    assert tab_order[1].has_attr("data-exit")


def test_a_shared_link_does_not_tell_what_is_read(client: Client, alerts: None) -> None:
    soup = soup_of(client)

    shared = " ".join(str(meta["content"]) for meta in soup.select("meta[property^='og:']"))
    assert "lert" not in shared


# --- Numbers -------------------------------------------------------------------------------------------------------
def test_no_number_to_call_stands_on_the_page_but_the_way_to_it_does(client: Client, alerts: None) -> None:
    soup = soup_of(client)

    assert "116 000" not in soup.get_text()
    assert not soup.select("a[href^='tel:'], a[href^='sms:']")
    rows = rows_of(soup)
    assert [str(link["href"]) for link in rows["fr"].select("a[href^='/']")] == ["/en/help/fr/"]
    assert "We have no numbers for this country yet" in words_of(rows["jm"])


@pytest.mark.parametrize("text", ["Call 112", "Ring ١١٢ at once", "At 116 000"])
def test_words_on_how_to_report_take_no_number(text: str) -> None:
    words = AlertSystemWords(alert_system=AlertSystemFactory.create(), language="en", how_to_report=text)

    with pytest.raises(ValidationError) as refused:
        words.full_clean()

    assert list(refused.value.message_dict) == ["how_to_report"]


def test_how_to_report_stands_in_its_row(client: Client, alerts: None) -> None:
    AlertSystemWords.objects.create(
        alert_system=AlertSystem.objects.get(key="jm"), language="en", how_to_report="At a police station."
    )

    assert "At a police station." in words_of(rows_of(soup_of(client))["jm"])


# --- Translations --------------------------------------------------------------------------------------------------
def test_words_that_nobody_has_read_are_marked_in_their_row_alone(
    client: Client, alerts: None, alerts_page: AlertSystemsPage
) -> None:
    AlertSystemWords.objects.create(
        alert_system=AlertSystem.objects.get(key="fr"), language="el", criteria="Αποδεδειγμένη."
    )
    with translation.override("el"):
        entries = {entry.country.code: entry for entry in entries_in("el")}

        assert [system.has_draft_words for system in entries["fr"].systems] == [True]
        assert [system.has_draft_words for system in entries["jm"].systems] == [False]


# --- Which count is which ------------------------------------------------------------------------------------------
def test_every_count_stands_with_what_it_counts_its_source_and_its_date(
    client: Client, make_page: Any
) -> None:
    facts = [
        FactFactory.create(value=value, source_name=source, statement={"en": f"countries of {source}"})
        for value, source in ((19, "ICMEC"), (24, "A framework"))
    ]
    for fact in facts:
        fact.words.update(scope=f"Counted by {fact.source_name}.")
    counts = [("fact", {"fact": fact, "note": ""}) for fact in facts]
    make_page(AlertSystemsPage, slug="alerts", counts=counts)

    shown = [words_of(count) for count in soup_of(client).select(".counts .fact")]
    assert shown == [
        "19 countries of ICMEC Counted by ICMEC. ICMEC, as of 2018",
        "24 countries of A framework Counted by A framework. A framework, as of 2018",
    ]


# --- Whatever there is ---------------------------------------------------------------------------------------------
def test_a_site_that_has_looked_at_nothing_says_so_and_draws_no_map(
    client: Client, alerts_page: AlertSystemsPage, help_page: HelpPage
) -> None:
    soup = soup_of(client)

    assert "No alert is listed here yet." in words_of(soup.main)
    assert soup.select(".map, .alerts") == []
    assert not soup.select(".before a")


def test_a_correction_is_on_the_page_at_once(client: Client, alerts: None, warm: None) -> None:
    client.get(ADDRESS)
    system = AlertSystem.objects.get(key="jm")
    system.name = "Renamed Alert"
    system.save()
    forget_everything()

    assert "Renamed Alert" in words_of(rows_of(soup_of(client))["jm"])


@pytest.mark.parametrize("is_warm", [True, False])
def test_queries_do_not_grow_with_countries(
    client: Client,
    alerts_page: AlertSystemsPage,
    help_page: HelpPage,
    request: pytest.FixtureRequest,
    is_warm: bool,
) -> None:
    if is_warm:
        request.getfixturevalue("warm")
    counted = []
    for codes in (["lt"], ["lt", "fr", "jm"]):
        for code in codes:
            if not AlertSystem.objects.filter(key=code).exists():
                AlertSystemFactory.create(key=code, countries=[code], criteria={"en": "Criteria."})
                HelplineFactory.create(countries=[code])
        forget_everything()
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            soup = soup_of(client)
        assert list(rows_of(soup)) == sorted(codes, key=["fr", "jm", "lt"].index)
        counted.append(len(queries))

    assert counted[0] == counted[1]
    assert not is_warm or counted[0] <= 12


@pytest.mark.parametrize("query", ["?country=xx", "?x=%00", "?" + "a" * 10_000])
def test_what_the_address_adds_changes_nothing(client: Client, alerts: None, query: str) -> None:
    assert set(rows_of(soup_of(client, ADDRESS + query))) == {"fr", "jm", "is"}


def test_help_in_a_country_leads_to_its_row(client: Client, alerts: None) -> None:
    soup = soup_of(client, "/en/help/fr/")

    assert soup.select_one("a[href='/en/alerts/#fr']") is not None


def test_help_leads_nowhere_while_there_is_no_page_of_alerts(client: Client, help_page: HelpPage) -> None:
    AlertSystemFactory.create(countries=["fr"])
    HelplineFactory.create(countries=["fr"])

    assert "#fr" not in client.get("/en/help/fr/").content.decode()
