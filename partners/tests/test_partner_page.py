"""A partner's own page: who they are, whom they serve, how to reach them, and what rooms above add to it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from edge import content_version
from facts.models import Country
from partners import sections
from partners.models import PartnerIndexPage, PartnerPage

from .factories import PartnerFactory


def test_a_reader_learns_whom_a_partner_serves_and_how_to_reach_it(
    index: PartnerIndexPage, make_page: Any, seen: Any
) -> None:
    partner = PartnerFactory.create(
        countries=["lt", "gr"],
        languages=["en", "lt"],
        web_address="https://www.centre.example/en/",
        contact_email="office@centre.example",
    )
    page = make_page(PartnerPage, index, partner=partner, introduction="They answer calls.")

    soup = seen(page.url)

    facts = {row.dt.get_text(): row.dd.get_text(strip=True) for row in soup.select(".about > div")}
    assert facts == {
        "Countries served": "Greece, Lithuania",
        "Languages": "English, Lithuanian",
        "Website": "centre.example",
        "E-mail": "office@centre.example",
    }
    website, mail = soup.select(".about a")
    assert (website["href"], website["rel"]) == ("https://www.centre.example/en/", ["noreferrer"])
    assert mail["href"] == "mailto:office@centre.example"
    assert soup.select_one(".lead").get_text() == "They answer calls."


def test_a_partner_that_has_said_little_shows_no_empty_rows(
    index: PartnerIndexPage, make_page: Any, seen: Any
) -> None:
    page = make_page(PartnerPage, index, partner=PartnerFactory.create(countries=[]))

    soup = seen(page.url)

    assert soup.select(".aside") == []
    assert "Nothing is written here yet." in soup.select_one(".empty").get_text()


def test_countries_are_named_in_the_language_of_the_reader(
    index: PartnerIndexPage, make_page: Any, seen: Any
) -> None:
    lithuanian = PartnerIndexPage.objects.get(locale__language_code="lt")
    page = make_page(PartnerPage, lithuanian, partner=PartnerFactory.create(countries=["gr"]))

    assert "Graikija" in seen(page.url).select_one(".about").get_text()


def test_sections_of_rooms_above_stand_in_their_places(
    index: PartnerIndexPage, make_page: Any, seen: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sections, "_sections", {})
    page = make_page(PartnerPage, index)
    for name, place, content in (("second", 2, {}), ("silent", 1, None), ("first", 0, {})):
        template = f"partners/components/{'countries' if name == 'first' else 'partner_card'}.html"
        sections.add_section(name, sections.Section(place, template, lambda page, content=content: content))

    assert [shown.template.rpartition("/")[2] for shown in sections.sections_of(page)] == [
        "countries.html",
        "partner_card.html",
    ]


def test_a_corrected_partner_is_on_every_page_at_once(
    client: Client,
    index: PartnerIndexPage,
    make_page: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    partner = PartnerFactory.create(countries=["lt"])
    make_page(PartnerPage, index, partner=partner)
    changes = {
        "name": partner.save,
        "a country more": lambda: partner.countries.add(Country.objects.create(code="gr")),
        "a country less": partner.countries.clear,
    }
    moved = {}
    for name, change in changes.items():
        before = content_version.current()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        moved[name] = content_version.current() > before

    assert moved == dict.fromkeys(changes, True)
