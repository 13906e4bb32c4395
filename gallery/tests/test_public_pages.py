"""The page of a competition and the list of all: what stands there, from when on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from consent.enums import Scope
from core import clock
from gallery import domain, listing
from gallery.enums import Place
from gallery.models import CompetitionIndexPage, CompetitionPage

from .factories import CompetitionFactory, a_batch, a_decider
from .many import make_many_entries
from .released import a_competition_page, cards, released, soup_of

pytestmark = pytest.mark.django_db
ADDRESS = "/en/drawings/way-home/"


def test_the_list_says_of_each_competition_where_it_stands_the_newest_first(
    client: Client, make_page: Any
) -> None:
    index = make_page(CompetitionIndexPage, slug="drawings")
    past = CompetitionFactory.create(
        year=2026, opens_on=clock.today() - timedelta(days=90), closes_on=clock.today() - timedelta(days=60)
    )
    make_page(CompetitionPage, index, title="Last year", competition=past)
    make_page(CompetitionPage, index, title="This year", competition=CompetitionFactory.create(year=2027))

    shown = [card.get_text(" ", strip=True) for card in soup_of(client, index.url).select("article.card")]

    assert [text.split(".")[0].split(" ")[0] for text in shown] == ["Open", "Closed"]
    assert ["This year" in shown[0], "Last year" in shown[1]] == [True, True]


def test_a_list_without_competitions_says_so(client: Client, make_page: Any) -> None:
    index = make_page(CompetitionIndexPage, slug="drawings")

    assert "No competition is announced yet." in soup_of(client, index.url).get_text()


def test_the_page_shows_the_newest_six_and_leads_to_all(client: Client, make_page: Any) -> None:
    page = a_competition_page(make_page)
    make_many_entries(8, page.competition)
    newest = list(
        page.competition.entries.order_by("-place").values_list("public_id", flat=True)[: listing.NEWEST]
    )

    soup = soup_of(client, ADDRESS)

    assert cards(soup) == newest
    assert soup.select_one(f'a[href="{ADDRESS}gallery/"]') is not None
    assert soup.select_one(f'a.card-link[href="{ADDRESS}{newest[0]}/"]') is not None


def test_the_page_may_be_found_and_its_pictures_not(client: Client, make_page: Any) -> None:
    page = a_competition_page(make_page)
    released(a_batch(page.competition))

    response = client.get(ADDRESS)

    assert '<meta name="robots" content="noimageindex">' in response.content.decode()
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
    assert ADDRESS in client.get("/sitemap.xml").content.decode()
    assert "gallery/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    ("zone", "opens"),
    [("Pacific/Kiritimati", "2027-05-19T10:00:00"), ("Pacific/Pago_Pago", "2027-05-20T11:00:00")],
)
def test_the_gallery_opens_as_the_day_begins_where_the_competition_is(
    client: Client, make_page: Any, settings: Settings, zone: str, opens: str
) -> None:
    settings.CLOCK = "2027-05-01T00:00:00"
    page = a_competition_page(
        make_page,
        zone=zone,
        gallery_from=date(2027, 5, 20),
        opens_on=date(2027, 4, 1),
        closes_on=date(2027, 6, 1),
        consent_until=date(2028, 1, 1),
    )
    entry = released(a_batch(page.competition))
    places = {"page": ADDRESS, "gallery": f"{ADDRESS}gallery/"}

    settings.CLOCK = f"{opens[:11]}{int(opens[11:13]) - 1:02}:59:59"
    assert {name: cards(soup_of(client, place)) for name, place in places.items()} == {
        "page": [],
        "gallery": [],
    }
    assert "The gallery opens on 20 May 2027." in soup_of(client, places["gallery"]).get_text()
    assert client.get(f"{ADDRESS}{entry.public_id}/").status_code == 404

    settings.CLOCK = opens
    assert {name: cards(soup_of(client, place)) for name, place in places.items()} == {
        "page": [entry.public_id],
        "gallery": [entry.public_id],
    }
    assert client.get(f"{ADDRESS}{entry.public_id}/").status_code == 200


@pytest.fixture
def with_results(make_page: Any, settings: Settings) -> CompetitionPage:
    settings.CLOCK = "2027-04-15T12:00:00"
    return a_competition_page(
        make_page,
        opens_on=date(2027, 4, 1),
        closes_on=date(2027, 4, 30),
        results_on=date(2027, 5, 25),
        consent_until=date(2028, 1, 1),
    )


def results(client: Client) -> list[tuple[str, str]]:
    """(id, award) of each drawing that is shown with one."""
    return [
        (str(card["id"]), tag.get_text(strip=True))
        for card in soup_of(client, ADDRESS).select("article.card[id]")
        if (tag := card.select_one(".tag"))
    ]


def test_awards_are_shown_on_their_day_in_their_order(
    client: Client, with_results: CompetitionPage, settings: Settings
) -> None:
    batch = a_batch(with_results.competition)
    mention, second, first = [released(batch, (Scope.SITE, Scope.WINNER)) for _ in range(3)]
    domain.award(mention, Place.MENTION, user=a_decider("juror"))
    domain.award(second, Place.SECOND, user=a_decider("juror"))
    domain.award(first, Place.FIRST, user=a_decider("juror"))
    alone = f"{ADDRESS}{first.public_id}/"
    assert "The results come on 25 May 2027." in soup_of(client, ADDRESS).get_text()

    settings.CLOCK = "2027-05-24T20:59:59"
    assert results(client) == []
    assert "The results come on 25 May 2027." in soup_of(client, ADDRESS).get_text()
    assert "First place" not in soup_of(client, alone).get_text()

    settings.CLOCK = "2027-05-24T21:00:00"
    assert results(client) == [
        (first.public_id, "First place"),
        (second.public_id, "Second place"),
        (mention.public_id, "Special mention"),
    ]
    assert "First place" in soup_of(client, alone).get_text()


def test_no_award_is_announced_that_the_family_did_not_agree_to(
    client: Client, with_results: CompetitionPage, settings: Settings
) -> None:
    entry = released(a_batch(with_results.competition), (Scope.SITE,))
    domain.award(entry, Place.FIRST, user=a_decider("juror"))
    settings.CLOCK = "2027-05-25T12:00:00"

    assert results(client) == []
    assert "First place" not in soup_of(client, f"{ADDRESS}{entry.public_id}/").get_text()
    assert "No awarded drawing can be shown here at the moment." in soup_of(client, ADDRESS).get_text()


def test_an_award_goes_with_its_drawing(
    client: Client, with_results: CompetitionPage, settings: Settings
) -> None:
    entry = released(a_batch(with_results.competition), (Scope.SITE, Scope.WINNER))
    domain.award(entry, Place.FIRST, user=a_decider("juror"))
    settings.CLOCK = "2027-05-25T12:00:00"
    assert results(client) == [(entry.public_id, "First place")]

    domain.hide(entry, user=entry.entered_by, version=entry.version, reason="name")

    assert results(client) == []
    assert cards(soup_of(client, ADDRESS)) == []


def test_other_rooms_get_the_newest_of_one_competition_or_of_all(make_page: Any) -> None:
    page = a_competition_page(make_page)
    one, other = released(a_batch(page.competition)), released(a_batch())

    assert listing.newest(page.competition, 5) == [one]
    assert listing.newest(None, 5) == [other, one]
    assert listing.newest(None, 1) == [other]
    assert listing.competition_pages() == [page]
    assert [listing.competition_pages(2027), listing.competition_pages(2026)] == [[page], []]
