"""Pages on which a partner enters boxes that came by post: begin one, send its list, send its pictures, finish it."""

from __future__ import annotations

import logging
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import Error as DatabaseError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from core.recording import viewed

from ..domain import boxes as doing
from ..domain.refusals import Refused
from ..models import Box, BoxRow
from ..staff.access import batches_of, may_enter, page, whole_number
from ..staff.forms import OpenBatchForm, enterable
from . import template
from .archive import Broken
from .arriving import MOST_IN_ALL, OneFileHandler
from .checking import Checked, check
from .columns import MOST_ROWS
from .forms import LISTS, ZIPS, ListForm
from .reading import NotAList, read
from .sentences import sentence
from .unpacking import Outcome, unpack

logger = logging.getLogger(__name__)

LATEST = 20
#: Problems of a list on one page. With more than that something is wrong with the list as a whole.
MOST_PROBLEMS = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@may_enter
@require_http_methods(["GET", "POST"])
def boxes(request: HttpRequest) -> HttpResponse:
    """Begin one, or go on with one."""
    form, status = OpenBatchForm(request.POST or None, user=request.user), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                box = doing.open_box(**form.cleaned_data, user=request.user)
            except Refused as refused:
                form.add_error(None, refused.sentence)
            else:
                return redirect("gallery_staff:box", box.pk)
    return page(
        request,
        "boxes/begin",
        _("Boxes by post"),
        icon="download",
        status=status,
        form=form,
        has_partners=form.fields["partner"].queryset.exists(),  # type: ignore[attr-defined]
        competitions=enterable(),
        boxes=_known(request).annotate(
            here=Count("rows", Q(rows__state=BoxRow.State.ENTERED)),
            all=Count("rows"),
        )[:LATEST],
    )


@may_enter
@require_safe
def box(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


@may_enter
@require_safe
def empty_list(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    found = _find(request, pk)
    if kind == "csv":
        response = HttpResponse(template.as_csv(), content_type="text/csv; charset=utf-8")
    else:
        content = template.as_xlsx(found.batch.competition, right_to_left=get_language_bidi())
        response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="drawings.{kind}"'
    return response


@csrf_exempt
@may_enter
@require_POST
def send_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The upload handler has to stand before the token is looked for in what was sent; it is, just after."""
    file, problem = _arrived(request)
    return _list_problem(request, pk, problem) if problem else _list_sent(request, pk, file)


@csrf_protect
def _list_sent(request: HttpRequest, pk: int, file: IO[bytes] | None) -> HttpResponse:
    found = _find(request, pk)
    form = ListForm(request.POST)
    try:
        if file is None:
            raise NotAList("no_file")
        checked = check(read(file), found.batch)
    except NotAList as reason:
        return _page(request, found, list_problem=sentence(reason.code), status=422)
    good_only = form.is_valid() and form.cleaned_data["good_only"]
    if not checked.rows or (checked.problems and not good_only):
        return _page(request, found, checked=checked, status=422)
    try:
        doing.keep_list(found, checked.rows, user=request.user)
    except Refused as refused:
        said = sentence("overtaken") if refused.code == "overtaken" else refused.sentence
        return _page(request, found, list_problem=said, status=409)
    messages.success(
        request,
        ngettext(
            "The list is kept: %(count)s drawing. Now send its picture.",
            "The list is kept: %(count)s drawings. Now send their pictures.",
            len(checked.rows),
        )
        % {"count": len(checked.rows)},
    )
    return redirect("gallery_staff:box", pk)


@csrf_exempt
@may_enter
@require_POST
def send_zip(request: HttpRequest, pk: int) -> HttpResponse:
    file, problem = _arrived(request)
    return _zip_problem(request, pk, problem) if problem else _zip_sent(request, pk, file)


@csrf_protect
def _zip_sent(request: HttpRequest, pk: int, file: IO[bytes] | None) -> HttpResponse:
    found = _find(request, pk)
    if file is None:
        return _page(request, found, zip_problem=sentence("no_file"), status=422)
    try:
        outcome = unpack(found, file, user=request.user)
    except Broken as broken:
        return _page(request, found, zip_problem=sentence(broken.code), status=422)
    except Refused as refused:
        return _page(request, found, zip_problem=refused.sentence, status=409)
    except (OSError, DatabaseError):
        logger.exception("The pictures of a box could not all be kept")
        return _page(request, found, zip_problem=_not_all(), status=503)
    except Exception:  # a bucket fails in its own way, and nobody must read that all is here
        logger.exception("The pictures of a box could not all be kept")
        return _page(request, found, zip_problem=_not_all(), status=503)
    return _page(request, _find(request, pk), outcome=outcome, status=422 if outcome.refused else 200)


def _not_all() -> str:
    return _(
        "Not everything could be kept: the site has trouble at this moment. What is here stays; send the same ZIP "
        "again in a minute, nothing is entered twice."
    )


@may_enter
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    doing.finish(found, user=request.user)
    messages.success(request, _("The box is finished."))
    return redirect("gallery_staff:box", pk)


# --- What is sent -------------------------------------------------------------------------------------------------


def _arrived(request: HttpRequest) -> tuple[IO[bytes] | None, str]:
    """The file, or a code that says why it is not here."""
    if whole_number(request.META.get("CONTENT_LENGTH") or "0", MOST_IN_ALL + 1) > MOST_IN_ALL:
        return None, "zip_too_large"
    handler = OneFileHandler(request)
    request.upload_handlers = [handler]
    try:
        request.POST  # noqa: B018 -- reads what is being sent
    except (MultiPartParserError, TooManyFilesSent, TooManyFieldsSent, RequestDataTooBig, OSError):
        return None, "broken_off"
    return handler.file, "zip_too_large" if handler.too_large else ""


def _status(problem: str) -> int:
    return 413 if problem == "zip_too_large" else 400


def _list_problem(request: HttpRequest, pk: int, problem: str) -> HttpResponse:
    code = "list_too_large" if problem == "zip_too_large" else problem
    return _page(request, _find(request, pk), list_problem=sentence(code), status=_status(problem))


def _zip_problem(request: HttpRequest, pk: int, problem: str) -> HttpResponse:
    return _page(request, _find(request, pk), zip_problem=sentence(problem), status=_status(problem))


# --- The page -----------------------------------------------------------------------------------------------------


def _known(request: HttpRequest) -> Any:
    return Box.objects.filter(batch__in=batches_of(request.user)).select_related(
        "batch__competition", "batch__partner", "batch__country"
    )


def _find(request: HttpRequest, pk: int) -> Box:
    return get_object_or_404(_known(request), pk=pk)


def _page(
    request: HttpRequest,
    found: Box,
    *,
    checked: Checked | None = None,
    list_problem: str = "",
    zip_problem: str = "",
    outcome: Outcome | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = list(found.rows.select_related("entry").defer("first_name", "title", "alt_text"))
    viewed(request, "batch", found.batch, rows=len(rows))
    of = {state: [row for row in rows if row.state == state] for state in BoxRow.State}
    is_open = found.finished_at is None and found.batch.competition.can_be_entered_for
    return page(
        request,
        "boxes/box",
        _("Box for %(competition)s") % {"competition": found.batch.competition},
        above=(("gallery_staff:boxes", _("Boxes by post")),),
        icon="download",
        status=status,
        box=found,
        rows=rows,
        waiting=of[BoxRow.State.WAITING],
        refused=[(row, sentence(row.code)) for row in of[BoxRow.State.REFUSED]],
        entered=of[BoxRow.State.ENTERED],
        takes_list=is_open and not of[BoxRow.State.ENTERED],
        takes_zip=is_open and bool(rows),
        is_open=is_open,
        checked=checked,
        problems=checked.problems[:MOST_PROBLEMS] if checked else [],
        list_problem=list_problem,
        zip_problem=zip_problem,
        outcome=outcome,
        most_rows=MOST_ROWS,
        list_types=LISTS,
        zip_types=ZIPS,
    )
