"""One school: who writes from there, and the decision whether it is one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from audit.addresses import masked
from core.recording import viewed

from .. import domain
from ..domain.mail_domains import domain_of, is_for_everybody
from ..enums import Proof, Standing
from ..models import Contact, School
from ..reach import schools_of
from .access import may_verify, page, the_list

#: Others of the same name are named, in case a school came twice. More than that says nothing.
MOST_ALIKE = 5


@may_verify
@require_http_methods(["GET", "HEAD", "POST"])
def school(request: HttpRequest, reference: str) -> HttpResponse:
    found = get_object_or_404(
        schools_of(request.user).select_related("country", "invited_by__partner", "decided_by"),
        reference=reference,
    )
    if request.method != "POST":
        return _show(request, found)
    note = request.POST.get("note", "").replace("\x00", "")
    if request.POST.get("seen") != found.standing:
        problem = _("Somebody has decided on this school meanwhile. Please look again.")
        return _show(request, found, problem, note, status=409)
    try:
        said = _do(request, found, note)
    except domain.Refused as refused:
        return _show(request, found, refused.sentence, note, status=422)
    messages.success(request, said)
    return redirect("schools_staff:school", found.reference)


def _do(request: HttpRequest, found: School, note: str) -> str:
    match request.POST.get("do", ""):
        case "call":
            domain.verify(found, Proof.CALL, request.user, note)
            return _("The school is verified. We write to its contacts.")
        case "domain":
            domain.verify_by_domain(found, _contact(request, found), request.user)
            return _("The school is verified. We write to its contacts.")
        case "turn_away":
            domain.turn_away(found, request.user, note)
            return _("The school is turned away. We write to its contacts.")
        case "take_back":
            domain.take_verification_back(found, request.user, note)
            return _("The school has to be verified again.")
    raise domain.Refused(_("Please press one of the buttons. Nothing was changed."))


def _contact(request: HttpRequest, found: School) -> Contact:
    key = request.POST.get("contact", "")
    contact = (
        found.contacts.filter(pk=int(key)).first()
        if key.isascii() and key.isdigit() and len(key) < 16
        else None
    )
    if contact is None:
        raise domain.Refused(_("Please choose an address."))
    return contact


def _show(
    request: HttpRequest, found: School, problem: str = "", note: str = "", *, status: int = 200
) -> HttpResponse:
    viewed(request, "school", found)
    return page(
        request,
        "school",
        found.name,
        above=(the_list(),),
        status=status,
        school=found,
        contacts=[_written_down(contact) for contact in found.contacts.all()],
        notes=found.notes.select_related("by"),
        alike=_alike(request, found),
        may_verify=found.standing != Standing.VERIFIED,
        may_turn_away=found.standing != Standing.TURNED_AWAY,
        problem=problem,
        note=note,
    )


def _written_down(contact: Contact) -> dict[str, Any]:
    """As much of an address as shows whether the school gave it."""
    address = domain.address_of(contact)
    at = domain_of(address)
    return {
        "contact": contact,
        "address": masked(address) if address else "",
        "domain": "" if is_for_everybody(at) else at,
    }


def _alike(request: HttpRequest, found: School) -> list[School]:
    same = Q(name__iexact=found.name, country=found.country_id)
    return list(schools_of(request.user).filter(same).exclude(pk=found.pk)[:MOST_ALIKE])
