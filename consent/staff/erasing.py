"""Erasing a person: first what would be reached, then a number to type, then a receipt."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from core.recording import viewed

from ..domain import Refused
from ..enums import ErasureState, Party
from ..erasure import domain as erasure
from ..models import Erasure, Subject
from ..standing import short
from .access import above, may_erase, page, the_list
from .forms import EraseForm

RUNNING = ErasureState.RUNNING


@may_erase
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: object) -> HttpResponse:
    """The button is grave: whoever presses it has shown who they are (`config.admin_kinds`)."""
    subject = get_object_or_404(Subject, pk=pk)
    unfinished = subject.erasures.filter(state=RUNNING).first()
    if subject.erased_at and unfinished is None:
        return _erased_before(request, subject)
    sent = request.method == "POST"
    form = EraseForm(request.POST if sent else None, subject=subject)
    problem = ""
    if sent and request.POST.get("do") != "erase":
        problem = _("Choose what to do.")
    elif sent and form.is_valid():
        try:
            done = erasure.erase(subject, party=Party(form.cleaned_data["party"]), by=request.user)
        except Refused as refused:
            problem = refused.sentence
        else:
            return redirect("consent_staff:receipt", done.pk)
    viewed(request, "subject", subject)
    found = erasure.rehearse(subject)
    return page(
        request,
        "erase",
        _("Erase everything about this person"),
        above=above(subject),
        icon="bin",
        status=422 if sent else 200,
        number=short(subject),
        found=found,
        form=form,
        problem=problem,
        unfinished=unfinished,
        back=above(subject)[-1][0],
    )


def _erased_before(request: HttpRequest, subject: Subject) -> HttpResponse:
    last = subject.erasures.order_by("-asked_at").first()
    messages.info(request, _("Everything about this person was erased already. This is how it stands."))
    return (
        redirect("consent_staff:receipt", last.pk) if last else redirect("consent_staff:subject", subject.pk)
    )


@may_erase
@require_GET
def receipt(request: HttpRequest, erasure_id: object) -> HttpResponse:
    """What was reached, and what was not. Nothing of the person: it can be printed and handed over."""
    found = get_object_or_404(Erasure.objects.select_related("asked_by"), pk=erasure_id)
    lines = erasure.receipt_lines(found)
    return page(
        request,
        "receipt",
        _("Receipt of an erasure"),
        above=(the_list(),),
        icon="doc-full",
        erasure=found,
        number=short(found.subject),
        lines=lines,
        remains=erasure.what_remains(found),
        left=sum(line.left for line in lines),
        unfinished=found.state == RUNNING,
    )


@may_erase
@require_GET
def find_receipt(request: HttpRequest) -> HttpResponse:
    """A receipt by the number that stands on it."""
    typed = request.GET.get("number", "").strip()
    problem = ""
    if typed:
        try:
            number = uuid.UUID(typed)
        except ValueError:
            problem = _("This is no number of a receipt. It has 32 letters and figures.")
        else:
            if Erasure.objects.filter(pk=number).exists():
                return redirect("consent_staff:receipt", number)
            problem = _("There is no receipt with this number.")
    return page(
        request,
        "find_receipt",
        _("Find a receipt"),
        above=(the_list(),),
        icon="doc-full",
        status=422 if problem else 200,
        typed=typed[:60],
        problem=problem,
    )
