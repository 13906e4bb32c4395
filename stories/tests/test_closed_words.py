"""The words of a story that may not be shown are not read by those who work here either, whatever they open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import User
from accounts.tests.holders import give
from consent import domain as consent
from consent.enums import Party, Scope
from core.roles import Role
from core.tests.sessions import signed_in
from languages.domain import propose
from languages.po import template
from stories.models import StoryIndexPage, StoryPage

pytestmark = pytest.mark.django_db
INSTEAD = "No consent to show this story is in force, so it is not shown here either."
TOLD = "What happened on the bridge"


@pytest.fixture
def story(make_page: Any, consenting: Any) -> StoryPage:
    """Told in English, translated to Spanish, and written anew since."""
    index = make_page(StoryIndexPage, slug="stories")
    subject = consenting(Scope.SITE, Scope.TRANSLATIONS)
    told: StoryPage = make_page(StoryPage, index, slug="told", subject=subject, introduction=TOLD)
    for page in (index.get_parent().specific, index, told):
        source, _made = TranslationSource.update_or_create_from_instance(page)
        po = template(source)
        for entry in po:
            entry.msgstr = f"es {entry.msgid}"
        propose(page, Locale.objects.get(language_code="es"), po, publish=True)
    told.introduction = "Something else"
    told.save_revision()
    return told


@pytest.fixture
def lead(db: None) -> Client:
    browser: Client = signed_in(give(User.objects.create_user("lead@example.org"), Role.LEAD))
    return browser


def in_spanish(story: StoryPage) -> Translation:
    found: Translation = Translation.objects.get(source__object_id=story.translation_key)
    return found


def comparing(story: StoryPage) -> str:
    return reverse("wagtailadmin_pages:revisions_compare", args=[story.pk, "earliest", "latest"])


def reverting(story: StoryPage) -> str:
    return reverse("wagtailadmin_pages:revisions_revert", args=[story.pk, story.revisions.earliest("pk").pk])


def downloading(story: StoryPage) -> str:
    return reverse("wagtail_localize:download_pofile", args=[in_spanish(story).pk])


def translating(story: StoryPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[in_spanish(story).get_target_instance().pk])


def previewing(story: StoryPage) -> str:
    return reverse("wagtail_localize:preview_translation", args=[in_spanish(story).pk])


def editing(story: StoryPage) -> str:
    story.introduction = TOLD
    story.save_revision()
    return reverse("wagtailadmin_pages:edit", args=[story.pk])


LOOKING = [comparing, reverting, downloading, translating, previewing]
Way = Callable[[StoryPage], str]


def read(browser: Client, address: str) -> str:
    response = browser.get(address, follow=True)
    return str(response.text)


@pytest.mark.parametrize("way", [*LOOKING, editing])
def test_they_are_there_while_the_consent_is(lead: Client, story: StoryPage, way: Way) -> None:
    assert TOLD in read(lead, way(story))


@pytest.mark.parametrize("way", [*LOOKING, editing])
def test_of_what_was_withdrawn_there_is_a_sentence(lead: Client, story: StoryPage, way: Way) -> None:
    assert story.subject is not None
    address = way(story)
    consent.withdraw(story.subject, "letter")
    page = read(lead, address)
    assert INSTEAD in page
    assert TOLD not in page


@pytest.mark.parametrize("way", LOOKING)
def test_of_what_is_paused_too(lead: Client, story: StoryPage, way: Way) -> None:
    assert story.subject is not None
    address = way(story)
    consent.pause(story.subject, party=Party.PERSON)
    page = read(lead, address)
    assert INSTEAD in page
    assert TOLD not in page


def test_its_editors_go_on_writing_while_it_is_paused(lead: Client, story: StoryPage) -> None:
    assert story.subject is not None
    consent.pause(story.subject, party=Party.PERSON)
    assert TOLD in read(lead, editing(story))


@pytest.mark.parametrize("way", [reverting, downloading, translating, editing])
def test_who_keeps_the_consents_still_reads_them(story: StoryPage, way: Way) -> None:
    assert story.subject is not None
    both = give(give(User.objects.create_user("both@example.org"), Role.LEAD), Role.KEEPER)
    address = way(story)
    consent.withdraw(story.subject, "letter")
    assert TOLD in read(signed_in(both), address)


@pytest.mark.parametrize("way", [comparing, reverting])
def test_an_earlier_version_of_somebody_who_took_it_back_is_not_shown(
    lead: Client, story: StoryPage, consenting: Any, way: Way
) -> None:
    """The page is another's now, and theirs may be shown."""
    before = story.subject
    assert before is not None
    story.subject = consenting(Scope.SITE)
    StoryPage.objects.filter(pk=story.pk).update(subject=story.subject)
    story.save_revision()
    consent.withdraw(before, "letter")
    assert TOLD not in read(lead, way(story))
