"""One person: what holds, what was agreed to before, where it is used, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from audit.models import Record
from core.recording import viewed

from .. import domain
from ..enums import ErasureState, Party, Scope
from ..models import ConsentRecord, RecordWords, Subject, TakeBackKey
from ..standing import Standing, places, short, standing_of, words_of
from ..surfaces import uses_of
from ..taking_back.domain import end_key
from .access import above, may_read, may_write, page, sent_by, the_list
from .domain import masked_contact
from .forms import NarrowForm, PauseForm, WithdrawForm


class WrongForm(Exception):
    """Something is missing in a form; it says so beside its field."""


@may_read
@require_http_methods(["GET", "HEAD", "POST"])
def subject(request: HttpRequest, pk: object) -> HttpResponse:
    found = get_object_or_404(Subject, pk=pk)
    return _act(request, found) if request.method == "POST" else _shown(request, found)


@may_write
def _act(request: HttpRequest, found: Subject) -> HttpResponse:
    forms = _forms(request, found)
    try:
        done = _do(request, found, forms)
    except WrongForm:
        return _shown(request, found, forms=forms, status=422)
    except domain.Refused as refused:
        return _shown(request, found, problem=refused.sentence, status=422)
    except ConsentRecord.DoesNotExist:
        return _shown(request, found, problem=nothing_recorded(), status=422)
    messages.success(request, done)
    return redirect("consent_staff:subject", found.pk)


def nothing_recorded() -> str:
    return _("Nothing was ever recorded for this person, so there is nothing to hide or to end.")


def _do(request: HttpRequest, found: Subject, forms: dict[str, Any]) -> str:
    """Does what the button says; returns the sentence that says it is done."""
    acts: dict[str, Callable[[Any, Subject, Any], str]] = {
        "pause": _pause,
        "resume": _resume,
        "narrow": _narrow,
        "end_link": _end_link,
    }
    pressed = request.POST.get("do", "")
    if pressed not in acts:
        raise domain.Refused("nothing", _("Choose what to do."))
    form = forms.get(pressed)
    if form is not None and not form.is_valid():
        raise WrongForm
    return acts[pressed](request, found, form)


def _pause(request: Any, found: Subject, form: Any) -> str:
    row = domain.pause(found, party=Party(form.cleaned_data["party"]), by=request.user)
    if row.withdrawn_on:
        return withdrawn_before(row)
    return _("Paused. It is hidden from readers now.")


def _resume(request: Any, found: Subject, form: Any) -> str:
    domain.resume(found, party=Party.STAFF, by=request.user)
    return _("It is shown again, where the consent allows it.")


def _narrow(request: Any, found: Subject, form: Any) -> str:
    kept = [Scope(scope) for scope in form.cleaned_data["scopes"]]
    domain.change_scopes(found, kept, party=Party.STAFF, by=request.user)
    return _("Saved. What lost its tick is not shown there any more.")


def _end_link(request: Any, found: Subject, form: Any) -> str:
    number = request.POST.get("link", "")
    key = found.keys.filter(pk=int(number)).first() if number.isascii() and number[:15].isdigit() else None
    if key is None:
        raise domain.Refused("no_link", _("There is no such private link of this person."))
    if key.ended_at:
        return _("This private link had ended already.")
    end_key(key, by=request.user)
    return _("The private link opens nothing any more.")


def _forms(request: HttpRequest, found: Subject) -> dict[str, Any]:
    """Each button's form. Only the one that was pressed is given what was sent."""
    pressed = request.POST.get("do", "")
    latest = domain.newest(found)
    given = _scopes(latest) if latest else []

    def made(name: str, form: Any, **more: Any) -> Any:
        return form(request.POST if name == pressed else None, auto_id=f"{name}_%s", **more)

    return {"pause": made("pause", PauseForm), "narrow": made("narrow", NarrowForm, given=given)}


def _scopes(record: ConsentRecord) -> list[Scope]:
    given = set(record.scopes.values_list("scope", flat=True))
    return [scope for scope in Scope if scope.value in given]


def _shown(
    request: HttpRequest,
    found: Subject,
    *,
    forms: dict[str, Any] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    viewed(request, "subject", found)
    forms = forms or _forms(request, found)
    now = words_of(found)
    runs = now.standing in {
        Standing.IN_FORCE,
        Standing.PAUSED,
        Standing.COMING,
        Standing.TO_BE_CONFIRMED,
    }
    receipts = list(found.erasures.order_by("-asked_at"))
    return page(
        request,
        "subject",
        str(found),
        above=(the_list(),),
        status=status,
        subject=found,
        number=short(found),
        problem=problem,
        now=now,
        latest=domain.newest(found),
        contact=masked_contact(found),
        history=history(found),
        uses=uses_of(found),
        links=links_of(found),
        receipts=receipts,
        unfinished=next((one for one in receipts if one.state == ErasureState.RUNNING), None),
        pause=forms["pause"] if runs and now.standing != Standing.PAUSED else None,
        may_resume=domain.may_resume(found, Party.STAFF),
        paused_by_another=now.standing == Standing.PAUSED and not domain.may_resume(found, Party.STAFF),
        narrow=forms["narrow"] if runs and now.places else None,
        may_withdraw=now.standing not in {Standing.NONE, Standing.WITHDRAWN, Standing.ERASED},
    )


def links_of(found: Subject) -> list[tuple[TakeBackKey, Any]]:
    """Each with the user who made it, as the log says; nobody where it does not."""
    made = Record.objects.filter(
        action="consent.key_given", object_type=found._meta.label_lower, object_id=str(found.pk)
    )
    by = {row.codes.get("key"): row.actor for row in made}
    users = get_user_model().objects.in_bulk({actor for actor in by.values() if actor is not None})
    return [(key, users.get(by.get(key.pk))) for key in TakeBackKey.objects.filter(subject=found)]


def history(found: Subject) -> list[dict[str, Any]]:
    """Every row, newest first, with what it says; each shows how things stood from then on."""
    rows = list(found.records.select_related("text").prefetch_related("scopes").order_by("-pk"))
    words = {one.record_id: one for one in RecordWords.objects.filter(record__in=rows)}
    return [
        {
            "row": row,
            "standing": standing_of(row, on=row.recorded_at.date()),
            "places": places({one.scope for one in row.scopes.all()}),
            "words": words.get(row.pk),
        }
        for row in rows
    ]


# --- Ending it ----------------------------------------------------------------------------------------------------


def withdrawn_before(row: ConsentRecord) -> str:
    return _("This was withdrawn already, on %(day)s. Nothing is shown.") % {
        "day": date_format(row.withdrawn_on or row.recorded_at, "DATE_FORMAT")
    }


@may_write
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: object) -> HttpResponse:
    """One page between the wish and its end. It asks who and how; nothing on it can say no."""
    found = get_object_or_404(Subject, pk=pk)
    latest = domain.newest(found)
    if latest is None:
        return _shown(request, found, problem=nothing_recorded(), status=422)
    if latest.withdrawn_on:
        messages.info(request, withdrawn_before(latest))
        return redirect("consent_staff:subject", found.pk)
    form = WithdrawForm(sent_by(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        domain.withdraw(found, given["channel"], party=Party(given["party"]), by=request.user)
        messages.success(request, _("Withdrawn. Nothing of it is shown on this site any more."))
        return redirect("consent_staff:subject", found.pk)
    viewed(request, "subject", found)
    return page(
        request,
        "withdraw",
        _("End the consent for good"),
        above=above(found),
        status=422 if request.method == "POST" else 200,
        form=form,
        uses=uses_of(found),
        back=above(found)[-1][0],
    )
