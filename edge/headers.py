"""Headers that every response needs, and how long a copy of a public page may live."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

#: Nothing of this is used by the site, so nothing that slips into a page can use it either.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)

#: A shared cache may answer with a public page for half a minute; a browser asks again each time.
#:
#: 30 seconds, because a page may show someone who takes their story back: it must be gone from every cache that
#: honours this within a minute, without a cache's name having to be known here. On the Day, when thousands ask for one
#: page, half a minute is as good as an hour. Never ``stale-*``: it would let a cache go on past the limit.
PUBLIC = "public, max-age=0, s-maxage=30"
PRIVATE = "private, no-store"

#: What a cache would otherwise keep for as long as it likes: pages, redirects, and that a page is not there.
_CACHEABLE_STATUSES = frozenset({200, 203, 204, 300, 301, 302, 304, 307, 308, 404, 410})


class HeadersMiddleware:
    """Stands before all that can answer, so that a static file, a redirect to TLS and a refusal have them too, and
    sees every cookie a response sets.

    A view that says itself how its response may be kept is believed, unless the response sets a cookie or belongs to
    the admin: neither is ever kept by anyone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.private_prefixes = tuple(getattr(settings, "PRIVATE_PATHS", ("/admin/", "/accounts/")))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        unsaid = response.headers.get("Referrer-Policy", "no-referrer") == "no-referrer"
        if unsaid and request.path_info.startswith(self.private_prefixes):
            # Under the public pages' "no-referrer" a browser sends a form with "Origin: null", and Django's guard
            # against forged forms refuses it: nobody could sign in. Other sites are still told nothing. A page whose
            # address is a secret says "strict-origin" itself, and nobody is told more than the host.
            response.headers["Referrer-Policy"] = "same-origin"
        # Django's own middleware says these three too, but not of the answer to a host that it refuses itself.
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        self._say_how_long(request, response)
        return response

    def _say_how_long(self, request: HttpRequest, response: HttpResponseBase) -> None:
        if response.cookies or request.path_info.startswith(self.private_prefixes):
            response.headers["Cache-Control"] = PRIVATE
        elif "Cache-Control" in response.headers:
            return
        elif (
            request.method in ("GET", "HEAD")
            and response.status_code in _CACHEABLE_STATUSES
            and not _session_touched(request)
        ):
            response.headers["Cache-Control"] = PUBLIC
            _drop_vary_on_cookie(response)
        else:
            response.headers["Cache-Control"] = PRIVATE


def _session_touched(request: HttpRequest) -> bool:
    """Whether anything looked at who is reading. A request that was answered early has no session yet."""
    session = getattr(request, "session", None)
    return session is not None and bool(session.accessed)


def _drop_vary_on_cookie(response: HttpResponseBase) -> None:
    """A page that looked at no cookie is the same for everyone. `Vary: Cookie` would make a cache useless, as every
    editor and every visitor with a foreign cookie would be a reader of their own."""
    names = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    kept = [name for name in names if name and name.lower() != "cookie"]
    if "Vary" in response.headers:
        del response.headers["Vary"]
        if kept:
            patch_vary_headers(response, kept)
