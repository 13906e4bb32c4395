"""What editors leave behind at work: log entries, forms that were open, redirects, and what they wrote elsewhere."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from ..models import Subject
from .registry import Reached
from .traces import SHORTEST_WORD, Traces, mentions, strings_in

PAGES = "wagtailcore.page"
LONG_TEXT = 40
IN_OTHER_PAGES = "in_other_pages"


# --- Redirects ----------------------------------------------------------------------------------------------------


def trace_redirects(subject: Subject, traces: Traces) -> None:
    """Every address that ever led to their pages, so that each answers that it is gone."""
    addresses = {Redirect.normalise_path(path) for path in traces.paths}
    leading = Redirect.objects.filter(Q(redirect_page__in=traces.of(PAGES)) | Q(old_path__in=addresses))
    by_link = [
        row
        for row in Redirect.objects.exclude(redirect_link="")
        if Redirect.normalise_path(urlsplit(row.redirect_link).path) in addresses
    ]
    for row in [*leading, *by_link]:
        traces.add(Redirect._meta.label_lower, [row.pk])
        traces.paths.add(row.old_path)
        traces.name(row.old_path.rstrip("/").rpartition("/")[2])


def _redirects(traces: Traces) -> Any:
    return Redirect.objects.filter(pk__in=traces.of_model(Redirect))


def find_redirects(traces: Traces) -> int:
    return _redirects(traces).count()


def erase_redirects(traces: Traces) -> Reached:
    count = find_redirects(traces)
    _redirects(traces).delete()
    return Reached(count)


# --- The log of the editors' side ---------------------------------------------------------------------------------


def _log_entries(traces: Traces) -> list[Any]:
    """Those that still say something, of pages and of all else that leads to the person. Who writes a page's key in
    the place of its title has kept the words out of the rest as well."""
    speaking = ~Q(label="") | ~Q(data={})
    of_pages = PageLogEntry.objects.annotate(key=Cast("page_id", TextField()))
    of_rows = Q(pk__in=[])
    for label, keys in traces.rows.items():
        kind = ContentType.objects.get_for_model(apps.get_model(label), for_concrete_model=False)
        of_rows |= Q(content_type=kind, object_id__in=sorted(keys))
    return [
        of_pages.filter(speaking, page_id__in=traces.of(PAGES)).exclude(label=F("key")),
        ModelLogEntry.objects.filter(speaking & of_rows),
    ]


def find_log_entries(traces: Traces) -> int:
    return sum(rows.count() for rows in _log_entries(traces))


def blank_log_entries(traces: Traces) -> Reached:
    """Who did what and when stays; what it was called goes."""
    return Reached(sum(rows.update(label="", data={}) for rows in _log_entries(traces)))


# --- Forms that are open, or were ---------------------------------------------------------------------------------


def _open_forms(traces: Traces) -> list[int]:
    """By the page, or by what stands in them: a form for a page that was never saved knows no page."""
    pages = set(traces.of(PAGES))
    found = []
    for form in FormState.objects.select_related("content_type"):
        model = form.content_type.model_class()
        of_theirs = model is not None and issubclass(model, Page) and form.object_id in pages
        if of_theirs or traces.subject in form.data or _tells(form.data, traces):
            found.append(form.pk)
    return found


def _tells(data: str, traces: Traces) -> bool:
    """By a name, or a sentence too long to have been written by two people."""
    typed = [value for _name, value in parse_qsl(data)]
    long = [text for text in traces.texts if len(text) >= LONG_TEXT]
    return traces.are_named_in(typed) or mentions(strings_in(typed), long)


def find_open_forms(traces: Traces) -> int:
    return len(_open_forms(traces))


def erase_open_forms(traces: Traces) -> Reached:
    found = _open_forms(traces)
    FormState.objects.filter(pk__in=found).delete()
    kinds = [kind.pk for kind in ContentType.objects.all() if _is_page(kind.model_class())]
    EditingSession.objects.filter(content_type__in=kinds, object_id__in=traces.of(PAGES)).delete()
    return Reached(len(found))


def _is_page(model: type[models.Model] | None) -> bool:
    return model is not None and issubclass(model, Page)


# --- What others wrote --------------------------------------------------------------------------------------------


def pages_that_name(traces: Traces) -> list[int]:
    """Pages of others, drafts and old versions included, that hold the label. Nobody's text is changed by a machine."""
    label = _label(traces)
    if len(label) < SHORTEST_WORD:
        return []
    holds = Q()
    for written in _as_written(label):
        holds |= Q(text__icontains=written)
    versions = Revision.page_revisions.annotate(text=Cast("content", TextField())).filter(holds)
    named = {int(key) for key in versions.values_list("object_id", flat=True)}
    named |= set(Page.objects.filter(title__icontains=label).values_list("pk", flat=True))
    return sorted(named - {int(key) for key in traces.of(PAGES)})


def _label(traces: Traces) -> str:
    label = Subject.objects.filter(pk=traces.subject).values_list("label", flat=True).first()
    return label or ""


def _as_written(word: str) -> set[str]:
    """In JSON, and in the JSON of a stream field inside it."""
    once = json.dumps(word)[1:-1]
    return {word, once, json.dumps(once)[1:-1]}


def find_in_other_pages(traces: Traces) -> int:
    return len(pages_that_name(traces))


def leave_other_pages(traces: Traces) -> Reached:
    return Reached(0, find_in_other_pages(traces), IN_OTHER_PAGES)
