from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from .api import OwnDocuments, OwnImages
from .page_chooser import only_what_is_seen


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return only_what_is_seen(pages, request)


@hooks.register("construct_admin_api", order=100)
def own_pictures_and_documents(router: Any) -> None:
    """After Wagtail's own, which stand under the same names."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
