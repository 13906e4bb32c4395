from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale

from events.calendar import _newest_publication
from events.models import EventPage
from partners.models import PartnerPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_in_may(clock_at: Any) -> None:
    clock_at("2027-05-01T12:00")


def calendar_of(client: Client, event: EventPage) -> icalendar.Calendar:
    response = client.get(f"{event.url}event.ics")
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def entry_of(client: Client, event: EventPage) -> icalendar.Event:
    (entry,) = calendar_of(client, event).walk("VEVENT")
    return entry


def test_a_file_that_every_calendar_can_read(client: Client, make_event: Any, settings: Any) -> None:
    event = make_event(introduction="Ačiū. " * 40, place_name="Town Hall", address="Didžioji 31\nVilnius")

    response = client.get(f"{event.url}event.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    lines = response.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    entry = entry_of(client, event)
    assert {
        name: str(entry[name]) for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "URL")
    } == {
        "UID": f"{event.translation_key}@127.0.0.1",
        "SUMMARY": "Lights for the missing",
        "DESCRIPTION": "Ačiū. " * 40,
        "LOCATION": "Town Hall, Didžioji 31 Vilnius, Vilnius, Lithuania",
        "STATUS": "CONFIRMED",
        "URL": f"{settings.SITE_URL}{event.url}",
    }
    assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt == event.last_published_at.replace(microsecond=0)


@pytest.mark.parametrize(
    ("fields", "begins", "ends"),
    [
        ({}, "2027-05-22T15:00", "2027-05-22T17:00"),
        ({"zone": "Pacific/Kiritimati"}, "2027-05-22T04:00", "2027-05-22T06:00"),
        ({"zone": "America/Sao_Paulo"}, "2027-05-22T21:00", "2027-05-22T23:00"),
        # Across the night in which clocks are put back, and the one in which they are put forward.
        (
            {"start_date": date(2027, 10, 30), "end_date": date(2027, 10, 31)},
            "2027-10-30T15:00",
            "2027-10-31T18:00",
        ),
        (
            {"start_date": date(2027, 3, 27), "end_date": date(2027, 3, 28)},
            "2027-03-27T16:00",
            "2027-03-28T17:00",
        ),
        # A time that comes twice is the first of the two.
        (
            {"start_date": date(2027, 10, 31), "start_time": time(3, 30), "end_time": time(6)},
            "2027-10-31T00:30",
            "2027-10-31T04:00",
        ),
    ],
)
def test_read_anywhere_it_is_the_same_moment(
    client: Client, make_event: Any, fields: dict, begins: str, ends: str
) -> None:
    """By the file's own description of the zone, as a calendar does that does not know the name."""
    event = make_event(**fields)
    calendar = calendar_of(client, event)
    (zone,) = calendar.walk("VTIMEZONE")
    (entry,) = calendar.walk("VEVENT")

    assert str(zone["TZID"]) == entry["DTSTART"].params["TZID"] == event.zone
    described = zone.to_tz(lookup_tzid=False)
    for name, expected in (("DTSTART", begins), ("DTEND", ends)):
        wall = entry[name].dt.replace(tzinfo=None)
        assert wall.replace(tzinfo=described).astimezone(UTC) == datetime.fromisoformat(expected).replace(
            tzinfo=UTC
        )
    assert entry["DTSTART"].dt.astimezone(ZoneInfo("Asia/Tokyo")).astimezone(UTC) == event.starts_at


def test_a_whole_day_is_a_date_and_ends_on_the_next(client: Client, make_event: Any) -> None:
    event = make_event(start_time=None, end_time=None, end_date=date(2027, 5, 25))
    calendar = calendar_of(client, event)
    (entry,) = calendar.walk("VEVENT")

    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2027, 5, 22), date(2027, 5, 26))
    assert b"DTSTART;VALUE=DATE:20270522\r\n" in entry.to_ical()
    assert calendar.walk("VTIMEZONE") == []


def test_an_end_that_nobody_gave_is_not_made_up(client: Client, make_event: Any) -> None:
    assert "DTEND" not in entry_of(client, make_event(end_time=None))
    days = entry_of(client, make_event(end_time=None, end_date=date(2027, 5, 23)))
    assert days["DTEND"].dt - days["DTSTART"].dt == timedelta(hours=30)


@pytest.mark.parametrize(
    ("fields", "status", "summary"),
    [
        ({"status": "announced"}, "TENTATIVE", "Lights for the missing"),
        ({"status": "confirmed"}, "CONFIRMED", "Lights for the missing"),
        ({"status": "done"}, "CONFIRMED", "Lights for the missing"),
        ({"status": "cancelled"}, "CANCELLED", "Cancelled: Lights for the missing"),
        (
            {"status": "postponed", "postponed_from": date(2027, 5, 15)},
            "TENTATIVE",
            "Postponed: Lights for the missing",
        ),
    ],
)
def test_the_status_is_said_to_machines_and_to_people(
    client: Client, make_event: Any, fields: dict, status: str, summary: str
) -> None:
    entry = entry_of(client, make_event(**fields))

    assert (str(entry["STATUS"]), str(entry["SUMMARY"])) == (status, summary)


def test_without_a_date_there_is_no_file_but_a_sentence(client: Client, make_event: Any) -> None:
    event = make_event(status="postponed", new_date_unknown=True)

    response = client.get(f"{event.url}event.ics")
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
    assert [problem.get_text() for problem in soup.select("[role=alert]")] == [
        "The new date is not known yet, so there is nothing to put into a calendar."
    ]
    assert not BeautifulSoup(client.get(event.url).content, "html.parser").select("a[download]")


def test_every_publication_is_newer_and_every_language_the_same_event(
    client: Client, make_event: Any, partner_page: PartnerPage
) -> None:
    event = make_event()
    first = entry_of(client, event)
    event.save_revision().publish()
    second = entry_of(client, event)
    lithuanian = Locale.objects.get(language_code="lt")
    partner_page.copy_for_translation(lithuanian, copy_parents=True)
    copy = event.copy_for_translation(lithuanian)
    copy.save_revision().publish()
    third = entry_of(client, copy)

    assert first["UID"] == second["UID"] == third["UID"]
    assert int(first["SEQUENCE"]) < int(second["SEQUENCE"]) < int(third["SEQUENCE"])


def test_a_change_that_came_from_another_language_is_newer_too(
    client: Client, make_event: Any, partner_page: PartnerPage, django_assert_num_queries: Any
) -> None:
    event = make_event()
    lithuanian = Locale.objects.get(language_code="lt")
    partner_page.copy_for_translation(lithuanian, copy_parents=True)
    copy = event.copy_for_translation(lithuanian)
    copy.save_revision().publish()
    before = entry_of(client, copy)
    long_ago = datetime(2020, 4, 1, tzinfo=UTC)
    EventPage.objects.filter(pk=copy.pk).update(last_published_at=long_ago)

    event.status = "cancelled"
    event.save_revision().publish()

    event.refresh_from_db()
    after = entry_of(client, copy)
    assert (str(before["STATUS"]), str(after["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["LAST-MODIFIED"].dt == after["DTSTAMP"].dt == event.last_published_at.replace(microsecond=0)
    copy = EventPage.objects.get(pk=copy.pk)
    with django_assert_num_queries(1):
        _newest_publication(copy)


def test_the_page_leads_to_its_file(client: Client, make_event: Any) -> None:
    event = make_event()

    link = BeautifulSoup(client.get(event.url).content, "html.parser").select_one("a[download]")
    assert link is not None
    assert link["href"] == f"{event.url}event.ics"
