"""A partner's editor sends another picture in the place of one: unreadable, or asked back by whoever decides."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core import clock

from .. import domain
from ..enums import MOVES, Move
from ..models import Entry
from ..uploads import NotTaken, Outcome, Upload, outcome_of, read_upload
from .access import entries_of, may_enter, page
from .forms import NOT_WHOLE, ReplaceForm
from .rows import Row, with_why


@csrf_exempt
@may_enter
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, public_id: str) -> HttpResponse:
    """As in `entering.batch`, the token is looked for once the upload handler stands."""
    if request.method == "GET":
        return _replace_page(request, _find(request, public_id))
    try:
        upload = read_upload(request, clock.now())
    except NotTaken as not_taken:
        return _replace_page(request, _find(request, public_id), not_taken.outcome)
    return _sent(request, public_id, upload)


@csrf_protect
def _sent(request: HttpRequest, public_id: str, upload: Upload) -> HttpResponse:
    entry = _find(request, public_id)
    form = ReplaceForm(request.POST)
    if not form.is_valid():
        return _replace_page(request, entry, Outcome(422, str(NOT_WHOLE)))
    if not upload.arrived:
        return _replace_page(request, entry, Outcome(422, _("Choose a picture.")))
    file = upload.arrived[0]
    received = _("The new picture is received. It waits for a decision as soon as it is made ready.")
    outcome = outcome_of(
        file,
        lambda: domain.replace(
            entry,
            file.content(),
            user=request.user,  # type: ignore[arg-type]
            key=form.cleaned_data["key"],
            version=form.cleaned_data["version"],
        ),
        received=received,
        overtaken=Outcome(
            409, _("This drawing has changed in the meantime. Nothing was received. Look at it again.")
        ),
    )
    if not outcome.received:
        return _replace_page(request, _find(request, public_id), outcome)
    messages.success(request, received)
    return redirect(_place_of(entry))


def _find(request: HttpRequest, public_id: str) -> Entry:
    entries = with_why(entries_of(request.user)).select_related("batch__partner", "competition", "country")
    return get_object_or_404(entries, public_id=public_id)


def _place_of(entry: Entry) -> str:
    place = reverse("gallery_staff:batch", args=[entry.batch_id])
    return f"{place}?drawing={entry.public_id}#drawing-{entry.public_id}"


def _replace_page(request: HttpRequest, entry: Entry, outcome: Outcome | None = None) -> HttpResponse:
    if entry.state not in MOVES[Move.REPLACE].before and outcome is None:
        # Somebody has sent it, or decided: there it says how it stands.
        return redirect(_place_of(entry))
    return page(
        request,
        "replace",
        _("Another picture of this drawing"),
        above=(("gallery_staff:mine", _("My drawings")),),
        icon="upload",
        status=outcome.status if outcome else 200,
        entry=entry,
        row=Row(entry, None),
        outcome=outcome,
        key=uuid.uuid4(),
        back=_place_of(entry),
    )
