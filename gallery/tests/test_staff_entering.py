"""Entering drawings, with and without a script, and every way in which it can go wrong."""

from __future__ import annotations

import io
import itertools
import logging
import tempfile
import unicodedata
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.tests.holders import give
from consent.enums import Scope
from consent.models import ConsentRecord
from core import clock
from core.roles import Role
from core.tests.files import EXE, SECRET
from gallery import domain, processing
from gallery.enums import State
from gallery.models import Batch, Entry
from gallery.upload_handler import MOST_FILES, MOST_IN_ALL

from .factories import CompetitionFactory, PartnerFactory, a_batch, drawn
from .refused import REFUSED
from .staff import a_moderator, an_editor, at_work, no_nul_reaches_the_database, quick
from .stored import stored_files

pytestmark = pytest.mark.django_db

#: What a phone calls a picture often says who drew it.
NAME = f"{SECRET}.jpg"


@pytest.fixture
def batch() -> Batch:
    return a_batch(editor=an_editor())


@pytest.fixture
def editor(batch: Batch) -> Client:
    return at_work(batch.entered_by)


def send(client: Client, batch: Batch, *files: bytes, script: bool = True, **fields: Any) -> HttpResponse:
    data = {
        "band": "7-9",
        "scopes": ["site", "winner"],
        "attested": "on",
        "key": str(uuid.uuid4()),
        "file": [SimpleUploadedFile(NAME, content, "image/jpeg") for content in files],
        **fields,
    }
    data = {name: value for name, value in data.items() if value is not None}
    headers = {"accept": "application/json", "x-requested-with": "XMLHttpRequest"} if script else {}
    return client.post(reverse("gallery_staff:batch", args=[batch.pk]), data, headers=headers)


def scopes_on_record(entry: Entry) -> set[str]:
    return set(ConsentRecord.objects.get(subject=entry.subject).scopes.values_list("scope", flat=True))


# --- Opening a batch ----------------------------------------------------------------------------------------------


def test_an_editor_opens_a_batch_for_their_partner_in_a_competition_that_is_open() -> None:
    editor, country = an_editor(), a_batch().country
    ours = PartnerFactory.create(name="Ours")
    give(editor, Role.EDITOR, ours.key)
    theirs = PartnerFactory.create(name="Somebody else’s")
    competition = CompetitionFactory.create(name="Open now")
    coming = CompetitionFactory.create(
        name="Next year",
        opens_on=clock.today() + timedelta(days=20),
        closes_on=clock.today() + timedelta(days=90),
    )
    client = at_work(editor)

    page = client.get(reverse("gallery_staff:enter")).content.decode()

    assert [name in page for name in ("Ours", "Open now", "Somebody else’s", "Next year")] == [
        True,
        True,
        False,
        False,
    ]
    facts = {"competition": competition.pk, "partner": ours.pk, "country": country.pk, "language": "lt"}
    opened = client.post(reverse("gallery_staff:enter"), facts)
    assert opened.url == reverse("gallery_staff:batch", args=[ours.batches.get().pk])
    for wrong in (
        {"partner": theirs.pk},
        {"competition": coming.pk},
        {"language": "xx"},
        {"country": "\x00"},
    ):
        refused = client.post(reverse("gallery_staff:enter"), {**facts, **wrong})
        assert (refused.status_code, Batch.objects.filter(partner__in=[ours, theirs]).count()) == (422, 1)


# --- With a script: one request a file ----------------------------------------------------------------------------


def test_a_drawing_that_is_sent_is_kept_with_its_consent_and_waits(editor: Client, batch: Batch) -> None:
    answer = send(editor, batch, drawn(1))

    entry = batch.entries.get()
    assert (answer.status_code, answer.json()) == (
        201,
        {"received": True, "sentence": "Received.", "id": entry.public_id},
    )
    assert (entry.state, entry.band, entry.country_id, entry.language) == (State.RECEIVED, "7-9", "lt", "en")
    assert scopes_on_record(entry) == {"site", "winner"}
    assert len(stored_files()) == 1


def test_a_file_sent_again_with_its_key_is_received_once(editor: Client, batch: Batch) -> None:
    """The answer was lost on its way, so the script asks again."""
    key = str(uuid.uuid4())

    answers = [send(editor, batch, drawn(1), key=key) for _again in range(3)]

    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert [answer.json()["received"] for answer in answers] == [True, True, True]
    assert batch.entries.count() == 1


def test_a_lost_answer_asked_for_again_after_the_drawing_was_taken_back_is_not_received(
    editor: Client, batch: Batch
) -> None:
    key = str(uuid.uuid4())
    send(editor, batch, drawn(1), key=key)
    domain.withdraw(batch.entries.get(), user=batch.entered_by, channel="family")

    again, anew = send(editor, batch, drawn(1), key=key), send(editor, batch, drawn(1))

    assert (again.status_code, again.json()) == (
        409,
        {
            "received": False,
            "sentence": "This drawing was taken back. Choose the picture once more to send it anew.",
        },
    )
    assert anew.status_code == 201


def test_the_same_drawing_under_another_key_is_said_to_be_here_already(editor: Client, batch: Batch) -> None:
    send(editor, batch, drawn(1))

    answer = send(editor, batch, drawn(1))

    assert (answer.status_code, answer.json()["received"]) == (409, False)
    assert "is here already" in answer.json()["sentence"]
    assert batch.entries.count() == 1


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_picture_we_can_take_is_refused_with_a_sentence_and_not_kept(
    editor: Client, batch: Batch, content: Any, words: str
) -> None:
    answer = send(editor, batch, content())

    assert (answer.status_code, answer.json()["received"]) == (422, False)
    assert words in answer.json()["sentence"]
    assert (batch.entries.count(), stored_files()) == (0, [])


def test_of_a_file_of_more_than_15_mb_no_more_is_taken_in_and_nothing_is_kept(
    editor: Client, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = []

    class Counted(io.BytesIO):
        def __init__(self, **where: Any) -> None:
            super().__init__()
            self.most = 0
            waiting.append(self)

        def write(self, piece: Any) -> int:
            self.most += len(piece)
            return super().write(piece)

    monkeypatch.setattr("tempfile.TemporaryFile", Counted)

    answer = send(editor, batch, drawn(1) + bytes(40 * 1024 * 1024))

    assert (answer.status_code, answer.json()["received"]) == (413, False)
    assert "more than the 15 MB we can take" in answer.json()["sentence"]
    assert (batch.entries.count(), stored_files()) == (0, [])
    assert [(file.most <= 15 * 1024 * 1024, file.closed) for file in waiting] == [(True, True)]


class NeverRead(io.BytesIO):
    """What a request sends, if nobody should read it."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("read")

    readline = read


@pytest.mark.parametrize("length", [str(MOST_IN_ALL + 1), "9" * 400, "many"])
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_request_that_says_it_is_too_long_is_answered_before_anything_of_it_is_read(
    editor: Client, batch: Batch, accept: str, length: str
) -> None:
    answer = editor.generic(
        "POST",
        reverse("gallery_staff:batch", args=[batch.pk]),
        headers={"accept": accept},
        **{
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": length,
            "wsgi.input": NeverRead(),
        },
    )

    assert answer.status_code == 413
    assert "40 files at most are taken at once" in answer.content.decode()


def test_files_wait_on_the_disk_of_the_media_and_not_in_memory(
    editor: Client, batch: Batch, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    """In a container the system’s own place for such files is memory: forty of 15 MB, for each request."""
    places, made = [], tempfile.TemporaryFile

    def watched(*args: Any, **kwargs: Any) -> Any:
        places.append(kwargs.get("dir"))
        return made(*args, **kwargs)

    monkeypatch.setattr(tempfile, "TemporaryFile", watched)
    media = str(settings.MEDIA_ROOT)
    kept = send(editor, batch, drawn(1))
    settings.MEDIA_ROOT = tmp_path / "a file, no folder"
    settings.MEDIA_ROOT.touch()
    send(editor, batch, drawn(2))

    assert (kept.status_code, places) == (201, [media, None])


def test_nothing_is_received_without_the_attestation(editor: Client, batch: Batch) -> None:
    answer = send(editor, batch, drawn(1), attested=None)

    assert (answer.status_code, answer.json()["received"]) == (422, False)
    assert "you hold a signed slip" in answer.json()["sentence"]
    assert (batch.entries.count(), stored_files()) == (0, [])


@pytest.mark.parametrize(
    "fields",
    [
        {"band": "18+"},
        {"band": "\x00"},
        {"key": "not a key"},
        {"scopes": ["school_name"]},
        {"band": "x" * 10_000},
    ],
    ids=["adult", "NUL", "key", "scope", "long"],
)
def test_fields_that_cannot_be_are_refused_with_a_sentence(
    editor: Client, batch: Batch, fields: dict[str, Any]
) -> None:
    answer = send(editor, batch, drawn(1), **fields)

    assert (answer.status_code, answer.json()["received"]) == (422, False)
    assert len(answer.json()["sentence"]) > 10
    assert batch.entries.count() == 0


def test_a_request_without_a_file_or_cut_off_is_answered_with_a_sentence(
    editor: Client, batch: Batch
) -> None:
    address = reverse("gallery_staff:batch", args=[batch.pk])
    whole = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + drawn(1)

    assert send(editor, batch, file=None).json()["sentence"] == "Choose at least one file."
    cut_off = editor.post(
        address, whole, content_type="multipart/form-data; boundary=", headers={"accept": "application/json"}
    )
    assert (cut_off.status_code, cut_off.json()["sentence"]) == (
        400,
        "It did not arrive whole. Send it again.",
    )
    assert batch.entries.count() == 0


def test_after_the_competition_has_closed_nothing_is_received_but_a_lost_answer_is_repeated(
    editor: Client, batch: Batch
) -> None:
    key = str(uuid.uuid4())
    send(editor, batch, drawn(1), key=key)
    batch.competition.opens_on = clock.today() - timedelta(days=80)
    batch.competition.closes_on = clock.today() - timedelta(days=40)
    batch.competition.save()

    late, again = send(editor, batch, drawn(2)), send(editor, batch, drawn(1), key=key)

    assert (late.status_code, late.json()["sentence"]) == (
        422,
        "This competition is closed. Nothing was received.",
    )
    assert again.status_code == 200
    assert (
        "This competition is closed"
        in editor.get(reverse("gallery_staff:batch", args=[batch.pk])).content.decode()
    )


def test_when_the_storage_fails_the_answer_says_not_received_and_nothing_is_kept(
    editor: Client, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise OSError("no room")

    key = str(uuid.uuid4())
    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "save", away)
        answer = send(editor, batch, drawn(1), key=key)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.json() == {
        "received": False,
        "sentence": "It was not received: the site cannot keep it at this moment. Send it again in a minute.",
    }
    assert (batch.entries.count(), stored_files()) == (0, [])
    assert send(editor, batch, drawn(1), key=key).status_code == 201


def test_when_the_database_fails_the_answer_says_not_received_and_the_bytes_go_too(
    editor: Client, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(domain.entering, "write_down", down)

    answer = send(editor, batch, drawn(1))

    assert (answer.status_code, answer.json()["received"]) == (503, False)
    assert (batch.entries.count(), stored_files()) == (0, [])


def test_the_name_of_a_file_is_neither_kept_nor_shown_nor_logged(
    editor: Client, batch: Batch, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = [send(editor, batch, drawn(1)), send(editor, batch, EXE), send(editor, batch, EXE, script=False)]
    monkeypatch.setattr(default_storage, "save", lambda *args, **kwargs: 1 / 0)
    shown.append(send(editor, batch, drawn(2)))

    rows = str(list(Entry.objects.values())) + str(list(batch.entries.get().assets.values()))
    for text in [*(answer.content.decode() for answer in shown), rows, caplog.text, *stored_files()]:
        assert SECRET not in text


def test_a_forged_form_is_refused_and_the_token_may_stand_in_the_form_or_in_a_header(batch: Batch) -> None:
    """The view takes the file in before it can look for the token. It has to look all the same."""
    client = at_work(batch.entered_by, enforce_csrf_checks=True)
    client.get(reverse("gallery_staff:batch", args=[batch.pk]))
    token = client.cookies["csrftoken"].value

    assert send(client, batch, drawn(1)).status_code == 403
    assert batch.entries.count() == 0
    assert send(client, batch, drawn(1), csrfmiddlewaretoken=token).status_code == 201


# --- Without a script: several files in one form ------------------------------------------------------------------


def test_without_a_script_each_of_several_files_has_its_sentence(editor: Client, batch: Batch) -> None:
    page = send(editor, batch, drawn(1), EXE, drawn(1), drawn(2), script=False)

    text = page.content.decode()
    outcomes = [
        text.index("File 1"),
        text.index("Received."),
        text.index("File 2"),
        text.index("cannot read this file"),
        text.index("File 4"),
    ]
    assert (page.status_code, outcomes) == (422, sorted(outcomes))
    assert batch.entries.count() == 2


def test_without_a_script_a_page_sent_again_enters_nothing_twice_and_other_files_are_other_drawings(
    editor: Client, batch: Batch
) -> None:
    key = str(uuid.uuid4())
    send(editor, batch, drawn(1), drawn(2), key=key, script=False)

    reloaded = send(editor, batch, drawn(1), drawn(2), key=key, script=False)
    send(editor, batch, drawn(3), key=key, script=False)

    assert reloaded.status_code == 200
    assert reloaded.content.decode().count("This drawing has been received already.") == 2
    assert batch.entries.count() == 3


def test_without_a_script_a_file_that_is_too_large_does_not_take_the_others_with_it(
    editor: Client, batch: Batch
) -> None:
    page = send(editor, batch, drawn(1), bytes(15 * 1024 * 1024 + 1), drawn(2), script=False)

    assert page.status_code == 413
    assert "more than the 15 MB we can take" in page.content.decode()
    assert batch.entries.count() == 2


@pytest.mark.parametrize("number", [MOST_FILES + 1, 101])
def test_more_files_than_one_form_may_hold_are_told_so(editor: Client, batch: Batch, number: int) -> None:
    """Beyond a hundred Django itself stops reading."""
    page = send(editor, batch, *[b"no picture"] * number, script=False)

    assert "40 files at most are taken at once" in page.content.decode()
    assert page.status_code in {413, 422}


def test_a_form_that_is_not_filled_in_keeps_what_was_chosen_and_says_what_is_wrong(
    editor: Client, batch: Batch
) -> None:
    page = send(editor, batch, drawn(1), band=None, script=False)

    text = page.content.decode()
    assert page.status_code == 422
    assert "Nothing was received" in text
    assert 'value="winner" aria-describedby' in text or 'value="winner"' in text
    assert batch.entries.count() == 0


@pytest.mark.parametrize("key", [None, "not a key", "\x00"])
def test_a_form_whose_key_was_lost_says_so_and_works_when_it_is_sent_once_more(
    editor: Client, batch: Batch, key: str | None
) -> None:
    page = send(editor, batch, drawn(1), key=key, script=False)

    assert (page.status_code, batch.entries.count()) == (422, 0)
    assert page.context["send"].non_field_errors() == ["It did not arrive whole. Send it again."]
    assert "It did not arrive whole." in page.content.decode()
    send(editor, batch, drawn(1), key=str(page.context["key"]), script=False)
    assert batch.entries.count() == 1


# --- What is said of each drawing ---------------------------------------------------------------------------------


def typed(entry: Entry, **fields: Any) -> dict[str, Any]:
    """A row of the form, as it was filled in."""
    known = {
        "title": entry.title,
        "alt_text": entry.alt_text,
        "first_name": entry.first_name,
        "band": entry.band,
        "country": entry.country_id,
        "language": entry.language,
        "version": entry.version,
    }
    return {f"{entry.public_id}-{name}": value for name, value in {**known, **fields}.items()}


def save(client: Client, batch: Batch, *rows: dict[str, Any]) -> HttpResponse:
    data = {name: value for row in rows for name, value in row.items()}
    return client.post(reverse("gallery_staff:facts", args=[batch.pk]), data)


def test_titles_typed_for_several_drawings_are_saved_together(editor: Client, batch: Batch) -> None:
    first, second, third = (quick(State.PENDING, batch, title="") for _number in range(3))

    save(editor, batch, typed(first, title="Sea"), typed(second, alt_text="A boat."), typed(third))

    rows = {entry.pk: (entry.title, entry.alt_text, entry.version) for entry in batch.entries.all()}
    house = "A house with a lit window."
    assert rows == {
        first.pk: ("Sea", house, first.version + 1),
        second.pk: ("", "A boat.", second.version + 1),
        third.pk: ("", house, third.version),
    }


def test_a_mistake_in_one_row_loses_nothing_typed_in_any(editor: Client, batch: Batch) -> None:
    first, second = quick(State.PENDING, batch), quick(State.PENDING, batch)

    page = save(
        editor, batch, typed(first, first_name="Anna Smith", title="Kept"), typed(second, title="Saved")
    )

    first.refresh_from_db()
    second.refresh_from_db()
    text = page.content.decode()
    assert (page.status_code, first.title, second.title) == (422, "The way home", "Saved")
    assert ('value="Anna Smith"' in text, 'value="Kept"' in text) == (True, True)
    assert "Only a first name or a made-up name" in text


def test_who_comes_second_is_told_and_keeps_what_they_typed(editor: Client, batch: Batch) -> None:
    entry = quick(State.PENDING, batch)
    as_seen = typed(entry, title="Mine")
    domain.describe(entry, "A colleague wrote this.", user=a_moderator(), version=entry.version)

    page = save(editor, batch, as_seen)

    text = page.content.decode()
    entry.refresh_from_db()
    assert (page.status_code, entry.title) == (409, "The way home")
    assert "Somebody else has changed this drawing in the meantime" in text
    assert f'name="{entry.public_id}-title" value="Mine"' in text
    again = {**as_seen, f"{entry.public_id}-version": entry.version}
    assert save(editor, batch, again).status_code == 302


def test_only_who_comes_second_is_told_of_a_conflict_and_every_other_mistake_is_marked_at_its_field(
    editor: Client, batch: Batch
) -> None:
    entry = quick(State.PENDING, batch)
    wrong = {
        "title": "x" * 121,
        "alt_text": "x" * 301,
        "first_name": "Anna Smith",
        "band": "18+",
        "country": "xx",
        "language": "\x00",
    }

    for field, value in wrong.items():
        page = save(editor, batch, typed(entry, **{field: value}))

        (row,) = page.context["rows"]
        assert (page.status_code, list(row.form.errors)) == (422, [field])
        assert str(row.form.errors[field][0]) in page.content.decode()
    page = save(editor, batch, typed(entry, title="Sea", version="x"))
    assert (page.status_code, "It did not arrive whole." in page.content.decode()) == (422, True)
    again = typed(entry, title="Sea", version=page.context["rows"][0].form["version"].value())
    assert save(editor, batch, again).status_code == 302


@pytest.mark.parametrize("name", ["Jose\u0301", "مُحَمَّد", "हिन्दी", "Anne-Marie", "D’Arcy", "M."])
def test_a_name_of_one_word_is_taken_however_it_is_written(editor: Client, batch: Batch, name: str) -> None:
    entry = quick(State.PENDING, batch)

    save(editor, batch, typed(entry, first_name=name))

    entry.refresh_from_db()
    assert entry.first_name == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "name", ["Anna Smith", "Anna7", "७", "\u0301", "Anna_S", "-Anna", "A²", "@anna", "A..", "a\u00a0b"]
)
def test_a_name_is_no_more_than_one_word(editor: Client, batch: Batch, name: str) -> None:
    entry = quick(State.PENDING, batch)

    page = save(editor, batch, typed(entry, first_name=name))

    assert "Only a first name or a made-up name" in page.content.decode()
    assert Entry.objects.get(pk=entry.pk).first_name == ""


def test_a_page_saved_with_a_mistake_comes_back_as_the_page_it_was(
    editor: Client, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gallery.staff.entering.ON_A_PAGE", 1)
    older, _newer = quick(State.PENDING, batch), quick(State.PENDING, batch)

    page = save(editor, batch, {**typed(older, first_name="Anna Smith"), "p": 2})

    assert 'value="Anna Smith"' in page.content.decode()


def test_what_was_typed_while_the_machine_made_it_ready_is_saved(editor: Client, batch: Batch) -> None:
    """The page is opened as soon as the drawing is received; it is ready long before somebody has found a title."""
    entry = quick(State.RECEIVED, batch, title="")
    as_seen = typed(entry, title="Found")
    processing.process(entry.pk)

    save(editor, batch, as_seen)

    entry.refresh_from_db()
    assert (entry.state, entry.title) == (State.PENDING, "Found")


def test_what_is_said_of_a_decided_drawing_stays_and_what_was_typed_is_shown(
    editor: Client, batch: Batch
) -> None:
    entry = quick(State.APPROVED, batch)

    page = save(editor, batch, typed(entry, title="Too late"))

    entry.refresh_from_db()
    text = page.content.decode()
    assert (page.status_code, entry.title) == (422, "The way home")
    assert "has been decided on" in text
    assert 'value="Too late"' in text


def test_a_drawing_that_could_not_be_read_says_why_and_can_be_sent_again(
    editor: Client, batch: Batch
) -> None:
    send(editor, batch, drawn(1))
    entry = batch.entries.get()
    domain.take_up(entry)
    domain.found_unreadable(entry, "damaged")

    page = editor.get(reverse("gallery_staff:batch", args=[batch.pk])).content.decode()

    assert "only a part of it arrived" in page
    assert send(editor, batch, drawn(1)).status_code == 201


@pytest.mark.parametrize("rows", [1, 3])
def test_a_batch_is_shown_in_one_number_of_queries(
    editor: Client, batch: Batch, rows: int, django_assert_num_queries: Any
) -> None:
    for _row in range(rows):
        quick(State.PENDING, batch)
    address = reverse("gallery_staff:batch", args=[batch.pk])
    editor.get(address)

    with django_assert_num_queries(16):
        page = editor.get(address)

    assert page.content.decode().count("data-gallery-row ") == rows


def test_a_drawing_is_found_on_its_page_of_a_long_batch(
    editor: Client, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gallery.staff.entering.ON_A_PAGE", 2)
    oldest = quick(State.PENDING, batch, title="The oldest")
    for _row in range(4):
        quick(State.PENDING, batch)
    address = reverse("gallery_staff:batch", args=[batch.pk])

    found = editor.get(address, {"drawing": oldest.public_id})

    assert "The oldest" in found.content.decode()
    assert "The oldest" not in editor.get(address).content.decode()
    for number in ("0", "x" * 10_000, "9" * 400, "\x00"):
        assert editor.get(address, {"p": number, "drawing": "\x00"}).status_code == 200


def test_text_that_postgresql_cannot_hold_never_reaches_the_database(editor: Client, batch: Batch) -> None:
    """It answers NUL with an error; SQLite, on which this runs, does not mind."""
    entry = quick(State.PENDING, batch)
    opening = {
        "competition": batch.competition.pk,
        "partner": batch.partner.pk,
        "country": "lt",
        "language": "en",
    }
    sending = ("band", "scopes", "attested", "key")
    facts = ("title", "alt_text", "first_name", "band", "country", "language", "version")

    with no_nul_reaches_the_database():
        answers = [
            *(editor.post(reverse("gallery_staff:enter"), {**opening, name: "l\x00t"}) for name in opening),
            *(send(editor, batch, drawn(1), script=False, **{name: "\x00"}) for name in sending[:2]),
            send(editor, batch, drawn(1), script=False, key="\x00"),
            *(save(editor, batch, typed(entry, **{name: "a\x00b"})) for name in facts),
            save(editor, batch, {"\x00-version": "1", "p": "\x00", **typed(entry)}),
            editor.get(reverse("gallery_staff:mine"), {"q": "\x00", "state": "\x00", "country": "\x00"}),
            editor.post(reverse("gallery_staff:take_back", args=[entry.public_id]), {"channel": "\x00"}),
        ]

    assert [answer.status_code for answer in answers] == [422] * 13 + [302, 302, 200, 422]
    assert batch.entries.count() == 1


# --- Taking back --------------------------------------------------------------------------------------------------


def test_taking_back_asks_first_and_then_takes_it_out_of_the_gallery(editor: Client, batch: Batch) -> None:
    entry = quick(State.PUBLISHED, batch)
    address = reverse("gallery_staff:take_back", args=[entry.public_id])

    assert editor.get(address).status_code == 200
    assert editor.post(address).status_code == 422
    assert Entry.objects.public().count() == 1
    editor.post(address, {"channel": "family"})

    entry.refresh_from_db()
    assert (entry.state, Entry.objects.public().count()) == (State.WITHDRAWN, 0)
    record = ConsentRecord.objects.filter(subject=entry.subject).first()
    assert (record.withdrawn_on, record.withdrawal_channel) == (clock.today(), "family")
    assert editor.post(address, {"channel": "family"}).status_code == 404


# --- Only one's own partner ---------------------------------------------------------------------------------------


def test_an_editor_reaches_nothing_of_another_partner(batch: Batch) -> None:
    entry = quick(State.PENDING, batch, title="Not for everybody")
    stranger = an_editor()
    client = at_work(stranger)

    answers = [
        client.get(reverse("gallery_staff:batch", args=[batch.pk])),
        send(client, batch, drawn(5)),
        save(client, batch, typed(entry, title="Changed")),
        client.get(reverse("gallery_staff:take_back", args=[entry.public_id])),
        client.post(reverse("gallery_staff:take_back", args=[entry.public_id]), {"channel": "partner"}),
    ]

    entry.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404] * 5
    assert (entry.title, entry.state, batch.entries.count()) == ("Not for everybody", State.PENDING, 1)
    for page in ("enter", "mine"):
        shown = client.get(reverse(f"gallery_staff:{page}")).content.decode()
        assert "Not for everybody" not in shown
        assert reverse("gallery_staff:batch", args=[batch.pk]) not in shown


def test_the_scopes_offered_are_those_that_make_sense_for_a_drawing(editor: Client, batch: Batch) -> None:
    page = editor.get(reverse("gallery_staff:batch", args=[batch.pk])).content.decode()

    offered = {scope.value for scope in Scope if f'name="scopes" value="{scope.value}"' in page}
    assert offered == {"site", "winner", "partner_pages", "social", "print", "press"}


def test_a_stream_that_never_ends_as_a_picture_is_cut_off_and_forgotten() -> None:
    from django.core.files.uploadhandler import SkipFile

    from gallery.upload_handler import DrawingUploadHandler

    handler = DrawingUploadHandler()
    handler.new_file("file", "a", "image/jpeg", None)
    taken = []

    def pour() -> None:
        for chunk in itertools.repeat(bytes(64 * 1024), 1000):
            handler.receive_data_chunk(chunk, 0)
            taken.append(len(chunk))

    with pytest.raises(SkipFile):
        pour()

    assert sum(taken) <= 15 * 1024 * 1024
    assert [(file.problem, file.content()) for file in handler.arrived] == [("too_many_bytes", b"")]
    handler.new_file("file", "b", "image/jpeg", None)
    handler.receive_data_chunk(b"whole", 0)
    with handler.file_complete(5) as kept:
        assert handler.arrived[1].content() == b"whole"
        assert kept.size == 5
