"""Files in a bucket reach readers as files on disk do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import RequestFactory
from moto import mock_aws

from edge.media import file_response
from edge.storages import BucketStorage, stream

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[BucketStorage]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "from-the-environment")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "from-the-environment")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    with mock_aws():
        boto3.client("s3").create_bucket(
            Bucket="files", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        yield BucketStorage(bucket_name="files", region_name="eu-west-1")


def body(response: Any) -> bytes:
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return content


def test_a_file_in_a_bucket_has_an_address_of_the_site(bucket: BucketStorage, settings: Any) -> None:
    settings.MEDIA_URL = "/media/"
    assert bucket.url("images/a b.webp") == "/media/images/a%20b.webp"
    settings.MEDIA_URL = "https://cdn.example/"
    assert bucket.url("images/a.webp") == "https://cdn.example/images/a.webp"


def test_a_file_in_a_bucket_is_served_in_whole_and_in_part(bucket: BucketStorage, rf: RequestFactory) -> None:
    name = bucket.save("images/a.webm", ContentFile(CONTENT))

    whole = file_response(rf.get("/"), bucket, name)
    part = file_response(rf.get("/", headers={"Range": "bytes=1000-1999"}), bucket, name)
    known = file_response(rf.get("/", headers={"If-None-Match": whole.headers["ETag"]}), bucket, name)
    only_headers = file_response(rf.head("/"), bucket, name)

    assert body(whole) == CONTENT
    assert (part.status_code, body(part)) == (206, CONTENT[1000:2000])
    assert known.status_code == 304
    assert only_headers.headers["Content-Length"] == str(len(CONTENT))


def test_of_a_long_film_only_the_part_asked_for_is_fetched(
    bucket: BucketStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = bucket.save("images/a.webm", ContentFile(CONTENT))
    monkeypatch.setattr(bucket, "_open", None)

    assert b"".join(stream(bucket, name, 5, 10)) == CONTENT[5:15]


def test_a_file_that_is_not_in_the_bucket_is_not_found(bucket: BucketStorage, rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        file_response(rf.get("/"), bucket, "images/nothing.webp")
    with pytest.raises(FileNotFoundError):
        stream(bucket, "images/nothing.webp", 0, 1)


def test_a_bucket_that_is_away_asks_the_reader_to_come_back(
    bucket: BucketStorage, rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    nobody_there = BucketStorage(
        bucket_name="files", endpoint_url="http://127.0.0.1:1", region_name="eu-west-1"
    )

    response = file_response(rf.get("/"), nobody_there, "images/a.webp")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"


def test_a_stored_file_is_never_overwritten(bucket: BucketStorage) -> None:
    first = bucket.save("images/a.webp", ContentFile(b"first"))
    second = bucket.save("images/a.webp", ContentFile(b"second"))

    assert first != second
    with bucket.open(first) as file:
        assert file.read() == b"first"


def test_no_key_is_handed_on_with_a_task(bucket: BucketStorage) -> None:
    """Wagtail passes this to its task that deletes a file, and tasks are rows of the database."""
    assert "from-the-environment" not in str(bucket.deconstruct())
