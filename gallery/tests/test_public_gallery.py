"""The gallery: every drawing is found once, filters offer what is there, a page costs the same whatever it holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from consent.enums import AgeBand
from edge.memo import forget_everything
from gallery.models import CompetitionPage, Entry

from .factories import a_batch
from .many import make_many_entries
from .released import a_competition_page, cards, released, soup_of

pytestmark = pytest.mark.django_db
GALLERY = "/en/drawings/way-home/gallery/"
#: DESIGN 9.
MOST_QUERIES = 12


@pytest.fixture
def page(make_page: Any) -> CompetitionPage:
    return a_competition_page(make_page)


def link(soup: Any, rel: str) -> str | None:
    found = soup.select_one(f'a[rel~="{rel}"]')
    return found["href"] if found else None


def test_whoever_leafs_through_meets_every_drawing_once_and_finds_the_way_back(
    client: Client, page: CompetitionPage
) -> None:
    make_many_entries(60, page.competition)
    expected = list(Entry.objects.public().order_by("-place").values_list("public_id", flat=True))

    address: str | None = GALLERY
    seen, addresses = [], []
    while address:
        soup = soup_of(client, address)
        seen.append(cards(soup))
        addresses.append(address)
        address = link(soup, "next")

    assert [len(ids) for ids in seen] == [24, 24, 10]
    assert [entry for ids in seen for entry in ids] == expected
    for here, before in zip(addresses[1:], addresses, strict=False):
        assert link(soup_of(client, here), "prev") == before
    assert link(soup_of(client, GALLERY), "prev") is None


def test_only_what_has_drawings_is_offered_and_the_other_choice_is_kept(
    client: Client, page: CompetitionPage
) -> None:
    lithuanian, greek = a_batch(page.competition), a_batch(page.competition, country="gr")
    young = released(lithuanian, band=AgeBand.FROM_7)
    older = released(lithuanian, band=AgeBand.FROM_13)
    from_greece = released(greek, band=AgeBand.FROM_7)
    # Of another competition: offered there, not here.
    released(a_batch(country="fr"), band=AgeBand.FROM_16)

    soup = soup_of(client, f"{GALLERY}?country=lt")

    assert cards(soup) == [older.public_id, young.public_id]
    offered = {
        nav["aria-label"]: [a["href"] for a in nav.select("a")] for nav in soup.select("main nav.stack-tight")
    }
    assert offered == {
        "Age": ["?country=lt", "?country=lt&band=7-9", "?country=lt&band=13-15"],
        "Country": [".", "?country=gr", "?country=lt"],
    }
    assert [a.get_text() for a in soup.select('main [aria-current="true"]')] == ["All ages", "Lithuania"]
    assert cards(soup_of(client, f"{GALLERY}?band=7-9")) == [from_greece.public_id, young.public_id]
    assert cards(soup_of(client, f"{GALLERY}?country=lt&band=7-9")) == [young.public_id]
    assert soup.select_one("a.card-link")["href"].endswith("/?country=lt")


def test_a_choice_without_drawings_is_an_empty_list_with_a_way_on(
    client: Client, page: CompetitionPage
) -> None:
    released(a_batch(page.competition), band=AgeBand.FROM_7)

    for query in ("?country=jp", "?band=16-17", "?country=lt&band=16-17"):
        soup = soup_of(client, GALLERY + query)
        assert cards(soup) == []
        assert soup.select_one(".empty h2").get_text() == "No drawing is here for this choice."
        assert soup.select_one(".empty a")["href"] == GALLERY


def test_a_gallery_without_drawings_says_so(client: Client, page: CompetitionPage) -> None:
    soup = soup_of(client, GALLERY)

    assert soup.select_one(".empty h2").get_text() == "No drawing is here yet."
    assert soup.select("main nav.stack-tight") == []


@pytest.mark.parametrize(
    "query",
    [
        "country=xx",
        "country=LT",
        "country=lithuania",
        "country=%00",
        "band=18%2B",
        "band=unknown",
        "band=<script>",
        f"country={'l' * 10_000}",
        "after=x",
        "after=-1",
        "after=1.5",
        "after=%00",
        "after=٣",
        f"after={'9' * 10_000}",
        "after=1",
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_above_the_first_page(
    client: Client, page: CompetitionPage, query: str
) -> None:
    entry = released(a_batch(page.competition))

    soup = soup_of(client, f"{GALLERY}?{query}", status=404)

    assert cards(soup) == [entry.public_id]
    assert soup.select_one('[role="alert"]').get_text() in {
        "There is no such choice. These are all drawings, the newest first.",
        "There is no such part of the list. These are the newest drawings.",
    }


def test_no_search_engine_keeps_the_gallery_and_no_cache_for_long(
    client: Client, page: CompetitionPage
) -> None:
    released(a_batch(page.competition))

    response = client.get(f"{GALLERY}?country=lt")

    assert response.headers["X-Robots-Tag"] == "noindex, noimageindex"
    assert '<meta name="robots" content="noindex, noimageindex">' in response.content.decode()
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies


def test_the_language_switch_keeps_the_place_in_the_gallery(client: Client, page: CompetitionPage) -> None:
    page.copy_for_translation(Locale.objects.get(language_code="lt"), copy_parents=True, alias=True)
    released(a_batch(page.competition))

    soup = soup_of(client, f"{GALLERY}?country=lt&band=7-9&utm_source=x")

    switch = {a["hreflang"]: a["href"] for a in soup.select(".languages a")}
    assert switch["lt"] == "/lt/drawings/way-home/gallery/?country=lt&band=7-9"
    assert soup.select_one('link[rel="canonical"]')["href"].endswith("/gallery/?country=lt&band=7-9")
    lithuanian = soup_of(client, switch["lt"])
    assert len(cards(lithuanian)) == 1
    assert lithuanian.select_one("a.card-link")["href"].startswith("/lt/drawings/way-home/")


def test_pictures_come_in_three_formats_and_move_nothing_when_they_come(
    client: Client, page: CompetitionPage
) -> None:
    batch = a_batch(page.competition)
    entries = [released(batch) for _ in range(4)]

    soup = soup_of(client, GALLERY)

    key = entries[-1].public_key
    picture = soup.select_one("article picture")
    assert [(source["type"], source["srcset"]) for source in picture.select("source")] == [
        (f"image/{kind}", f"/media/drawings/{key}/320.{kind} 320w, /media/drawings/{key}/640.{kind} 640w")
        for kind in ("avif", "webp")
    ]
    assert picture.img["src"] == f"/media/drawings/{key}/320.jpg"
    assert (picture.img["width"], picture.img["height"]) == ("640", "480")
    assert picture.img["alt"] == "A house with a lit window."
    assert picture.find_parent(lang=True)["lang"] == "en"
    assert [img["loading"] for img in soup.select("article img")] == ["eager"] * 3 + ["lazy"]
    assert client.head(picture.img["src"]).status_code == 200


@pytest.mark.parametrize("query", ["", "?country=lt", "?band=7-9"])
def test_a_page_costs_the_same_whatever_it_holds(
    client: Client, page: CompetitionPage, warm: None, query: str
) -> None:
    costs = []
    for number in (1, 2, 21):
        make_many_entries(number, page.competition)
        forget_everything()
        address = GALLERY + query
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            shown = cards(soup_of(client, address))
        costs.append((len(shown), len(asked)))

    assert costs[0][0] == 1
    assert costs[-1][0] == (24 if not query else costs[-1][0])
    assert len({cost for _shown, cost in costs}) == 1
    assert costs[0][1] <= MOST_QUERIES
