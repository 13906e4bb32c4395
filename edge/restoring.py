"""While a backup is being put back nothing is served: what was erased since it was made may still be in it.

The sign is a file, so that it holds while there is no database, and after a restore that was killed. It stands in
``BACKUP_DIR``, which all processes of a machine share (in containers: a volume).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

#: A restart does not help, so the process says all the while that it is alive.
STILL_ANSWERED = "/livez"


def flag() -> Path:
    return Path(settings.BACKUP_DIR) / "restoring"


def under_way() -> bool:
    return os.path.exists(flag())  # noqa: PTH110 -- asked before each answer; a path object costs ten times as much


class RestoringMiddleware:
    """Answers 503 to everything, files and `/readyz` too, until the restore has come to its end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not under_way() or request.path_info == STILL_ANSWERED:
            return self.get_response(request)
        page = Path(settings.BASE_DIR) / "templates" / "static_500.html"
        return HttpResponse(
            page.read_bytes(), status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"}
        )
