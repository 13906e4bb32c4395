"""How a document reaches a reader."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from edge.media import CACHE_PRIVATE, CACHE_PUBLIC, file_response, is_withheld

from .models import SiteDocument


@require_safe
def serve(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """Instead of Wagtail's view, which cannot send a part of a film (some browsers then play none of it), tags files
    by their content, and sends readers to the bucket.

    Like Wagtail's it asks the hooks first; one of them keeps the documents of a private collection from strangers.
    """
    document = get_object_or_404(SiteDocument.objects.select_related("collection"), pk=document_id)
    if document.filename != filename or is_withheld(document.file.name):
        raise Http404
    for ask in hooks.get_hooks("before_serve_document"):
        instead = ask(document, request)
        if isinstance(instead, HttpResponseBase):
            return instead
    document_served.send(sender=SiteDocument, instance=document, request=request)
    private = document.collection.get_view_restrictions().exists()
    return file_response(
        request,
        document.file.storage,
        document.file.name,
        cache_control=CACHE_PRIVATE if private else CACHE_PUBLIC,
        download_name=document.title,
    )
