from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from core.tests.pages import build
from edge.memo import forget_everything
from events.listing import PER_PAGE, coming_events
from events.models import EventIndexPage, EventPage
from events.tests.many import make_many_events
from languages.models import SiteLanguage
from partners.models import Partner, PartnerPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_in_may(clock_at: Any) -> None:
    clock_at("2027-05-01T12:00")


def soup_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def titles(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [heading.get_text() for heading in soup_of(response).select("article h3")]


def translated(event: EventPage, code: str, title: str) -> EventPage:
    """Below the partner's page in that language."""
    locale = Locale.objects.get(language_code=code)
    parent = event.get_parent().get_translation_or_none(locale)
    if parent is None:
        event.get_parent().specific.copy_for_translation(locale, copy_parents=True)
    copy: EventPage = event.copy_for_translation(locale)
    copy.title = title
    copy.save_revision().publish()
    return copy


# --- Upcoming and past ------------------------------------------------------------------------------------------------

#: Three events on the 25th: at UTC+14, at UTC−11, and one in Vilnius past midnight.
BOUNDARIES = [
    ("Kiritimati", {"zone": "Pacific/Kiritimati", "start_time": None, "end_time": None}),
    ("Pago Pago", {"zone": "Pacific/Pago_Pago", "start_time": None, "end_time": None}),
    ("Night", {"start_time": time(22), "end_date": date(2027, 5, 26), "end_time": time(1)}),
]


#: The clock, and what is past then; the rest is upcoming.
CLOCKS = [
    ("2027-05-24T23:59", []),
    ("2027-05-25T09:59", []),
    ("2027-05-25T10:00", ["Kiritimati"]),
    ("2027-05-25T21:59", ["Kiritimati"]),
    ("2027-05-25T22:00", ["Night", "Kiritimati"]),
    ("2027-05-26T10:59", ["Night", "Kiritimati"]),
    ("2027-05-26T11:00", ["Night", "Pago Pago", "Kiritimati"]),
]


def test_an_event_is_past_when_its_last_minute_is_over_where_it_is(
    client: Client, index: EventIndexPage, make_event: Any, clock_at: Any
) -> None:
    for title, fields in BOUNDARIES:
        make_event(title=title, start_date=date(2027, 5, 25), **fields)

    for moment, past in CLOCKS:
        clock_at(moment)
        upcoming = [title for title in ("Kiritimati", "Pago Pago", "Night") if title not in past]
        assert titles(client, "/en/events/") == upcoming, moment
        assert titles(client, "/en/events/?past=1") == past, moment
        assert [event.title for event in coming_events(10)] == upcoming, moment


def test_an_exhibition_that_began_long_ago_is_still_on(
    client: Client, index: EventIndexPage, make_event: Any
) -> None:
    year = {
        "start_time": None,
        "end_time": None,
        "start_date": date(2026, 5, 3),
        "end_date": date(2027, 5, 2),
    }
    make_event(title="All year", **year)

    assert titles(client, "/en/events/") == ["All year"]


def test_without_a_new_date_it_stands_last_and_shows_no_date(
    client: Client, index: EventIndexPage, make_event: Any
) -> None:
    make_event(title="Later", start_date=date(2028, 12, 31))
    make_event(title="Put off", status="postponed", new_date_unknown=True, start_date=date(2027, 5, 2))

    assert titles(client, "/en/events/") == ["Later", "Put off"]
    card = soup_of(client.get("/en/events/")).select("article")[1]
    assert "The new date is not known yet." in card.get_text()
    assert card.select_one("time") is None
    assert "2027" not in card.get_text()


def test_what_is_called_off_is_said_in_words_in_the_list_and_left_out_of_short_ones(
    client: Client, index: EventIndexPage, make_event: Any
) -> None:
    make_event(title="Off", status="cancelled")
    make_event(title="Moved", status="postponed", postponed_from=date(2027, 5, 15))
    make_event(title="On")

    verdicts = [
        [verdict.get_text() for verdict in card.select(".standing")]
        for card in soup_of(client.get("/en/events/")).select("article")
    ]
    assert verdicts == [["Cancelled"], ["Postponed"], []]
    assert [event.title for event in coming_events(10)] == ["Moved", "On"]


# --- Languages --------------------------------------------------------------------------------------------------------


def test_one_row_an_event_in_the_readers_language_else_in_its_original(
    client: Client, index: EventIndexPage, make_event: Any
) -> None:
    lithuanian = Locale.objects.get(language_code="lt")
    index.copy_for_translation(lithuanian, copy_parents=True, alias=True)
    both = make_event(title="Both", start_date=date(2027, 5, 20))
    translated(both, "lt", "Abi")
    make_event(title="English only", start_date=date(2027, 5, 21))

    assert titles(client, "/en/events/") == ["Both", "English only"]
    links = [
        (link.get_text(), link.get("lang"), link["href"])
        for link in soup_of(client.get("/lt/events/")).select("article h3 a")
    ]
    slug = both.slug
    assert links[0] == ("Abi", None, f"/lt/partners/centre/{slug}/")
    assert links[1][:2] == ("English only", "en")
    with translation.override("lt"):
        assert [(event.title, event.foreign_language) for event in coming_events(5)] == [
            ("Abi", ""), ("English only", "en"),
        ]  # fmt: skip


def test_the_original_need_not_be_english(
    client: Client, index: EventIndexPage, make_event: Any, partner_page: Any
) -> None:
    lithuanian = Locale.objects.get(language_code="lt")
    parent = partner_page.copy_for_translation(lithuanian, copy_parents=True)
    parent.save_revision().publish()
    event = make_event(parent, title="Žvakės")
    translated(event, "el", "Κεριά")

    assert titles(client, "/en/events/") == ["Žvakės"]


def test_a_language_that_is_not_offered_stands_for_nobody(
    client: Client, index: EventIndexPage, make_event: Any
) -> None:
    event = make_event(title="English")
    index.copy_for_translation(Locale.objects.get(language_code="lt"), copy_parents=True, alias=True)
    translated(event, "lt", "Lietuviškai")
    SiteLanguage.objects.filter(locale__language_code="lt").update(offered=False)
    forget_everything()

    with translation.override("lt"):
        assert [event.title for event in coming_events(5)] == ["English"]


def test_drafts_and_private_events_are_in_no_list(
    client: Client, index: EventIndexPage, make_event: Any
) -> None:
    make_event(title="Open")
    make_event(title="Withdrawn").unpublish()
    private = make_event(title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert titles(client, "/en/events/") == ["Open"]
    assert titles(client, "/en/events/?country=lt") == ["Open"]
    assert [event.title for event in coming_events(5)] == ["Open"]


# --- Filters ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def four(index: EventIndexPage, make_event: Any) -> None:
    make_event(title="Vigil", languages=["lt"], start_date=date(2027, 5, 21))
    make_event(title="Walk", kind="walk", country="gr", languages=["el", "en"], start_date=date(2027, 5, 22))
    make_event(
        title="Course",
        kind="training",
        country="",
        online=True,
        languages=["gsw"],
        start_date=date(2027, 5, 23),
    )
    make_event(title="Old", kind="walk", start_date=date(2027, 4, 1))


FOUND = {
    "": ["Vigil", "Walk", "Course"],
    "?country=lt": ["Vigil"],
    "?kind=walk": ["Walk"],
    "?language=lt": ["Vigil"],
    "?language=en": ["Walk"],
    # A code that is part of another one.
    "?language=sw": [],
    "?online=1": ["Course"],
    "?kind=walk&country=gr&language=el": ["Walk"],
    "?kind=walk&country=lt": [],
    "?past=1&kind=walk&country=lt": ["Old"],
    "?country=&kind=&language=&online=&past=": ["Vigil", "Walk", "Course"],
    "?utm_source=mail": ["Vigil", "Walk", "Course"],
}


def test_filters_narrow_the_list(client: Client, four: None) -> None:
    assert {query: titles(client, f"/en/events/{query}") for query in FOUND} == FOUND


SENTENCES = {
    "country": "There is no such country in our list.",
    "kind": "There is no such kind of event.",
    "language": "There is no such language in our list.",
    "online": "“online” and “past” can only be 1.",
    "past": "“online” and “past” can only be 1.",
}
NONSENSE = ["xx-no", "\x00", "<script>alert(1)</script>", "л" * 10_000, "0", "LT"]


@pytest.mark.parametrize("name", SENTENCES)
def test_what_cannot_be_asked_is_a_sentence_and_the_whole_list(client: Client, four: None, name: str) -> None:
    for value in NONSENSE:
        response = client.get("/en/events/", {name: value, "after": "nonsense"})

        soup = soup_of(response)
        assert response.status_code == 400
        assert [problem.get_text() for problem in soup.select("[role=alert]")] == [SENTENCES[name]]
        assert [heading.get_text() for heading in soup.select("article h3")] == ["Vigil", "Walk", "Course"]
        assert "alert(1)" not in response.content.decode()


def test_filters_are_plain_links_that_keep_each_other(client: Client, four: None) -> None:
    soup = soup_of(client.get("/en/events/?country=lt&kind=walk"))

    links = {link.get_text(): (link["href"], link.get("aria-current")) for link in soup.select(".filters a")}
    assert links == {
        "Upcoming": ("?country=lt&kind=walk", "true"),
        "Past": ("?country=lt&kind=walk&past=1", None),
        "All kinds": ("?country=lt", None),
        "Vigil": ("?country=lt&kind=vigil", None),
        "Training": ("?country=lt&kind=training", None),
        "Walk": ("?country=lt&kind=walk", "true"),
    }
    assert [option["value"] for option in soup.select("#country option[selected]")] == ["lt"]
    assert [field["value"] for field in soup.select("input[type=hidden]")] == ["walk"]


def test_only_what_partners_have_is_offered(client: Client, four: None) -> None:
    soup = soup_of(client.get("/en/events/"))

    assert [option.get_text() for option in soup.select("#country option")] == [
        "Every country",
        "Greece",
        "Lithuania",
    ]
    assert [option["value"] for option in soup.select("#language option")] == ["", "en", "el", "lt", "gsw"]


def test_addresses_with_filters_are_not_for_search_engines(client: Client, four: None, settings: Any) -> None:
    for query, indexed in {"": True, "?kind=walk": False, "?past=1": False, "?after=1.1": False}.items():
        soup = soup_of(client.get(f"/en/events/{query}"))

        assert (soup.select_one("meta[name=robots][content=noindex]") is None) is indexed
        canonical = soup.select_one("link[rel=canonical]")
        assert canonical is not None
        assert canonical["href"] == f"{settings.SITE_URL}/en/events/"


EMPTY = {
    "": "Nothing is planned at the moment.",
    "?past=1": "No event is over yet.",
    "?kind=walk": "No event fits this choice.",
    "?past=1&online=1": "No event fits this choice.",
}


def test_an_empty_list_says_kindly_why(client: Client, index: EventIndexPage) -> None:
    for query, words in EMPTY.items():
        empty = soup_of(client.get(f"/en/events/{query}")).select(".empty h2")

        assert [heading.get_text() for heading in empty] == [words]


# --- Pages of the list ------------------------------------------------------------------------------------------------


def test_pages_follow_each_other_within_a_filter(
    client: Client, index: EventIndexPage, clock_at: Any
) -> None:
    make_many_events(120)
    seen, address = [], "/en/events/?country=lt"
    while address:
        soup = soup_of(client.get(address))
        seen.append([heading.get_text() for heading in soup.select("article h3")])
        following = soup.select_one("a[rel=next]")
        address = f"/en/events/{following['href']}" if following else ""
        assert not address or re.search(r"country=lt&after=\d+\.\d+$", address)

    wanted = [
        event.title
        for event in EventPage.objects.filter(country="lt", locale__language_code="en").order_by(
            "starts_at", "pk"
        )
        if not event.is_over
    ]
    assert [len(page) for page in seen[:-1]] == [PER_PAGE] * (len(seen) - 1)
    assert [title for page in seen for title in page] == wanted
    assert len(wanted) > PER_PAGE


def test_a_broken_place_in_the_list_is_the_first_page_with_a_sentence(client: Client, four: None) -> None:
    for after in ("", "x", "1", "\x00", "9" * 10_000, "1.2.3"):
        response = client.get("/en/events/", {"after": after, "kind": "walk"})

        soup = soup_of(response)
        assert response.status_code == 404
        assert [problem.get_text() for problem in soup.select("[role=alert]")] == [
            "There is no such page of this list. Here is the first one."
        ]
        assert [heading.get_text() for heading in soup.select("article h3")] == ["Walk"]


def test_three_rows_cost_what_one_does(
    client: Client,
    index: EventIndexPage,
    make_event: Any,
    make_page: Any,
    partner_page: PartnerPage,
    warm: None,
) -> None:
    counted = []
    for number in range(3):
        partner = Partner.objects.create(key=f"partner-{number}", name=f"Partner {number}")
        parent = build(PartnerPage, partner_page.get_parent().specific, partner=partner)
        make_event(parent, title=f"Event {number}", languages=["lt"])
        forget_everything()
        client.get("/en/events/")
        with CaptureQueriesContext(connection) as queries:
            assert len(titles(client, "/en/events/")) == number + 1
        counted.append(len(queries))

    assert counted == [3, 3, 3]


# --- Others' pages ----------------------------------------------------------------------------------------------------


def test_a_partners_events_are_those_below_its_pages_in_any_language(
    make_event: Any, partner_page: PartnerPage
) -> None:
    parents = partner_page.get_parent().specific
    other = build(PartnerPage, parents, partner=Partner.objects.create(key="other", name="Other"))
    lithuanian = partner_page.copy_for_translation(Locale.objects.get(language_code="lt"), copy_parents=True)
    lithuanian.save_revision().publish()
    make_event(title="Ours", start_date=date(2027, 5, 21))
    make_event(lithuanian, title="Mūsų", start_date=date(2027, 5, 22))
    make_event(title="Next year", start_date=date(2028, 1, 1))
    make_event(other, title="Theirs")

    def shown(**which: Any) -> list[str]:
        return [event.title for event in coming_events(9, **which)]

    assert shown(partner=partner_page.partner) == ["Ours", "Mūsų", "Next year"]
    assert shown(partner=partner_page.partner, year=2027) == ["Ours", "Mūsų"]
    assert shown(partner=other.partner) == ["Theirs"]
    assert shown(year=2028) == ["Next year"]
    assert [event.title for event in coming_events(1)] == ["Ours"]
    assert {event.organiser for event in coming_events(9)} == {partner_page.partner, other.partner}


def test_a_partners_page_has_a_section_only_when_there_is_something_in_it(
    make_event: Any, partner_page: PartnerPage
) -> None:
    from partners.sections import sections_of

    def shown() -> list[Any]:
        return [section for section in sections_of(partner_page) if section.template.startswith("events/")]

    assert shown() == []
    make_event(title="Old", start_date=date(2027, 4, 1))
    make_event(title="New")
    (section,) = shown()
    assert {name: [event.title for event in rows] for name, rows in section.content.items()} == {
        "coming": ["New"], "past": ["Old"],
    }  # fmt: skip
