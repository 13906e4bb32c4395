"""What puts a story before readers past every question is not believed when it is read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from consent import domain as consent
from consent.enums import Party, Scope
from consent.models import Subject
from core.public import public
from stories.models import StoryIndexPage, StoryPage
from stories.tests.agreeing import agree_to_the_draft
from stories.tests.untold import MARKER, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(make_page: Any) -> StoryIndexPage:
    page: StoryIndexPage = make_page(StoryIndexPage, slug="stories")
    return page


def leaks(client: Client) -> dict[str, bool]:
    pages = {
        "page": "/en/stories/untold/", "list": "/en/stories/", "home": "/en/",
        "search": "/en/search/?q=Vilnius", "sitemap": "/sitemap.xml", "missing": "/es/stories/untold/",
    }  # fmt: skip
    texts = {name: client.get(path).text for name, path in pages.items()}
    return {name: MARKER in text or 'stories/untold/"' in text for name, text in texts.items()}


def by_hand(page: StoryPage) -> None:
    Page.objects.filter(pk=page.pk).update(live=True)


def test_it_would_be_seen_with_a_consent(client: Client, index: StoryIndexPage, consenting: Any) -> None:
    """So that what follows has something to find."""
    by_hand(draft(index, consenting(Scope.SITE)))

    assert leaks(client) | {"sitemap": True, "search": True} == dict.fromkeys(leaks(client), True)


@pytest.mark.parametrize("scopes", [None, (), (Scope.PRINT, Scope.TRANSLATIONS, Scope.FEEDS)])
def test_a_line_of_sql_shows_nothing(
    client: Client, index: StoryIndexPage, consenting: Any, scopes: tuple[Scope, ...] | None
) -> None:
    by_hand(draft(index, None if scopes is None else consenting(*scopes)))

    assert leaks(client) == dict.fromkeys(leaks(client), False)


def test_an_old_version_of_somebody_else_does_not_come_back(
    client: Client, index: StoryIndexPage, consenting: Any, make_page: Any
) -> None:
    story = make_page(StoryPage, index, title=MARKER, slug="untold", subject=consenting(Scope.SITE))
    old = story.get_latest_revision()
    before: Subject = story.subject
    story.title, story.subject = "Somebody else's", consenting(Scope.SITE)
    revision = story.save_revision()
    agree_to_the_draft(story)
    revision.publish()
    consent.withdraw(before, "letter")

    from core.publishing import NotPublishable

    with pytest.raises(NotPublishable):
        old.publish()
    assert StoryPage.objects.get().title == "Somebody else's"
    assert MARKER not in client.get("/en/stories/untold/").text


def test_an_alias_in_another_language_goes_too(
    client: Client, index: StoryIndexPage, consenting: Any, make_page: Any
) -> None:
    subject = consenting(Scope.SITE)
    story = make_page(StoryPage, index, title=MARKER, slug="untold", subject=subject)
    story.copy_for_translation(Locale.objects.get(language_code="el"), copy_parents=True, alias=True)
    assert MARKER in client.get("/el/stories/untold/").text
    consent.pause(subject, party=Party.PERSON)

    assert MARKER not in client.get("/el/stories/untold/").text
    assert list(public(StoryPage.objects.filter(live=True))) == []


def test_what_a_process_remembers_ends_with_the_consent(
    client: Client, index: StoryIndexPage, consenting: Any, make_page: Any, warm: None, settings: Any
) -> None:
    settings.CONTENT_VERSION_CHECK_SECONDS = 0
    subject = consenting(Scope.SITE)
    make_page(StoryPage, index, title=MARKER, slug="untold", subject=subject)
    assert leaks(client)["page"] is True
    consent.pause(subject, party=Party.PERSON)

    assert leaks(client) == dict.fromkeys(leaks(client), False)


@pytest.mark.parametrize("how", ["copied", "translated without the library"])
def test_the_words_of_a_translation_stay_one_however_they_came_to_be(
    index: StoryIndexPage, consenting: Any, make_page: Any, how: str
) -> None:
    subject = consenting(Scope.SITE, Scope.TRANSLATIONS)
    story = make_page(StoryPage, index, title=MARKER, slug="untold", subject=subject)
    spanish = story.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    if how == "copied":
        spanish = spanish.copy(update_attrs={"slug": "again"}, keep_live=False)
    revision = spanish.save_revision()
    agree_to_the_draft(spanish)
    revision.publish()
    shown = StoryPage.objects.filter(pk=spanish.pk)
    assert list(public(shown)) == [shown.get()]
    consent.change_scopes(subject, [Scope.SITE], party=Party.PERSON)

    assert list(public(shown)) == []
    assert list(public(StoryPage.objects.filter(pk=story.pk))) == [StoryPage.objects.get(pk=story.pk)]
