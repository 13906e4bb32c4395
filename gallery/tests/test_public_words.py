"""Nobody is late by an hour, and nobody is named who does not want to be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings

from consent import domain as consent
from consent.enums import Capacity, Identification, Scope
from core.clock import today
from gallery import words
from gallery.models import Competition, Entry

from .factories import a_batch
from .released import released


def a_competition(**changes: Any) -> Competition:
    days = {
        "zone": "Europe/Vilnius",
        "opens_on": date(2027, 1, 10),
        "closes_on": date(2027, 4, 30),
        "results_on": date(2027, 5, 25),
        "gallery_from": date(2027, 5, 20),
    }
    return Competition(**days | changes)


@pytest.mark.parametrize(
    ("now", "in_full", "on_a_card"),
    [
        (
            "2027-01-09T21:59:59",
            "Opens on 10 January 2027, at the beginning of the day in Vilnius (Europe/Vilnius, UTC+2).",
            "Opens on 10 January 2027.",
        ),
        (
            "2027-01-09T22:00:00",
            "Open until 30 April 2027, end of the day in Vilnius (Europe/Vilnius, UTC+3).",
            "Open until 30 April 2027.",
        ),
        (
            "2027-04-30T20:59:59",
            "Open until 30 April 2027, end of the day in Vilnius (Europe/Vilnius, UTC+3).",
            "Open until 30 April 2027.",
        ),
        (
            "2027-04-30T21:00:00",
            "Closed since 1 May 2027. The results come on 25 May 2027.",
            "Closed since 1 May 2027. The results come on 25 May 2027.",
        ),
        ("2027-05-24T21:00:00", "Closed. The results are out.", "Closed. The results are out."),
    ],
)
def test_a_competition_says_where_it_stands(
    settings: Settings, now: str, in_full: str, on_a_card: str
) -> None:
    settings.CLOCK = now
    competition = a_competition()

    assert (words.state_in_full(competition), words.state(competition)) == (in_full, on_a_card)


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("Pacific/Kiritimati", "Kiritimati (Pacific/Kiritimati, UTC+14)"),
        ("Pacific/Pago_Pago", "Pago Pago (Pacific/Pago_Pago, UTC−11)"),
        ("America/St_Johns", "St John’s (America/St_Johns, UTC−2:30)"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "GMT+5 (Etc/GMT+5, UTC−5)"),
    ],
)
def test_every_zone_is_said_with_its_city_and_its_hours(zone: str, place: str) -> None:
    competition = a_competition(zone=zone)

    assert words.place(zone, competition.closes_at) == place


def test_the_day_and_the_city_are_in_the_readers_language(settings: Settings) -> None:
    settings.CLOCK = "2027-03-01T12:00:00"
    with translation.override("lt"):
        assert "2027 m. balandžio 30 d." in words.state_in_full(a_competition())
        assert words.place("Europe/Vilnius", a_competition().closes_at) == "Vilnius (Europe/Vilnius, UTC+3)"
    with translation.override("ar"):
        # Set apart, so that the figures stay with the zone.
        assert (
            words.place("Europe/Vilnius", a_competition().closes_at)
            == "فيلنيوس (\u2068Europe/Vilnius, UTC+3\u2069)"
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("identification", "label"),
    [
        (Identification.FIRST_NAME, "Lina, 7 to 9, Lithuania"),
        (Identification.PSEUDONYM, "Lina, 7 to 9, Lithuania"),
        (Identification.FULL_NAME, "Lina, 7 to 9, Lithuania"),
        (Identification.NONE, "7 to 9, Lithuania"),
    ],
)
def test_a_child_is_named_as_the_newest_consent_allows(identification: Identification, label: str) -> None:
    entry = released(a_batch(), first_name="Lina")
    terms = consent.Terms(
        capacity=Capacity.HOLDER,
        identification=identification,
        given_on=today(),
        expires_on=today(),
        holder="Example Centre",
    )
    consent.record(entry.subject, terms, [Scope.SITE])

    assert Entry.objects.get(pk=entry.pk).label == label
    assert Entry.objects.for_cards().get(pk=entry.pk).label == label


@pytest.mark.django_db
def test_a_label_is_in_the_readers_language_and_keeps_its_order() -> None:
    entry = released(a_batch(), first_name="Lina")

    with translation.override("ar"):
        assert entry.label.startswith("\u2068Lina\u2069")
        assert entry.label.endswith("ليتوانيا")
