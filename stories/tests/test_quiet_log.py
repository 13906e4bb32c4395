"""The log of the editors' side says what was done to a story, and never in its words."""

from __future__ import annotations

from typing import Any

from wagtail.models import PageLogEntry

from accounts.models import User
from consent.enums import Scope
from home.models import StandardPage
from stories.keeping import erasing
from stories.models import StoryIndexPage, StoryPage
from stories.tests.agreeing import agree_to_the_draft


def entries_of(page: Any) -> list[tuple[str, str]]:
    said = PageLogEntry.objects.filter(page_id=page.pk).order_by("pk")
    return [(entry.label, str(entry.data)) for entry in said]


def rename(page: Any, user: User) -> None:
    page.title = "Greywing comes home"
    revision = page.save_revision(user=user, log_action=True)
    if isinstance(page, StoryPage):
        agree_to_the_draft(page)
    revision.publish(user=user)


def test_the_log_of_a_story_holds_its_key_and_none_of_its_words(make_page: Any, consenting: Any) -> None:
    user = User.objects.create_user("editor@example.org", is_superuser=True)
    story = make_page(StoryPage, make_page(StoryIndexPage), title="Greywing", subject=consenting(Scope.SITE))

    rename(story, user)
    story.copy(update_attrs={"slug": "copied", "title": "Greywing again"}, user=user)
    key = story.pk
    with erasing():
        story.delete(user=user)

    said = PageLogEntry.objects.filter(page_id=key)
    assert {entry.action for entry in said} >= {"wagtail.rename", "wagtail.publish", "wagtail.delete"}
    assert {entry.label for entry in said} == {str(key)}
    assert "Greywing" not in str(list(PageLogEntry.objects.values_list("label", "data")))


def test_the_log_of_other_pages_says_what_they_were_called(make_page: Any) -> None:
    page = make_page(StandardPage, title="About")

    rename(page, User.objects.create_user("editor@example.org", is_superuser=True))

    assert "Greywing comes home" in str(entries_of(page))
