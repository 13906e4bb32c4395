"""Public files: what anyone may have, in what words, in whole or in part, and what happens when the disk is away.

No test here may use the database, for readers get their pictures while it is down. What a room withholds it reads and
remembers by itself; here none is asked but those that a test names.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import Client, RequestFactory

from edge import media

CONTENT = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> dict[str, media.Withheld]:
    asked: dict[str, media.Withheld] = {}
    monkeypatch.setattr(media, "_withheld", asked)
    return asked


@pytest.fixture
def public_file() -> Iterator[str]:
    name = default_storage.save("images/0123abcd/width-320.format-webp.webp", ContentFile(CONTENT))
    yield name
    default_storage.delete(name)


def body(response: Any) -> bytes:
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return content


def test_a_picture_comes_with_its_type_and_nothing_may_be_made_of_it_but_a_picture(
    client: Client, public_file: str
) -> None:
    response = client.get(f"/media/{public_file}")

    assert response.status_code == 200
    assert body(response) == CONTENT
    headers = dict(response.headers)
    for name in ("ETag", "Last-Modified"):
        headers.pop(name)
    headers.pop("Permissions-Policy")
    assert headers == {
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=30, s-maxage=30",
        "Content-Disposition": "inline",
        "Content-Length": str(len(CONTENT)),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Type": "image/webp",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
    }


def test_how_large_a_picture_is_can_be_asked_without_fetching_it(client: Client, public_file: str) -> None:
    response = client.head(f"/media/{public_file}")

    assert (response.status_code, body(response)) == (200, b"")
    assert response.headers["Content-Length"] == str(len(CONTENT))


def test_nobody_can_write_here(client: Client, public_file: str) -> None:
    assert client.post(f"/media/{public_file}").status_code == 405
    assert client.delete(f"/media/{public_file}").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "",
        "images",
        "images/",
        "images/0123abcd",
        "images/0123abcd/",
        "images/nothing.webp",
        "images/0123abcd/width-320.format-webp.webp/",
        "images/0123abcd/width-320.format-webp.webp/more.webp",
        "images//0123abcd/width-320.format-webp.webp",
        "/images/0123abcd/width-320.format-webp.webp",
        "images/../original_images/secret.jpg",
        "images/%2e%2e/original_images/secret.jpg",
        "images/..%2foriginal_images/secret.jpg",
        "images/%2e%2e%2f%2e%2e%2fsite.sqlite3",
        "images/..\\original_images\\secret.jpg",
        "images/0123abcd/width-320%00.webp",
        "images/%00",
        "images/%0a.webp",
        "images/%ff%fe.webp",
        "images/.hidden.webp",
        "images/ą.webp",
        f"images/{'a' * 300}.webp",
        f"images/{'a/' * 3000}b.webp",
        "original_images/secret.jpg",
        "documents/secret.pdf",
        "wagtail_uploads/secret.jpg",
        "health/secret",
        "etc/passwd",
    ],
)
def test_an_address_that_is_no_public_file_is_not_found(
    client: Client, public_file: str, address: str
) -> None:
    for private in ("original_images/secret.jpg", "documents/secret.pdf", "health/secret"):
        if not default_storage.exists(private):
            default_storage.save(private, ContentFile(b"secret"))

    response = client.get(f"/media/{address}")

    assert response.status_code == 404
    assert b"secret" not in body(response).replace(address.encode(), b"")


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=100-", 206, 100, 10239),
        ("bytes=-20", 206, 10220, 10239),
        ("bytes=-99999", 206, 0, 10239),
        ("bytes=10000-99999", 206, 10000, 10239),
        ("bytes=0-0", 206, 0, 0),
        ("bytes=10240-", 416, 0, 0),
        ("bytes=99999-99999", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=9-3", 200, 0, 10239),
        ("bytes=0-1,5-6", 200, 0, 10239),
        ("bytes=-", 200, 0, 10239),
        ("bytes=a-b", 200, 0, 10239),
        ("lines=0-9", 200, 0, 10239),
        ("bytes=" + "9" * 5000 + "-", 200, 0, 10239),
    ],
)
def test_a_film_can_be_played_from_anywhere(
    client: Client, public_file: str, asked: str, status: int, start: int, end: int
) -> None:
    response = client.get(f"/media/{public_file}", headers={"Range": asked})

    assert response.status_code == status
    if status == 416:
        assert response.headers["Content-Range"] == "bytes */10240"
        return
    assert body(response) == CONTENT[start : end + 1]
    assert response.headers["Content-Length"] == str(end + 1 - start)
    if status == 206:
        assert response.headers["Content-Range"] == f"bytes {start}-{end}/10240"


def test_a_part_is_sent_only_of_the_file_the_reader_has_the_rest_of(client: Client, public_file: str) -> None:
    first = client.head(f"/media/{public_file}")
    for condition, status in (
        (first.headers["ETag"], 206),
        (first.headers["Last-Modified"], 206),
        ('"another"', 200),
        ("Mon, 25 May 2026 00:00:00 GMT", 200),
    ):
        response = client.get(f"/media/{public_file}", headers={"Range": "bytes=0-9", "If-Range": condition})
        body(response)
        assert response.status_code == status


def test_a_copy_that_is_still_good_is_not_sent_again(client: Client, public_file: str) -> None:
    first = client.head(f"/media/{public_file}")

    for condition in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        response = client.get(f"/media/{public_file}", headers=condition)

        assert response.status_code == 304
        assert response.headers["ETag"] == first.headers["ETag"]
        assert response.headers["Cache-Control"] == "public, max-age=30, s-maxage=30"


def test_two_files_with_the_same_content_have_different_tags(client: Client, public_file: str) -> None:
    """A tag made of the content would tell whether a picture one holds is the one that is stored."""
    other = default_storage.save("images/4567/width-320.webp", ContentFile(CONTENT))

    tags = {client.head(f"/media/{name}").headers["ETag"] for name in (public_file, other)}

    assert len(tags) == 2


@pytest.mark.parametrize(
    ("name", "content_type", "disposition"),
    [
        ("a.avif", "image/avif", "inline"),
        ("a.mp4", "video/mp4", "inline"),
        ("a.vtt", "text/vtt; charset=utf-8", "inline"),
        ("a.pdf", "application/pdf", "attachment"),
        ("a.html", "application/octet-stream", "attachment"),
        ("a.svg", "application/octet-stream", "attachment"),
        ("a.js", "application/octet-stream", "attachment"),
        ("a.webp.php", "application/octet-stream", "attachment"),
    ],
)
def test_only_what_is_known_to_be_harmless_is_opened_in_the_browser(
    client: Client, name: str, content_type: str, disposition: str
) -> None:
    stored = default_storage.save(f"images/types/{name}", ContentFile(b"<script>alert(1)</script>"))

    response = client.get(f"/media/{stored}")
    body(response)
    default_storage.delete(stored)

    assert response.headers["Content-Type"] == content_type
    assert response.headers["Content-Disposition"].split(";")[0] == disposition


def test_an_empty_file_is_an_empty_answer(client: Client) -> None:
    name = default_storage.save("images/empty.webp", ContentFile(b""))

    assert body(client.get(f"/media/{name}")) == b""
    assert client.get(f"/media/{name}", headers={"Range": "bytes=0-"}).status_code == 416


@pytest.mark.parametrize("fails", ["size", "get_modified_time", "_open"])
def test_when_the_storage_is_away_the_reader_is_asked_to_come_back(
    client: Client, public_file: str, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionError("bucket.internal refused user and password")

    monkeypatch.setattr(type(default_storage._wrapped), fails, away)  # type: ignore[attr-defined]

    response = client.get(f"/media/{public_file}")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Cache-Control"] == "no-store"
    assert body(response) == b""


@pytest.mark.django_db
def test_a_file_is_closed_even_if_the_reader_leaves_before_the_first_byte(
    client: Client, public_file: str
) -> None:
    """A warning about an unclosed file fails the suite."""
    client.get(f"/media/{public_file}").close()


def test_files_may_have_a_host_of_their_own(rf: RequestFactory, public_file: str, settings: Any) -> None:
    settings.MEDIA_URL = "https://cdn.example/media/"

    response = media.media(rf.head(f"/media/{public_file}"), public_file)

    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert default_storage.url(public_file) == f"https://cdn.example/media/{public_file}"


def test_a_changed_file_is_sent_anew(client: Client, public_file: str) -> None:
    before = client.head(f"/media/{public_file}").headers["ETag"]
    default_storage.delete(public_file)
    time.sleep(0.01)
    default_storage.save(public_file, ContentFile(CONTENT[::-1]))

    response = client.get(f"/media/{public_file}", headers={"If-None-Match": before})

    assert (response.status_code, body(response)) == (200, CONTENT[::-1])
    assert response.headers["ETag"] != before


def test_search_engines_are_asked_to_keep_no_drawing_of_a_child(client: Client, public_file: str) -> None:
    name = default_storage.save("drawings/0123/320.webp", ContentFile(CONTENT))

    first = client.head(f"/media/{name}")
    again = client.get(f"/media/{name}", headers={"If-None-Match": first.headers["ETag"]})
    default_storage.delete(name)

    assert (first.status_code, again.status_code) == (200, 304)
    assert {answer.headers["X-Robots-Tag"] for answer in (first, again)} == {"noindex, noimageindex"}
    assert first.headers["Cache-Control"] == "public, max-age=30, s-maxage=30"
    assert "X-Robots-Tag" not in client.head(f"/media/{public_file}").headers


def test_a_file_of_which_no_room_can_say_whether_it_is_withheld_is_kept_back(
    client: Client, public_file: str, rooms: dict[str, media.Withheld]
) -> None:
    def cannot_say(name: str) -> bool:
        raise OperationalError("away")

    assert body(client.get(f"/media/{public_file}")) == CONTENT
    rooms["a room"] = cannot_say
    response = client.get(f"/media/{public_file}")

    assert response.status_code == 503
    assert body(response) == b""
    assert (response["Retry-After"], response["Cache-Control"]) == ("30", "no-store")
