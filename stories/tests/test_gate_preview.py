"""What is paused or over is not shown to those who work here either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consent import domain as consent
from consent.enums import Party, Scope
from stories.models import StoryIndexPage, StoryPage
from stories.tests.test_gate_ways_live import in_workflow
from stories.tests.untold import MARKER, at_the_desk, draft, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]
INSTEAD = "No consent to show this story is in force, so it is not shown here either."
TOLD = "What happened on the bridge"


@pytest.fixture
def index(make_page: Any) -> StoryIndexPage:
    page: StoryIndexPage = make_page(StoryIndexPage, slug="stories")
    return page


@pytest.fixture
def desk() -> Client:
    browser: Client = at_the_desk()
    return browser


@pytest.fixture
def story(index: StoryIndexPage, consenting: Any) -> StoryPage:
    return draft(index, consenting(Scope.SITE), introduction=TOLD)


def the_draft(desk: Client, story: StoryPage) -> str:
    return desk.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk])).text


def the_preview(desk: Client, story: StoryPage) -> str:
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    desk.post(address, form_of(desk, edit, introduction=TOLD))
    return desk.get(address).text


def a_version(desk: Client, story: StoryPage) -> str:
    version = story.revisions.earliest("pk").pk
    return desk.get(reverse("wagtailadmin_pages:revisions_view", args=[story.pk, version])).text


def in_the_workflow(desk: Client, story: StoryPage) -> str:
    state = in_workflow(story).current_task_state
    return desk.get(reverse("wagtailadmin_pages:workflow_preview", args=[story.pk, state.task_id])).text


def compared(desk: Client, story: StoryPage) -> str:
    story.introduction = "Something else"
    story.save_revision()
    versions = ["earliest", "latest"]
    return desk.get(reverse("wagtailadmin_pages:revisions_compare", args=[story.pk, *versions])).text


WAYS = [the_draft, the_preview, a_version, in_the_workflow, compared]


@pytest.mark.parametrize("way", WAYS)
def test_a_story_is_shown_while_the_consent_is_in_force(
    desk: Client, story: StoryPage, way: Callable[[Client, StoryPage], str]
) -> None:
    assert TOLD in way(desk, story)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("ended", [False, True])
def test_what_is_paused_or_over_is_one_sentence(
    desk: Client, story: StoryPage, way: Callable[[Client, StoryPage], str], ended: bool
) -> None:
    assert story.subject is not None
    if ended:
        consent.withdraw(story.subject, "letter")
    else:
        consent.pause(story.subject, party=Party.PERSON)
    page = way(desk, story)

    assert INSTEAD in page
    assert TOLD not in page
    assert MARKER not in page


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_that_was_never_anybodys_is_shown_to_its_editors(
    desk: Client, index: StoryIndexPage, way: Callable[[Client, StoryPage], str]
) -> None:
    assert TOLD in way(desk, draft(index, None, introduction=TOLD))


def test_taking_the_person_off_a_story_does_not_open_it(
    desk: Client, story: StoryPage, index: StoryIndexPage
) -> None:
    subject = story.subject
    assert subject is not None
    consent.pause(subject, party=Party.PERSON)
    story.subject = None
    story.save_revision()

    assert TOLD not in the_draft(desk, story)


def test_an_old_version_of_somebody_else_is_not_shown(
    desk: Client, story: StoryPage, consenting: Any
) -> None:
    """The row is of one person, the version of another who took it back."""
    before = story.subject
    assert before is not None
    story.subject, story.introduction = consenting(Scope.SITE), "Their own words"
    story.save()
    story.save_revision()
    consent.withdraw(before, "letter")

    assert TOLD not in a_version(desk, story)
    assert "Their own words" in the_draft(desk, story)
