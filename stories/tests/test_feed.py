"""The feed of stories: little, and only what somebody agreed to see in feeds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from consent.domain import change_scopes
from consent.enums import Party, Scope
from consent.tests.world import agree, in_spanish
from core import clock
from edge.memo import forget_everything
from stories import feeds
from stories.models import StoryIndexPage, StoryPage

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "/en/stories/stories.atom"


@pytest.fixture
def index(make_page: Any) -> StoryIndexPage:
    return make_page(StoryIndexPage, slug="stories", title="Stories")


@pytest.fixture
def story(make_page: Any, index: StoryIndexPage, consenting: Any) -> StoryPage:
    return make_page(
        StoryPage,
        index,
        title="Home <again>",
        slug="home-again",
        subject=consenting(Scope.SITE, Scope.FEEDS),
        told_by="Example Centre",
        content_note="Being taken, and coming home.",
        listing_summary="How she came back.",
        introduction="Not for feeds.",
    )


def entries(client: Client) -> list[ElementTree.Element]:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def address_in(entry: ElementTree.Element) -> str:
    (link,) = entry.findall(f"{ATOM}link")
    return link.get("href", "")


def test_an_entry_says_what_the_story_contains_before_anything_else(client: Client, story: StoryPage) -> None:
    (entry,) = entries(client)
    told = {child.tag.removeprefix(ATOM): child.text for child in entry if child.text}
    assert story.first_published_at
    assert story.last_published_at
    assert told == {
        "title": "Home <again>",
        "published": story.first_published_at.isoformat(),
        "updated": story.last_published_at.isoformat(),
        "id": told["id"],
        "summary": "What it contains: Being taken, and coming home.\n\nHow she came back.",
    }
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Example Centre"
    assert address_in(entry).endswith("/en/stories/home-again/")


def test_a_feed_is_the_same_for_everybody_and_forgotten_in_half_a_minute(
    client: Client, story: StoryPage
) -> None:
    response = client.get(ADDRESS)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
    assert "Not for feeds." not in response.text


def test_a_story_whose_consent_does_not_say_feeds_is_not_in_it(client: Client, story: StoryPage) -> None:
    assert len(entries(client)) == 1
    change_scopes(story.subject, [Scope.SITE], party=Party.PERSON)
    assert entries(client) == []
    assert "Home &lt;again&gt;" in client.get("/en/stories/").text


def test_a_translation_is_in_its_feed_by_both_scopes(
    client: Client, story: StoryPage, home_page: Any
) -> None:
    agree(story.subject, [Scope.SITE, Scope.TRANSLATIONS])
    in_spanish(home_page, story.get_parent().specific, story)
    shown = {}
    for scopes in ((Scope.FEEDS,), (Scope.TRANSLATIONS,), (Scope.FEEDS, Scope.TRANSLATIONS)):
        agree(story.subject, [Scope.SITE, *scopes])
        shown[scopes] = "/es/stories/home-again/" in client.get("/es/stories/stories.atom").text
    assert list(shown.values()) == [False, False, True]


def test_the_list_of_stories_leads_to_its_feed(client: Client, story: StoryPage) -> None:
    page = BeautifulSoup(client.get("/en/stories/").content, "html.parser")
    (link,) = page.select('link[type="application/atom+xml"]')
    assert link["href"] == ADDRESS


def test_a_sign_that_xml_cannot_hold_breaks_no_feed(client: Client, story: StoryPage) -> None:
    StoryPage.objects.filter(pk=story.pk).update(content_note="Taken\x0b, and \x08home\ufffe.")
    (entry,) = entries(client)
    assert (entry.findtext(f"{ATOM}summary") or "").startswith("What it contains: Taken, and home.\n")


def test_only_that_file_is_below_the_list(client: Client, story: StoryPage) -> None:
    for wrong in ("other.atom", "stories.atom/", "home-again/stories.atom"):
        assert client.get(f"/en/stories/{wrong}").status_code == 404


def test_a_feed_without_a_story_is_still_a_feed(client: Client, index: StoryIndexPage) -> None:
    assert entries(client) == []


def test_a_feed_holds_the_newest_and_never_all_there_are(
    client: Client, story: StoryPage, make_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST", 2)
    for number in range(3):
        late = make_page(StoryPage, story.get_parent(), subject=story.subject, slug=f"story-{number}")
        day = clock.now() + timedelta(days=number + 1)
        StoryPage.objects.filter(pk=late.pk).update(first_published_at=day)
    forget_everything()
    assert [address_in(entry).split("/")[-2] for entry in entries(client)] == ["story-2", "story-1"]
