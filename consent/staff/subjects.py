"""Writing down a person: as little as does."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core.recording import viewed

from ..domain import Refused
from ..models import Subject
from . import domain
from .access import above, may_write, page, sent_by, the_list
from .forms import SubjectForm


@may_write
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    form = SubjectForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        try:
            subject = domain.add_subject(**form.cleaned_data, by=request.user)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, _("Written down. Now write down what was agreed to."))
            return redirect("consent_staff:subject", subject.pk)
    return page(
        request,
        "subject_form",
        _("Somebody new"),
        above=(the_list(),),
        status=422 if request.method == "POST" else 200,
        form=form,
        back=the_list()[0],
    )


@may_write
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: object) -> HttpResponse:
    subject = get_object_or_404(Subject, pk=pk)
    kept = domain.masked_contact(subject)
    written = {"label": subject.label, "language": subject.language}
    form = SubjectForm(sent_by(request), initial=written, kept=kept)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            domain.change_subject(subject, **form.cleaned_data, by=request.user)
        except ValidationError as wrong:
            form.add_error(None, wrong)
        except Refused as refused:
            problem = refused.sentence
        else:
            messages.success(request, _("Saved."))
            return redirect("consent_staff:subject", subject.pk)
    viewed(request, "subject", subject)
    return page(
        request,
        "subject_form",
        _("Change what they are called, and how they are reached"),
        above=above(subject),
        status=422 if request.method == "POST" else 200,
        form=form,
        kept=kept,
        problem=problem,
        back=above(subject)[-1][0],
    )
