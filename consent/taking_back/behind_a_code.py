"""A page that code and PIN open, and nothing else: what holds for its request and its answer, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def behind_a_code(view: View) -> View:
    """``view(request, code)``. Nothing of its answer is kept, listed or told to the next site."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str = "") -> HttpResponse:
        response = view(request, code)
        response.headers["Cache-Control"] = "private, no-store"
        # The address is half of the secret: no request that comes from this page tells it, nor where it came from.
        response.headers["Referrer-Policy"] = "no-referrer"
        # Not in robots.txt: what may not be fetched may still be listed by its address, and its address is what must
        # not.
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    # Without a token: a token would need a cookie, which the page promises not to set, and guards what a cookie opens.
    return csrf_exempt(sensitive_post_parameters()(require_http_methods(["GET", "HEAD", "POST"])(guarded)))
