"""One concern, with the lead alone: the drawing, what was noted, and what came of it."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from core import clock
from core.recording import viewed
from schools.domain import address_of

from ... import domain, files
from ...enums import AssetKind, State
from ...models import Concern
from ..pictures import HEADERS, WIDEST
from .access import may_look_after, page
from .desk import Waiting, told_by
from .forms import CloseForm
from .numbers import FOR_A_CONCERN, numbers_of

logger = logging.getLogger(__name__)


@may_look_after
@require_http_methods(["GET", "POST"])
def concern(request: HttpRequest, code: str) -> HttpResponse:
    """A closed one says when it was closed and what came of it, and shows the drawing no more: others decide on it."""
    user: Any = request.user
    found = _get(code)
    do = request.POST.get("do", "")
    if do == "contact":
        return _shown(request, found, contact=_contact_of(request, found))
    if request.method != "POST":
        return _shown(request, found)
    form = CloseForm(request.POST)
    if do != "close" or not form.is_valid():
        return _shown(request, found, form=form, status=422)
    try:
        domain.close_concern(found, user=user, outcome=Concern.Outcome(form.cleaned_data["outcome"]))
    except domain.Refused as refused:
        return _shown(request, _get(code), form=form, problem=refused.sentence, status=409)
    messages.success(request, _closed(found))
    return redirect("gallery_staff:safeguarding")


def _closed(concern: Concern) -> str:
    if concern.entry.state == State.WITHDRAWN:
        return _("Closed. It was taken back meanwhile, so its files are deleted now.")
    return _("Closed. The drawing waits for a decision again, by two people.")


def _get(code: str) -> Concern:
    complete = Concern.objects.select_related(
        "entry__country",
        "entry__competition",
        "entry__batch__school",
        "entry__batch__partner",
        "entry__batch__contact",
        "raised_by",
        "closed_by",
    )
    return get_object_or_404(complete, code=code)


def _contact_of(request: HttpRequest, concern: Concern) -> str:
    """Whom at the school to write to. On record by itself each time: nobody needs it for looking at a drawing."""
    contact = concern.entry.batch.contact
    address = address_of(contact) if contact is not None and concern.closed_at is None else ""
    if address:
        viewed(request, "school_contact", contact)
    return address or _("None is kept any more.")


def _shown(
    request: HttpRequest,
    concern: Concern,
    *,
    form: CloseForm | None = None,
    contact: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    viewed(request, "concern", concern)
    entry = concern.entry
    is_open = concern.closed_at is None
    more: dict[str, Any] = {}
    if is_open:
        more = {
            "waiting": Waiting(concern, concern.raised_at, clock.now()),
            "told_by": told_by(entry),
            "numbers": [numbers_of(entry.country, FOR_A_CONCERN)],
            "history": entry.decisions.select_related("by").order_by("pk"),
            "has_picture": entry.assets.filter(kind=AssetKind.COPY, format="webp").exists(),
        }
    return page(
        request,
        "concern",
        _("Concern %(code)s") % {"code": concern.code},
        status=status,
        concern=concern,
        entry=entry,
        is_open=is_open,
        form=form or CloseForm(),
        contact=contact,
        problem=problem,
        **more,
    )


@may_look_after
@require_safe
def picture(request: HttpRequest, code: str, width: int) -> HttpResponse:
    """To the lead, of an open concern. Of a sealed drawing to nobody."""
    of_an_open_one = Concern.objects.filter(closed_at=None, entry__state=State.SAFEGUARDING)
    concern = get_object_or_404(of_an_open_one.select_related("entry"), code=code)
    copies = concern.entry.assets.filter(kind=AssetKind.COPY, format="webp")
    wide_enough = copies.filter(width__gte=min(width, WIDEST)).order_by("width")
    copy = wide_enough.first() or copies.order_by("-width").first()
    if copy is None:
        raise Http404
    try:
        content = files.read_private(copy.key)
    except FileNotFoundError as error:
        raise Http404 from error
    except Exception:  # each kind of storage fails in its own way
        logger.exception("The storage did not answer")
        return HttpResponse(status=503, headers={"Retry-After": "30", **HEADERS}, content_type="text/plain")
    viewed(request, "concern", concern)
    name = f'inline; filename="{concern.code}.webp"'
    return HttpResponse(content, content_type="image/webp", headers={"Content-Disposition": name, **HEADERS})
