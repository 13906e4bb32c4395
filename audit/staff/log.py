"""The log: who did what to what, and when."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder, finder_classes

from ..actions import Withheld, withheld_from
from ..codes import identifier_only
from ..domain import record
from ..models import Record
from ..reading import ANY_PAGE, DIGITS, Asked, Line, Place, action_choices, all_lines, lines, type_words
from .access import may_read_log, page

ON_A_PAGE = 50
#: Kinds of object that are not of a room, and that people change all the same.
THEIRS = [
    ANY_PAGE,
    "wagtailcore.collection",
    "wagtailcore.locale",
    "wagtailcore.site",
    "wagtailcore.workflow",
    "wagtaildocs.document",
    "wagtailredirects.redirect",
    "auth.group",
]
COLUMNS = [
    "time_utc", "by", "person", "action", "action_in_words", "object_type", "object_id", "object_name", "before",
    "after", "details",
]  # fmt: skip
#: What a spreadsheet would take for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class PlaceField(forms.CharField):
    def clean(self, value: Any) -> Place | None:
        text: str = super().clean(value)
        if not text:
            return None
        try:
            if max(map(len, text.split("."))) > DIGITS:
                raise ValueError
            return Place.read(text)
        except (ValueError, OverflowError):
            raise ValidationError(_("This is no place in the list.")) from None


class DayField(forms.DateField):
    """The browser's own calendar: it sends ISO days in every language."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class LogForm(forms.Form):
    action = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    person = forms.TypedChoiceField(
        label=pgettext_lazy("who did it", "Who"), required=False, coerce=int, empty_value=None
    )
    by = forms.ChoiceField(
        label=gettext_lazy("Kind of actor"),
        required=False,
        choices=[("", gettext_lazy("Anybody")), *Record.By.choices],
    )
    object_type = forms.ChoiceField(label=gettext_lazy("Kind of object"), required=False)
    object_id = forms.CharField(
        label=gettext_lazy("Number of the object"),
        required=False,
        max_length=40,
        validators=[identifier_only],
    )
    from_day = DayField(label=pgettext_lazy("from a day", "From"), required=False)
    to_day = DayField(label=pgettext_lazy("until a day", "To"), required=False)
    after = PlaceField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, people: dict[int, str]) -> None:
        super().__init__(data)
        choices: dict[str, list[Any]] = {
            "action": [("", _("Anything")), *action_choices()],
            "person": [("", _("Anybody")), *people.items()],
            "object_type": [("", _("Any")), *_kinds()],
        }
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered

    def clean_object_id(self) -> str:
        return str(self.cleaned_data["object_id"]).strip()

    @property
    def asked(self) -> Asked:
        given = {name: value for name, value in self.cleaned_data.items() if name != "after"}
        return Asked(**given)


@dataclass(frozen=True)
class Row:
    line: Line
    who: str
    kind: str
    has_page: bool


@may_read_log
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    people = _people()
    return _list(request, people, LogForm(request.GET, people))


def _list(request: HttpRequest, people: dict[int, str], form: LogForm) -> HttpResponse:
    good = form.is_valid()
    without = withheld_from(request.user)
    found = lines(form.asked, form.cleaned_data["after"], ON_A_PAGE + 1, without) if good else []
    asked = _query_of(request)
    return page(
        request,
        "log",
        _("Audit log"),
        icon="history",
        status=HTTPStatus.OK if good else HTTPStatus.BAD_REQUEST,
        form=form,
        rows=[_row(line, people) for line in found[:ON_A_PAGE]],
        older=found[ON_A_PAGE - 1].place if len(found) > ON_A_PAGE else None,
        is_narrowed=bool(asked),
        is_first=not request.GET.get("after"),
        asked=asked,
    )


@may_read_log
@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """All lines that are asked for, one after the other as they are read: a log may be long."""
    people = _people()
    form = LogForm(request.GET, people)
    if not form.is_valid():
        return _list(request, people, form)
    asked = form.asked
    record("audit.exported", by=request.user, **_as_codes(asked))
    response = StreamingHttpResponse(
        _csv(
            asked,
            people,
            translation.get_language() or settings.LANGUAGE_CODE,
            withheld_from(request.user),
        ),
        content_type="text/csv; charset=utf-8",
    )
    response.headers["Content-Disposition"] = (
        f'attachment; filename="audit-log-{timezone.now():%Y-%m-%d}.csv"'
    )
    return response


@may_read_log
@require_GET
def to_object(request: HttpRequest, label: str, pk: str) -> HttpResponse:
    """To where an object is edited. Only whoever may edit it learns whether it is there."""
    try:
        model = apps.get_model(label)
        found = model._default_manager.filter(pk=pk).first()
    except (LookupError, ValueError, OverflowError, ValidationError):
        found = None
    address = AdminURLFinder(request.user).get_edit_url(found) if found is not None else None
    if address:
        return redirect(address)
    messages.warning(request, _("It is not there any more, or you cannot edit it."))
    return redirect("audit_staff:log")


def _people() -> dict[int, str]:
    """All who work or worked here: for the choice and for the names in the list."""
    users = get_user_model()._default_manager.order_by("first_name", "last_name", "email")
    return {user.pk: str(user) for user in users}


def _who(line: Line, people: dict[int, str]) -> str:
    if line.person is None:
        return capfirst(str(line.by.label))
    return people.get(line.person) or _("Somebody who has left")


def _row(line: Line, people: dict[int, str]) -> Row:
    return Row(line, _who(line, people), type_words(line.object_type), _has_page(line))


def _has_page(line: Line) -> bool:
    try:
        model = apps.get_model(line.object_type)
    except (LookupError, ValueError):
        return False
    return bool(line.object_id) and finder_classes.get_by_type(model) is not None


def _kinds() -> list[tuple[str, str]]:
    """Every kind of object of ours, and those of Wagtail's that people change."""
    ours = [
        model._meta.label_lower
        for model in apps.get_models()
        if (room := model._meta.app_config) and Path(room.path) == settings.BASE_DIR / room.name
    ]
    kinds = [(label, type_words(label)) for label in {*ours, *THEIRS}]
    return sorted(kinds, key=lambda kind: kind[1].casefold())


def _query_of(request: HttpRequest) -> str:
    """What was asked for, without the place in the list."""
    query = request.GET.copy()
    query.pop("after", None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return query.urlencode()


def _as_codes(asked: Asked) -> dict[str, Any]:
    return {
        f"of_{name}": value if isinstance(value, int) else str(value).lower()
        for name, value in vars(asked).items()
        if value
    }


def _csv(asked: Asked, people: dict[int, str], language: str, without: tuple[Withheld, ...]) -> Iterator[str]:
    """The view's own language: it has left long before the last line is asked for."""

    class Echo:
        def write(self, text: str) -> str:
            return text

    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)  # the mark by which spreadsheets know the encoding
    for line in all_lines(asked, without=without):
        with translation.override(language):
            cells = _cells(line, people)
        yield writer.writerow([_harmless(cell) for cell in cells])


def _cells(line: Line, people: dict[int, str]) -> list[str]:
    return [
        line.place.at.isoformat(),
        line.by.value,
        _who(line, people) if line.person else "",
        line.action,
        line.words,
        line.object_type,
        line.object_id,
        line.name,
        line.before,
        line.after,
        json.dumps(line.codes) if line.codes else "",
    ]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
