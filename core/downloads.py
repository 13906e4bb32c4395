"""Whoever is handed a file of data in the admin: recorded, whichever page of whichever library made it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from .recording import exported

ADMIN = "admin/"
#: The log says itself which part of it was taken along.
TELLS_ITSELF = frozenset({"audit_staff:export"})


class DownloadsMiddleware:
    """Stands within authentication. Recorded before the first byte leaves: what cannot be recorded stays here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if self.is_a_download(request, response):
            match = request.resolver_match
            exported(request, match.view_name if match else "", _how(request, response))
        return response

    @staticmethod
    def is_a_download(request: HttpRequest, response: HttpResponseBase) -> bool:
        match = request.resolver_match
        return (
            match is not None
            and match.route.startswith(ADMIN)
            and match.view_name not in TELLS_ITSELF
            and response.status_code == HttpResponse.status_code
            and response.headers.get("Content-Disposition", "").startswith("attachment")
        )


def _how(request: HttpRequest, response: HttpResponseBase) -> str:
    asked = request.GET.get("export", "")
    if asked in {"csv", "xlsx"}:
        return asked
    return response.headers.get("Content-Type", "").partition(";")[0].replace("/", ".")
