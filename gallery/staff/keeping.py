"""One drawing after it was decided on: what is known of it, what happened to it, and what can still be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from consent.domain import scopes_in_force
from consent.enums import Scope
from core.recording import viewed

from .. import domain
from ..enums import MOVES, OF_THE_LEAD, Move, Reason, State
from ..models import Entry
from ..reach import entries_moderated_by
from ..roles import LOOK_AFTER
from .access import may_moderate, page
from .covers import Covers
from .forms import AwardForm, DescribeForm, HideForm, ReasonForm, TakeBackForm, VersionForm
from .rows import WITHOUT_A_PICTURE

#: Buttons that need nothing but a press.
PLAIN: dict[str, tuple[Move, Callable[..., None]]] = {
    "show_again": (Move.SHOW_AGAIN, domain.show_again),
    "reconsider": (Move.RECONSIDER, domain.reconsider),
    "hold_back": (Move.HOLD_BACK, domain.hold_back),
}
#: Those that need a reason.
WITH_REASON: dict[str, tuple[Move, Callable[..., None]]] = {
    "hide": (Move.HIDE, domain.hide),
    "reject": (Move.REJECT, domain.reject),
}


class WrongForm(Exception):
    """Something is missing in a form; it says so beside its field."""


@may_moderate
@require_http_methods(["GET", "POST"])
def drawing(request: HttpRequest, public_id: str) -> HttpResponse:
    complete = entries_moderated_by(request.user).select_related(
        "competition",
        "batch__partner",
        "batch__school",
        "country",
        "subject",
        "award",
        "entered_by",
        "approved_by",
    )
    entry = get_object_or_404(complete, public_id=public_id)
    forms = _forms(request, entry)
    if request.method == "GET":
        viewed(request, "drawing", entry)
        return _drawing_page(request, entry, forms)
    try:
        done = _do(request, entry, forms)
    except WrongForm:
        return _drawing_page(request, entry, forms, status=422)
    except domain.Overtaken as overtaken:
        # What was chosen and typed stays, beside what is true now: pressed once more, it is meant for that.
        entry.refresh_from_db()
        forms = _forms(request, entry, version=entry.version)
        return _drawing_page(request, entry, forms, problem=overtaken.sentence, status=409)
    except domain.Refused as refused:
        return _drawing_page(request, entry, forms, problem=refused.sentence, status=422)
    except ValidationError as wrong:
        return _drawing_page(request, entry, forms, problem=" ".join(wrong.messages), status=422)
    messages.success(request, done)
    return redirect("gallery_staff:drawing", public_id)


def _forms(request: HttpRequest, entry: Entry, *, version: int | None = None) -> dict[str, Any]:
    """Each button's form. Only the one that was pressed is given what was sent, with ``version`` instead of its own."""
    pressed = request.POST.get("do", "")
    data = request.POST.copy()
    if version is not None:
        data["version"] = str(version)

    def made(name: str, form: Any, **initial: Any) -> Any:
        sent = data if name == pressed else None
        return form(sent, initial={"version": entry.version, **initial}, auto_id=f"{name}_%s")

    award = getattr(entry, "award", None)
    return {
        **{name: made(name, VersionForm) for name in PLAIN},
        "hide": made("hide", HideForm),
        "reject": made("reject", ReasonForm),
        "mask": made("mask", VersionForm),
        "describe": made("describe", DescribeForm, alt_text=entry.alt_text),
        "withdraw": made("withdraw", TakeBackForm),
        "award": made("award", AwardForm, place=award.place if award else None),
        **({"take_award": made("take_award", VersionForm)} if award else {}),
    }


def _do(request: HttpRequest, entry: Entry, forms: dict[str, Any]) -> str:
    """Returns the sentence that says what was done."""
    pressed = request.POST.get("do", "")
    form = forms.get(pressed)
    if form is None:
        raise domain.Refused("nothing", _("Choose what to do with it."))
    if not form.is_valid():
        # Nobody can put right what is hidden; with the page as it is now it is right.
        raise domain.Overtaken if "version" in form.errors else WrongForm
    given = form.cleaned_data
    if pressed in PLAIN:
        PLAIN[pressed][1](entry, user=request.user, version=given["version"])
    elif pressed in WITH_REASON:
        if given["reason"] == Reason.OTHER and not given["note"].strip():
            form.add_error("note", _("Say in the note what the reason is."))
            raise WrongForm
        WITH_REASON[pressed][1](
            entry,
            user=request.user,
            # Hiding is never too late: whatever changed meanwhile, it comes off.
            version=entry.version if pressed == "hide" else given["version"],
            reason=Reason(given["reason"]),
            note=given["note"],
        )
    elif pressed == "describe":
        domain.describe(entry, given["alt_text"], user=request.user, version=given["version"])
    elif pressed == "mask":
        if not Covers.were_sent(request.POST):
            raise domain.Overtaken
        domain.mask(
            entry,
            Covers.sent(request.POST).rectangles(),
            user=request.user,
            version=given["version"],
        )
    elif pressed == "withdraw":
        domain.withdraw(entry, user=request.user, channel=given["channel"])
    elif pressed == "take_award":
        domain.take_award(entry, user=request.user)
    else:
        domain.award(entry, given["place"], user=request.user)
    return _done(pressed)


def _done(pressed: str) -> str:
    return {
        "show_again": _("It waits for release. Somebody else has to release it."),
        "reconsider": _("It waits for a decision again."),
        "hold_back": _("It waits for a decision again."),
        "hide": _("It is hidden. Readers cannot see it any more."),
        "reject": _("It is rejected."),
        "describe": _("The description is saved."),
        "mask": _("What is covered is saved."),
        "withdraw": _("The drawing is taken back. Its files are deleted within 30 days."),
        "award": _("The award is noted."),
        "take_award": _("The award is taken away."),
    }[pressed]


def _drawing_page(
    request: HttpRequest, entry: Entry, forms: dict[str, Any], *, problem: str = "", status: int = 200
) -> HttpResponse:
    if status != 200:
        # What was tried stands in the object; what is true stands in the database.
        entry.refresh_from_db()
    own = entry.entered_by_id is not None and entry.entered_by_id == request.user.pk
    covers = Covers.sent(request.POST) if request.POST.get("do") == "mask" else Covers.of(entry)
    scopes = scopes_in_force(entry.subject)
    return page(
        request,
        "drawing",
        entry.title or _("(no title yet)"),
        above=(("gallery_staff:gallery", _("In the gallery")),),
        icon="image",
        status=status,
        entry=entry,
        award=getattr(entry, "award", None),
        has_picture=entry.state not in WITHOUT_A_PICTURE,
        scopes=[scope.label for scope in scopes],
        may_be_announced=Scope.WINNER in scopes,
        own=own,
        covers=covers,
        forms={name: form for name, form in forms.items() if _offered(name, entry, own)},
        problem=problem,
        history=_history(request.user, entry),
    )


def _history(user: Any, entry: Entry) -> Any:
    """That somebody was worried once, and who, is the lead's to know: also when it is over."""
    decisions = entry.decisions.select_related("by", "note").order_by("-pk")
    return decisions if user.has_perm(LOOK_AFTER) else decisions.exclude(move__in=OF_THE_LEAD)


def _offered(name: str, entry: Entry, own: bool) -> bool:
    if name in {"award", "take_award"}:
        return not own and entry.state == State.PUBLISHED
    if name in {"describe", "mask"}:
        return not own and entry.state in {State.PENDING, State.APPROVED}
    move = Move.WITHDRAW if name == "withdraw" else {**PLAIN, **WITH_REASON}[name][0]
    allowed = MOVES[move]
    if move == Move.REJECT and entry.state == State.PENDING:
        # That is what the bench is for: one looks at it there, large.
        return False
    return entry.state in allowed.before and (allowed.by_enterer or not own)
