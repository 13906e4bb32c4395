"""Entering drawings: a batch is opened, files are sent into it, and then each is titled and described.

With a script a file is a request of its own and is answered in JSON; without one the same form sends several at once
and is answered with a page that has a sentence for each. Both go the same way.
"""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from core import clock
from core.recording import viewed

from .. import domain
from ..enums import IN_NO_LIST, State
from ..models import Batch, Entry
from ..upload_handler import Arrived
from ..uploads import (
    NotTaken,
    Outcome,
    not_received,
    outcome_of,
    read_upload,
    wants_json,
    words_of_the_script,
)
from .access import batches_of, may_enter, page, whole_number
from .forms import (
    HOW_TO_DESCRIBE,
    NOT_WHOLE,
    FactsForm,
    OpenBatchForm,
    SendForm,
    TakeBackForm,
    country_choices,
    enterable,
)
from .rows import Row, with_why

#: Drawings of a batch on one page: as many as one form can still be filled in for.
ON_A_PAGE = 40
LATEST_BATCHES = 10


@may_enter
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Choose for what, for whom and from where; then send."""
    form = OpenBatchForm(request.POST or None, user=request.user)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                batch = domain.open_batch(**form.cleaned_data, user=request.user)
            except domain.Refused as refused:
                form.add_error(None, refused.sentence)
            else:
                return redirect("gallery_staff:batch", batch.pk)
    return page(
        request,
        "enter",
        _("Enter drawings"),
        icon="plus",
        status=status,
        form=form,
        has_partners=form.fields["partner"].queryset.exists(),  # type: ignore[attr-defined]
        competitions=enterable(),
        batches=batches_of(request.user).select_related("competition", "partner")[:LATEST_BATCHES],
    )


@csrf_exempt
@may_enter
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """A batch. The upload handler has to stand before the token is looked for in what was sent; it is, just after."""
    if request.method == "GET":
        return _batch_page(request, _find(request, pk))
    try:
        upload = read_upload(request, clock.now())
    except NotTaken as not_taken:
        return _answer_one(request, pk, not_taken.outcome)
    return _sent(request, pk, upload.arrived)


@csrf_protect
def _sent(request: HttpRequest, pk: int, arrived: list[Arrived]) -> HttpResponse:
    """Every file by itself: what becomes of one does not concern the others."""
    found = _find(request, pk)
    form = SendForm(request.POST, batch=found)
    if not arrived:
        form.add_error(None, _("Choose at least one file."))
    if not form.is_valid():
        if wants_json(request):
            return Outcome(
                422, " ".join(str(error) for errors in form.errors.values() for error in errors)
            ).as_json()
        for error in form.errors.get("key", []):
            # That field is hidden, and so would be what is wrong with it.
            form.add_error(None, error)
        messages.error(
            request,
            _("Nothing was received. Put right what is marked, then choose the files again."),
        )
        return _batch_page(request, found, send=form, status=422)
    if wants_json(request):
        return _receive(request, found, arrived[0], form, form.cleaned_data["key"]).as_json()
    outcomes = []
    for file in arrived:
        # A page that is sent again by a reload has the same key; other files in the same form are other drawings.
        key = uuid.uuid5(form.cleaned_data["key"], hashlib.sha256(file.content()).hexdigest())
        outcomes.append(_receive(request, found, file, form, key))
    status = next((outcome.status for outcome in outcomes if not outcome.received), 200)
    return _batch_page(request, found, send=form if status != 200 else None, outcomes=outcomes, status=status)


def _receive(request: HttpRequest, found: Batch, file: Arrived, form: SendForm, key: uuid.UUID) -> Outcome:
    known = found.entries.filter(idempotency_key=key).exists()
    return outcome_of(
        file,
        lambda: domain.receive(
            found,
            file.content(),
            form.facts(found),
            user=request.user,
            attested=form.cleaned_data["attested"],
            scopes=form.scopes_given,
            key=key,
        ),
        received=_("This drawing has been received already.") if known else _("Received."),
        status=200 if known else 201,
        overtaken=not_received(),
    )


def _answer_one(request: HttpRequest, pk: int, outcome: Outcome) -> HttpResponse:
    found = _find(request, pk)
    if wants_json(request):
        return outcome.as_json()
    return _batch_page(request, found, outcomes=[outcome], status=outcome.status)


def _find(request: HttpRequest, pk: int) -> Batch:
    found = batches_of(request.user).select_related("competition", "partner", "country")
    return get_object_or_404(found, pk=pk)


# --- What is said of each drawing ---------------------------------------------------------------------------------


@may_enter
@require_POST
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed for the drawings of a page, all together: saving one never loses what was typed for another."""
    found = _find(request, pk)
    number = whole_number(request.POST.get("p"), 1)
    named = [
        name.removesuffix("-version")
        for name in request.POST
        if name.endswith("-version") and "\x00" not in name
    ]
    entries = _entries(found).filter(public_id__in=named[:ON_A_PAGE])
    countries = country_choices()
    saved, kept, status = 0, {}, 409
    for entry in entries:
        form = FactsForm(request.POST, prefix=entry.public_id, instance=entry, countries=countries)
        if not form.says_something_new:
            continue
        try:
            problem = _correct(request, entry, form)
        except domain.Overtaken:
            problem = _(
                "Somebody else has changed this drawing in the meantime. Save again to keep what you typed."
            )
        else:
            if form.is_valid() and not problem:
                saved += 1
                continue
            status = 422
        kept[entry.pk] = _with_what_was_typed(request, entry, countries, problem)
    if saved:
        messages.success(
            request,
            ngettext("%(count)s drawing is saved.", "%(count)s drawings are saved.", saved)
            % {"count": saved},
        )
    again = request.POST.get("again", "")
    if again and not kept:
        problem = _send_again(request, found, again)
        if problem:
            messages.error(request, problem)
        return redirect(f"{reverse('gallery_staff:batch', args=[pk])}?p={number}")
    if kept:
        messages.error(request, _("Not everything could be saved. What you typed is still here, see below."))
        return _batch_page(request, found, number=number, typed=kept, status=status)
    return redirect(f"{reverse('gallery_staff:batch', args=[pk])}?p={number}")


def _send_again(request: HttpRequest, found: Batch, public_id: str) -> str:
    """With what was saved just now; the sentence that says why not."""
    entry = get_object_or_404(_entries(found), public_id=public_id.replace("\x00", ""))
    try:
        domain.send_again(entry, user=request.user, version=entry.version)  # type: ignore[arg-type]
    except domain.Refused as refused:
        return refused.sentence
    messages.success(request, _("It is sent again, and waits for a decision."))
    return ""


def _correct(request: HttpRequest, entry: Entry, form: FactsForm) -> str:
    """The sentence that says why not; empty when it is saved. What is wrong with a field stands in the form.

    Raises `domain.Overtaken`.
    """
    if not form.is_valid():
        return str(NOT_WHOLE) if "version" in form.errors else ""
    now = Entry.objects.select_related("batch__partner").get(pk=entry.pk)
    try:
        domain.correct(
            now, form.facts(), user=request.user, version=_as_seen(now, form.cleaned_data["version"])
        )
    except domain.Overtaken:
        raise
    except domain.Refused as refused:
        return refused.sentence
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    return ""


def _as_seen(entry: Entry, version: int) -> int:
    """The version to name. What only the machine did since the form was made is no reason to refuse what was typed."""
    by_machine = entry.decisions.filter(entry_version__gt=version, by=None).count()
    return entry.version if by_machine and entry.version == version + by_machine else version


def _with_what_was_typed(
    request: HttpRequest, entry: Entry, countries: list[tuple[str, str]], problem: str
) -> FactsForm:
    now = Entry.objects.select_related("competition").get(pk=entry.pk)
    typed = request.POST.copy()
    typed[f"{entry.public_id}-version"] = str(now.version)
    form = FactsForm(typed, prefix=entry.public_id, instance=now, countries=countries)
    if problem:
        form.add_error(None, problem)
    return form


def _batch_page(
    request: HttpRequest,
    found: Batch,
    *,
    number: int | None = None,
    send: SendForm | None = None,
    outcomes: list[Outcome] | None = None,
    typed: dict[int, FactsForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = _page_of(request, found, number)
    viewed(request, "batch", found, rows=len(shown))
    countries = country_choices()
    rows = [Row(entry, _form_for(entry, countries, typed or {})) for entry in shown]
    if send is None:
        send = SendForm(initial={"key": uuid.uuid4()}, batch=found)
    return page(
        request,
        "batch",
        _("Drawings for %(competition)s") % {"competition": found.competition},
        above=(("gallery_staff:enter", _("Enter drawings")),),
        icon="image",
        status=status,
        batch=found,
        may_send=found.competition.can_be_entered_for,
        send=send,
        # A key is used up by what was received with it; what is sent next is something else.
        key=uuid.uuid4() if outcomes or "key" in send.errors else send["key"].value(),
        outcomes=outcomes or [],
        rows=rows,
        shown=shown,
        elided_page_range=shown.paginator.get_elided_page_range(shown.number),
        taken_back=found.entries.filter(Q(state=State.WITHDRAWN) | Q(taken_back_at__isnull=False)).count(),
        how_to_describe=HOW_TO_DESCRIBE,
        script=_words_of_the_script(),
    )


def _entries(found: Batch) -> Any:
    known = found.entries.exclude(state__in=IN_NO_LIST).select_related("competition", "batch", "country")
    return with_why(known).exclude(state=State.WITHDRAWN).order_by("-pk")


def _page_of(request: HttpRequest, found: Batch, number: int | None) -> Page[Entry]:
    """That page, else the one with ``?p=``, or the one on which ``?drawing=`` stands."""
    entries = _entries(found)
    number = number or whole_number(request.GET.get("p"), 1)
    name = request.GET.get("drawing", "")
    wanted = entries.filter(public_id=name).first() if name and "\x00" not in name else None
    if wanted is not None:
        number = entries.filter(pk__gt=wanted.pk).count() // ON_A_PAGE + 1
    return Paginator(entries, ON_A_PAGE).get_page(number)


def _form_for(
    entry: Entry, countries: list[tuple[str, str]], typed: dict[int, FactsForm]
) -> FactsForm | None:
    if entry.pk in typed:
        return typed[entry.pk]
    if entry.state not in domain.OPEN_TO_CORRECTION:
        return None
    return FactsForm(prefix=entry.public_id, instance=entry, countries=countries)


def _words_of_the_script() -> dict[str, str]:
    return words_of_the_script(
        no_file=_("Choose at least one file."),
        done=_("All sent: {received} of {all} received, {refused} not received."),
        signed_out=_("not received: you are no longer signed in, or may not do this"),
    )


# --- Taking back --------------------------------------------------------------------------------------------------


@may_enter
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """A drawing of a partner of theirs, in whatever state. Nothing can block it."""
    # Also one that is in none of their lists. The page says nothing that would tell it from the others.
    theirs = Entry.objects.filter(batch__in=batches_of(request.user), taken_back_at=None)
    entries = theirs.exclude(state=State.WITHDRAWN).select_related("batch", "competition", "country")
    entry = get_object_or_404(entries, public_id=public_id)
    form = TakeBackForm(request.POST or None)
    status, problem = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                domain.withdraw(entry, user=request.user, channel=form.cleaned_data["channel"])
            except domain.Overtaken:
                status = 409
                problem = _(
                    "This drawing is being made ready at this moment. Take it back again in a minute."
                )
            else:
                messages.success(
                    request, _("The drawing is taken back. Its files are deleted within 30 days.")
                )
                return redirect("gallery_staff:batch", entry.batch_id)
    return page(
        request,
        "take_back",
        _("Take a drawing back"),
        above=(("gallery_staff:mine", _("My drawings")),),
        icon="bin",
        status=status,
        entry=entry,
        row=Row(entry, None),
        form=form,
        problem=problem,
        back=reverse("gallery_staff:batch", args=[entry.batch_id]),
    )
