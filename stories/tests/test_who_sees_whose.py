"""Whose story it is, is known to those who keep the consents."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.holders import give
from consent.enums import Scope
from core.roles import Role
from core.tests.sessions import signed_in
from stories.models import StoryIndexPage, StoryPage

pytestmark = pytest.mark.django_db
LABEL = "Zephyrine K."


@pytest.fixture
def story(make_page: Any, consenting: Any) -> StoryPage:
    subject = consenting(Scope.SITE)
    subject.label = LABEL
    subject.save()
    return make_page(
        StoryPage, make_page(StoryIndexPage, slug="stories"), subject=subject, content_note="A note"
    )


@pytest.mark.parametrize(("roles", "knows"), [((Role.LEAD,), False), ((Role.LEAD, Role.KEEPER), True)])
def test_who_edits_a_story_reads_whose_it_is_only_as_a_keeper_of_consents(
    story: StoryPage, roles: tuple[Role, ...], knows: bool
) -> None:
    editor = User.objects.create_user("editor@example.org")
    for role in roles:
        give(editor, role)
    client = signed_in(editor)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    assert form.status_code == 200
    assert (LABEL in form.text) is knows
    assert (LABEL in client.get(reverse("wagtailadmin_pages:history", args=[story.pk])).text) is False


def test_a_story_that_somebody_else_edits_stays_tied_to_its_consent(story: StoryPage) -> None:
    client = signed_in(give(User.objects.create_user("lead@example.org"), Role.LEAD))
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    form = client.get(address).context["form"]
    sent = {name: value for name, value in form.initial.items() if value not in (None, "")}
    sent |= {
        "title": "New title",
        "slug": story.slug,
        "content_note": "Another note",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "subject": "",
    }
    sent.pop("body", None)
    response = client.post(address, sent)
    assert response.status_code == 302, response.context["form"].errors
    draft = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert (draft.title, draft.subject_id) == ("New title", story.subject_id)
