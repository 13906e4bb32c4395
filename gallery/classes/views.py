"""Classes of a school: the list, one class, what is said of its drawings, sending them, and taking one back."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consent.enums import Channel
from schools.models import Contact
from schools.visiting import for_contacts

from .. import domain, files
from ..enums import AssetKind, Move, State
from ..models import Competition, Decision
from ..seen import OPEN_TO_SCHOOL, seen_by_school
from ..slips import shown as shown_code
from ..staff.access import whole_number
from ..staff.pictures import HEADERS, WIDEST
from . import rows, saving
from .forms import OpenForm
from .pages import class_page, describe, find_class, find_drawing, name_of, to_class
from .standing import WITH_A_PICTURE, words_for_school

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@for_contacts
def classes(request: HttpRequest, contact: Contact) -> HttpResponse:
    """All classes of the school, and the form for a new one."""
    competitions = [competition for competition in Competition.objects.all() if competition.is_open]
    pages = rows.titles_of(competitions)
    titles = {
        competition.pk: pages[competition.pk].title if competition.pk in pages else competition.name
        for competition in competitions
    }
    initial = {"language": contact.language if contact.language else get_language()}
    posted = request.POST if request.method == "POST" else None
    form = OpenForm(posted, competitions=competitions, titles=titles, initial=initial)
    problem, status = "", HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                return to_class(form.open(contact), "?opened")
            except domain.Refused as refused:
                problem = refused.sentence
    found = rows.with_counts(rows.batches_of(contact)).order_by("-pk")
    page = Paginator(found, rows.CLASSES_ON_A_PAGE).get_page(whole_number(request.GET.get("p"), 1))
    all_pages = rows.titles_of([batch.competition for batch in page])
    context = {
        "school": contact.school,
        "form": form,
        "competitions": competitions,
        "problem": problem,
        "classes": [
            (batch, name_of(batch, all_pages.get(batch.competition_id)), describe(batch)) for batch in page
        ],
        "shown": page,
        "in_every_language": True,
    }
    return render(request, "gallery/classes/classes.html", context, status=status)


@require_safe
@for_contacts
def one_class(request: HttpRequest, contact: Contact, class_id: str) -> HttpResponse:
    return class_page(request, contact, find_class(contact, class_id))


@require_POST
@for_contacts
def save(request: HttpRequest, contact: Contact, class_id: str) -> HttpResponse:
    """What was typed for the drawings of a page, all together; and, if that was pressed, sending what is complete."""
    batch = find_class(contact, class_id)
    number = whole_number(request.POST.get("p"), 1)
    result = saving.save_all(batch, request.POST, contact)
    if result.kept:
        return class_page(
            request,
            contact,
            batch,
            number=number,
            typed=result.kept,
            problem=_("Not everything could be saved. What you typed is still here, see below."),
            status=result.status,
        )
    if request.POST.get("then") == "send":
        return _send(request, contact, class_id, number)
    return to_class(batch, f"?p={number}&saved={result.saved}")


def _send(request: HttpRequest, contact: Contact, class_id: str, number: int) -> HttpResponse:
    batch = find_class(contact, class_id)
    try:
        domain.send(batch, contact=contact)
    except domain.Refused as refused:
        problem, status = refused.sentence, HTTPStatus.UNPROCESSABLE_ENTITY
        if isinstance(refused, domain.Overtaken):
            problem = _(
                "Somebody was at one of these drawings at the same moment. Nothing was sent. Send again."
            )
            status = HTTPStatus.CONFLICT
        return class_page(request, contact, batch, number=number, problem=problem, status=status)
    return redirect("school_classes:receipt", batch.public_id)


@require_safe
@for_contacts
def receipt(request: HttpRequest, contact: Contact, class_id: str) -> HttpResponse:
    """What was sent, when, and under which codes. Can be printed; no title and no name stands on it."""
    batch = find_class(contact, class_id)
    sent = Decision.objects.filter(entry=OuterRef("pk"), move=Move.SEND).order_by("-pk").values("at")[:1]
    entries = rows.drawings_of(batch).annotate(sent_at=Subquery(sent)).exclude(sent_at=None)
    lines = [
        {
            "number": entry.slip.number,
            "code": shown_code(entry.slip.code),
            "at": entry.sent_at,
            "words": words_for_school(entry),
        }
        for entry in entries.order_by("slip__number")
        if entry.slip is not None and seen_by_school(entry) not in OPEN_TO_SCHOOL
    ]
    page = rows.titles_of([batch.competition]).get(batch.competition_id)
    context = {
        "batch": batch,
        "name": name_of(batch, page),
        "about": describe(batch),
        "lines": lines,
        "in_every_language": True,
    }
    return render(request, "gallery/classes/receipt.html", context)


@require_safe
@for_contacts
def picture(
    request: HttpRequest, contact: Contact, class_id: str, drawing_id: str, width: int
) -> HttpResponse:
    """The smallest private copy that is as wide as asked for, else the widest; the file that was sent never."""
    entry = find_drawing(contact, class_id, drawing_id)
    if seen_by_school(entry) not in WITH_A_PICTURE:
        raise Http404
    copies = entry.assets.filter(kind=AssetKind.COPY, format="webp")
    wide = copies.filter(width__gte=min(width, WIDEST)).order_by("width").first()
    copy = wide or copies.order_by("-width").first()
    if copy is None:
        raise Http404
    try:
        content = files.read_private(copy.key)
    except FileNotFoundError as error:
        raise Http404 from error
    except Exception:  # each kind of storage fails in its own way
        logger.exception("The storage did not answer")
        return HttpResponse(status=503, headers={"Retry-After": "30", **HEADERS}, content_type="text/plain")
    name = f'inline; filename="{entry.public_id}.webp"'
    return HttpResponse(content, content_type="image/webp", headers={"Content-Disposition": name, **HEADERS})


@require_http_methods(["GET", "HEAD", "POST"])
@for_contacts
def take_back(request: HttpRequest, contact: Contact, class_id: str, drawing_id: str) -> HttpResponse:
    """Asked once more before it is done. In whatever state; nothing can block it."""
    entry = find_drawing(contact, class_id, drawing_id, also_gone=True)
    if request.method == "POST":
        # A second tap finds it done, and is told the same.
        domain.withdraw(entry, user=contact, channel=Channel.SCHOOL)
        return to_class(entry.batch, "?taken-back")
    row = rows.Row(entry, None, None)
    if row.seen == State.WITHDRAWN:
        return to_class(entry.batch, "?taken-back")
    context = {"batch": entry.batch, "row": row, "in_every_language": True}
    return render(request, "gallery/classes/take_back.html", context)
