"""What is for everyone goes out small; what may hold a secret goes out as it is."""

from __future__ import annotations

import gzip
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory

from edge.compression import CompressionMiddleware, chosen

PAGE = "<p>No missing child is forgotten.</p>\n" * 100


def public_page(
    content: str = PAGE, content_type: str = "text/html; charset=utf-8", **headers: str
) -> HttpResponse:
    return HttpResponse(
        content, content_type, headers={"Cache-Control": "public, max-age=0, s-maxage=30", **headers}
    )


def answer(made: HttpResponseBase, accept: str = "gzip, deflate, br, zstd", method: str = "GET") -> Any:
    def view(_request: HttpRequest) -> HttpResponseBase:
        return made

    return CompressionMiddleware(view)(
        RequestFactory().generic(method, "/en/", headers={"Accept-Encoding": accept})
    )


@pytest.mark.parametrize(
    ("accept", "encoding", "open_it"),
    [("gzip", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)],
)
def test_a_public_page_is_smaller_and_the_same(accept: str, encoding: str, open_it: Any) -> None:
    response = answer(public_page(), accept)

    assert response["Content-Encoding"] == encoding
    assert open_it(response.content).decode() == PAGE
    assert int(response["Content-Length"]) == len(response.content) < len(PAGE) / 5
    assert response["Vary"] == "Accept-Encoding"


def test_the_same_page_is_the_same_bytes() -> None:
    first, second = answer(public_page(), "gzip"), answer(public_page(), "gzip")

    assert first.content == second.content


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("zstd, deflate", ""),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=0", ""),
        ("gzip;q=0.000, br;q=0", ""),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br ; q=1.0 , gzip;q=1.0", "br"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("identity;q=1, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("gzip;q=a lot", ""),
        ("gzip;level=9", ""),
        (";;,,=", ""),
    ],
)
def test_the_browser_says_what_it_takes(accept: str, encoding: str) -> None:
    assert chosen(accept) == encoding


def test_a_reader_who_takes_none_gets_the_page_and_caches_are_told_that_there_are_others() -> None:
    response = answer(public_page(Vary="Accept-Language"), "identity")

    assert response.content.decode() == PAGE
    assert "Content-Encoding" not in response.headers
    assert response["Vary"] == "Accept-Language, Accept-Encoding"


def with_a_cookie() -> HttpResponse:
    response = public_page()
    response.set_cookie("seen", "1")
    return response


@pytest.mark.parametrize(
    "made",
    [
        HttpResponse(PAGE, headers={"Cache-Control": "private, no-store"}),
        HttpResponse(PAGE),
        with_a_cookie(),
        public_page("short"),
        public_page(content_type="image/webp"),
        public_page(content_type="application/octet-stream"),
        public_page(**{"Content-Encoding": "br"}),
    ],
    ids=["private", "nobody said", "a cookie", "short", "a picture", "unknown", "done already"],
)
def test_all_else_stays_as_it_is(made: HttpResponse) -> None:
    before, headers = made.content, dict(made.headers)

    response = answer(made)

    assert response.content == before
    assert dict(response.headers) == headers


def test_a_stream_is_not_held_back() -> None:
    made = StreamingHttpResponse(iter([b"a" * 1000]), headers={"Cache-Control": "public"})

    assert "Content-Encoding" not in answer(made).headers


@pytest.mark.parametrize(("etag", "weak"), [('"abc"', 'W/"abc"'), ('W/"abc"', 'W/"abc"')])
def test_other_bytes_do_not_go_by_the_same_strong_name(etag: str, weak: str) -> None:
    assert answer(public_page(ETag=etag))["ETag"] == weak
