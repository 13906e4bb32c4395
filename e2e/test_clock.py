"""The days around 25 May: what a reader is told on each of them, by the clock of the server."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup

from e2e.client import Answer, Client
from e2e.kinds import CAMPAIGN, CAMPAIGNS, COMPETITION, COMPETITIONS, EVENTS, HOME, PARTNER_CAMPAIGN
from e2e.site import demo, served

#: Events of the day itself, and when they end: at 12:15 UTC, at half past nine in Vilnius (18:30 UTC), and with the
#: day in Athens (21:00 UTC).
MINUTE = "partners/example-network-international/one-minute/"
EVENING = "partners/example-centre-lithuania/sviesos-vakaras/"
PETALS = "partners/example-centre-greece/blue-petals/"
ON_THE_DAY = {MINUTE, EVENING, PETALS}

OPEN = "Open until 30 April 2027, end of the day in Vilnius (Europe/Vilnius, UTC+3)."
CLOSED = "Closed since 1 May 2027. The results come on 25 May 2027."
OUT = "Closed. The results are out."


@dataclass(frozen=True)
class Told:
    """On one instant: the countdown, where the competition stands, and which events of the day are over."""

    days: str
    competition: str
    over: frozenset[str] = frozenset()

    @property
    def campaign_is_over(self) -> bool:
        return self.days.startswith("This edition was held")


ONE_DAY, TODAY = "1 day to go until 25 May 2027.", "Today is International Missing Children’s Day."
HELD = "This edition was held on 25 May 2027."

#: The first and the last second of a day count in full. The countdown is the world's and goes by UTC; a competition
#: and an event go by the day of the place where they are held.
TOLD = {
    "2026-11-23T12:00:00": Told("183 days to go until 25 May 2027.", OPEN),
    "2027-05-24T20:59:59": Told(ONE_DAY, CLOSED),
    "2027-05-24T23:59:59": Told(ONE_DAY, OUT),
    "2027-05-25T00:00:00": Told(TODAY, OUT),
    "2027-05-25T12:14:59": Told(TODAY, OUT),
    "2027-05-25T12:15:00": Told(TODAY, OUT, frozenset({MINUTE})),
    "2027-05-25T20:59:59": Told(TODAY, OUT, frozenset({MINUTE, EVENING})),
    "2027-05-26T00:00:00": Told(HELD, OUT, frozenset(ON_THE_DAY)),
}


@pytest.mark.parametrize("instant", TOLD)
def test_every_page_says_what_is_true_at_that_instant(instant: str) -> None:
    told = TOLD[instant]
    with served(demo(), clock=instant) as then, closing(Client(then.address)) as client:
        the_campaign(client, told)
        the_events(client, told)
        the_competition(client, told)


def the_campaign(client: Client, told: Told) -> None:
    home, campaign, campaigns, partner = (
        client.get(kind.in_language("en")).soup for kind in (HOME, CAMPAIGN, CAMPAIGNS, PARTNER_CAMPAIGN)
    )
    last = client.get("/en/campaign/2026/").soup

    assert texts(home, ".pill") == [told.days]
    assert texts(home, "section[aria-labelledby=campaign] .tag") == [
        "The last campaign" if told.campaign_is_over else "This year’s campaign"
    ]
    assert texts(campaign, ".pill") == texts(partner, ".pill") == [told.days]
    assert texts(campaigns, ".edition .tag") == [told.days]
    assert texts(last, ".pill") == ["This edition was held on 25 May 2026."]
    # Nothing to join in any more once the day is over.
    for page in (campaign, partner):
        assert bool(page.select("a[href='#kit']")) != told.campaign_is_over


def the_events(client: Client, told: Told) -> None:
    """One of today is upcoming until its end, and in no list of what is to come after that."""
    index = EVENTS.in_language("en")
    coming = addresses(client.get(index), "main article.card")
    past = addresses(client.get(f"{index}?past=1"), "main article.card")
    offered = addresses(client.get(HOME.in_language("en")), "section[aria-labelledby=events]") | addresses(
        client.get(CAMPAIGN.in_language("en")), "section[aria-labelledby=events]"
    )

    assert coming & ON_THE_DAY == ON_THE_DAY - told.over
    assert past & ON_THE_DAY == told.over
    assert not coming & past
    assert offered
    assert offered <= coming
    for event in ON_THE_DAY:
        page = client.get(f"/en/{event}").soup
        over = event in told.over
        assert ("This event is over." in texts(page, ".notice")) == over
        assert ("It is over" in texts(page, ".particulars dd")) == over
        assert bool(page.select("main a[href$='event.ics']")) != over


def the_competition(client: Client, told: Told) -> None:
    page = client.get(COMPETITION.in_language("en")).soup
    cards = texts(client.get(COMPETITIONS.in_language("en")).soup, "main .card .tag")

    said = texts(page, ".glance dd")
    assert said[0] == told.competition
    # While it is open, when the results come is a sentence of its own; then it is part of the first, and then gone.
    assert ("The results come on 25 May 2027." in said) == (told.competition == OPEN)
    assert bool(page.select("#results")) == (told.competition == OUT)
    assert cards == ["Open until 30 April 2027." if told.competition == OPEN else told.competition, OUT]


def addresses(answer: Answer, place: str) -> set[str]:
    """What the cards there lead to, below the language."""
    assert answer.status == 200
    return {str(link["href"]).removeprefix("/en/") for link in answer.soup.select(f"{place} a.card-link")}


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    return [found.get_text(" ", strip=True) for found in soup.select(selector)]


@pytest.mark.parametrize(
    ("instant", "awarded"),
    [
        ("2026-05-24T20:59:59", []),
        (
            "2026-05-24T21:00:00",
            ["First place", "Second place", "Third place", "Special mention", "Special mention"],
        ),
    ],
    ids=["a second before", "as the day begins"],
)
def test_awards_are_out_as_the_day_of_results_begins_where_the_competition_is_held(
    instant: str, awarded: list[str]
) -> None:
    """Not a second earlier, neither in the list nor on the page of a drawing. It is held in Vilnius, at UTC+3."""
    address = "/en/drawings/2026/"
    with served(demo(), clock=instant) as then, closing(Client(then.address)) as client:
        competition = client.get(address).soup
        drawings = [str(card["id"]) for card in client.get(f"{address}gallery/").soup.select("article.card")]
        pills = [
            pill for name in drawings for pill in texts(client.get(f"{address}{name}/").soup, "main .pill")
        ]

        assert texts(competition, "section[aria-labelledby=results] .tag") == awarded
        assert sorted(pills) == sorted(awarded)
        assert len(drawings) == 6


def test_the_sentence_is_whole_in_every_language(http: Client) -> None:
    """Plural forms and dates differ: Lithuanian has three forms, Arabic six."""
    told = {
        code: http.get(HOME.in_language(code)).soup.select(".pill")[0].get_text(strip=True)
        for code in ("en", "es", "fr", "el", "lt", "ar")
    }

    assert len(set(told.values())) == 6
    for code, sentence in told.items():
        assert "183" in sentence, code
        assert "2027" in sentence, code
        assert "%(" not in sentence, code
