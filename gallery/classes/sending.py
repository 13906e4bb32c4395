"""Files of drawings: sent into a class, and sent in the place of another.

With a script each file is a request of its own and is answered in JSON; without one the same form sends several at once
and is answered with the page. Both go the same way.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schools.models import Contact
from schools.visiting import check_form_token, for_contacts

from .. import domain
from ..models import Batch, Entry
from ..seen import OPEN_TO_SCHOOL, seen_by_school
from ..staff.forms import NOT_WHOLE, KeyForm, ReplaceForm
from ..upload_handler import Arrived
from ..uploads import NotTaken, Outcome, Upload, begun_at, outcome_of, read_upload, wants_json, with_pause
from .pages import class_page, find_class, find_drawing, to_class


@require_POST
@for_contacts(reads_body=False)
def drawings(request: HttpRequest, contact: Contact, class_id: str) -> HttpResponse:
    """One drawing or several."""
    begun = begun_at(request)
    found = find_class(contact, class_id)
    try:
        upload = read_upload(request, begun, check_form_token)
    except NotTaken as not_taken:
        return _answer(request, contact, found, [not_taken.outcome])
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _answer(request, contact, found, [Outcome(422, str(NOT_WHOLE))])
    if not upload.arrived:
        return _answer(request, contact, found, [Outcome(422, _("Choose at least one picture."))])
    key = form.cleaned_data["key"]
    if wants_json(request):
        return _receive(found, contact, upload, upload.arrived[0], key).as_json()
    outcomes = []
    for file in upload.arrived:
        # A page that is sent again by a reload has the same key; other files in the same form are other drawings.
        own = uuid.uuid5(key, hashlib.sha256(file.content()).hexdigest())
        outcomes.append(_receive(found, contact, upload, file, own))
    return _answer(request, contact, found, outcomes)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contacts(reads_body=False)
def replace(request: HttpRequest, contact: Contact, class_id: str, drawing_id: str) -> HttpResponse:
    """Another picture of the same drawing."""
    begun = begun_at(request)
    entry = find_drawing(contact, class_id, drawing_id)
    if seen_by_school(entry) not in OPEN_TO_SCHOOL:
        raise Http404
    if request.method != "POST":
        return _replace_page(request, entry)
    try:
        upload = read_upload(request, begun, check_form_token)
    except NotTaken as not_taken:
        return _replace_page(request, entry, not_taken.outcome)
    form = ReplaceForm(request.POST)
    if not form.is_valid():
        return _replace_page(request, entry, Outcome(422, str(NOT_WHOLE)))
    if not upload.arrived:
        return _replace_page(request, entry, Outcome(422, _("Choose a picture.")))
    file = upload.arrived[0]
    outcome = _outcome(
        file,
        lambda: domain.replace(
            entry,
            file.content(),
            user=contact,
            key=form.cleaned_data["key"],
            version=form.cleaned_data["version"],
        ),
        received=_("The new picture is received. Send the drawing again when it is ready."),
    )
    if not outcome.received:
        return _replace_page(request, find_drawing(contact, class_id, drawing_id), outcome)
    return to_class(entry.batch, f"?replaced#drawing-{entry.public_id}")


def _replace_page(request: HttpRequest, entry: Entry, outcome: Outcome | None = None) -> HttpResponse:
    context = {
        "batch": entry.batch,
        "entry": entry,
        "outcome": outcome,
        "key": uuid.uuid4(),
        "in_every_language": True,
    }
    return with_pause(
        render(request, "gallery/classes/replace.html", context, status=outcome.status if outcome else 200)
    )


def _receive(found: Batch, contact: Contact, upload: Upload, file: Arrived, key: uuid.UUID) -> Outcome:
    known = found.entries.filter(idempotency_key=key).exists()
    return _outcome(
        file,
        lambda: domain.receive_from_school(
            found, file.content(), contact=contact, key=key, begun_at=upload.begun_at
        ),
        received=_("This drawing has been received already.") if known else _("Received."),
        status=200 if known else 201,
    )


def _outcome(file: Arrived, do: Callable[[], Entry], *, received: str, status: int = 200) -> Outcome:
    return outcome_of(
        file,
        do,
        received=received,
        status=status,
        overtaken=Outcome(
            409, _("This drawing has changed in the meantime. Nothing was received. Look at it again.")
        ),
    )


# --- Answering ----------------------------------------------------------------------------------------------------
def _answer(request: HttpRequest, contact: Contact, found: Batch, outcomes: list[Outcome]) -> HttpResponse:
    if wants_json(request):
        return outcomes[0].as_json()
    status = next((outcome.status for outcome in outcomes if not outcome.received), 200)
    return with_pause(class_page(request, contact, found, outcomes=outcomes, status=status))
