"""However a story would go live, without a consent in force it does not, and whoever tries reads why."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Locale, Page, Revision, Workflow, WorkflowTask
from wagtail_localize.models import TranslationSource

from accounts.models import User
from audit.models import Record
from consent import domain as consent
from consent.enums import Party, Scope
from consent.models import Subject
from core import ticks
from core.publishing import NotPublishable
from home.models import HomePage, StandardPage
from stories.models import StoryIndexPage, StoryPage
from stories.tests.agreeing import agree_to_the_draft
from stories.tests.untold import MARKER, NO_CONSENT, at_the_desk, draft, form_of, told_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]


@pytest.fixture
def index(make_page: Any) -> StoryIndexPage:
    page: StoryIndexPage = make_page(StoryIndexPage, slug="stories")
    return page


@pytest.fixture
def subject(consenting: Any) -> Subject:
    """Somebody who agreed to something else than being shown here."""
    somebody: Subject = consenting(Scope.PRINT)
    return somebody


@pytest.fixture
def story(index: StoryIndexPage, subject: Subject) -> StoryPage:
    return draft(index, subject)


@pytest.fixture
def desk() -> Client:
    browser: Client = at_the_desk()
    return browser


def in_workflow(story: StoryPage) -> Any:
    """The last task of its way: whoever approves it publishes."""
    task = GroupApprovalTask.objects.create(name="Last look")
    workflow = Workflow.objects.create(name="Looking")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow.start(story, User.objects.get())


def press_publish(desk: Client, story: StoryPage) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return desk.post(
        address, form_of(desk, address, **{"introduction": "Newly typed", "action-publish": "yes"})
    )


def publish_an_old_version(desk: Client, story: StoryPage) -> Any:
    old = story.revisions.earliest("pk").pk
    story.save_revision()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[story.pk, old])
    return desk.post(address, form_of(desk, address, **{"action-publish": "yes"}))


def schedule(desk: Client, story: StoryPage) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    return desk.post(address, form_of(desk, address, **{"go_live_at": tomorrow, "action-publish": "yes"}))


def approve(desk: Client, story: StoryPage) -> Any:
    state = in_workflow(story).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.pk])
    return desk.post(address, {"comment": "Good"}, follow=True)


def approve_in_the_editor(desk: Client, story: StoryPage) -> Any:
    in_workflow(story)
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    sent = {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "introduction": "Newly typed",
    }
    return desk.post(address, form_of(desk, address, **sent), follow=True)


def publish_several(desk: Client, story: StoryPage) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return desk.post(f"{address}?id={story.pk}", {"include_descendants": ""}, follow=True)


def publish_all_below(desk: Client, story: StoryPage) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return desk.post(f"{address}?id={story.get_parent().pk}", {"include_descendants": "on"}, follow=True)


WAYS = [
    press_publish, publish_an_old_version, schedule, approve, approve_in_the_editor, publish_several,
    publish_all_below,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_no_button_puts_it_live_and_all_of_them_say_why(
    desk: Client, story: StoryPage, way: Callable[[Client, StoryPage], Any]
) -> None:
    response = way(desk, story)

    assert response.status_code == 200
    assert NO_CONSENT in told_on(response)
    assert nothing_is_live_or_will_be(story)


def nothing_is_live_or_will_be(story: StoryPage) -> bool:
    scheduled = Revision.objects.exclude(approved_go_live_at=None).exists()
    return not scheduled and not StoryPage.objects.filter(live=True).exists()


@pytest.mark.parametrize("way", [press_publish, approve_in_the_editor])
def test_what_somebody_typed_is_still_there(
    desk: Client, story: StoryPage, way: Callable[[Client, StoryPage], Any]
) -> None:
    assert "Newly typed" in told_on(way(desk, story))


def test_the_same_buttons_publish_with_a_consent(
    desk: Client, story: StoryPage, subject: Subject, consenting: Any
) -> None:
    """So that it is the consent that is missing above."""
    story.subject, story.introduction = consenting(Scope.SITE), "Newly typed"
    story.save_revision()
    agree_to_the_draft(story)
    response = press_publish(desk, story)

    assert response.status_code == 302
    assert StoryPage.objects.get(pk=story.pk).live is True


def test_a_new_story_is_not_published_in_one_go(
    desk: Client, index: StoryIndexPage, subject: Subject
) -> None:
    address = reverse("wagtailadmin_pages:add", args=["stories", "storypage", index.pk])
    sent = form_of(desk, address, title="New", slug="new", content_note="A note", subject=str(subject.pk))
    response = desk.post(address, sent | {"action-publish": "yes"})

    assert NO_CONSENT in told_on(response)
    assert list(StoryPage.objects.all()) == []


def test_a_story_that_is_nobodys_is_not_published(desk: Client, index: StoryIndexPage) -> None:
    story = draft(index, None)

    assert "Say first whose story it is" in told_on(press_publish(desk, story))
    assert nothing_is_live_or_will_be(story)


def test_a_new_page_is_stored_as_a_draft_whatever_it_says_of_itself(
    index: StoryIndexPage, subject: Subject
) -> None:
    """The editor writes a new page as live, and publishes it afterwards."""
    story = draft(index, subject, live=True)

    assert StoryPage.objects.get(pk=story.pk).live is False


def test_nobody_writes_on_a_live_row_what_may_not_be_there(
    index: StoryIndexPage, consenting: Any, make_page: Any
) -> None:
    story = make_page(StoryPage, index, subject=consenting(Scope.SITE))
    story.subject = consenting(Scope.PRINT)

    with pytest.raises(NotPublishable, match=NO_CONSENT):
        story.save()
    assert StoryPage.objects.get(pk=story.pk).subject_id != story.subject_id


# --- The API of the admin -----------------------------------------------------------------------------------------


def by_api(desk: Client, story: StoryPage, action: str, **data: Any) -> Any:
    address = reverse("wagtailadmin_api:pages:action", args=[story.pk, action])
    return desk.post(address, json.dumps(data), content_type="application/json")


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("publish", {}),
        ("copy", {"recursive": False, "keep_live": True}),
        ("create_alias", {"recursive": False}),
        ("copy_for_translation", {"locale": "es", "copy_parents": True}),
    ],
)
def test_no_call_of_the_api_puts_it_live_or_makes_another(
    desk: Client, story: StoryPage, action: str, data: dict[str, Any]
) -> None:
    response = by_api(desk, story, action, **data)

    assert response.status_code == 422
    assert response.json()["detail"].startswith("No consent to show this story on this site is in force")
    assert list(StoryPage.objects.values_list("pk", "live")) == [(story.pk, False)]


# --- Copies -------------------------------------------------------------------------------------------------------

NO_COPY = "so it is not copied, and not translated"


@pytest.mark.parametrize("sent", [{"publish_copies": "on"}, {}, {"alias": "on"}])
def test_a_story_without_consent_is_not_copied_not_even_as_a_draft(
    desk: Client, story: StoryPage, sent: dict[str, str]
) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[story.pk])
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(story.get_parent().pk)}
    response = desk.post(address, data | sent, follow=True)

    assert response.status_code == 200
    assert NO_COPY in told_on(response)
    assert StoryPage.objects.count() == 1


def test_nor_with_the_page_above_it(story: StoryPage) -> None:
    with pytest.raises(NotPublishable, match=NO_COPY):
        story.get_parent().specific.copy(recursive=True, update_attrs={"slug": "more-stories"})
    assert StoryPage.objects.count() == 1


@pytest.mark.parametrize("alias", [True, False])
def test_nor_into_another_language(home_page: HomePage, story: StoryPage, alias: bool) -> None:
    spanish = Locale.objects.get(language_code="es")
    with pytest.raises(NotPublishable, match=NO_COPY):
        story.copy_for_translation(spanish, copy_parents=True, alias=alias)
    assert StoryPage.objects.count() == 1


def test_a_story_with_consent_is_copied(index: StoryIndexPage, consenting: Any) -> None:
    draft(index, consenting(Scope.SITE)).copy(update_attrs={"slug": "copy"}, keep_live=False)

    assert StoryPage.objects.count() == 2


def test_an_alias_does_not_go_live_with_an_original_that_may(
    index: StoryIndexPage, consenting: Any, make_page: Any
) -> None:
    """The words of a translation stay a translation under another address."""
    told = make_page(StoryPage, index, slug="told", subject=consenting(Scope.SITE, Scope.TRANSLATIONS))
    spanish = told.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    draft = spanish.save_revision()
    agree_to_the_draft(spanish)
    draft.publish()
    alias = StoryPage.objects.get(pk=spanish.pk).create_alias(update_slug="again")
    consent.change_scopes(told.subject, [Scope.SITE], party=Party.PERSON)
    Page.objects.filter(pk=alias.pk).update(live=False)

    StoryPage.objects.get(pk=spanish.pk).update_aliases()

    assert StoryPage.objects.get(pk=alias.pk).live is False


# --- wagtail-localize ---------------------------------------------------------------------------------------------


def test_a_translation_is_not_published_from_its_own_editor(
    desk: Client,
    index: StoryIndexPage,
    consenting: Any,
    make_page: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    story = make_page(StoryPage, index, title=MARKER, subject=consenting(Scope.SITE))
    spanish = Locale.objects.get(language_code="es")
    source, _made = TranslationSource.update_or_create_from_instance(story)
    page, _made = source.create_or_update_translation(
        spanish, publish=False, fallback=True, copy_parent_pages=True
    )
    source.translations.get_or_create(target_locale=spanish)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    with (
        pytest.raises(NotPublishable, match="They did not agree to a translation"),
        django_capture_on_commit_callbacks(execute=True),  # where the library publishes
    ):
        desk.post(address, {"action": "publish"})

    assert StoryPage.objects.get(pk=page.pk).live is False


# --- The clock ----------------------------------------------------------------------------------------------------


def due(page: Any) -> Revision:
    revision: Revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    return revision


def test_a_schedule_that_may_not_be_kept_is_dropped_and_stops_no_other(
    story: StoryPage, make_page: Any
) -> None:
    kept_from = due(story)
    other = make_page(StandardPage, slug="other")
    other.unpublish()
    due(other)

    ticks.publish_scheduled()

    assert (StoryPage.objects.get(pk=story.pk).live, StandardPage.objects.get(pk=other.pk).live) == (
        False,
        True,
    )
    assert list(Revision.objects.exclude(approved_go_live_at=None)) == []
    dropped = Record.objects.filter(action="core.schedule_dropped")
    assert [(row.object_id, row.codes) for row in dropped] == [(str(story.pk), {"revision": kept_from.pk})]


def test_what_was_dropped_is_not_tried_again(story: StoryPage) -> None:
    due(story)
    ticks.publish_scheduled()
    ticks.publish_scheduled()

    assert Record.objects.filter(action="core.schedule_dropped").count() == 1
