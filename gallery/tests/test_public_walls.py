"""Years and awards: the gallery of all competitions, and what can be chosen of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from consent import domain as consent
from consent.enums import AgeBand, Scope
from edge.memo import forget_everything
from gallery import domain, walls
from gallery.enums import Place
from gallery.models import CompetitionPage, Entry

from .factories import CompetitionFactory, a_batch, a_decider
from .many import make_many_entries
from .released import a_competition_page, cards, released, soup_of

pytestmark = pytest.mark.django_db
ALL = "/en/drawings/gallery/"
OURS = "/en/drawings/way-home/gallery/"
OVER = {
    "opens_on": date(2027, 4, 1),
    "closes_on": date(2027, 4, 30),
    "results_on": date(2027, 5, 25),
    "consent_until": date(2028, 1, 1),
}
#: DESIGN 9.
MOST_QUERIES = 12


@pytest.fixture
def page(make_page: Any, settings: Settings) -> CompetitionPage:
    settings.CLOCK = "2027-04-15T12:00:00"
    return a_competition_page(make_page, **OVER)


def another(make_page: Any, page: CompetitionPage, year: int, **competition: Any) -> CompetitionPage:
    made: CompetitionPage = make_page(
        CompetitionPage,
        page.get_parent().specific,
        title=f"Of {year}",
        slug=f"of-{year}",
        theme="A light",
        competition=CompetitionFactory.create(year=year, **(OVER | competition)),
    )
    return made


def choices(soup: Any) -> dict[str, list[str]]:
    return {nav["aria-label"]: [a["href"] for a in nav.select("a")] for nav in soup.select(".choose nav")}


def test_all_years_hang_together_the_newest_first_and_one_can_be_chosen(
    client: Client, page: CompetitionPage, make_page: Any
) -> None:
    before = another(make_page, page, 2026)
    not_yet = another(make_page, page, 2025, gallery_from=date(2027, 6, 1))
    old = released(a_batch(before.competition))
    ours = released(a_batch(page.competition, country="gr"), band=AgeBand.FROM_13)
    new = released(a_batch(before.competition))
    released(a_batch(not_yet.competition, country="fr"))
    # A competition without a page in this language: its drawings have no address to lead to.
    released(a_batch(CompetitionFactory.create(**OVER), country="es"))

    soup = soup_of(client, ALL)

    assert cards(soup) == [new.public_id, ours.public_id, old.public_id]
    assert choices(soup) == {
        "Age": [".", "?band=7-9", "?band=13-15"],
        "Country": [".", "?country=gr", "?country=lt"],
        "Year": [".", "?year=2027", "?year=2026"],
    }
    assert [a["href"] for a in soup.select("a.card-link")][
        1
    ] == f"/en/drawings/way-home/{ours.public_id}/?all=1"
    of_2026 = soup_of(client, f"{ALL}?year=2026")
    assert cards(of_2026) == [new.public_id, old.public_id]
    assert (
        of_2026.select_one("a.card-link")["href"] == f"/en/drawings/of-2026/{new.public_id}/?year=2026&all=1"
    )
    assert "2026" in of_2026.title.get_text().split(" – ")[0]
    # Whatever else is chosen, each choice leads to something.
    assert choices(of_2026)["Year"] == [".", "?year=2027", "?year=2026"]
    assert "Country" not in choices(of_2026)
    for address in [a for links in choices(soup).values() for a in links]:
        assert cards(soup_of(client, ALL + address.removeprefix("."))), address


@pytest.mark.parametrize(
    "query", ["year=2O27", "year=-1", "year=%00", "year=٢٠٢٧", f"year={'9' * 5000}", "award=gold"]
)
def test_a_year_or_an_award_that_cannot_be_is_refused_in_a_sentence(
    client: Client, page: CompetitionPage, query: str
) -> None:
    entry = released(a_batch(page.competition))

    soup = soup_of(client, f"{ALL}?{query}", status=404)

    assert cards(soup) == [entry.public_id]
    assert soup.select_one('[role="alert"]').get_text() == (
        "There is no such choice. These are all drawings, the newest first."
    )


def test_awards_can_be_chosen_from_their_day_on_and_only_those_that_may_be_told_of(
    client: Client, page: CompetitionPage, make_page: Any, settings: Settings
) -> None:
    before = another(make_page, page, 2026)
    batch = a_batch(page.competition)
    may, may_not, taken_back = (
        released(batch, (Scope.SITE, Scope.WINNER)),
        released(batch, (Scope.SITE,)),
        released(batch, (Scope.SITE, Scope.WINNER)),
    )
    second = released(a_batch(before.competition, country="gr"), (Scope.SITE, Scope.WINNER))
    plain = released(batch)
    for entry in (may, may_not, taken_back):
        domain.award(entry, Place.FIRST, user=a_decider("juror"))
    domain.award(second, Place.SECOND, user=a_decider("juror"))

    assert choices(soup_of(client, ALL)).get("Award") is None
    for address in (f"{ALL}?award=first", f"{OURS}?award=first"):
        assert cards(soup_of(client, address)) == []

    settings.CLOCK = "2027-05-25T12:00:00"
    consent.withdraw(taken_back.subject, "letter")
    assert choices(soup_of(client, ALL))["Award"] == [".", "?award=first", "?award=second"]
    assert choices(soup_of(client, OURS))["Award"] == [".", "?award=first"]
    soup = soup_of(client, f"{ALL}?award=first")
    assert cards(soup) == [may.public_id]
    assert choices(soup)["Award"] == [".", "?award=first", "?award=second"]
    assert cards(soup_of(client, f"{ALL}?award=second&country=gr")) == [second.public_id]
    assert cards(soup_of(client, f"{ALL}?award=second&country=lt")) == []
    assert plain.public_id in cards(soup_of(client, ALL))
    # Its neighbours are those with the same award.
    alone = soup_of(client, f"/en/drawings/way-home/{may.public_id}/?award=first")
    assert alone.select('main a[rel~="prev"], main a[rel~="next"]') == []


def test_no_competition_can_take_the_address_of_the_gallery(page: CompetitionPage) -> None:
    page.slug = "gallery"

    with pytest.raises(Exception, match="used by the site itself"):
        page.full_clean()


@pytest.mark.parametrize("below", ["gallery/slideshow/more/", "gallery/2027/", "nothing/", "slideshow/"])
def test_nothing_else_stands_beside_the_competitions(
    client: Client, page: CompetitionPage, below: str
) -> None:
    assert client.get(f"/en/drawings/{below}").status_code == 404


# --- Slides -------------------------------------------------------------------------------------------------------


def test_a_screen_without_scripts_is_led_round_the_gallery_by_links(
    client: Client, page: CompetitionPage, make_page: Any
) -> None:
    before = another(make_page, page, 2026)
    oldest = released(a_batch(before.competition), title="The first")
    newest = released(a_batch(page.competition), title="The second", first_name="Lina")
    show = f"{ALL}slideshow/"

    first = soup_of(client, show)
    assert first.select_one("[data-slide]")["data-slide"] == newest.public_id
    assert first.select_one("[data-words] h2").get_text() == "The second"
    assert first.select_one("[data-words] .lead").get_text() == "Lina, 7 to 9, Lithuania"
    assert first.select('a[rel="prev"]') == []
    following = first.select_one('a[rel="next"]')
    assert following.get_text() == "Next"

    second = soup_of(client, show + following["href"])
    assert second.select_one("[data-slide]")["data-slide"] == oldest.public_id
    assert second.select_one('a[rel="prev"]')["href"] == "."
    again = second.select_one('a[rel="next"]')
    assert (again["href"], again.get_text()) == (".", "From the beginning")


def test_a_drawing_that_is_taken_back_is_not_among_the_next_slides(
    client: Client, page: CompetitionPage
) -> None:
    batch = a_batch(page.competition)
    oldest, middle, newest = [released(batch) for _ in range(3)]
    show = f"{OURS}slideshow/"
    following = soup_of(client, show).select_one('a[rel="next"]')["href"]
    here = soup_of(client, show + following).select_one("[data-slide]")["data-here"]
    assert soup_of(client, show + here).select_one("[data-slide]")["data-slide"] == middle.public_id

    key = middle.public_key
    domain.withdraw(middle, user=batch.entered_by, channel="letter")

    # Neither the one to come nor the one that stands on the screen is it any more.
    for address in (following, here):
        assert soup_of(client, show + address).select_one("[data-slide]")["data-slide"] == oldest.public_id
    assert key not in client.get(show).content.decode()
    assert newest.public_key in client.get(show).content.decode()


def test_a_slideshow_of_nothing_says_so_and_leads_back(client: Client, page: CompetitionPage) -> None:
    soup = soup_of(client, f"{OURS}slideshow/?country=jp")

    assert soup.select("[data-slides]") == []
    assert soup.select_one(".empty h2").get_text() == "There is no drawing to show here at the moment."
    assert soup.select_one(".empty a")["href"] == OURS


# --- At size ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        ALL,
        f"{ALL}?country=lt",
        f"{ALL}?band=7-9&country=lt",
        f"{ALL}?year=2027",
        f"{ALL}?award=first",
        f"{ALL}slideshow/",
        f"{OURS}slideshow/?country=lt",
        "/en/drawings/way-home/{}/?all=1&country=lt",
    ],
)
def test_what_hangs_together_costs_the_same_however_much_there_is(
    client: Client, page: CompetitionPage, make_page: Any, warm: None, settings: Settings, address: str
) -> None:
    settings.CLOCK = "2027-05-25T12:00:00"
    before = another(make_page, page, 2026)
    costs = []
    for number in (8, 60):
        for one in (before, page):
            make_many_entries(number, one.competition)
        forget_everything()
        middle = Entry.objects.public().filter(competition=page.competition).order_by("place")[number // 2]
        client.get(address.format(middle.public_id))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address.format(middle.public_id)).status_code == 200
        costs.append(len(asked))

    assert costs[0] == costs[1] <= MOST_QUERIES


#: One twenty-fifth of what `make bench` times.
AT_SIZE = 4000
#: As many as there are of the rarest kind at the beginning.
A_FEW = 10


def test_every_list_begins_at_an_index_and_not_at_the_drawings(
    page: CompetitionPage, make_page: Any, settings: Settings
) -> None:
    """Steps of SQLite's machine: the same on every computer, busy or not."""
    if connection.vendor != "sqlite":
        pytest.skip("counts the steps of SQLite; the other engine is timed by the bench")
    settings.CLOCK = "2027-05-25T12:00:00"
    before = another(make_page, page, 2026)
    hidden = another(make_page, page, 2025, gallery_from=date(2027, 6, 1))
    asked = [
        walls.Filters(country=country, band=band)
        for country in ("", "lt", "fr")
        for band in ("", "0-6", "7-9")
    ]
    asked += [
        walls.Filters(award="first"),
        walls.Filters(year=2026),
        walls.Filters(country="lt", band="16-17"),
    ]

    def steps() -> list[int]:
        wall, counts = walls.whole_wall(), []
        for filters in asked:
            connection.connection.set_progress_handler(lambda: counts.__setitem__(-1, counts[-1] + 1), 100)
            counts.append(0)
            places = [mark.place for mark in walls.older(wall, filters, None, A_FEW)]
            walls.newer(wall, filters, places[-1] if places else 0, A_FEW)
            connection.connection.set_progress_handler(None, 0)
        return counts

    for one in (page, before):
        make_many_entries(400, one.competition, copies=False)
    few = steps()
    make_many_entries(AT_SIZE, page.competition, copies=False)
    # Released, and newer than all others, and not shown yet: nothing may have to read past them.
    make_many_entries(AT_SIZE // 4, hidden.competition, copies=False)
    many = steps()

    for filters, before_, after_ in zip(asked, few, many, strict=True):
        assert after_ <= 1.5 * before_ + 20, filters
