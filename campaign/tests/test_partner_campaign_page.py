"""A partner's words above, the hub's kit below: the kit as it stands at the hub now, in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from campaign.models import CampaignPage, PartnerCampaignPage
from core.tests.pages import filled_streams
from languages.domain import propose
from languages.models import SiteLanguage
from languages.po import template


def words(soup: BeautifulSoup) -> str:
    return soup.main.get_text(" ", strip=True)


def kit(soup: BeautifulSoup) -> str:
    return soup.select_one("#kit").get_text(" ", strip=True)


def change(page: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_the_hubs_kit_stands_below_the_partners_own_words(
    hub: CampaignPage, join: Any, seen: Any, settings: Any
) -> None:
    settings.CLOCK = "2026-11-23T12:00"
    page = join("Example Centre", body=[("text", "<p>We meet at the old bridge.</p>")])

    soup = seen(page)

    assert "183 days to go until 25 May 2027." in words(soup)
    assert words(soup).index("We meet at the old bridge.") < words(soup).index("Light a blue lamp.")
    assert soup.select_one(".hash").get_text(strip=True) == "#MissingChildrensDay"
    link = soup.select_one("#kit .lead a")
    assert (link["href"], link.get_text()) == (hub.url, "Every child, every number")
    assert soup.select(".notice") == []


def test_a_correction_by_the_hub_is_on_every_partners_page_at_once(
    hub: CampaignPage, join: Any, seen: Any
) -> None:
    pages = [join("Example Centre"), join("Another Centre")]
    assert [kit(seen(page)).count("Light a blue lamp.") for page in pages] == [1, 1]

    change(hub, kit=[("text", "<p>Hang out a blue ribbon.</p>")], theme="Every child, every day")

    for page in pages:
        assert "Hang out a blue ribbon." in kit(seen(page))
        assert "Every child, every day" in kit(seen(page))
        assert "blue lamp" not in kit(seen(page))


@pytest.mark.parametrize("way", ["unpublished", "another year", "a language not offered"])
def test_without_the_hubs_page_a_kind_sentence_stands_there(
    hub: CampaignPage, join: Any, seen: Any, way: str
) -> None:
    page = join("Example Centre", "lt", year=2028 if way == "another year" else 2027)
    if way == "unpublished":
        hub.unpublish()
    if way == "a language not offered":
        SiteLanguage.objects.filter(locale__language_code="en").update(offered=False)

    soup = seen(page)

    assert "blue lamp" not in words(soup)
    assert "Every child" not in words(soup)
    assert soup.select(".hash, #kit .stream, .hero .btn") == []
    assert len(soup.select("#kit p:not(.tag)")) == 1


def test_a_kit_that_is_not_translated_stands_there_in_its_own_language(
    hub: CampaignPage, join: Any, seen: Any
) -> None:
    arabic = join("Example Centre", "ar")

    soup = seen(arabic)

    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    theme, own = soup.select("#kit [lang]")
    assert (theme["lang"], theme.get_text()) == ("en", "Every child, every number")
    assert (own["lang"], own["dir"]) == ("en", "ltr")
    assert "Light a blue lamp." in own.get_text()
    assert len(soup.select("#kit .notice")) == 1


def test_a_translated_kit_stands_there_in_the_readers_language(
    hub: CampaignPage, join: Any, translate: Any, seen: Any
) -> None:
    lithuanian = translate(hub, "lt", theme="Kiekvienas vaikas", kit=[("text", "<p>Uždekite lempą.</p>")])

    soup = seen(join("Example Centre", "lt"))

    assert "Uždekite lempą." in kit(soup)
    assert soup.select_one("#kit .lead a")["href"] == lithuanian.url
    assert soup.select("#kit [lang], #kit .notice") == []
    assert "Light a blue lamp." in kit(seen(join("Example Centre", "en")))


def test_a_correction_not_yet_translated_is_announced_at_once(
    hub: CampaignPage, join: Any, translate: Any, seen: Any
) -> None:
    lithuanian = translate(hub, "lt", kit=[("text", "<p>Uždekite lempą.</p>")])
    partners = join("Example Centre", "lt")
    english = join("Another Centre", "en")
    change(hub, kit=[("text", "<p>Light two lamps.</p>")])
    CampaignPage.objects.filter(pk=hub.pk).update(last_published_at=datetime(2099, 5, 3, tzinfo=UTC))

    # On the partner's page, and on the hub's own translation.
    for page in (partners, lithuanian):
        (notice,) = seen(page).select(".notice")
        assert "2099" in notice.get_text()
        assert (notice.a["href"], notice.a["hreflang"]) == (hub.url, "en")
    assert "Uždekite lempą." in kit(seen(partners))
    assert seen(english).select(".notice") == seen(hub).select(".notice") == []

    change(lithuanian, kit=[("text", "<p>Uždekite dvi lempas.</p>")])
    CampaignPage.objects.filter(pk=lithuanian.pk).update(last_published_at=datetime(2099, 5, 4, tzinfo=UTC))
    assert seen(partners).select(".notice") == seen(lithuanian).select(".notice") == []


def test_an_old_draft_published_late_does_not_pass_for_up_to_date(
    hub: CampaignPage, join: Any, seen: Any
) -> None:
    """Newer by its date than the hub's correction, and yet without it."""
    lithuanian = Locale.objects.get(language_code="lt")
    for page in (hub.get_parent().specific, hub):
        source, _made = TranslationSource.update_or_create_from_instance(page)
        po = template(source)
        for entry in po:
            entry.msgstr = f"LT {entry.msgid}"
        translated = propose(page, lithuanian, po, publish=True)
    page = join("Example Centre", "lt")
    draft = translated.save_revision()
    assert seen(page).select(".notice") == []

    change(hub, kit=[("text", "<p>Light two lamps.</p>")])
    draft.publish()

    (notice,) = seen(page).select(".notice")
    assert notice.a["href"] == hub.url
    assert "LT Light a blue lamp." in kit(seen(page))


def test_the_reader_is_told_who_publishes_the_page_and_since_when(
    hub: CampaignPage, join: Any, home_of: Any, seen: Any
) -> None:
    page = join("Example Centre Lithuania")
    PartnerCampaignPage.objects.filter(pk=page.pk).update(
        first_published_at=datetime(2027, 3, 3, 12, tzinfo=UTC)
    )
    home = page.get_parent().specific

    line = seen(page).select_one(".hero .meta")
    assert line.get_text() == "Published by Example Centre Lithuania since 3 March 2027"
    assert line.a["href"] == home.url

    home.unpublish()
    line = seen(page).select_one(".hero .meta")
    assert line.get_text() == "Published by Example Centre Lithuania since 3 March 2027"
    assert line.a is None


def test_three_partners_cost_the_hubs_page_what_one_does(
    client: Client, hub: CampaignPage, join: Any, django_assert_num_queries: Any, warm: None
) -> None:
    """Seven: the page, its partners' campaign pages, these partners, their countries; events to come, events that were,
    competitions."""
    for names in (["Žalias"], ["Athens", "Tirana"]):
        for name in names:
            join(name)
        client.get(hub.url)
        with django_assert_num_queries(7):
            shown = client.get(hub.url).content.decode()
    assert shown.count('class="card"') == 3


def test_a_partners_campaign_page_costs_few_queries(
    client: Client, hub: CampaignPage, join: Any, django_assert_num_queries: Any, warm: None
) -> None:
    """Three: the page, its partner, the hub's page."""
    page = join("Example Centre", **filled_streams(PartnerCampaignPage))
    change(hub, **filled_streams(CampaignPage))
    client.get(page.url)

    with django_assert_num_queries(3):
        client.get(page.url)
