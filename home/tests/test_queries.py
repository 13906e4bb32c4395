"""A page costs the same whatever it lists, and never more than twelve queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from campaign.models import CampaignIndexPage, CampaignPage
from consent.enums import Scope
from core.tests.pages import filled_streams
from edge.memo import forget_everything
from prevention.models import GuidePage, PreventionIndexPage, TopicPage
from stories.keeping import erasing
from stories.models import StoryIndexPage, StoryPage

#: DESIGN 9.
MOST = 12


def queries_of(client: Client, page: Page) -> int:
    client.get(page.url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page.url).status_code == 200
    return len(asked)


@pytest.fixture
def lists(make_page: Any, consenting: Any) -> Any:
    """The pages that list others, each with ``count`` rows."""

    def make(count: int) -> dict[str, Page]:
        guides = make_page(PreventionIndexPage, slug="prevention")
        topic = make_page(TopicPage, guides, slug="chats")
        stories = make_page(StoryIndexPage, slug="stories")
        campaigns = make_page(CampaignIndexPage, slug="campaign")
        for number in range(count):
            make_page(GuidePage, topic, audience="parents")
            make_page(StoryPage, stories, subject=consenting(Scope.SITE))
            make_page(CampaignPage, campaigns, year=2030 + number)
        guide = GuidePage.objects.first()
        assert guide is not None
        home = stories.get_parent().specific
        return {
            "home": home, "guides": guides, "topic": topic, "stories": stories, "campaigns": campaigns, "guide": guide,
        }  # fmt: skip

    return make


@pytest.mark.parametrize("name", ["home", "guides", "topic", "stories", "campaigns", "guide"])
def test_three_rows_cost_what_one_does(client: Client, lists: Any, warm: None, name: str) -> None:
    one = queries_of(client, lists(1)[name])
    with erasing():
        Page.objects.filter(slug__in=["prevention", "stories", "campaign"]).delete()
    forget_everything()
    three = queries_of(client, lists(3)[name])

    assert three == one
    assert one <= MOST


def test_a_full_guide_stays_below_the_limit(client: Client, lists: Any, make_page: Any, warm: None) -> None:
    topic = lists(3)["topic"]

    assert queries_of(client, make_page(GuidePage, topic, **filled_streams(GuidePage))) <= MOST
