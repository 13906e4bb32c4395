"""The private copies of drawings, to those who may see them. The file that was sent is shown to nobody."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.recording import viewed

from .. import files
from ..enums import AssetKind
from ..models import Entry, EntryAsset
from .access import entries_to_look_at, may_look

logger = logging.getLogger(__name__)

#: An address may name any number.
WIDEST = 10_000
#: From here on a drawing is looked at by itself. Smaller ones stand in lists, which say so themselves.
LARGE = 1000
#: No tag of the content: whoever holds a picture could ask whether it is the one that lies here.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@may_look
@require_safe
def picture(request: HttpRequest, public_id: str, width: int) -> HttpResponse:
    """The smallest copy that is as wide as asked for, else the widest. 404 for whoever may not see it.

    ``?covered=1``: as readers would see it, where anything is covered and its copies are made.
    """
    width = min(width, WIDEST)
    entry = get_object_or_404(entries_to_look_at(request.user), public_id=public_id)
    copy = _copy(entry, AssetKind.MASKED, width) if request.GET.get("covered") == "1" else None
    copy = copy or _copy(entry, AssetKind.COPY, width)
    if copy is None:
        raise Http404
    try:
        content = files.read_private(copy.key)
    except FileNotFoundError as error:
        raise Http404 from error
    except Exception:  # each kind of storage fails in its own way
        logger.exception("The storage did not answer")
        return HttpResponse(status=503, headers={"Retry-After": "30", **HEADERS}, content_type="text/plain")
    if width >= LARGE:
        viewed(request, "drawing", entry)
    return HttpResponse(
        content,
        content_type="image/webp",
        headers={"Content-Disposition": f'inline; filename="{entry.public_id}.webp"', **HEADERS},
    )


def _copy(entry: Entry, kind: AssetKind, width: int) -> EntryAsset | None:
    copies = entry.assets.filter(kind=kind, format="webp", delete_after=None)
    return copies.filter(width__gte=width).order_by("width").first() or copies.order_by("-width").first()
