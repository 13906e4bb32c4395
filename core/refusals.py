"""What may not go live is refused with a sentence, also where no form could show it: by a button, in bulk, by the API.

What somebody wrote was kept as a draft before anything was published, so the way back leads to it.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.modal_workflow import render_modal_workflow

from .publishing import NotPublishable, refused
from .reading import sentence_instead

_API = "/admin/api/"


class RefusalsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, parts: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        sentence = sentence_instead(request, match.view_name, args, parts) if match is not None else ""
        if not sentence:
            return None
        return render(request, "core/no_preview.html", {"sentence": sentence}, status=HTTPStatus.FORBIDDEN)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, NotPublishable):
            return None
        if problem.thing is not None:
            refused.send(type(self), thing=problem.thing, by=request.user)
        if request.path_info.startswith(_API):
            return JsonResponse({"detail": str(problem)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        for sentence in problem.sentences:
            messages.error(request, sentence)
        back = _way_back(request, problem.thing)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # A dialogue of Wagtail's (approving in a workflow): it goes where it is told to.
            answer: HttpResponse = render_modal_workflow(
                request, None, None, None, json_data={"step": "success", "redirect": back}
            )
            return answer
        return redirect(back)


def _way_back(request: HttpRequest, thing: Any) -> str:
    address = AdminURLFinder(request.user).get_edit_url(thing) if getattr(thing, "pk", None) else None
    return str(address or "/admin/")
