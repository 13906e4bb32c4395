"""A story in another language says what the person said yes to, and nothing that they did not."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from consent.enums import Channel, Party, Scope
from core.publishing import problems_with
from languages.domain import propose
from languages.po import template
from stories import domain
from stories.models import StoryIndexPage, StoryPage
from stories.tests.agreeing import agree_to_the_draft, say_yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(make_page: Any, consenting: Any) -> StoryPage:
    index = make_page(StoryIndexPage, slug="stories")
    story: StoryPage = make_page(
        StoryPage,
        index,
        subject=consenting(Scope.SITE, Scope.TRANSLATIONS),
        slug="told",
        introduction="As they told it",
    )
    return story


def in_spanish(page: Any) -> Any:
    source, _made = TranslationSource.update_or_create_from_instance(page)
    po = template(source)
    for entry in po:
        entry.msgstr = f"es {entry.msgid}"
    return propose(page, Locale.objects.get(language_code="es"), po, publish=not isinstance(page, StoryPage))


@pytest.fixture
def translated(told: StoryPage) -> StoryPage:
    index = told.get_parent().specific
    for page in (index.get_parent().specific, index):
        in_spanish(page)
    page = in_spanish(told)
    assert isinstance(page, StoryPage)
    return page


def may_go_live(page: StoryPage) -> bool:
    return problems_with(StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()) == []


def rewritten(story: StoryPage, words: str) -> StoryPage:
    story.introduction = words
    story.save_revision()
    return story


def test_it_goes_live_with_the_words_they_agreed_to(translated: StoryPage) -> None:
    assert may_go_live(translated) is True


def test_their_no_to_a_newer_version_stops_it_and_one_that_waits_does_not(
    told: StoryPage, translated: StoryPage
) -> None:
    version = domain.show_version(rewritten(told, "Told otherwise"), by=None)
    assert may_go_live(translated) is True
    domain.answer(version, False, party=Party.PERSON, channel=Channel.EMAIL)
    assert may_go_live(translated) is False
    domain.show_version(rewritten(told, "Told a third way"), by=None)
    assert may_go_live(translated) is False


def test_words_nobody_agreed_to_are_not_published_in_another_language_either(
    told: StoryPage, translated: StoryPage
) -> None:
    StoryPage.objects.filter(pk=told.pk).update(introduction="What they never said")
    in_spanish(StoryPage.objects.get(pk=told.pk))
    assert may_go_live(translated) is False

    StoryPage.objects.filter(pk=told.pk).update(introduction="Told anew")
    told.refresh_from_db()
    told.save_revision()
    agree_to_the_draft(told)
    in_spanish(StoryPage.objects.get(pk=told.pk))
    assert may_go_live(translated) is True


def test_one_that_follows_its_original_no_more_needs_a_yes_of_its_own(
    told: StoryPage, translated: StoryPage
) -> None:
    Translation.objects.filter(source__object_id=told.translation_key).update(enabled=False)
    assert may_go_live(translated) is False

    mine = domain.show_version(translated, by=None)
    say_yes(mine)
    assert may_go_live(translated) is True
    assert may_go_live(told) is True


def test_two_languages_that_wait_are_both_asked_about(told: StoryPage, translated: StoryPage) -> None:
    Translation.objects.filter(source__object_id=told.translation_key).update(enabled=False)
    first = domain.show_version(rewritten(told, "Told otherwise"), by=None)
    second = domain.show_version(translated, by=None)

    assert domain.waiting_for(first.subject, Party.PERSON) == [second, first]
    assert (domain.is_current(first), domain.is_current(second)) == (True, True)
