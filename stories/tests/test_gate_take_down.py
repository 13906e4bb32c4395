"""Taking a story back takes it down everywhere, whatever is under way with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Revision, WorkflowState

from accounts.models import User
from audit.models import Record
from consent import domain as consent
from consent.enums import Party, Scope
from consent.models import Subject
from core import publishing
from home.tests.test_gone import terms_of
from stories import take_down
from stories.models import StoryIndexPage, StoryPage
from stories.tests.agreeing import agree_to_the_draft
from stories.tests.test_gate_ways_live import in_workflow

pytestmark = pytest.mark.django_db
TITLE = "Marker of a story"


@pytest.fixture
def subject(consenting: Any) -> Subject:
    somebody: Subject = consenting(Scope.SITE, Scope.TRANSLATIONS)
    return somebody


@pytest.fixture
def story(make_page: Any, subject: Subject) -> StoryPage:
    told: StoryPage = make_page(
        StoryPage, make_page(StoryIndexPage, slug="stories"), slug="told", title=TITLE, subject=subject
    )
    return told


@pytest.fixture
def withdraw(subject: Subject, django_capture_on_commit_callbacks: Any) -> Any:
    def taken_back() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            consent.withdraw(subject, "letter", party=Party.PERSON)

    return taken_back


def shown(client: Client) -> list[str]:
    """Whatever of it a reader still finds."""
    client.raise_request_exception = False
    pages = [
        "/en/stories/",
        "/el/stories/",
        "/sitemap.xml",
        "/en/search/?q=Marker",
        "/en/",
        "/en/stories/told/",
    ]
    texts = {path: client.get(path).text for path in pages}
    return [path for path, text in texts.items() if TITLE in text or "/stories/told/" in text]


def live() -> list[str]:
    return list(StoryPage.objects.filter(live=True).values_list("locale__language_code", flat=True))


def test_every_language_and_every_alias_is_taken_down(
    client: Client, story: StoryPage, subject: Subject, withdraw: Any
) -> None:
    spanish = story.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    draft = spanish.save_revision()
    agree_to_the_draft(spanish)
    draft.publish()
    story.copy_for_translation(Locale.objects.get(language_code="el"), copy_parents=True, alias=True)
    assert sorted(live()) == ["el", "en", "es"]
    assert shown(client) != []
    withdraw()

    assert live() == []
    assert shown(client) == []
    rows = Record.objects.filter(action="stories.taken_down")
    assert {row.object_id for row in rows} == {str(page.pk) for page in StoryPage.objects.all()}


def test_another_story_stays(story: StoryPage, withdraw: Any, make_page: Any, consenting: Any) -> None:
    other = make_page(StoryPage, story.get_parent().specific, subject=consenting(Scope.SITE))
    withdraw()

    assert list(StoryPage.objects.filter(live=True)) == [other]


def test_a_pause_touches_no_page(
    client: Client, story: StoryPage, subject: Subject, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        consent.pause(subject, party=Party.PERSON)
    take_down.catch_up()

    assert live() == ["en"]
    assert shown(client) == []
    assert not Record.objects.filter(action="stories.taken_down").exists()


def test_neither_a_workflow_nor_a_lock_nor_a_schedule_holds_it(story: StoryPage, withdraw: Any) -> None:
    user = User.objects.create_superuser(email="all@example.org", password="x")
    in_workflow(story)
    later = timezone.now() + timedelta(days=1)
    page = StoryPage.objects.get(pk=story.pk)
    page.go_live_at = later
    page.save_revision()
    Revision.objects.filter(pk=page.latest_revision.pk).update(approved_go_live_at=later)
    StoryPage.objects.filter(pk=story.pk).update(
        locked=True, locked_by=user, locked_at=timezone.now(), go_live_at=later
    )
    withdraw()

    page = StoryPage.objects.get(pk=story.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.live, page.locked, page.locked_by, page.go_live_at) == (False, False, None, None)
    assert (page.current_workflow_state, draft.go_live_at) == (None, None)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_what_fails_shows_nothing_and_is_made_up_for(
    client: Client,
    story: StoryPage,
    withdraw: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(page: StoryPage, *args: Any, **how: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(StoryPage, "unpublish", fails)
        withdraw()
    assert live() == ["en"]
    assert shown(client) == []
    assert "could not be taken down" in caplog.text

    take_down.catch_up()
    assert live() == []


def test_a_new_consent_in_between_shows_nothing_by_itself(
    client: Client, story: StoryPage, subject: Subject
) -> None:
    """Here nothing has taken the page down when they agree to something new."""
    terms = terms_of(subject)
    consent.withdraw(subject, "letter")
    consent.record(subject, terms, [Scope.SITE])

    assert live() == ["en"]
    assert shown(client) == []
    StoryPage.objects.get().save_revision().publish()
    assert "/en/stories/told/" in shown(client)


def test_a_withdrawal_between_the_question_and_the_publishing_wins(
    client: Client, story: StoryPage, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.unpublish()
    revision = StoryPage.objects.get(pk=story.pk).save_revision()
    asked: list[Any] = []
    before = publishing.problems_with

    def answered_too_early(page: Any) -> list[str]:
        problems = before(page) if not asked else []
        asked.append(page)
        consent.withdraw(subject, "letter")
        return problems

    monkeypatch.setattr(publishing, "problems_with", answered_too_early)
    monkeypatch.setattr("core.models.base.problems_with", answered_too_early)
    revision.publish()

    assert len(asked) > 1
    assert live() == ["en"], "it went live, against all that was asked"
    assert shown(client) == []
    monkeypatch.undo()
    take_down.catch_up()
    assert live() == []
