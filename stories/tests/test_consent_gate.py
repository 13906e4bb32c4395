"""A story is public while its consent is in force, and not a moment longer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from consent import domain as consent
from consent.enums import Scope
from consent.models import Subject
from core.public import public
from core.publishing import NotPublishable
from home.models import HomePage
from languages.domain import propose
from languages.po import template
from stories.models import StoryIndexPage, StoryPage

MARKER = "Thirty-three hours in Vilnius"


@pytest.fixture
def story(make_page: Any, consenting: Any) -> StoryPage:
    index = make_page(StoryIndexPage, slug="stories")
    return make_page(
        StoryPage,
        index,
        title=MARKER,
        listing_summary=MARKER,
        subject=consenting(Scope.SITE),
        content_note="A note",
    )


def everywhere(client: Client) -> dict[str, bool]:
    """Whether each public place shows the marker."""
    places = {
        "page": f"/en/stories/{StoryPage.objects.get(title=MARKER).slug}/",
        "list": "/en/stories/",
        "home": "/en/",
        "search": "/en/search/?q=Vilnius",
        "sitemap": "/sitemap.xml",
    }
    found = {place: client.get(address).content.decode() for place, address in places.items()}
    slug = StoryPage.objects.get(title=MARKER).slug
    return {place: (MARKER in text or f"/stories/{slug}/" in text) for place, text in found.items()}


def test_a_story_with_consent_is_on_every_page_that_shows_stories(client: Client, story: StoryPage) -> None:
    assert everywhere(client) == dict.fromkeys(["page", "list", "home", "search", "sitemap"], True)


def test_a_story_whose_consent_was_withdrawn_is_nowhere(client: Client, story: StoryPage) -> None:
    assert story.subject is not None
    consent.withdraw(story.subject, "letter")

    assert everywhere(client) == dict.fromkeys(["page", "list", "home", "search", "sitemap"], False)


def test_a_story_without_any_consent_is_nowhere(client: Client, story: StoryPage) -> None:
    StoryPage.objects.filter(pk=story.pk).update(subject=None)

    assert everywhere(client) == dict.fromkeys(["page", "list", "home", "search", "sitemap"], False)


def test_setting_a_story_live_by_hand_does_not_show_it(client: Client, story: StoryPage) -> None:
    StoryPage.objects.filter(pk=story.pk).update(
        subject=Subject.objects.create(label="nobody asked"), live=True
    )

    assert client.get(story.url).status_code == 410


def test_a_translation_needs_the_scope_for_translations(home_page: HomePage, story: StoryPage) -> None:
    spanish = Locale.objects.get(language_code="es")
    for page in (home_page, StoryIndexPage.objects.get(locale__language_code="en"), story):
        source, _made = TranslationSource.update_or_create_from_instance(page)
        po = template(source)
        for entry in po:
            entry.msgstr = entry.msgid
        if page == story:
            with pytest.raises(NotPublishable, match="They did not agree to a translation"):
                propose(page, spanish, po, publish=True)
        propose(page, spanish, po, publish=page != story)
    translated = Page.objects.filter(translation_key=story.translation_key, locale=spanish)
    translated.update(live=True)

    assert [page.live for page in translated] == [True]
    assert list(public(translated)) == []

    assert story.subject is not None
    newest = story.subject.records.first()
    assert newest is not None
    consent.record(
        story.subject,
        consent.Terms(
            capacity=newest.capacity,
            identification=newest.identification,
            given_on=newest.given_on,
            expires_on=newest.expires_on,
            age_band=newest.age_band,
            text=newest.text,
        ),
        [Scope.SITE, Scope.TRANSLATIONS],
    )
    assert [page.pk for page in public(translated)] == [page.pk for page in translated]
