"""Documents: what an editor may offer, what is kept of it, and how a reader gets it."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from core.documents import forms
from core.documents.cleaning import clean_document
from core.documents.models import SiteDocument
from core.tests import document_files
from core.tests.files import SECRET

SENTENCE_STARTS = {code: str(sentence).split("%(")[0][:40] for code, sentence in forms.SENTENCES.items()}

WAYS = ("alone", "several at once", "in a chooser", "in place of another")


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(get_user_model().objects.create_superuser(email="lead@example.org", password="x"))
    return client


def stored(content: bytes = b"Hello", name: str = "hello.txt", **fields: Any) -> SiteDocument:
    return SiteDocument.objects.create(
        **({"title": "Hello"} | fields), file=ContentFile(content, name=name), file_size=len(content)
    )


def send(client: Client, way: str, name: str, content: bytes) -> tuple[str, SiteDocument | None]:
    """One of the four ways a document gets in. Returns what the editor is told, and the document if it was taken."""
    file = SimpleUploadedFile(name, content)
    before = set(SiteDocument.objects.values_list("pk", flat=True))
    collection = Collection.get_first_root_node().pk
    if way == "alone":
        data = {"title": "A poster", "file": file, "collection": collection}
        response = client.post(reverse("wagtaildocs:add"), data)
    elif way == "several at once":
        response = client.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": name, "files[]": file, "collection": collection},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
    elif way == "in a chooser":
        prefix = "document-chooser-upload"
        response = client.post(
            reverse("wagtaildocs_chooser:create"),
            {f"{prefix}-title": "A poster", f"{prefix}-file": file, f"{prefix}-collection": collection},
        )
    else:
        document = stored()
        data = {"title": "A poster", "file": file, "collection": collection}
        response = client.post(reverse("wagtaildocs:edit", args=[document.pk]), data)
        changed = SiteDocument.objects.get(pk=document.pk)
        return told(response), changed if changed.file.name != document.file.name else None
    return told(response), SiteDocument.objects.exclude(pk__in=before).first()


def told(response: Any) -> str:
    """The sentences in a page, in a chooser's answer, or in the answer to one of several uploads."""
    assert response.status_code in (200, 302)
    if response.headers.get("Content-Type", "").startswith("application/json"):
        answer = response.json()
        return html.unescape(answer.get("error_message", "") + answer.get("htmlFragment", ""))
    return html.unescape(response.content.decode())


def kept(document: SiteDocument) -> bytes:
    with document.file.open() as file:
        content: bytes = file.read()
        return content


# --- What is kept --------------------------------------------------------------------------------------------


def test_the_test_files_hold_what_must_go() -> None:
    """Otherwise the tests below would pass whatever the cleaning did."""
    assert SECRET in str(PdfReader(io.BytesIO(document_files.pdf_with_metadata())).metadata)
    for content in (document_files.pdf(), document_files.mp4(), document_files.webm()):
        assert SECRET.encode() in content


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", document_files.GOOD_DOCUMENTS)
def test_a_document_is_kept_without_a_trace_of_who_made_it(editor: Client, kind: str, way: str) -> None:
    name, make = document_files.GOOD_DOCUMENTS[kind]

    message, document = send(editor, way, name, make())

    assert document is not None, message
    ending = name.rsplit(".", 1)[1].lower()
    assert re.fullmatch(rf"documents/[0-9a-f]{{32}}\.{ending}", document.file.name)
    assert SECRET.encode() not in kept(document)
    assert "Anna" not in document.title
    assert document.file_size == len(kept(document))


def test_a_poster_looks_as_it_did_and_says_nothing_of_its_making() -> None:
    cleaned = clean_document(io.BytesIO(document_files.pdf_with_metadata()), "pdf").read()

    reader = PdfReader(io.BytesIO(cleaned))
    assert not reader.metadata
    assert reader.xmp_metadata is None
    assert len(reader.pages) == 1
    assert [note.get_object()["/Contents"] for note in reader.pages[0]["/Annots"]] == ["Missing"]
    photo = reader.pages[0]["/Resources"]["/XObject"]["/Photo"]
    assert photo._data.startswith(b"\xff\xd8")
    assert b"Exif" not in photo._data


def test_nothing_moves_inside_a_film() -> None:
    """Its index holds the places of the frames, counted from the start of the file."""
    film = document_files.mp4()

    cleaned = clean_document(io.BytesIO(film), "mp4").read()

    assert len(cleaned) == len(film)
    assert cleaned.index(b"FRAMES") == film.index(b"FRAMES")
    assert b"udta" not in cleaned
    assert b"\xe1\xe2\xe3\xe4" not in cleaned
    assert cleaned.count(b"\x01\x02\x03\x04" * 4) == 3


@pytest.mark.parametrize("live", [False, True])
def test_nothing_moves_inside_a_webm(live: bool) -> None:
    film = document_files.webm(live=live)

    cleaned = clean_document(io.BytesIO(film), "webm").read()

    assert len(cleaned) == len(film)
    assert cleaned.index(b"FRAMES") == film.index(b"FRAMES")
    assert b"\x12\x54\xc3\x67" not in cleaned


def test_cleaning_a_cleaned_film_changes_nothing() -> None:
    for ending, film in (("mp4", document_files.mp4()), ("webm", document_files.webm())):
        once = clean_document(io.BytesIO(film), ending).read()
        assert clean_document(io.BytesIO(once), ending).read() == once


def test_a_large_film_is_cleaned_in_the_file_it_arrived_in() -> None:
    """Not read into memory: it lies on disk, and is moved from there."""
    with TemporaryUploadedFile("film.mp4", "video/mp4", 0, None) as sent:
        sent.write(document_files.mp4())
        sent.size = len(document_files.mp4())
        field = forms.CleanDocumentField()

        cleaned = field.clean(sent)

        assert cleaned is sent
        with open(sent.temporary_file_path(), "rb") as file:  # noqa: PTH123 -- a path as Django gives it
            assert SECRET.encode() not in file.read()


def test_a_byte_order_mark_does_not_hide_what_captions_begin_with() -> None:
    cleaned = clean_document(io.BytesIO(b"\xef\xbb\xbf" + document_files.CAPTIONS.encode()), "vtt").read()

    assert cleaned == document_files.CAPTIONS.encode()


# --- What is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", document_files.BAD_DOCUMENTS)
def test_a_bad_document_is_refused_with_a_sentence(editor: Client, kind: str, way: str) -> None:
    name, make, code = document_files.BAD_DOCUMENTS[kind]

    message, document = send(editor, way, name, make())

    assert document is None
    assert SENTENCE_STARTS[code] in message
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("name", ["film.mp4", "poster.pdf"])
def test_a_document_of_too_many_bytes_is_refused(
    editor: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(forms, "LARGEST_FILM", 100)
    monkeypatch.setattr(forms, "LARGEST_OTHER", 100)

    message, document = send(editor, "alone", name, document_files.mp4())

    assert document is None
    assert "This file has" in message


def test_a_mistake_elsewhere_never_keeps_the_file_as_it_came(editor: Client) -> None:
    """Wagtail would store it uncleaned, and make a document of it once the other field is put right."""
    Collection.get_first_root_node().add_child(name="A partner’s")

    response = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {
            "title": "A poster",
            "files[]": SimpleUploadedFile("a.pdf", document_files.pdf_with_metadata()),
            "collection": 999_999,
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert response.json()["success"] is False
    assert not UploadedFile.objects.exists()
    assert not SiteDocument.objects.exists()


# --- What a reader gets --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_reader_downloads_a_poster_under_its_title(client: Client) -> None:
    poster = document_files.pdf()
    document = stored(poster, "x.pdf", title="Plakatas: ieškoma!")

    response = client.get(document.url)

    assert b"".join(response.streaming_content) == poster
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"plakatas-ieskoma.pdf\"; filename*=UTF-8''plakatas-ie%C5%A1koma.pdf"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "public, max-age=30, s-maxage=30"


@pytest.mark.django_db
def test_a_film_can_be_played_from_the_middle(client: Client) -> None:
    document = stored(document_files.mp4(), "x.mp4")

    response = client.get(document.url, headers={"Range": "bytes=10-19"})

    assert response.status_code == 206
    assert b"".join(response.streaming_content) == document_files.mp4()[10:20]
    assert response.headers["Content-Disposition"] == "inline"


@pytest.mark.django_db
def test_the_tag_of_a_document_does_not_tell_what_is_in_it(client: Client) -> None:
    document = stored(b"Hello")

    response = client.get(document.url)

    assert document.get_file_hash() not in response.headers["ETag"]
    response.close()


@pytest.mark.django_db
def test_a_private_document_is_for_those_who_may(client: Client, editor: Client) -> None:
    collection = Collection.get_first_root_node().add_child(name="For editors")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = stored(collection=collection)

    assert Client().get(document.url).status_code == 302
    response = editor.get(document.url)
    assert b"".join(response.streaming_content) == b"Hello"
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_no_document_is_found_where_pictures_are(client: Client) -> None:
    document = stored()

    assert client.get(f"/media/{document.file.name}").status_code == 404
