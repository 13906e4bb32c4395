"""The gate before every address of the admin: it opens for those whom the kind of the address allows."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.views.defaults import page_not_found
from wagtail.admin.auth import permission_denied, reject_request
from wagtail.admin.localization import get_localized_response

from accounts.kinds import NEEDS, Kind
from accounts.signin import reauthentication
from core.roles import OPEN_THE_ADMIN

from . import reach
from .permissions import has_what_is_needed

ADMIN = "/admin/"


class DoorsMiddleware:
    """An address that nobody gave a kind answers nobody: what a new version of a library brings is shut until somebody
    has looked at it. What somebody may not know of is answered as if it were not there, so that ids cannot be tried.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        kinds: dict[str, Kind] = import_string(settings.ADMIN_KINDS)
        return kinds

    @cached_property
    def grave(self) -> dict[str, tuple[str, frozenset[str]]]:
        grave: dict[str, tuple[str, frozenset[str]]] = import_string(settings.ADMIN_GRAVE)
        return grave

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, parts: dict[str, Any]
    ) -> HttpResponse | None:
        if not in_the_admin(request):
            return None
        address = reach.address_of(request)
        kind = self.kinds.get(address)
        if kind is None or NEEDS[kind].closed:
            return not_there(request)
        needs = NEEDS[kind]
        if not needs.signed_in:
            return None
        if request.user.is_anonymous:
            return reject_request(request)
        if not request.user.has_perm(OPEN_THE_ADMIN):
            return no_role(request)
        if not has_what_is_needed(request.user, needs):
            return get_localized_response(permission_denied, request)
        try:
            reached = request.user.is_superuser or reach.within_reach(request, kind, args, parts)
        except reach.Refused as refused:
            return render(
                request, "doors/refused.html", {"problem": refused.sentence}, status=HTTPStatus.FORBIDDEN
            )
        if not reached:
            return not_there(request)
        if needs.fresh or request.GET.get("export") or self._is_grave(request, address):
            first = reauthentication.required(request)
            if first is not None:
                return first
        return None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Wagtail's forms take a field that did not arrive for an error of ours (500)."""
        if isinstance(problem, MultiValueDictKeyError) and in_the_admin(request) and request.method == "POST":
            return render(request, "doors/not_whole.html", status=HTTPStatus.BAD_REQUEST)
        return None

    def _is_grave(self, request: HttpRequest, address: str) -> bool:
        if address not in self.grave:
            return False
        field, values = self.grave[address]
        return request.POST.get(field) in values


def in_the_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(ADMIN)


def not_there(request: HttpRequest) -> HttpResponse:
    """The page that Wagtail itself answers with for an id that does not exist."""
    return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")


def no_role(request: HttpRequest) -> HttpResponse:
    """Signed in, and no role opens the admin: asking to sign in once more would lead round in a circle."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    return render(request, "doors/no_role.html", status=HTTPStatus.FORBIDDEN)
