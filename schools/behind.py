"""What a contact sees first behind the door, and what they may do there about themselves."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.addresses import masked

from . import domain
from .models import Contact
from .portal import sections
from .visiting import for_contacts, say_goodbye


@require_http_methods(["GET", "HEAD"])
@for_contacts
def home(request: HttpRequest, contact: Contact) -> HttpResponse:
    return _show(request, contact, done=_done(request.GET.get("done", "")))


@require_POST
@for_contacts
def sign_out(request: HttpRequest, contact: Contact) -> HttpResponse:
    domain.end_visits(contact)
    return _goodbye(request, "left")


@require_POST
@for_contacts
def language(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Of the letters; the page's is in its address."""
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        return _show(
            request, contact, _("Please choose one of the languages."), HTTPStatus.UNPROCESSABLE_ENTITY
        )
    domain.choose_language(contact, wanted)
    return _back("language")


@require_POST
@for_contacts
def code(request: HttpRequest, contact: Contact) -> HttpResponse:
    """An invitation code that came after the school did."""
    try:
        domain.use_code(contact.school, request.POST.get("code", ""))
    except domain.Refused as refused:
        return _show(request, contact, refused.sentence, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _back("code")


@require_http_methods(["GET", "HEAD", "POST"])
@for_contacts
def forget_me(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Asked once more before it is done."""
    if request.method != "POST":
        return render(request, "schools/forget_me.html", {"in_every_language": True})
    try:
        domain.forget_me(contact)
    except domain.Refused as refused:
        return _show(request, contact, refused.sentence, HTTPStatus.CONFLICT)
    return _goodbye(request, "forgotten")


# --- Pages --------------------------------------------------------------------------------------------------------
def _show(
    request: HttpRequest,
    contact: Contact,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    *,
    done: str = "",
) -> HttpResponse:
    context = {
        "school": contact.school,
        "contact": contact,
        "address": masked(domain.address_of(contact)),
        "languages": settings.LANGUAGES,
        "sections": _sections(request, contact),
        "problem": problem,
        "done": done,
        "in_every_language": True,
    }
    return render(request, "schools/home.html", context, status=status)


def _sections(request: HttpRequest, contact: Contact) -> list[SafeString]:
    """What other rooms hang here, in their order; those that have something to say."""
    filled = ((section, section.content(contact, request)) for section in sections())
    return [
        render_to_string(section.template, {"contact": contact, **content}, request)
        for section, content in filled
        if content is not None
    ]


def _done(code: str) -> str:
    """What went well, by its code in the address."""
    said = {
        "language": _("From now on we write to you in this language."),
        "code": _("Thank you. Your school is verified."),
    }
    return said.get(code, "")


def _back(done: str) -> HttpResponse:
    return redirect(f"{reverse('schools')}?done={done}")


def _goodbye(request: HttpRequest, how: str) -> HttpResponse:
    response = redirect(f"{reverse('schools')}?{how}")
    say_goodbye(response)
    return response
