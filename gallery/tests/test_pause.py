"""A pause hides a drawing at once, for a while, and loses nothing of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from consent import domain as consent
from consent.enums import Party
from core import clock
from gallery import files, ticks
from gallery.enums import AssetKind, State
from gallery.models import CompetitionPage, Entry
from gallery.tests.factories import a_batch
from gallery.tests.released import a_competition_page, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(make_page: Any) -> CompetitionPage:
    return a_competition_page(make_page)


@pytest.fixture
def entry(page: CompetitionPage) -> Entry:
    return released(a_batch(page.competition), alt_text="A house.")


def answers(entry: Entry, page: CompetitionPage) -> list[int]:
    """Of a copy of the drawing, and of its page."""
    copy = entry.assets.filter(kind=AssetKind.COPY).first()
    assert copy is not None
    response = Client().get(f"/media/{files.public_name(entry.public_key, copy)}")
    response.getvalue()
    return [response.status_code, Client().get(f"{page.url}{entry.public_id}/").status_code]


def after_the_sweep(entry: Entry, monkeypatch: pytest.MonkeyPatch, days: int = 0) -> Entry:
    at = (clock.now() + timedelta(days=days)).replace(minute=ticks.SWEEP_AT_MINUTES[0])
    monkeypatch.setattr(clock, "now", lambda: at)
    ticks.hide_what_has_no_consent()
    ticks.take_copies_off()
    return Entry.objects.get(pk=entry.pk)


def test_a_paused_drawing_is_not_shown_and_is_there_again_as_it_was(
    entry: Entry, page: CompetitionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Entry.objects.filter(pk=entry.pk).values().get()
    due = list(entry.assets.values_list("kind", "delete_after"))
    assert answers(entry, page) == [200, 200]

    consent.pause(entry.subject, party=Party.GUARDIAN)
    assert answers(entry, page) == [404, 410]
    after_the_sweep(entry, monkeypatch)
    assert Entry.objects.filter(pk=entry.pk).values().get() == before
    assert list(entry.assets.values_list("kind", "delete_after")) == due

    consent.resume(entry.subject, party=Party.GUARDIAN)
    assert answers(entry, page) == [200, 200]


def test_what_is_taken_back_while_it_is_paused_goes_for_good(
    entry: Entry, django_capture_on_commit_callbacks: Any
) -> None:
    folder = f"{files.PUBLIC}/{entry.public_key}"
    with django_capture_on_commit_callbacks(execute=True):
        consent.pause(entry.subject, party=Party.GUARDIAN)
    assert Entry.objects.get(pk=entry.pk).state == State.PUBLISHED
    with django_capture_on_commit_callbacks(execute=True):
        consent.withdraw(entry.subject, "letter")

    assert Entry.objects.get(pk=entry.pk).state == State.WITHDRAWN
    assert not default_storage.exists(folder) or default_storage.listdir(folder) == ([], [])


def test_a_pause_does_not_outlast_the_consent(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    consent.pause(entry.subject, party=Party.GUARDIAN)
    latest = consent.newest(entry.subject)
    assert latest is not None
    days = (latest.expires_on - clock.today()).days

    assert after_the_sweep(entry, monkeypatch, days).state == State.PUBLISHED
    assert after_the_sweep(entry, monkeypatch, 1).state == State.HIDDEN


def test_one_question_says_whether_a_picture_is_withheld_and_is_remembered(
    entry: Entry, warm: None, django_assert_num_queries: Any
) -> None:
    from edge.memo import forget_everything
    from gallery.withheld import is_withheld

    name = f"{files.PUBLIC}/{entry.public_key}/320.jpg"
    forget_everything()
    is_withheld("images/x/y.jpg")
    with django_assert_num_queries(0):
        assert is_withheld("images/x/y.jpg") is False
    assert is_withheld(name) is False
    consent.pause(entry.subject, party=Party.GUARDIAN)
    assert is_withheld(name) is True
