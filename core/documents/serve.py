"""How a document reaches a reader."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from wagtail import hooks
from wagtail.documents.models import document_served

from edge.media import CACHE_PRIVATE, CACHE_PUBLIC, file_response

from .models import SiteDocument


# After Wagtail's own hook, which asks whether the collection is open to this reader.
@hooks.register("before_serve_document", order=100)
def serve_with_our_headers(document: SiteDocument, request: HttpRequest) -> HttpResponseBase:
    """Instead of Wagtail's response, which cannot send a part of a film (some browsers then play none of it), tags
    files by their content, and sends readers to the bucket."""
    document_served.send(sender=type(document), instance=document, request=request)
    restricted = document.collection.get_view_restrictions().exists()
    return file_response(
        request,
        document.file.storage,
        document.file.name,
        cache_control=CACHE_PRIVATE if restricted else CACHE_PUBLIC,
        download_name=document.title,
    )
