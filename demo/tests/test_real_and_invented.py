"""Nothing is said of a real organisation that it has not published, and nothing invented can be taken for real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from consent.enums import Scope
from demo.content import campaign, competition, events, partners
from demo.content.drawings import DRAWINGS
from demo.content.partners import PARTNERS
from demo.content.types import Page

YEAR = 2027
INVENTED = {row["key"] for row in PARTNERS if re.search("Example|demo", row["name"])}
REAL = {row["key"] for row in PARTNERS} - INVENTED
PAGES = [*partners.PAGES, *partners.campaign_pages(YEAR), *events.events(YEAR)]


def partner_of(page: Page) -> str:
    """The key of the partner below whose page it stands, that page included."""
    return page.path.split("/")[1] if "/" in page.path else ""


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)


def addresses(page: Page) -> list[str]:
    return [found for text in texts(page.fields) for found in re.findall(r"https?://[^\s\"<]+|\S+@\S+", text)]


def test_the_page_of_a_partner_stands_at_the_partner_s_key() -> None:
    assert {partner_of(page) for page in partners.PAGES} - {""} == INVENTED | REAL


@pytest.mark.parametrize("row", [row for row in PARTNERS if row["key"] in REAL], ids=lambda row: row["key"])
def test_a_real_partner_has_no_contact_and_no_editor(row: dict[str, Any]) -> None:
    assert set(row) <= {"key", "name", "type", "countries", "web_address"}


def test_a_real_partner_holds_only_what_it_has_published() -> None:
    held = [
        page for page in [*events.events(YEAR), *partners.campaign_pages(YEAR)] if partner_of(page) in REAL
    ]

    assert [(page.path, page.fields["status"]) for page in held] == [
        ("partners/smile-of-the-child/athens-2024", "done")
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_what_is_invented_leads_to_no_real_address(page: Page) -> None:
    if partner_of(page) in INVENTED:
        hosts = {urlsplit(found).hostname or found.partition("@")[2] for found in addresses(page)}
        assert hosts <= {"example.org"}


def test_what_a_real_partner_did_names_its_source() -> None:
    told = [value for _kind, value in campaign.OF_2021.fields["joined_in"]]

    assert {value["partner"].key for value in told} < REAL
    assert all(value["source_name"] and value["source_address"].startswith("https://") for value in told)


@pytest.mark.parametrize("page", events.events(YEAR), ids=lambda page: page.path)
def test_where_children_attend_no_place_is_named(page: Page) -> None:
    if page.fields.get("children_attend"):
        assert not {"place_name", "address", "online_address"} & set(page.fields)


def test_events_are_of_every_kind_a_reader_may_have_to_understand() -> None:
    held = [page.fields for page in events.events(YEAR)]

    assert {one["kind"] for one in held} >= {
        "vigil",
        "training",
        "school",
        "conference",
        "exhibition",
        "walk",
    }
    assert {one["status"] for one in held} == {"announced", "confirmed", "postponed", "cancelled", "done"}
    assert any(one.get("children_attend") for one in held)
    assert any(one.get("new_date_unknown") for one in held)
    assert any("start_time" not in one and one["end_date"] > one["start_date"] for one in held)
    assert any(one.get("online") and len(one["languages"]) == 3 for one in held)
    assert len({one["zone"] for one in held}) == 3


# --- Drawings -----------------------------------------------------------------------------------------------------


def test_there_are_drawings_in_every_state_the_demo_shows() -> None:
    assert len(DRAWINGS) >= 24
    assert {one.state for one in DRAWINGS} == {"pending", "approved", "published", "rejected"}
    assert {one.edition for one in DRAWINGS} == {"next", "last"}
    assert len({one.key for one in DRAWINGS}) == len(DRAWINGS)


def test_an_award_is_only_given_where_results_are_shown_and_the_family_agreed() -> None:
    won = [one for one in DRAWINGS if one.award]

    assert won
    for one in won:
        assert (one.edition, one.state) == ("last", "published")
        assert {Scope.SITE, Scope.WINNER} <= set(one.scopes)


@pytest.mark.parametrize("row", competition.competitions(YEAR), ids=lambda row: row["key"])
def test_an_edition_ends_before_its_day_and_its_results_come_on_it(row: dict[str, Any]) -> None:
    assert row["opens_on"] < row["closes_on"] < row["results_on"]
    assert (row["results_on"].year, row["results_on"].month, row["results_on"].day) == (row["year"], 5, 25)
