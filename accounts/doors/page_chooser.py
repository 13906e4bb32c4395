"""Choosing a page to link to.

Library: Wagtail 7.4, ``wagtail.admin.views.chooser``. Reason: it lists and finds every page, drafts of other partners
included; begins at whatever page all of a type have above them; and names a page that was typed as an address by its
draft's title. End: when it shows what ``PagePermissionPolicy`` says, and what is public.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.chooser import BrowseView, ExternalLinkView, page_models_from_string
from wagtail.models import Page

from .reach import seen


def only_what_is_seen(pages: Any, request: HttpRequest) -> Any:
    return pages if request.user.is_superuser else pages.filter(pk__in=seen(request.user).values("pk"))


class Browse(BrowseView):
    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        wanted = request.GET.get("page_type") or "wagtailcore.page"
        if parent_page_id is None and wanted != "wagtailcore.page":
            parent_page_id = self._above_those_seen(request, wanted).pk
        return super().get(request, parent_page_id)

    def _above_those_seen(self, request: HttpRequest, wanted: str) -> Any:
        try:
            models = page_models_from_string(wanted)
        except (ValueError, LookupError) as unknown:
            raise Http404 from unknown
        return only_what_is_seen(Page.objects.all().type(*models), request).first_common_ancestor()


class ExternalLink(ExternalLinkView):
    """An address of this site that somebody typed becomes a link to the page, under the title that readers see."""

    def render_chosen_response(self, result: dict[str, Any]) -> HttpResponse:
        if "id" in result:
            page = Page.objects.get(pk=result["id"]).specific_deferred
            result = {**result, "adminTitle": page.get_admin_display_title()}
        return super().render_chosen_response(result)
