"""Whoever edits a story reads what the consent allows, and never whose it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.formats import date_format
from wagtail.admin.panels import ObjectList

from consent import domain
from consent.enums import Channel, Party, Scope
from consent.models import Subject
from stories.consent_panel import ConsentStatePanel
from stories.models import StoryIndexPage, StoryPage

pytestmark = pytest.mark.django_db


def shown(story: StoryPage) -> str:
    handler = ObjectList([ConsentStatePanel()]).bind_to_model(StoryPage)
    form = handler.get_form_class()(instance=story)
    return " ".join(handler.get_bound_panel(instance=story, form=form).render_html().split())


def test_the_panel_says_what_is_allowed_until_when_and_what_is_not(make_page: Any, consenting: Any) -> None:
    subject = consenting(Scope.SITE, Scope.TRANSLATIONS)
    record = domain.newest(subject)
    assert record is not None
    story = make_page(
        StoryPage, make_page(StoryIndexPage, slug="stories"), subject=subject, content_note="A note"
    )

    running = shown(story)
    assert f"In force until {date_format(record.expires_on, 'DATE_FORMAT')}." in running
    assert "<li>this site</li><li>translations on this site</li>" in running
    domain.pause(subject, party=Party.PERSON)
    assert "Paused since" in shown(story)
    assert "No consent is in force: it is not public." in shown(story)
    domain.withdraw(subject, Channel.LINK, party=Party.PERSON)
    assert "Withdrawn on" in shown(story)
    story.subject = None
    assert "No consent is tied to this story: it is not public." in shown(story)


def test_the_panel_shows_no_label_and_no_way_to_the_record(make_page: Any, consenting: Any) -> None:
    subject = consenting(Scope.SITE)
    Subject.objects.update(label="Zephyrine K.")
    story = make_page(
        StoryPage, make_page(StoryIndexPage, slug="stories"), subject=subject, content_note="A note"
    )

    panel = shown(story)
    assert "In force until" in panel
    assert [secret in panel for secret in ("Zephyrine", str(subject.pk), str(subject.pk)[:8], "/admin/")] == [
        False
    ] * 4
