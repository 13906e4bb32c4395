"""Making a private link: shown once, on paper or to be written down. The link and the PIN go by two different ways."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit import outbox
from core.recording import viewed

from ..domain import Refused
from ..enums import Party
from ..models import Subject
from ..taking_back.domain import give_key
from .access import above, may_write, page, sent_by
from .domain import contact_of, masked_contact
from .forms import LinkForm

#: So long a letter that waits is worth sending. The link itself holds until it is ended.
SENT_WITHIN = timedelta(days=7)


@may_write
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, pk: object) -> HttpResponse:
    subject = get_object_or_404(Subject, pk=pk)
    viewed(request, "subject", subject)
    newest = subject.keys.order_by("-pk").values_list("pk", flat=True).first() or 0
    contact = contact_of(subject)
    form = LinkForm(sent_by(request), can_send=bool(contact), initial={"after": newest})
    problem = ""
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["after"] != newest:
            problem = _(
                "A private link was made meanwhile, perhaps because this page was sent twice. If it was not written "
                "down, end it and make another."
            )
        else:
            try:
                return _made(request, subject, form.cleaned_data, contact)
            except Refused as refused:
                problem = refused.sentence
    if problem:
        form = LinkForm(can_send=bool(contact), initial={"after": newest})
    return page(
        request,
        "link",
        _("Make a private link"),
        above=above(subject),
        status=422 if request.method == "POST" else 200,
        form=form,
        problem=problem,
        contact=masked_contact(subject),
        back=above(subject)[-1][0],
    )


def _made(request: HttpRequest, subject: Subject, wanted: dict[str, Any], contact: str) -> HttpResponse:
    """The one page that ever shows it."""
    held_back = False
    with transaction.atomic():
        given = give_key(subject, Party(wanted["party"]), by=request.user)
        address = _address(given.code, subject.language)
        if wanted.get("send"):
            held_back = outbox.is_suppressed(contact)
            outbox.post(
                "consent_link",
                contact,
                language=subject.language,
                context={"link": address},
                key=f"consent_link.{given.key.pk}",
                about=subject,
                good_until=timezone.now() + SENT_WITHIN,
            )
    return page(
        request,
        "link_made",
        _("The private link"),
        above=above(subject),
        address=address,
        code=given.code,
        pin=given.pin,
        party=given.key.get_party_display(),
        language=subject.language,
        sent=wanted.get("send"),
        held_back=held_back,
        contact=masked_contact(subject),
        back=above(subject)[-1][0],
    )


def _address(code: str, language: str) -> str:
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse('my_story_link', args=[code])}"
