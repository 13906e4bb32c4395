"""Where a story may stand, a link or a sheet of paper asks for; where nobody said so, it does not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.template import Context, Template
from django.test import Client, RequestFactory
from wagtail.models import Page

from consent.domain import change_scopes
from consent.enums import Party, Scope
from core.links import link_to
from core.public import Place, public
from core.tests.pages import page_types
from facts.models import HelpPage
from home.models import Footer, HomePage
from partners.models import PartnerPage
from stories.consent_gate import NEEDED
from stories.models import StoryIndexPage, StoryPage

EVERY = tuple(Scope)
MARK = "zq7marked"


@pytest.fixture
def story(make_page: Any, consenting: Any) -> StoryPage:
    return make_page(
        StoryPage,
        make_page(StoryIndexPage, slug="stories"),
        title=f"{MARK} title",
        slug=MARK,
        seo_title=f"{MARK} seo",
        social_text=f"{MARK} social",
        listing_summary=f"{MARK} summary",
        told_by=f"{MARK} teller",
        content_note=f"{MARK} note",
        body=json.dumps([{"type": "text", "value": f"<p>{MARK} body</p>"}]),
        subject=consenting(*EVERY),
    )


def rendered(source: str, **context: Any) -> str:
    return Template("{% load links %}" + source).render(Context(context))


def part(client: Client, address: str, selector: str) -> Tag:
    found = BeautifulSoup(client.get(address).content, "html.parser").select_one(selector)
    assert found is not None
    return found


# --- Places -------------------------------------------------------------------------------------------------------


def test_a_story_agreed_to_everywhere_is_shown_at_every_place_but_where_nobody_said_which(
    story: StoryPage,
) -> None:
    shown = {place for place in Place if public(Page.objects.filter(pk=story.pk), place).exists()}
    assert shown == set(NEEDED) == set(Place) - {Place.NOWHERE}


def test_a_place_that_nobody_mapped_shows_no_story(story: StoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert link_to(story, Place.FEED) is not None
    monkeypatch.delitem(NEEDED, Place.FEED)
    assert link_to(story, Place.FEED) is None
    assert link_to(story.get_parent(), Place.FEED) is not None


@pytest.mark.parametrize(
    ("context", "leads"),
    [({"place": Place.SITE}, True), ({}, False), ({"place": "Vilnius"}, False), ({"place": None}, False)],
    ids=["said", "unsaid", "overwritten", "empty"],
)
def test_a_template_that_does_not_say_where_it_stands_links_to_no_story(
    story: StoryPage, context: dict[str, Any], leads: bool
) -> None:
    source = f'<p>Read <a linktype="page" id="{story.pk}">her words</a>.</p>'
    url = rendered("{% localized_url story %}", story=story, **context)
    link = rendered("{% localized_link story as link %}{{ link.url }}", story=story, **context)
    text = rendered("{% rich_text value %}", value=source, **context)
    assert (url, link) == ((story.url, story.url) if leads else ("", ""))
    assert (f'<a href="{story.url}">her words</a>' if leads else "<a>her words</a>") in text


def test_a_page_of_a_partner_says_so_and_so_does_all_that_may_stand_below_one() -> None:
    below = {model for model in page_types() if PartnerPage in model.clean_parent_page_models()}
    assert {model for model in page_types() if model.place == Place.PARTNER_PAGE} == below | {PartnerPage}
    assert {model.place for model in page_types()} == {Place.SITE, Place.PARTNER_PAGE}


def test_the_place_of_a_page_reaches_its_cards_though_they_have_a_page_of_their_own(
    story: StoryPage, home_page: HomePage, rf: RequestFactory
) -> None:
    context = home_page.get_context(rf.get("/en/")) | {"story": story}
    card = '{% include "components/card.html" with page=story %}'
    assert f'href="{story.url}"' in rendered(card, **context)
    assert f'href="{story.url}"' not in rendered(card, **context | {"place": Place.NOWHERE})


def test_what_stands_at_the_foot_of_every_page_leads_to_no_story(
    client: Client, story: StoryPage, home_page: HomePage
) -> None:
    about = (
        f'<p><a linktype="page" id="{story.pk}">Hers</a>, <a linktype="page" id="{home_page.pk}">ours</a></p>'
    )
    links = json.dumps([{"type": "page", "value": page.pk} for page in (story, story.get_parent())])
    footer = Footer(locale=home_page.locale, about=about, links=links)
    footer.save()
    footer.save_revision().publish()

    foot = part(client, "/en/search/", "footer")
    addresses = [str(link["href"]) for link in foot.select("a[href]")]
    assert [address for address in addresses if MARK in address] == []
    assert "/en/stories/" in addresses
    assert "Hers, ours" in foot.text


def test_no_template_renders_rich_text_without_its_place() -> None:
    """Wagtail's own filter cannot know it: links to stories would lead nowhere on pages that may show them."""
    found = re.compile(r"\|\s*richtext\b")
    assert found.search("{{ value.text|richtext }}")
    templates = [
        path for path in settings.BASE_DIR.glob("*/templates/**/*.html") if ".venv" not in path.parts
    ]
    assert len(templates) > 100
    assert [str(path) for path in templates if found.search(path.read_text(encoding="utf-8"))] == []


# --- Shared links -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scopes", [EVERY, (Scope.SITE,)], ids=["agreed to social media", "not agreed"])
def test_a_shared_link_to_a_story_shows_the_card_of_the_site(
    client: Client, story: StoryPage, scopes: tuple[Scope, ...]
) -> None:
    change_scopes(story.subject, scopes, party=Party.PERSON)
    head = part(client, str(story.url), "head")
    cards = head.select('meta[property^="og:"], meta[name^="twitter:"], meta[name="description"]')
    assert len(cards) > 6
    assert [str(card) for card in cards if MARK in str(card)] == []
    titles = [card["content"] for card in head.select('meta[property="og:title"]')]
    assert titles == ["International Missing Children’s Day"]


# --- Paper --------------------------------------------------------------------------------------------------------


def on_paper(client: Client, story: StoryPage) -> str:
    """What the stylesheet leaves of the page when it is printed."""
    main = part(client, str(story.url), "main")
    for gone in main.select(".no-print, .crumbs"):
        gone.decompose()
    return main.text


def test_a_story_is_printed_where_its_owner_lent_it_for_paper(client: Client, story: StoryPage) -> None:
    paper = on_paper(client, story)
    assert f"{MARK} body" in paper
    assert "not printed" not in paper


def test_without_the_scope_there_is_one_sentence_on_the_paper_and_the_way_to_help(
    client: Client, story: StoryPage, make_page: Any
) -> None:
    make_page(HelpPage, title="Help", slug="help")
    change_scopes(story.subject, set(EVERY) - {Scope.PRINT}, party=Party.PERSON)

    paper = on_paper(client, story)
    assert MARK not in paper
    assert "This may be read here, but not printed." in paper
    assert "/en/help/" in paper
    assert f"{MARK} body" in client.get(str(story.url)).text


def test_the_stylesheet_keeps_from_paper_what_says_so() -> None:
    css = (settings.BASE_DIR / "static/css/site.css").read_text(encoding="utf-8")
    (rule,) = re.findall(r"@media print \{.*?\n    (\.skip[^{]*)\{ display: none \}", css, re.DOTALL)
    assert ".no-print" in rule.replace(" ", "").split(",")
