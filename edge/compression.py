"""Smaller answers for whoever pays for each kilobyte: what is the same for everyone goes out compressed.

Only that. Compressing a page that holds a secret beside something the address brought along lets whoever watches the
wire guess the secret from the sizes (BREACH); so a page of the admin, or any other that is not for everyone, goes out
as it is. Public pages hold no secret, so they need none of the padding that Django's own `GZipMiddleware` adds.

Static files are compressed when they are collected, pictures and films are compressed by nature; neither comes by here.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

#: Below this the headers that say so outweigh what is saved.
WORTH_IT = 400
TYPES = (
    "text/",
    "application/json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "image/svg+xml",
)
#: A page is made anew for each request, so these are quick: the best would save 5 % more for ten times the work.
BROTLI_QUALITY, GZIP_LEVEL = 5, 6

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    # The better one first: most browsers take both and do not say which they would rather have.
    "br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
    # Without a time in it, the same page is the same bytes.
    "gzip": lambda content: gzip.compress(content, GZIP_LEVEL, mtime=0),
}


class CompressionMiddleware:
    """Stands before `HeadersMiddleware`, which says what is for everyone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not _may_be_compressed(response):
            return response
        # Also on one that goes out as it is: a cache must know that others get another.
        patch_vary_headers(response, ["Accept-Encoding"])
        encoding = chosen(request.headers.get("Accept-Encoding", ""))
        if encoding:
            response.content = ENCODERS[encoding](response.content)
            response.headers["Content-Encoding"] = encoding
            response.headers["Content-Length"] = str(len(response.content))
            _weaken_etag(response)
        return response


def chosen(accept: str) -> str:
    """The best encoding that both sides know, of those the browser likes best; empty when there is none."""
    liked: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, _semicolon, parameters = part.partition(";")
        liked[name.strip()] = _quality(parameters)
    anything = liked.get("*", 0.0)
    offered = {name: liked.get(name, anything) for name in ENCODERS}
    best = max(offered, key=lambda name: offered[name])
    # RFC 9110, 12.5.3: a browser may like its answer better as it is.
    return best if offered[best] > 0 and offered[best] >= liked.get("identity", 0.0) else ""


def _quality(parameters: str) -> float:
    """What is not a number counts as a refusal: an answer as it is can be read by everyone."""
    name, _equals, value = parameters.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0


def _may_be_compressed(response: HttpResponse) -> bool:
    rules = [rule.strip() for rule in response.headers.get("Cache-Control", "").lower().split(",")]
    return (
        "public" in rules
        and not response.cookies
        and "Content-Encoding" not in response.headers
        and response.headers.get("Content-Type", "").lower().startswith(TYPES)
        and len(response.content) >= WORTH_IT
    )


def _weaken_etag(response: HttpResponse) -> None:
    """A strong one promises the same bytes, and these are others."""
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"
