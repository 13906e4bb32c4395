from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from demo.content.alerts import PAGES
from demo.content.facts import ALERT_SYSTEMS, FACTS
from demo.load_facts import load_facts
from demo.streams import stream
from facts.models import AlertSystemsPage, Fact


@pytest.mark.django_db
def test_the_page_of_alerts_shows_every_country_on_the_map_and_in_the_table_and_every_count(
    client: Client, make_page: Any
) -> None:
    load_facts()
    (written,) = PAGES
    bodies = {
        name: stream(
            AlertSystemsPage._meta.get_field(name).stream_block,
            written.fields[name],
            name,
            lambda ref: Fact.objects.get(key=ref.key).pk,
        )
        for name in ("body", "counts")
    }
    make_page(AlertSystemsPage, slug=written.path, title=written.fields["title"], **bodies)

    soup = BeautifulSoup(client.get("/en/alerts/").content, "html.parser")

    written_down = {code for row in ALERT_SYSTEMS for code in row["countries"]}
    assert len(written_down) >= 12
    assert {row["id"] for row in soup.select(".alerts tbody tr")} == written_down
    assert {str(link["href"]).removeprefix("#") for link in soup.select(".map a")} == written_down
    counts = [count.get_text() for count in soup.select(".counts .big")]
    assert counts == ["19", "24", "27", "31", "16"]
    assert not soup.select("a[href^='tel:']")


def test_each_count_says_what_it_counts() -> None:
    (written,) = PAGES
    shown = {block["fact"].key for _kind, block in written.fields["counts"]}
    facts = [fact for fact in FACTS if fact["key"] in shown]

    assert len(facts) == len(shown)
    assert all(texts["scope"] for fact in facts for texts in fact["words"].values())
