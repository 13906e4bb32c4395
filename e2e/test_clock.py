"""The days around 25 May: what a reader is told on each of them, by the clock of the server."""

from __future__ import annotations

from contextlib import closing

import pytest

from e2e.client import Client
from e2e.kinds import CAMPAIGN, CAMPAIGNS, HOME
from e2e.site import demo, served

#: The first and the last second of a day count in full.
TOLD = {
    "2026-11-23T12:00:00": ("183 days to go until 25 May 2027.", "This year’s campaign"),
    "2027-05-24T23:59:59": ("1 day to go until 25 May 2027.", "This year’s campaign"),
    "2027-05-25T00:00:00": ("Today is International Missing Children’s Day.", "This year’s campaign"),
    "2027-05-26T00:00:00": ("This edition was held on 25 May 2027.", "The last campaign"),
}


@pytest.mark.parametrize("instant", TOLD)
def test_the_countdown_says_what_is_true_on_that_day(instant: str) -> None:
    sentence, heading = TOLD[instant]
    with served(demo(), clock=instant) as then, closing(Client(then.address)) as client:
        home, campaign, campaigns = (
            client.get(kind.in_language("en")).soup for kind in (HOME, CAMPAIGN, CAMPAIGNS)
        )
        last = client.get("/en/campaign/2026/").soup

        assert [pill.get_text(strip=True) for pill in home.select(".pill")] == [sentence]
        assert [
            tag.get_text(strip=True) for tag in home.select("section[aria-labelledby=campaign] .tag")
        ] == [heading]
        assert [pill.get_text(strip=True) for pill in campaign.select(".pill")] == [sentence]
        assert [tag.get_text(strip=True) for tag in campaigns.select(".edition .tag")] == [sentence]
        assert [pill.get_text(strip=True) for pill in last.select(".pill")] == [
            "This edition was held on 25 May 2026."
        ]
        # Nothing to join in any more once the day is over.
        assert bool(campaign.select("a[href='#kit']")) == (heading == "This year’s campaign")


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
