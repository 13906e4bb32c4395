"""Wagtail's own letters about a page that somebody sent in say no word of it: mail is kept where no erasure reaches."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.admin.mail import send_notification
from wagtail.models import Comment, GroupApprovalTask, Workflow, WorkflowTask

from accounts.models import User
from consent.enums import Scope
from stories.models import StoryIndexPage, StoryPage

NAME = "Greywing"


@pytest.fixture
def story(make_page: Any, consenting: Any) -> StoryPage:
    index = make_page(StoryIndexPage, slug="stories")
    story: StoryPage = make_page(
        StoryPage, index, subject=consenting(Scope.SITE), title=NAME, slug=NAME.lower()
    )
    return story


@pytest.fixture
def author() -> User:
    return User.objects.create_user("author@example.org", is_superuser=True)


@pytest.fixture
def reader() -> User:
    reader = User.objects.create_user("reader@example.org", is_superuser=True)
    reader.groups.add(Group.objects.create(name="readers"))
    return reader


def sent_in(story: StoryPage, author: User) -> Any:
    task = GroupApprovalTask.objects.create(name="Last look")
    task.groups.set(Group.objects.filter(name="readers"))
    workflow = Workflow.objects.create(name="Looking")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow.start(story, author)


def letters() -> list[tuple[str, list[str]]]:
    return [(letter.subject, letter.to) for letter in mail.outbox]


def nothing_but_the_way_there(story: StoryPage) -> None:
    for letter in mail.outbox:
        assert NAME.lower() not in f"{letter.subject}{letter.body}{letter.alternatives}".lower()
        assert reverse("wagtailadmin_pages:edit", args=[story.pk]) in letter.body


def test_who_is_to_look_at_a_story_is_told_so_and_not_what_it_is_called(
    story: StoryPage, author: User, reader: User
) -> None:
    sent_in(story, author)

    assert set(letters_of(reader)) == {"A page waits for you to look at it"}
    nothing_but_the_way_there(story)


def letters_of(person: User) -> list[str]:
    return [subject for subject, to in letters() if to == [person.email]]


def test_who_sent_a_story_in_is_told_what_became_of_it_and_not_why(
    story: StoryPage, author: User, reader: User
) -> None:
    state = sent_in(story, author)
    state.current_task_state.reject(user=reader, comment=f"{NAME} is not her name")
    state.refresh_from_db()
    state.resume(user=author)
    state.refresh_from_db()
    state.current_task_state.approve(user=reader)

    assert letters_of(author)[-2:] == [
        "A page that you sent in was sent back",
        "A page that you sent in was approved",
    ]
    nothing_but_the_way_there(story)


def test_who_follows_a_story_is_told_of_remarks_and_not_what_they_say(
    story: StoryPage, author: User, reader: User
) -> None:
    remark = Comment.objects.create(page=story, user=author, text=f"Is {NAME} right?", contentpath="title")

    send_notification(
        [reader], "updated_comments", {"page": story, "editor": author, "new_comments": [remark]}
    )

    assert letters() == [("There are new remarks on a page", ["reader@example.org"])]
    nothing_but_the_way_there(story)
