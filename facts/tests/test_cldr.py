from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from facts import cldr
from facts.models import Country
from facts.models.country import near_and_others


@pytest.mark.parametrize(
    ("language", "count", "share"),
    [
        ("en", "91,655", "58.2%"),
        ("es", "91.655", "58,2\u00a0%"),
        ("fr", "91\u202f655", "58,2\u00a0%"),
        ("el", "91.655", "58,2%"),
        ("lt", "91\u00a0655", "58,2\u00a0%"),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(language: str, count: str, share: str) -> None:
    with translation.override(language):
        assert cldr.quantity(Decimal("91655.00"), "count") == count
        assert cldr.quantity(Decimal("58.20"), "percent") == share


@pytest.mark.parametrize(("value", "shown"), [("19.00", "19"), ("100", "100"), ("2000000", "2,000,000")])
def test_round_numbers_stay_plain(value: str, shown: str) -> None:
    assert cldr.quantity(Decimal(value), "count") == shown


def test_less_than_a_share_is_words_and_not_a_sign() -> None:
    assert cldr.quantity(Decimal("1"), "less_than_percent") == "under 1%"


@pytest.mark.parametrize(
    ("precision", "shown"),
    [("day", "4 March 2018"), ("month", "March 2018"), ("year", "2018"), ("about_year", "about 2018")],
)
def test_a_date_shows_no_more_than_is_known(precision: str, shown: str) -> None:
    assert cldr.partial_date(date(2018, 3, 4), precision) == shown


def test_a_country_is_named_in_the_language_of_the_reader() -> None:
    greece = Country(code="gr")

    names = {}
    for language in ("en", "es", "fr", "el", "lt", "ar"):
        with translation.override(language):
            names[language] = greece.name

    assert names == {
        "en": "Greece",
        "es": "Grecia",
        "fr": "Grèce",
        "el": "Ελλάδα",
        "lt": "Graikija",
        "ar": "اليونان",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["xx", "eu", "LT", "zz", "", "lt\x00"])
def test_what_is_no_country_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        Country(code=code).full_clean()


def test_near_countries_are_those_whose_language_it_is() -> None:
    countries = [Country(code=code) for code in ("us", "gr", "lt", "cy", "gb", "au", "mx")]

    with translation.override("el"):
        near, others = near_and_others(countries)
        assert [country.code for country in near] == ["gr", "cy"]
        assert [country.name for country in others] == sorted(
            (country.name for country in others), key=cldr.sort_key
        )

    # Half of Greece speaks English; that does not make it the country an English reader looks for.
    near, _others = near_and_others(countries)
    assert [country.code for country in near] == ["au", "gb", "us"]


def test_names_sort_without_their_accents() -> None:
    assert sorted(["Zambie", "Éthiopie", "Estonie"], key=cldr.sort_key) == ["Estonie", "Éthiopie", "Zambie"]
