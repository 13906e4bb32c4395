"""The list of partners: everybody who has a page, by kind and country, and nobody who has none."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale

from edge.memo import forget_everything
from languages.models import SiteLanguage
from partners.models import PartnerIndexPage, PartnerPage, page_of

from .factories import PartnerFactory


def listed(soup: BeautifulSoup) -> dict[str, list[str]]:
    """The names on the cards under each heading."""
    return {
        section.h2.get_text(strip=True): [link.get_text(strip=True) for link in section.select("h3 a")]
        for section in soup.select("main section[aria-labelledby]:has(.grid)")
    }


@pytest.fixture
def three(index: PartnerIndexPage, make_page: Any) -> None:
    for name, kind, countries in (
        ("Everywhere Network", "network", []),
        ("Žalias Centre", "national_centre", ["lt"]),
        ("Athens Centre", "national_centre", ["gr", "cy"]),
    ):
        partner = PartnerFactory.create(name=name, type=kind, countries=countries, worldwide=not countries)
        make_page(
            PartnerPage, index, title=name, partner=partner, introduction=f"{name} answers calls & mail."
        )


def test_partners_stand_by_kind_and_name(three: None, seen: Any) -> None:
    soup = seen("/en/partners/")

    assert listed(soup) == {
        "National centres": ["Athens Centre", "Žalias Centre"],
        "International networks": ["Everywhere Network"],
    }
    cards = {card.h3.get_text(strip=True): card.get_text(" ", strip=True) for card in soup.select(".card")}
    assert cards["Athens Centre"].endswith("Athens Centre answers calls & mail. Cyprus, Greece")
    assert cards["Everywhere Network"].endswith("Everywhere Network answers calls & mail. Every country")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("country=lt", {"Žalias Centre", "Everywhere Network"}),
        ("country=LT", {"Žalias Centre", "Everywhere Network"}),
        ("type=national_centre", {"Athens Centre", "Žalias Centre"}),
        ("country=gr&type=national_centre", {"Athens Centre"}),
        ("country=jp", {"Everywhere Network"}),
        ("country=jp&type=national_centre", set()),
        ("country=&type=", {"Athens Centre", "Žalias Centre", "Everywhere Network"}),
    ],
)
def test_a_reader_narrows_the_list_without_javascript(
    three: None, seen: Any, query: str, names: set[str]
) -> None:
    soup = seen(f"/en/partners/?{query}")

    assert {name for names in listed(soup).values() for name in names} == names
    assert bool(soup.select(".empty")) is not bool(names)
    assert bool(soup.select('meta[name="robots"][content="noindex"]')) is (query != "country=&type=")


def test_the_form_and_the_links_keep_what_was_chosen_before(three: None, seen: Any) -> None:
    soup = seen("/en/partners/?country=gr&type=national_centre")

    assert soup.select_one('form input[name="type"]')["value"] == "national_centre"
    assert soup.select_one("form option[selected]")["value"] == "gr"
    assert [link["href"] for link in soup.select(".filters a")] == [
        "/en/partners/?country=gr",
        "?type=national_centre&country=gr",
        "?type=network&country=gr",
    ]
    assert [link["href"] for link in soup.select(".columns a")] == [
        f"?country={code}&type=national_centre" for code in ("cy", "gr", "lt")
    ]


@pytest.mark.parametrize(
    "query", ["country=zz", "country=\x00", f"country={'x' * 10_000}", "type=friend", "type=\x00", "type=1"]
)
def test_what_is_no_country_and_no_kind_is_answered_with_a_sentence_and_everybody(
    client: Client, three: None, query: str
) -> None:
    response = client.get("/en/partners/", dict([query.split("=")]))
    soup = BeautifulSoup(response.content, "html.parser")

    assert response.status_code == 404
    assert soup.select_one(".problem").get_text() in {
        "There is no such country in our list. Here are all partners.",
        "There is no such kind of partner. Here are all partners.",
    }
    assert sum(len(names) for names in listed(soup).values()) == 3


def test_what_is_not_translated_is_listed_in_its_original_and_says_so(
    index: PartnerIndexPage, make_page: Any, seen: Any
) -> None:
    lithuanian = PartnerIndexPage.objects.get(locale__language_code="lt")
    page = make_page(
        PartnerPage,
        lithuanian,
        title="Pavyzdinis centras",
        partner=PartnerFactory.create(),
        introduction="Padedame.",
    )

    (card,) = seen("/en/partners/").select(".card")
    assert (card.h3.a["href"], card.h3.a["lang"], card.h3.a["hreflang"]) == (page.url, "lt", "lt")
    assert card.find("bdi", lang="lt").get_text() == "Padedame."

    # The tree above a translation may be filled with aliases: they say nothing of their own.
    page.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    (card,) = seen("/en/partners/").select(".card")
    assert (card.h3.get_text(), card.h3.a["lang"]) == ("Pavyzdinis centras", "lt")

    english = make_page(PartnerPage, index, title="Example Centre", partner=page.partner)
    (card,) = seen("/en/partners/").select(".card")
    assert (card.h3.get_text(), card.h3.a["href"], card.h3.a.get("lang")) == (
        "Example Centre",
        english.url,
        None,
    )


def test_on_a_list_that_is_not_translated_each_card_says_its_own_language(
    index: PartnerIndexPage, make_page: Any, seen: Any
) -> None:
    arabic = PartnerIndexPage.objects.get(locale__language_code="ar")
    make_page(PartnerPage, index, title="Athens Centre", partner=PartnerFactory.create(name="A"))
    make_page(PartnerPage, arabic, title="مركز", partner=PartnerFactory.create(name="B"))

    soup = seen("/ar/partners/")

    assert soup.html["lang"] == "en"
    assert [(link.get_text(), link.get("lang"), link.get("hreflang")) for link in soup.select(".card a")] == [
        ("Athens Centre", None, "en"),
        ("مركز", "ar", None),
    ]


def test_nobody_is_listed_whose_page_is_not_public(
    index: PartnerIndexPage, make_page: Any, seen: Any
) -> None:
    arabic = PartnerIndexPage.objects.get(locale__language_code="ar")
    withdrawn = make_page(PartnerPage, index, title="Withdrawn Centre")
    withdrawn.unpublish()
    hidden = make_page(PartnerPage, arabic, title="Centre in a language not offered")
    PartnerFactory.create(name="Centre without a page")
    SiteLanguage.objects.filter(locale__language_code="ar").update(offered=False)

    soup = seen("/en/partners/")

    assert listed(soup) == {}
    assert "The first partners are writing their pages." in soup.select_one(".empty").get_text()
    assert "Centre" not in soup.main.get_text()
    assert [page_of(page.partner) for page in (withdrawn, hidden)] == [None, None]


@pytest.mark.parametrize("address", ["/en/partners/", "/en/partners/?country=lt", "/lt/partners/"])
def test_three_partners_cost_what_one_does(
    client: Client,
    index: PartnerIndexPage,
    make_page: Any,
    django_assert_num_queries: Any,
    address: str,
    warm: None,
) -> None:
    """One query finds the page. Who is listed is remembered until somebody publishes."""
    for number in (1, 3):
        while PartnerPage.objects.count() < number:
            make_page(PartnerPage, index, partner=PartnerFactory.create(countries=["lt", "gr"]))
        forget_everything()
        assert len(BeautifulSoup(client.get(address).content, "html.parser").select(".card")) == number
        with django_assert_num_queries(1):
            client.get(address)
