"""Writing down what somebody agreed to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core.clock import today
from core.recording import viewed

from .. import domain, texts
from ..enums import Scope
from ..models import Subject
from .access import above, may_write, page, sent_by
from .forms import RecordForm


@may_write
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: object) -> HttpResponse:
    subject = get_object_or_404(Subject, pk=pk)
    form = RecordForm(sent_by(request), initial=_as_before(subject), subject=subject)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = domain.record(
                subject, form.terms(), map(Scope, form.cleaned_data["scopes"]), by=request.user
            )
        except domain.Refused as refused:
            problem = refused.sentence
        except ValidationError as wrong:
            form.add_error(None, wrong)
        else:
            messages.success(request, _done(made))
            return redirect("consent_staff:subject", subject.pk)
    viewed(request, "subject", subject)
    return page(
        request,
        "record_form",
        _("Write down a consent"),
        above=above(subject),
        status=422 if request.method == "POST" else 200,
        subject=subject,
        form=form,
        problem=problem,
        replaces=domain.newest(subject) is not None,
        stays_paused=domain.is_paused(domain.newest(subject)),
        language=get_language_info(subject.language)["name_translated"],
        no_text=not texts.newest_versions().filter(language=subject.language).exists(),
        back=above(subject)[-1][0],
    )


def _done(made: Any) -> str:
    if made.review_on is None:
        return _("The consent is written down.")
    return _("The consent is written down. It is looked at again on %(day)s.") % {
        "day": date_format(made.review_on, "DATE_FORMAT")
    }


def _as_before(subject: Subject) -> dict[str, Any]:
    """Who is asked again is mostly asked the same. Days are not carried over, and neither is any scope: a box that
    is ticked already is no yes."""
    latest = domain.newest(subject)
    day = {"given_on": today()}
    if latest is None:
        return day
    kept = ("capacity", "identification", "holder", "holder_reference", "basis", "basis_address")
    return {**day, **{name: getattr(latest, name) for name in kept}}
