"""Whom a campaign and a partner's page name: those whose pages a reader may see, each once."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from campaign.blocks import TAKING_PART_BLOCKS
from campaign.models import CampaignPage
from languages.domain import propose
from languages.models import SiteLanguage
from languages.po import template
from partners.models import PartnerPage
from partners.tests.factories import PartnerFactory


def named(soup: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in soup.select('[aria-labelledby="joining"] h3')]


def test_a_campaign_names_its_partners_and_leads_to_their_pages(
    hub: CampaignPage, join: Any, seen: Any
) -> None:
    english, lithuanian = join("Athens Centre"), join("Vilnius Centre", "lt")
    join("Centre of another year", year=2026)

    soup = seen(hub)

    assert named(soup) == ["Athens Centre", "Vilnius Centre"]
    first, second = soup.select('[aria-labelledby="joining"] .card')
    assert (first.a["href"], first.a.get("hreflang")) == (english.url, None)
    assert (second.a["href"], second.a["hreflang"]) == (lithuanian.url, "lt")
    assert second.find("bdi", lang="lt").get_text() == lithuanian.title
    assert "Lithuania" in first.get_text()


def test_a_partner_is_named_once_with_the_page_in_the_readers_language(
    hub: CampaignPage, join: Any, seen: Any
) -> None:
    join("Vilnius Centre", "lt")
    english = join("Vilnius Centre", "en")

    soup = seen(hub)

    assert named(soup) == ["Vilnius Centre"]
    assert soup.select_one('[aria-labelledby="joining"] .card a')["href"] == english.url


def test_a_page_written_in_lithuanian_is_translated_to_english(
    hub: CampaignPage, join: Any, seen: Any
) -> None:
    """English is no more the origin than any other language."""
    page = join("Vilnius Centre", "lt", body=[("text", "<p>Susitikime prie tilto.</p>")])

    for original in (page.get_parent().specific, page):
        source, _made = TranslationSource.update_or_create_from_instance(original)
        po = template(source)
        for entry in po:
            entry.msgstr = f"EN {entry.msgid}"
        english = propose(original, Locale.objects.get(language_code="en"), po, publish=True)

    soup = seen(english)
    assert "EN Susitikime prie tilto." in soup.main.get_text()
    assert "Light a blue lamp." in soup.main.get_text()
    assert soup.select_one(".hero .meta a").get_text() == "Vilnius Centre"
    assert seen(hub).select_one('[aria-labelledby="joining"] .card a')["href"] == english.url


@pytest.mark.parametrize("way", ["draft", "draft of the partner's page", "a language not offered"])
def test_nothing_leaks_that_is_not_public(
    hub: CampaignPage, join: Any, home_of: Any, seen: Any, way: str
) -> None:
    page = join(
        "Secret Centre", "ar" if way == "a language not offered" else "en", title="Not for readers yet"
    )
    shown = join("Athens Centre")
    other = home_of(PartnerFactory.create(name="Other Centre"))
    if way == "draft":
        page.unpublish()
    elif way == "draft of the partner's page":
        page.get_parent().specific.unpublish()
    else:
        english = home_of(PartnerPage.objects.get(pk=page.get_parent().pk).partner)
        SiteLanguage.objects.filter(locale__language_code="ar").update(offered=False)
        assert seen(english).select("#campaigns") == []

    assert named(seen(hub)) == ["Athens Centre"]
    for place in (hub, shown, other, other.get_parent()):
        assert "Not for readers yet" not in str(seen(place))
    if way == "draft":
        assert "Not for readers yet" not in str(seen(page.get_parent()))


def test_a_partners_page_lists_its_campaigns_of_every_year_and_language(
    hub: CampaignPage, join: Any, home_of: Any, seen: Any
) -> None:
    coming = join("Vilnius Centre", "lt")
    last = join("Vilnius Centre", "en", year=2026)
    join("Vilnius Centre", "lt", year=2026)
    join("Athens Centre")
    home = last.get_parent().specific

    cards = seen(home).select(".edition")

    assert [(card.select_one(".year").get_text(), card.a["href"], card.a.get("lang")) for card in cards] == [
        ("2027", coming.url, "lt"),
        ("2026", last.url, None),
    ]
    assert seen(home_of(PartnerFactory.create(name="Silent Centre"))).select(".edition") == []


def test_what_an_organisation_did_stands_with_its_source_and_date(
    hub: CampaignPage, home_of: Any, seen: Any
) -> None:
    partner = PartnerFactory.create(name="Vilnius Centre")
    home = home_of(partner)
    said = {
        "partner": partner.pk,
        "what": "<p>Lit the bridge.</p>",
        "source_name": "City paper",
        "source_address": "https://paper.example/bridge",
        "as_of": "2026-05-01",
        "as_of_precision": "month",
    }
    hub.joined_in = [
        ("taking_part", TAKING_PART_BLOCKS[0][1].to_python(said)),
        ("taking_part", TAKING_PART_BLOCKS[0][1].to_python({**said, "partner": None, "source_address": ""})),
    ]
    hub.save_revision().publish()

    first, second = seen(hub).select('[aria-labelledby="joining"] .box')

    assert first.h3.a["href"] == home.url
    assert first.select_one(".meta").get_text(" ", strip=True) == "Source: City paper , as of May 2026"
    assert first.select_one(".meta a")["href"] == "https://paper.example/bridge"
    assert second.h3 is None
    assert second.select("a") == []

    home.unpublish()
    assert seen(hub).select_one('[aria-labelledby="joining"] .box h3').a is None


def test_the_block_can_be_previewed_and_looked_at_before_it_is_filled(db: None) -> None:
    ((_name, block),) = TAKING_PART_BLOCKS

    assert "ICMEC, as of 25 May 2027" in " ".join(
        BeautifulSoup(block.render(block.get_preview_value()), "html.parser").get_text(" ").split()
    ).replace(" ,", ",")
    block.render(block.to_python({}))
