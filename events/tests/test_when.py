"""Local time is the truth: what follows from it, and what cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from events import instants
from events.models import EventPage

# For the type of a page alone, which every page looks up as it is made.
pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def event(**fields: Any) -> EventPage:
    whole = {
        "start_date": date(2027, 5, 22),
        "start_time": time(18),
        "end_time": time(20),
        "zone": "Europe/Athens",
    }
    return EventPage(kind="vigil", title="Lights", slug="lights", **{**whole, **fields})


def problems(**fields: Any) -> dict[str, list[str]]:
    # The checks of ours alone: no place in the tree is needed for them.
    return ValidationError(dict(event(**fields)._problems())).message_dict


# --- What cannot be ---------------------------------------------------------------------------------------------------


def test_an_event_that_can_be_has_no_problem() -> None:
    assert problems() == {}


def test_an_end_on_an_earlier_day_is_refused() -> None:
    assert problems(end_date=date(2027, 5, 21)) == {"end_date": ["The end is before the beginning."]}


@pytest.mark.parametrize("end", [time(17, 59), time(18), time(1)])
def test_an_end_earlier_on_the_day_says_what_to_do_for_midnight(end: time) -> None:
    assert problems(end_time=end) == {
        "end_time": [
            "The end is before the beginning. If it ends after midnight, give the next day as the last one."
        ]
    }


def test_an_end_alone_asks_for_the_beginning() -> None:
    assert problems(start_time=None) == {"start_time": ["Say when it begins too, or leave both times empty."]}


@pytest.mark.parametrize(
    "zone", ["Europe/Vilnus", "EET+2", "europe/vilnius", "localtime", "../etc/passwd", "\x00", "x" * 10_000]
)
def test_a_zone_that_does_not_exist_is_named(zone: str) -> None:
    with pytest.raises(ValidationError) as refused:
        EventPage._meta.get_field("zone").clean(zone, None)

    assert (
        f"There is no time zone called “{zone[:60]}”. Write it like this: Europe/Vilnius."
        in refused.value.messages
    )
    # And the other checks do not stumble over it.
    assert problems(zone=zone) == {}


SKIPPED = "clocks are put forward there. Please give another time."


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        (
            {"start_date": date(2027, 3, 28), "start_time": time(3, 30), "end_time": time(5)},
            "start_time",
            "There is no 03:30 on 28 March 2027 in Europe/Athens: " + SKIPPED,
        ),
        (
            {"start_date": date(2027, 3, 28), "start_time": time(1), "end_time": time(3)},
            "end_time",
            "There is no 03:00 on 28 March 2027 in Europe/Athens: " + SKIPPED,
        ),
        (
            {"start_date": date(2011, 12, 30), "start_time": None, "end_time": None, "zone": "Pacific/Apia"},
            "start_date",
            "There is no 12:00 on 30 December 2011 in Pacific/Apia: " + SKIPPED,
        ),
    ],
)
def test_a_time_that_clocks_skip_is_refused_by_name(fields: dict, field: str, sentence: str) -> None:
    assert problems(**fields) == {field: [sentence]}


def test_midnight_may_be_skipped_on_a_whole_day() -> None:
    """In Cairo the day begins at one o'clock once a year; an event of that whole day is no mistake."""
    day = {"start_date": date(2027, 4, 30), "start_time": None, "end_time": None, "zone": "Africa/Cairo"}

    assert instants.is_skipped(date(2027, 4, 30), time(0), "Africa/Cairo")
    assert problems(**day) == {}
    begins, ends = event(**day)._instants()
    assert (begins, ends) == (at("2027-04-29T22:00"), at("2027-04-30T21:00"))


def test_more_than_a_year_is_a_slip() -> None:
    assert problems(end_date=date(2037, 5, 22)) == {
        "end_date": ["An event lasts a year at most. Look at the years again."]
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"postponed_from": ["Say from which day it is postponed."]}),
        (
            {"postponed_from": date(2027, 5, 22)},
            {"start_date": ["Give the new date, or tick that it is not known yet."]},
        ),
        ({"postponed_from": date(2027, 5, 15)}, {}),
        ({"new_date_unknown": True}, {}),
        ({"new_date_unknown": True, "postponed_from": date(2027, 5, 22)}, {}),
    ],
)
def test_postponed_needs_a_new_date_or_a_plain_not_known_yet(fields: dict, expected: dict) -> None:
    assert problems(status="postponed", **fields) == expected


def test_only_a_postponed_event_is_without_a_date() -> None:
    assert problems(status="confirmed", new_date_unknown=True) == {
        "new_date_unknown": ["Only a postponed event can be without a date."]
    }


# --- Instants ---------------------------------------------------------------------------------------------------------

ALL_DAY: dict[str, Any] = {"start_time": None, "end_time": None}
NIGHT_OF_25_HOURS = date(2027, 10, 31)


@pytest.mark.parametrize(
    ("fields", "begins", "ends"),
    [
        ({}, "2027-05-22T15:00", "2027-05-22T17:00"),
        # Past midnight.
        (
            {"start_time": time(22), "end_date": date(2027, 5, 23), "end_time": time(1)},
            "2027-05-22T19:00",
            "2027-05-22T22:00",
        ),
        # All day, and several days: until the last one is over there.
        (ALL_DAY, "2027-05-21T21:00", "2027-05-22T21:00"),
        ({**ALL_DAY, "end_date": date(2027, 5, 24)}, "2027-05-21T21:00", "2027-05-24T21:00"),
        ({"end_time": None}, "2027-05-22T15:00", "2027-05-22T21:00"),
        # The two ends of the world: 25 hours lie between the same wall clocks.
        ({"zone": "Pacific/Kiritimati"}, "2027-05-22T04:00", "2027-05-22T06:00"),
        ({"zone": "Pacific/Pago_Pago"}, "2027-05-23T05:00", "2027-05-23T07:00"),
        # A time that comes twice is the first of the two.
        (
            {"start_date": NIGHT_OF_25_HOURS, "start_time": time(3, 30), "end_time": time(5)},
            "2027-10-31T00:30",
            "2027-10-31T03:00",
        ),
        ({"start_date": NIGHT_OF_25_HOURS, **ALL_DAY}, "2027-10-30T21:00", "2027-10-31T22:00"),
    ],
)
def test_instants_follow_from_the_wall_clock(fields: dict, begins: str, ends: str) -> None:
    assert event(**fields)._instants() == (at(begins), at(ends))


@pytest.mark.django_db
def test_instants_are_kept_at_every_save(make_event: Any) -> None:
    page = make_event()
    assert (page.starts_at, page.ends_at) == (at("2027-05-22T15:00"), at("2027-05-22T17:00"))

    page.zone = "Asia/Tokyo"
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.starts_at, page.ends_at) == (at("2027-05-22T09:00"), at("2027-05-22T11:00"))


# --- In words ---------------------------------------------------------------------------------------------------------


def words(language: str = "en", **fields: Any) -> tuple[str, str, str]:
    with translation.override(language):
        when = event(**fields).when
    assert when is not None
    return when.local, when.place, when.utc


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("Saturday 22 May 2027, 18:00–20:00", "Athens time, UTC+3", "")),
        ({"online": True}, ("Saturday 22 May 2027, 18:00–20:00", "Athens time, UTC+3", "15:00–17:00")),
        ({"end_time": None}, ("Saturday 22 May 2027, 18:00", "Athens time, UTC+3", "")),
        ({"start_time": None, "end_time": None}, ("Saturday 22 May 2027", "", "")),
        (
            {"start_time": None, "end_time": None, "end_date": date(2027, 5, 24)},
            ("Saturday 22 May 2027 – Monday 24 May 2027", "", ""),
        ),
        (
            {"start_time": time(22), "end_date": date(2027, 5, 23), "end_time": time(1)},
            ("Saturday 22 May 2027, 22:00 – Sunday 23 May 2027, 01:00", "Athens time, UTC+3", ""),
        ),
        (
            {"zone": "Pacific/Kiritimati", "online": True, "start_time": time(9), "end_time": time(10)},
            (
                "Saturday 22 May 2027, 09:00–10:00",
                "Kiritimati time, UTC+14",
                "Friday 21 May 2027, 19:00–20:00",
            ),
        ),
        (
            {"zone": "America/St_Johns", "online": True, "end_time": None},
            ("Saturday 22 May 2027, 18:00", "St John’s time, UTC−2:30", "20:30"),
        ),
        ({"zone": "UTC", "online": True}, ("Saturday 22 May 2027, 18:00–20:00", "UTC", "")),
        # Clocks are put back while it lasts.
        (
            {"start_date": date(2027, 10, 30), "end_date": date(2027, 10, 31)},
            ("Saturday 30 October 2027, 18:00 – Sunday 31 October 2027, 20:00", "Athens time", ""),
        ),
    ],
)
def test_the_local_time_comes_first_then_whose_it_is(fields: dict, expected: tuple) -> None:
    assert words(**fields) == expected


@pytest.mark.parametrize(
    ("language", "local"),
    [
        ("es", "sábado, 22 de mayo de 2027, 18:00–20:00"),
        ("fr", "samedi 22 mai 2027, 18:00 – 20:00"),
        ("el", "Σάββατο 22 Μαΐου 2027, 6:00–8:00 μ.μ."),
        ("lt", "2027 m. gegužės 22 d., šeštadienis 18:00–20:00"),
        ("ar", "السبت، 22 مايو 2027، 6:00–8:00 م"),
    ],
)
def test_every_language_writes_times_its_own_way(language: str, local: str) -> None:
    written = words(language)[0].replace("\u202f", " ").replace("\u2009", " ").replace("\xa0", " ")

    assert written == local


def test_the_offset_keeps_its_direction_in_arabic() -> None:
    assert "\u2066UTC+3\u2069" in words("ar")[1]


def test_no_date_is_shown_while_none_is_known() -> None:
    assert event(status="postponed", new_date_unknown=True).when is None
