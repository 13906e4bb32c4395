"""Public files, from disk or bucket alike, with headers of our own.

What lies under ``MEDIA_URL`` for readers is the copies of pictures and nothing else. Originals stay private: they
are larger than anyone needs, and what is withdrawn must not live on in them. Documents have their own address, which
asks whether their collection is open to all (`core.documents`), and use `file_response` from here.

**How long a copy may live.** 30 seconds, in a browser as in a shared cache, then it asks whether the file is still
there and is told so in a few bytes. A picture may be of someone who takes it back (`withhold`) at any time, so all are
treated alike; names are random and never reused, but ``immutable`` would keep a withdrawn picture for a year.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from os.path import splitext
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import Storage, default_storage
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from edge.storages import stream

logger = logging.getLogger(__name__)

#: The folders of the default storage that anyone may read.
PUBLIC_FOLDERS = ("images/", "drawings/")
#: Of these, the ones that no search engine may show: a child's drawing is found in its gallery, not by its pixels.
NOT_INDEXED_FOLDERS = ("drawings/",)

CACHE_PUBLIC = "public, max-age=30, s-maxage=30"
CACHE_PRIVATE = "private, no-store"

#: What a browser is told a file is, by its ending. Anything else is a download without a type.
CONTENT_TYPES = {
    ".avif": "image/avif",
    ".csv": "text/csv; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webm": "video/webm",
    ".webp": "image/webp",
}

#: What a page shows or plays. The rest is saved, never opened in the site's own origin.
_SHOWN = ("image/", "video/", "text/vtt")

_SAFE_NAME = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)
_LONGEST_NAME = 200
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


#: From a name in the storage to whether nobody may have that file now.
Withheld = Callable[[str], bool]
_withheld: dict[str, Withheld] = {}


def withhold(name: str, check: Withheld) -> None:
    """Have a room asked before a file is handed out, for each request: what it says must hold within a second."""
    _withheld[name] = check


def is_withheld(file_name: str) -> bool:
    return any(check(file_name) for check in _withheld.values())


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A public file, or 404 for whatever is not one: a private folder, a folder, a name that no file of ours has.

    503 where a room cannot say whether the file is withheld: a picture that somebody took back is not shown for want
    of a database. While it is down, rooms go on with what they remember.
    """
    if (
        len(name) > _LONGEST_NAME
        or not _SAFE_NAME.fullmatch(name)
        or not name.startswith(PUBLIC_FOLDERS)
        or not splitext(name)[1]
    ):
        raise Http404
    try:
        withheld = is_withheld(name)
    except DatabaseError:
        logger.exception("Nobody could say whether a file is withheld")
        return _come_back()
    if withheld:
        raise Http404
    response = file_response(request, default_storage, name)
    if name.startswith(NOT_INDEXED_FOLDERS):
        response.headers["X-Robots-Tag"] = "noindex, noimageindex"
    return response


def file_response(
    request: HttpRequest,
    storage: Storage,
    name: str,
    *,
    cache_control: str = CACHE_PUBLIC,
    download_name: str = "",
) -> HttpResponseBase:
    """The file, the part of it that was asked for, or word that the reader's copy is still good.

    404 if there is no such file. 503 with ``Retry-After`` if the storage does not answer: a cache in front may then
    go on with what it has, and a reader's browser tries again.

    The tag is made of name, size and time, never of the content: a tag of the content tells anyone who holds a
    picture whether it is the one that is stored.
    """
    try:
        size = storage.size(name)
        modified = _aware(storage.get_modified_time(name))
        response = _answer(request, storage, name, size, modified)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, SuspiciousOperation) as error:
        raise Http404 from error
    except Exception:  # each kind of storage fails in its own way
        logger.exception("The storage did not answer")
        return _come_back()
    if response.status_code in (200, 206):
        _describe(response, name, download_name)
    response.headers["Cache-Control"] = cache_control
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = _who_may_embed()
    return response


def _come_back() -> HttpResponse:
    return HttpResponse(
        status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"}, content_type="text/plain"
    )


def _answer(
    request: HttpRequest, storage: Storage, name: str, size: int, modified: datetime
) -> HttpResponse | StreamingHttpResponse:
    etag = _etag(name, size, modified)
    whole = HttpResponse()
    unchanged = get_conditional_response(
        request, etag=etag, last_modified=int(modified.timestamp()), response=whole
    )
    if unchanged is not None and unchanged is not whole:
        unchanged.headers["ETag"] = etag
        return unchanged

    wanted = _wanted_range(request, size, etag, modified)
    if wanted is not None and wanted[1] == 0:
        response: HttpResponse | StreamingHttpResponse = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    start, length = wanted or (0, size)
    if request.method == "HEAD" or length == 0:
        # Opened all the same: a folder has a size and a time too.
        if size:
            list(stream(storage, name, 0, 1))
        response = HttpResponse(status=206 if wanted else 200)
    else:
        response = StreamingHttpResponse(stream(storage, name, start, length), status=206 if wanted else 200)
    if wanted:
        response.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    response.headers["Content-Length"] = str(length)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified.timestamp())
    return response


def _wanted_range(request: HttpRequest, size: int, etag: str, modified: datetime) -> tuple[int, int] | None:
    """Start and length of the one part asked for; length 0 if there is no such part; None for the whole file.

    Several parts at once, or a line that cannot be read, are answered with the whole, as RFC 9110 allows. So is a
    part of a file that has changed since (``If-Range``).
    """
    match = _RANGE.fullmatch(request.headers.get("Range", "")[:64].replace(" ", ""))
    if not match or not any(match.groups()) or request.method == "HEAD":
        return None
    condition = request.headers.get("If-Range", "")
    if condition and condition != etag and parse_http_date_safe(condition) != int(modified.timestamp()):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        return size - length, length
    start = int(first)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    return start, max(end - start + 1, 0)


def _describe(response: HttpResponseBase, name: str, download_name: str) -> None:
    ending = splitext(name)[1].lower()
    content_type = CONTENT_TYPES.get(ending, "application/octet-stream")
    response.headers["Content-Type"] = content_type
    if content_type.startswith(_SHOWN):
        response.headers["Content-Disposition"] = "inline"
        return
    saved_as = download_name or "file"
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{slugify(saved_as) or "file"}{ending}"; '
        f"filename*=UTF-8''{quote(slugify(saved_as, allow_unicode=True) or 'file')}{ending}"
    )


def _etag(name: str, size: int, modified: datetime) -> str:
    described = f"{name}\n{size}\n{modified.timestamp()}"
    return f'"{hashlib.blake2s(described.encode(), digest_size=12).hexdigest()}"'


def _aware(moment: datetime) -> datetime:
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)


def _who_may_embed() -> str:
    """Only the site's own pages. If files have a host of their own, that host's files are foreign to the pages, so
    there the header has to let them in."""
    host = urlsplit(settings.MEDIA_URL).netloc
    return "cross-origin" if host and host != urlsplit(settings.SITE_URL).netloc else "same-origin"
