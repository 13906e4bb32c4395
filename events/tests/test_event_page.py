from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction
from wagtail.signals import page_published

from accounts.models import User
from events.models import EventPage, SpokenLanguage
from events.signals import facts_are_the_same_in_every_language
from home.search import search
from languages.models import SiteLanguage
from partners.models import PartnerPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_in_may(clock_at: Any) -> None:
    clock_at("2027-05-01T12:00")


def soup_of(client: Client, event: EventPage) -> BeautifulSoup:
    return BeautifulSoup(client.get(event.url).content, "html.parser")


def text_of(client: Client, event: EventPage) -> str:
    return " ".join(soup_of(client, event).get_text(" ").split())


def data_of(client: Client, event: EventPage) -> dict[str, Any]:
    script = soup_of(client, event).select_one("script[type='application/ld+json']")
    assert script is not None
    data: dict[str, Any] = json.loads(script.get_text())
    return data


PLACE = {
    "place_name": "School of Žvėrynas",
    "address": "Blindžių 17\n08111 Vilnius",
    "online": True,
    "online_address": "https://meet.example/secret-room",
}
SECRETS = ("Žvėrynas", "Blindžių", "08111", "secret-room")


# --- What a reader gets -----------------------------------------------------------------------------------------------


def test_the_page_says_when_where_and_by_whom(client: Client, make_event: Any) -> None:
    event = make_event(
        zone="Europe/Athens", country="gr", locality="Athens", languages=["el", "en"], access=["step_free"],
        price="0", contact_email="info@example.org", registration_address="https://example.org/join", **PLACE,
    )  # fmt: skip

    text = text_of(client, event)
    for words in (
        "Saturday 22 May 2027, 18:00–20:00 (Athens time, UTC+3) For those who join online: 15:00–17:00 UTC",
        "Organiser Centre of Vilnius",
        "Status Confirmed",
        "School of Žvėrynas",
        "Athens, Greece",
        "Languages English, Greek",
        "Access Step-free access",
        "Price Free of charge",
        "info@example.org",
    ):
        assert words in text
    soup = soup_of(client, event)
    assert soup.select_one("h1 + .when time")["datetime"] == "2027-05-22T18:00:00+03:00"  # type: ignore[index]
    assert {link["href"] for link in soup.select("main a[rel~=noreferrer]")} == {
        "https://meet.example/secret-room", "https://example.org/join",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "cancelled"}, "Cancelled This event does not take place."),
        (
            {"status": "postponed", "postponed_from": date(2027, 5, 15)},
            "Postponed It was planned for Saturday 15 May 2027. The date above is the new one.",
        ),
        ({"status": "postponed", "new_date_unknown": True}, "Postponed The new date is not known yet."),
    ],
)
def test_nobody_misses_that_it_is_off(client: Client, make_event: Any, fields: dict, words: str) -> None:
    event = make_event(**fields)

    verdict = soup_of(client, event).select_one(".head .callout")
    assert verdict is not None
    assert " ".join(verdict.get_text(" ").split()) == words


def test_over_is_what_the_clock_says_and_not_the_editor(
    client: Client, make_event: Any, clock_at: Any
) -> None:
    event = make_event(registration_address="https://example.org/join")
    assert "This event is over." not in text_of(client, event)
    assert "https://example.org/join" in str(soup_of(client, event))

    clock_at("2027-05-22T17:00")
    assert "This event is over." in text_of(client, event)
    assert "https://example.org/join" not in str(soup_of(client, event))


def test_where_children_are_only_the_town_is_public(client: Client, make_event: Any) -> None:
    open_one = make_event(title="For grown-ups", **PLACE)
    closed = make_event(title="For children", children_attend=True, **PLACE)

    for event, hidden in ((open_one, False), (closed, True)):
        page = client.get(event.url).content.decode()
        calendar = client.get(f"{event.url}event.ics").content.decode().replace("\r\n ", "")
        for secret in SECRETS:
            assert (secret not in page) is hidden, secret
        assert "Vilnius, Lithuania" in page
        assert ("Blindžių" not in calendar and "Žvėrynas" not in calendar) is hidden
        assert "Vilnius\\, Lithuania" in calendar
    assert data_of(client, closed)["location"] == [
        {
            "@type": "Place",
            "name": "Vilnius, Lithuania",
            "address": {"@type": "PostalAddress", "addressLocality": "Vilnius", "addressCountry": "LT"},
        },
        {"@type": "VirtualLocation", "url": data_of(client, closed)["url"]},
    ]


def test_search_finds_the_town_and_never_the_house(make_event: Any) -> None:
    make_event(title="Closed", children_attend=True, **PLACE)
    make_event(title="Open", **PLACE)

    assert search("Vilnius", "en").total == 2
    assert [search(word, "en").total for word in ("Žvėrynas", "Blindžių", "08111")] == [0, 0, 0]


def test_nothing_else_stands_below_an_event(client: Client, make_event: Any) -> None:
    event = make_event()

    for below in ("other.ics", "event.ics/more/", "more/"):
        assert client.get(f"{event.url}{below}").status_code == 404


# --- For machines -----------------------------------------------------------------------------------------------------


def test_linked_data_says_what_the_page_says(client: Client, make_event: Any, settings: Any) -> None:
    event = make_event(languages=["lt"], introduction="With candles.", **{**PLACE, "online": False})

    assert data_of(client, event) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Lights for the missing",
        "url": f"{settings.SITE_URL}{event.url}",
        "description": "With candles.",
        "startDate": "2027-05-22T18:00:00+03:00",
        "endDate": "2027-05-22T20:00:00+03:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "School of Žvėrynas",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Blindžių 17\n08111 Vilnius",
                    "addressLocality": "Vilnius",
                    "addressCountry": "LT",
                },
            }
        ],
        "inLanguage": ["lt"],
        "organizer": {"@type": "Organization", "name": "Centre of Vilnius", "url": "https://example.org/"},
    }


@pytest.mark.parametrize(
    ("fields", "status", "dates"),
    [
        ({"status": "cancelled"}, "EventCancelled", {"startDate", "endDate"}),
        (
            {"status": "postponed", "postponed_from": date(2027, 5, 15)},
            "EventRescheduled",
            {"startDate", "endDate", "previousStartDate"},
        ),
        ({"status": "postponed", "new_date_unknown": True}, "EventPostponed", set()),
        ({"status": "done"}, "EventScheduled", {"startDate", "endDate"}),
    ],
)
def test_linked_data_knows_every_status(
    client: Client, make_event: Any, fields: dict, status: str, dates: set[str]
) -> None:
    data = data_of(client, make_event(**fields))

    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert {name for name in data if name.endswith("Date")} == dates


@pytest.mark.parametrize(("price", "free"), [("", None), ("0", True), ("10 €", False)])
def test_free_is_said_only_when_known(client: Client, make_event: Any, price: str, free: bool | None) -> None:
    assert data_of(client, make_event(price=price)).get("isAccessibleForFree") is free


def test_no_text_of_an_editor_ends_the_script(client: Client, make_event: Any) -> None:
    evil = "</script><script>alert(1)</script>\u2028&<!--"
    event = make_event(title=evil, introduction=evil)

    page = client.get(event.url).content.decode()
    assert "<script>alert" not in page
    assert data_of(client, event)["name"] == evil


# --- One set of facts -------------------------------------------------------------------------------------------------


@pytest.fixture
def lithuanian(make_event: Any, partner_page: PartnerPage) -> EventPage:
    event = make_event(locality="Vilnius", languages=["lt", "en"])
    locale = Locale.objects.get(language_code="lt")
    partner_page.copy_for_translation(locale, copy_parents=True)
    copy: EventPage = event.copy_for_translation(locale)
    copy.title = "Žvakės"
    copy.save_revision().publish()
    return copy


def test_a_cancellation_reaches_every_language_at_once(client: Client, lithuanian: EventPage) -> None:
    original = EventPage.objects.get(locale__language_code="en")
    original.status, original.title, original.start_time = "cancelled", "Changed words", time(17)
    original.languages = ["el"]
    original.save_revision().publish()

    lithuanian.refresh_from_db()
    assert (lithuanian.status, lithuanian.start_time, lithuanian.title) == ("cancelled", time(17), "Žvakės")
    assert lithuanian.starts_at == EventPage.objects.get(pk=original.pk).starts_at
    assert set(SpokenLanguage.objects.values_list("event__locale__language_code", "code")) == {
        ("en", "el"),
        ("lt", "el"),
    }
    assert soup_of(client, lithuanian).select_one(".head .callout.danger") is not None


def test_a_translation_brings_no_facts_of_its_own(lithuanian: EventPage) -> None:
    lithuanian.locality, lithuanian.start_date = "Kaunas", date(2027, 6, 1)
    lithuanian.save_revision().publish()

    lithuanian.refresh_from_db()
    assert (lithuanian.locality, lithuanian.start_date) == ("Vilnius", date(2027, 5, 22))


@pytest.mark.parametrize("hidden", ["its language is not offered", "it is kept for some"])
def test_an_original_that_nobody_may_read_still_says_where_children_attend(
    client: Client, lithuanian: EventPage, hidden: str
) -> None:
    original = EventPage.objects.get(locale__language_code="en")
    original.children_attend, original.address = True, PLACE["address"]
    original.save_revision().publish()
    if hidden == "it is kept for some":
        PageViewRestriction.objects.create(page=original, restriction_type="login")
    else:
        SiteLanguage.objects.filter(locale__language_code="en").update(offered=False)

    assert not lithuanian.children_attend
    lithuanian.save_revision().publish()

    assert EventPage.objects.get(pk=lithuanian.pk).children_attend
    assert "Blindžių" not in client.get(lithuanian.url).content.decode()


def test_not_for_a_moment_does_a_translation_show_the_facts_it_was_begun_with(lithuanian: EventPage) -> None:
    original = EventPage.objects.get(locale__language_code="en")
    original.children_attend, original.languages, original.start_time = True, ["el"], time(17)
    original.save_revision().publish()

    # What follows a publication comes after the page can be read.
    page_published.disconnect(facts_are_the_same_in_every_language, sender=EventPage)
    try:
        lithuanian.save_revision().publish()
    finally:
        page_published.connect(facts_are_the_same_in_every_language, sender=EventPage)

    shown, original = EventPage.objects.get(pk=lithuanian.pk), EventPage.objects.get(pk=original.pk)
    assert (shown.children_attend, shown.languages, shown.starts_at) == (True, ["el"], original.starts_at)
    assert set(SpokenLanguage.objects.filter(event=shown).values_list("code", flat=True)) == {"el"}


def test_a_draft_of_the_original_changes_nobody(lithuanian: EventPage) -> None:
    original = EventPage.objects.get(locale__language_code="en")
    original.status = "cancelled"
    original.save_revision()
    lithuanian.save_revision().publish()

    lithuanian.refresh_from_db()
    assert lithuanian.status == "confirmed"


# --- In the admin -----------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor@example.org", "a long enough password"))
    return client


def posted(**fields: str) -> dict[str, str]:
    whole = {
        "title": "Walk of lights", "slug": "walk", "kind": "walk", "status": "announced", "introduction": "",
        "start_date": "2027-05-22", "start_time": "18:00", "end_date": "", "end_time": "20:00",
        "zone": "Europe/Vilnius", "postponed_from": "", "online_address": "", "country": "", "locality": "Vilnius",
        "place_name": "", "address": "", "price": "", "registration_address": "", "contact_email": "",
        "body-count": "0", "seo_title": "", "search_description": "", "listing_summary": "", "listing_image": "",
        "social_text": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "languages": "lt",
        "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "", "action-publish": "1",
    }  # fmt: skip
    return {**whole, **fields}


def adding_below(page: PartnerPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["events", "eventpage", page.pk])


def test_an_editor_publishes_an_event_below_a_partner(editor: Client, partner_page: PartnerPage) -> None:
    response = editor.post(adding_below(partner_page), posted())

    assert response.status_code == 302
    event = EventPage.objects.get(slug="walk")
    assert (event.live, event.languages, event.organiser) == (True, ["lt"], partner_page.partner)
    assert event.starts_at.isoformat() == "2027-05-22T15:00:00+00:00"


TOO_EARLY, TOO_LATE = (
    "Ensure this value is greater than or equal to 2001-01-01.",
    "Ensure this value is less than or equal to 2100-12-31.",
)
WRONG = [
    ({"start_date": "0001-01-01", "zone": "Asia/Tokyo"}, "start_date", TOO_EARLY),
    ({"start_date": "0001-01-01", "zone": "UTC"}, "start_date", TOO_EARLY),
    ({"start_date": "9999-12-31", "start_time": "", "end_time": ""}, "start_date", TOO_LATE),
    ({"end_date": "9999-12-31", "end_time": ""}, "end_date", TOO_LATE),
    ({"end_date": "0001-01-01"}, "end_date", TOO_EARLY),
    ({"status": "postponed", "postponed_from": "0001-01-01"}, "postponed_from", TOO_EARLY),
    ({"end_date": "2027-05-21"}, "end_date", "The end is before the beginning."),
    ({"end_time": "17:00"}, "end_time", "The end is before the beginning. If it ends after midnight"),
    ({"zone": "Europe/Vilnus"}, "zone", "There is no time zone called “Europe/Vilnus”."),
    ({"start_date": "2027-03-28", "start_time": "03:30"}, "start_time", "There is no 03:30 on 28 March 2027"),
    ({"status": "postponed"}, "postponed_from", "Say from which day it is postponed."),
    (
        {"status": "postponed", "postponed_from": "2027-05-22"},
        "start_date",
        "Give the new date, or tick that it is not known yet.",
    ),
]


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    editor: Client, partner_page: PartnerPage
) -> None:
    for wrong, field, sentence in WRONG:
        response = editor.post(adding_below(partner_page), posted(**wrong))

        assert response.status_code == 200
        soup = BeautifulSoup(response.content, "html.parser")
        shown = soup.select_one(f"#panel-child-content-{field}-errors, [id$='-{field}-errors']")
        assert shown is not None
        assert sentence in " ".join(shown.get_text().split())
        assert soup.select_one("#id_title")["value"] == "Walk of lights"  # type: ignore[index]
    assert not EventPage.objects.exists()


def test_the_first_and_the_last_day_that_can_be_given_are_served_everywhere(
    client: Client, make_event: Any
) -> None:
    for day in (date(2001, 1, 1), date(2100, 12, 31)):
        for zone in ("Pacific/Kiritimati", "Pacific/Honolulu"):
            event = make_event(start_date=day, start_time=None, end_time=None, zone=zone)

            calendar = client.get(f"{event.url}event.ics").content.decode()
            assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in calendar
            assert f"{day.year}" in text_of(client, event)


def test_not_even_a_draft_has_a_zone_that_does_not_exist(editor: Client, partner_page: PartnerPage) -> None:
    for zone in ("", "Europe/Vilnus"):
        draft = posted(zone=zone)
        del draft["action-publish"]

        assert editor.post(adding_below(partner_page), draft).status_code == 200
    assert not EventPage.objects.exists()
