from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from demo.content.facts import ALERT_SYSTEMS, FACTS, HELPLINES
from demo.load_facts import load_facts
from facts.models import (
    AlertSystem,
    AlsoReported,
    Country,
    Fact,
    FactWords,
    Helpline,
    HelplineWords,
    ServedCountry,
)

LANGUAGES = {code for code, _name in settings.LANGUAGES}
MODELS = (AlertSystem, AlsoReported, Country, Fact, FactWords, Helpline, HelplineWords, ServedCountry)


ROWS: list[dict[str, Any]] = [*HELPLINES, *ALERT_SYSTEMS, *FACTS]


@pytest.mark.django_db
def test_loading_twice_adds_nothing() -> None:
    load_facts()
    first = {model: model.objects.count() for model in MODELS}

    load_facts()

    assert {model: model.objects.count() for model in MODELS} == first
    assert (first[Helpline], first[AlertSystem], first[Fact]) == (
        len(HELPLINES),
        len(ALERT_SYSTEMS),
        len(FACTS),
    )


@pytest.mark.django_db
def test_the_demo_serves_enough_countries() -> None:
    load_facts()

    assert Country.objects.with_helplines().count() >= 12
    assert Country.objects.filter(alert_systems__status="exists").distinct().count() >= 10


@pytest.mark.django_db
def test_nothing_in_the_demo_is_verified() -> None:
    load_facts()

    assert not Helpline.objects.filter(verified_on__isnull=False).exists()


@pytest.mark.django_db
def test_what_somebody_has_corrected_stays() -> None:
    load_facts()
    Helpline.objects.filter(key="lt-116000").update(number="116 001", operator="As heard on the phone")
    words = FactWords.objects.filter(fact__key="hotline-countries", language="lt")
    words.update(statement="kaip perskaityta")

    load_facts()

    corrected = Helpline.objects.get(key="lt-116000")
    assert (corrected.number, corrected.operator) == ("116 001", "As heard on the phone")
    assert words.get().statement == "kaip perskaityta"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_words_are_there_in_all_languages_or_in_none(row: dict[str, Any]) -> None:
    words = row.get("words", {})

    assert set(words) in (set(), LANGUAGES)
    assert len({frozenset(texts) for texts in words.values()}) <= 1
    assert all(text.strip() for texts in words.values() for text in texts.values())
    if row in FACTS:
        assert set(words) == LANGUAGES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_every_row_names_a_source_with_an_address_and_a_date(row: dict[str, Any]) -> None:
    assert row["source_name"]
    assert row["source_address"].startswith("https://")
    assert "source_date" in row or "as_of" in row
