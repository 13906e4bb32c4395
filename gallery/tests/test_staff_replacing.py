"""What a partner's editor can do where a change was asked for, or a file could not be read."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from core import clock
from core.tests.files import EXE
from gallery import processing, reasons
from gallery.enums import Reason, State
from gallery.models import Entry, Mask

from .factories import a_decider, drawn
from .staff import an_editor, at_work, quick
from .stored import stored_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Entry:
    return quick(State.CHANGES, title="Kites", alt_text="Three kites.")


@pytest.fixture
def editor(asked: Entry) -> Client:
    return at_work(asked.entered_by)


def send_picture(client: Client, entry: Entry, content: bytes, **fields: Any) -> HttpResponse:
    sent = {"key": str(uuid.uuid4()), "version": entry.version, **fields}
    file = SimpleUploadedFile("my child.jpg", content)
    return client.post(reverse("gallery_staff:replace", args=[entry.public_id]), {**sent, "file": file})


def send_again(client: Client, entry: Entry, **typed: str) -> HttpResponse:
    said = {"title": entry.title, "alt_text": entry.alt_text, "first_name": "", **typed}
    said |= {"band": entry.band, "country": entry.country_id, "language": entry.language}
    form = {f"{entry.public_id}-{name}": value for name, value in said.items()}
    form |= {f"{entry.public_id}-version": str(entry.version), "again": entry.public_id}
    return client.post(reverse("gallery_staff:facts", args=[entry.batch_id]), form, follow=True)


def test_the_page_says_what_is_asked_for_and_offers_both_ways(editor: Client, asked: Entry) -> None:
    page = editor.get(reverse("gallery_staff:batch", args=[asked.batch_id])).content.decode()

    assert reasons.for_school(Reason.BLURRED) in page
    assert reverse("gallery_staff:replace", args=[asked.public_id]) in page
    assert f'name="again" value="{asked.public_id}"' in page


def test_another_picture_takes_the_place_of_the_first_and_waits_without_another_press(
    editor: Client, asked: Entry, django_capture_on_commit_callbacks: Any
) -> None:
    Mask.objects.create(entry=asked, by=a_decider("first"), left=1, top=1, width=50, height=50)
    before = stored_files()
    key = str(uuid.uuid4())

    with django_capture_on_commit_callbacks(execute=True):
        answers = [send_picture(editor, asked, drawn(7), key=key) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    processing.process(asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.title) == (State.PENDING, "Kites")
    assert not asked.masks.exists()
    assert asked.assets.exists()
    assert not set(before) & set(stored_files())


def test_words_put_right_are_sent_again_with_one_press_and_never_unchanged(
    editor: Client, asked: Entry
) -> None:
    unchanged = send_again(editor, asked)
    asked.refresh_from_db()
    assert asked.state == State.CHANGES
    assert "Nothing on it has changed yet" in unchanged.content.decode()

    changed = send_again(editor, asked, title="Kites in the wind")

    asked.refresh_from_db()
    assert (asked.state, asked.title) == (State.PENDING, "Kites in the wind")
    assert "It is sent again" in changed.content.decode()


@pytest.mark.parametrize("wrong", [EXE, b""], ids=["no picture", "empty"])
def test_what_is_no_picture_leaves_the_first_where_it_was(editor: Client, asked: Entry, wrong: bytes) -> None:
    before = stored_files()

    answer = send_picture(editor, asked, wrong)

    asked.refresh_from_db()
    assert (answer.status_code, asked.state) == (422, State.CHANGES)
    assert stored_files() == before


def test_somebody_elses_what_is_decided_what_is_over_and_an_old_page_are_refused(
    editor: Client, asked: Entry, settings: Settings
) -> None:
    elsewhere, waiting = quick(State.CHANGES), quick(State.PENDING, asked.batch)
    seen = asked.version
    assert send_picture(editor, elsewhere, drawn(8)).status_code == 404
    assert send_picture(at_work(an_editor()), asked, drawn(8)).status_code == 404
    assert send_picture(editor, waiting, drawn(8)).status_code == 422
    assert send_picture(editor, asked, drawn(8), version=seen - 1).status_code == 409
    assert send_picture(editor, asked, drawn(8), key="\x00", version="x").status_code == 422

    settings.CLOCK = (clock.now() + timedelta(days=60)).isoformat()
    assert send_picture(at_work(asked.entered_by), asked, drawn(8)).status_code == 422

    asked.refresh_from_db()
    assert (asked.state, asked.version) == (State.CHANGES, seen)


def test_a_forged_form_is_refused(asked: Entry) -> None:
    client = at_work(asked.entered_by, enforce_csrf_checks=True)

    assert send_picture(client, asked, drawn(9)).status_code == 403
    asked.refresh_from_db()
    assert asked.state == State.CHANGES
