"""Finding a class and its drawings, and the page of a class, which several addresses answer with."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consent.enums import AgeBand
from facts import cldr
from schools.models import Contact

from .. import words
from ..enums import State
from ..models import Batch, CompetitionPage, Entry, Slip
from ..seen import OPEN_TO_SCHOOL, seen_by_school
from ..staff.access import whole_number
from ..staff.forms import HOW_TO_DESCRIBE
from ..uploads import Outcome, words_of_the_script
from . import rows
from .forms import FactsPart, SlipPart
from .rows import Row

if TYPE_CHECKING:
    from .saving import Kept


def find_class(contact: Contact, class_id: str) -> Batch:
    """404 for a class of another school, as for none."""
    found = rows.batches_of(contact).filter(public_id=class_id).first() if "\x00" not in class_id else None
    if found is None:
        raise Http404
    return found


def find_drawing(contact: Contact, class_id: str, drawing_id: str, *, also_gone: bool = False) -> Entry:
    """``also_gone``: one that was taken back as well."""
    batch = find_class(contact, class_id)
    drawings = rows.drawings_of(batch, also_gone=also_gone)
    entry = drawings.filter(public_id=drawing_id).first() if "\x00" not in drawing_id else None
    if entry is None:
        raise Http404
    entry.batch = batch
    return entry


def to_class(batch: Batch, rest: str = "") -> HttpResponse:
    return redirect(f"{reverse('school_classes:class', args=[batch.public_id])}{rest}")


def name_of(batch: Batch, page: CompetitionPage | None) -> str:
    return page.title if page is not None else batch.competition.name


def describe(batch: Batch) -> dict[str, str]:
    """What tells a class from another, for its heading and for lists."""
    return {
        "band": str(AgeBand(batch.band).label) if batch.band else "",
        "language": cldr.language_name(batch.language),
    }


def class_page(
    request: HttpRequest,
    contact: Contact,
    batch: Batch,
    *,
    number: int | None = None,
    outcomes: list[Outcome] | None = None,
    typed: dict[int, Kept] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = rows.page_of(batch, number or whole_number(request.GET.get("p"), 1))
    slips = list(batch.slips.all())
    page = rows.titles_of([batch.competition]).get(batch.competition_id)
    context: dict[str, Any] = {
        "batch": batch,
        "name": name_of(batch, page),
        "about": describe(batch),
        "competition": batch.competition,
        "may_send_pictures": batch.competition.is_open,
        "may_complete": batch.competition.can_be_completed,
        "slips": slips,
        "rows": list(_rows(shown, slips, typed or {}, page)),
        "shown": shown,
        "state_in_full": words.state_in_full(batch.competition),
        "counts": rows.counts_of(batch),
        "outcomes": outcomes or [],
        "key": uuid.uuid4(),
        "problem": problem,
        "note": "" if problem or outcomes else _note(request),
        "how_to_describe": HOW_TO_DESCRIBE,
        "script": _words_of_the_script(),
        "in_every_language": True,
    }
    return render(request, "gallery/classes/class.html", context, status=status)


def _rows(
    shown: Any,
    slips: list[Slip],
    typed: dict[int, Kept],
    page: CompetitionPage | None,
) -> Any:
    entries = list(shown)
    given = rows.scopes_of(entries)
    gallery = page.url if page is not None and page.competition.shows_gallery else ""
    for entry in entries:
        address = f"{gallery}{entry.public_id}/" if gallery and entry.state == State.PUBLISHED else ""
        if entry.pk in typed:
            facts, paper, problem = typed[entry.pk]
            yield Row(entry, facts, paper, address, problem)
        elif seen_by_school(entry) in OPEN_TO_SCHOOL:
            facts = FactsPart(entry=entry)
            yield Row(
                entry, facts, SlipPart(entry=entry, given=given[entry.subject_id], slips=slips), address
            )
        else:
            yield Row(entry, None, None, address)


def _note(request: HttpRequest) -> str:
    """What went well, by its code in the address."""
    if "saved" in request.GET:
        count = whole_number(request.GET.get("saved"))
        return ngettext("%(count)s drawing is saved.", "%(count)s drawings are saved.", count) % {
            "count": count
        }
    said = {
        "replaced": _("The new picture is received. Send the drawing again when it is ready."),
        "taken-back": _("The drawing is taken back. Its files are deleted within 30 days."),
        "opened": _("Your class is open. Everything you enter is kept; you can go on another day."),
    }
    return next((told for code, told in said.items() if code in request.GET), "")


def _words_of_the_script() -> dict[str, str]:
    return words_of_the_script(
        no_file=_("Choose at least one picture."),
        done=_("Done: {received} of {all} received, {refused} not received."),
        signed_out=_("not received: your visit is over. Ask for a new link, then send it again."),
    )
