"""What machines remember: tasks that ran, who is signed in, what is found by searching, what is kept ready."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.db.models import Q
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from edge.memo import forget_everything

from .registry import Reached
from .traces import Traces

# --- Tasks --------------------------------------------------------------------------------------------------------


def _tasks(traces: Traces) -> list[Any]:
    return [
        row.pk
        for row in DBTaskResult.objects.iterator(chunk_size=500)
        if traces.are_in([row.args_kwargs, row.return_value, row.traceback])
    ]


def find_tasks(traces: Traces) -> int:
    return len(_tasks(traces))


def erase_tasks(traces: Traces) -> Reached:
    found = _tasks(traces)
    DBTaskResult.objects.filter(pk__in=found).delete()
    return Reached(len(found))


# --- Sessions -----------------------------------------------------------------------------------------------------


def _sessions(traces: Traces) -> list[str]:
    return [
        row.session_key
        for row in Session.objects.iterator(chunk_size=500)
        if traces.are_told_in(row.get_decoded())
    ]


def find_sessions(traces: Traces) -> int:
    return len(_sessions(traces))


def erase_sessions(traces: Traces) -> Reached:
    found = _sessions(traces)
    Session.objects.filter(session_key__in=found).delete()
    return Reached(len(found))


# --- Search -------------------------------------------------------------------------------------------------------


def _index_entries(traces: Traces) -> Any:
    """A page has one for each class that it is of."""
    theirs = Q(pk__in=[])
    for label, keys in traces.rows.items():
        model = apps.get_model(label)
        kinds = [
            kind.pk
            for kind in ContentType.objects.all()
            if (held := kind.model_class()) is not None
            and (held is model or (model is Page and issubclass(held, Page)))
        ]
        theirs |= Q(content_type__in=kinds, object_id__in=sorted(keys))
    return IndexEntry.objects.filter(theirs)


def find_index_entries(traces: Traces) -> int:
    return _index_entries(traces).count()


def erase_index_entries(traces: Traces) -> Reached:
    count = find_index_entries(traces)
    _index_entries(traces).delete()
    if connection.vendor == "sqlite":
        _forget_deleted_terms()
    return Reached(count)


def _forget_deleted_terms() -> None:
    """SQLite's index only marks a word as deleted; it goes when the parts of the index are joined anew."""
    table = connection.ops.quote_name(f"{IndexEntry._meta.db_table}_fts")
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 -- our own table's name


# --- What is kept ready -------------------------------------------------------------------------------------------


def find_caches(traces: Traces) -> int:
    """Nobody can ask a cache what is in it; all of it goes."""
    return 1


def empty_caches(traces: Traces) -> Reached:
    """Other processes keep nothing in use either: the content version has moved with every step."""
    caches["default"].clear()
    forget_everything()
    return Reached(1)
