"""For the rooms: what people change in plain forms, look at, or take out of the admin, written into the log.

A change is recorded in its own transaction with the names of the fields, never with what they say. Of looking at
personal data one record is enough for as long as somebody has it in front of them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.views.generic import (
    CopyView,
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    InspectView,
)
from wagtail.admin.viewsets.model import ModelViewSet

from audit.actions import told_here
from audit.domain import record
from audit.models import Record

#: Somebody who goes back and forth between the same pages looks at them once.
ONE_LOOK = timedelta(minutes=30)


# --- Looking ------------------------------------------------------------------------------------------------------


def viewed(
    request: HttpRequest,
    kind: str,
    about: models.Model | None = None,
    *,
    about_type: str = "",
    about_id: Any = "",
    rows: int | None = None,
) -> None:
    """Record that personal data was shown. ``kind``: a code of what was looked at: ``consents``, ``drawing``.

    ``about``: the row; or ``about_type`` (``app.model``) and ``about_id`` where only the address is known. ``rows``:
    how many a list showed; one that showed none is not recorded.
    """
    if rows == 0:
        return
    if about is None and about_type:
        about = _row_of(about_type, about_id)
    codes: dict[str, Any] = {"kind": kind} if rows is None else {"kind": kind, "rows": rows}
    if not _looked_at_just_now(request, about, codes):
        record("core.viewed", about, by=request.user, **codes)


def _row_of(label: str, pk: Any) -> models.Model:
    """A stand-in: the log needs no more of a row than what it is called by."""
    model: type[models.Model] = apps.get_model(label)
    return model(pk=pk)


def _looked_at_just_now(request: HttpRequest, about: models.Model | None, codes: dict[str, Any]) -> bool:
    latest = Record.objects.filter(
        action="core.viewed",
        actor=request.user.pk,
        at__gt=timezone.now() - ONE_LOOK,
        object_type=about._meta.label_lower if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
    )
    return any(seen == codes for seen in latest.values_list("codes", flat=True)[:20])


# --- Taking out ---------------------------------------------------------------------------------------------------


def exported(request: HttpRequest, route: str, how: str = "") -> None:
    """Record that a file of data was handed out. ``route``: the name of its address; ``how``: ``csv``, ``xlsx``."""
    codes: dict[str, Any] = {"route": _code(route)}
    if how:
        codes["how"] = _code(how)
    record("core.exported", by=request.user, **codes)


def _code(text: str) -> str:
    return re.sub(r"[^a-z0-9_.:\-]", "-", text.lower())[:80]


# --- Changing -----------------------------------------------------------------------------------------------------


def changed_fields(form: Any) -> list[str]:
    """Names of what a form changes, of the rows below it too."""
    below = [name for name, formset in getattr(form, "formsets", {}).items() if formset.has_changed()]
    return sorted({*form.changed_data, *below})


class RecordedCreateMixin:
    def save_instance(self) -> Any:
        instance = super().save_instance()  # type: ignore[misc]
        record("core.added", instance, by=self.request.user, after=self.state_of(instance))  # type: ignore[attr-defined]
        return instance

    @staticmethod
    def state_of(instance: Any) -> str:
        """A code, where a row has a state that readers notice."""
        return ""


class RecordedCreateView(RecordedCreateMixin, CreateView):
    pass


class RecordedCopyView(RecordedCreateMixin, CopyView):
    pass


class RecordedEditView(EditView):
    def get_object(self, queryset: Any = None) -> Any:
        instance = super().get_object(queryset)
        self.state_before = self.state_of(instance)
        return instance

    def save_instance(self) -> Any:
        fields = changed_fields(self.form)
        instance = super().save_instance()
        if fields:
            record(
                "core.changed",
                instance,
                by=self.request.user,
                before=self.state_before,
                after=self.state_of(instance),
                **{f"field.{name}": True for name in fields},
            )
        return instance

    @staticmethod
    def state_of(instance: Any) -> str:
        """A code, where a row has a state that readers notice."""
        return ""


class RecordedDeleteView(DeleteView):
    def delete_action(self) -> None:
        with transaction.atomic():
            record("core.removed", self.object, by=self.request.user)
            super().delete_action()


class RecordedViewSet(ModelViewSet):
    """A plain form of the admin whose changes stand in the log. Wagtail's own log keeps the history tab."""

    add_view_class = RecordedCreateView
    edit_view_class = RecordedEditView
    delete_view_class = RecordedDeleteView
    copy_view_class = RecordedCopyView

    def on_register(self) -> None:
        super().on_register()
        told_here(self.model)


# --- Lists and pages of personal data -----------------------------------------------------------------------------


class ViewedIndexView(IndexView):
    """A list with people in it. ``kind``: the code under which it is recorded that it was looked at."""

    kind = ""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if not self.is_export:
            viewed(self.request, self.kind, rows=len(context["object_list"]))
        return super().render_to_response(context, **kwargs)


class ViewedEditView(RecordedEditView):
    kind = ""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        viewed(self.request, self.kind, self.object)
        return super().render_to_response(context, **kwargs)


class ViewedInspectView(InspectView):
    kind = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        viewed(request, self.kind, self.object)
        return super().get(request, *args, **kwargs)
