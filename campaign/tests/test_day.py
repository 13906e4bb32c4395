from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings

from campaign.day import countdown, day_of
from campaign.models import CampaignIndexPage, CampaignPage, current_of


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2026, 11, 23), "183 days to go until 25 May 2027."),
        (date(2027, 5, 24), "1 day to go until 25 May 2027."),
        (date(2027, 5, 25), "Today is International Missing Children’s Day."),
        (date(2027, 5, 26), "This edition was held on 25 May 2027."),
    ],
)
def test_a_reader_is_told_in_one_sentence_how_far_the_day_is(today: date, sentence: str) -> None:
    with translation.override("en"):
        assert countdown(day_of(2027), today) == sentence


@pytest.mark.parametrize(
    ("clock", "year"),
    [
        ("2027-05-24T23:59", 2027),
        ("2027-05-25T00:00", 2027),
        ("2027-05-26T00:00", 2028),
        ("2029-01-01T00:00", 2028),
    ],
    ids=["the day before", "the day", "the day after", "long after the last one"],
)
def test_this_years_campaign_is_the_next_one_to_come(
    make_page: Any, settings: Settings, clock: str, year: int
) -> None:
    index = make_page(CampaignIndexPage)
    editions = [make_page(CampaignPage, index, year=each) for each in (2026, 2027, 2028)]

    settings.CLOCK = clock

    current = current_of(editions)
    assert current is not None
    assert current.year == year


def test_without_any_edition_there_is_no_campaign() -> None:
    assert current_of([]) is None
