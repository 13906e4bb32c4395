"""What all rooms share and somebody can stand in, and the record itself, which keeps days, scopes and reference."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from .erasure import desk, machine, post, shown_files
from .erasure.registry import Eraser, Reached, register, trace_by
from .erasure.traces import Traces
from .models import RecordWords, Subject, TakeBackKey


def _find_words(traces: Traces) -> int:
    """One person, however often their record was followed by another; and each private link, open or ended."""
    said = Subject.objects.filter(pk=traces.subject).exclude(label="", contact="").exists()
    said = said or RecordWords.objects.filter(record__subject_id=traces.subject).exists()
    return int(said) + _links(traces).count()


def _links(traces: Traces) -> Any:
    return TakeBackKey.objects.filter(subject_id=traces.subject)


def _blank_words(traces: Traces) -> Reached:
    count = _find_words(traces)
    _links(traces).delete()
    RecordWords.objects.filter(record__subject_id=traces.subject).delete()
    Subject.objects.filter(pk=traces.subject).update(label="", contact="")
    return Reached(count)


_SHOWN_ELSEWHERE = {shown_files.SHOWN_ELSEWHERE: _("Pages of others show it as well.")}

trace_by("redirects", desk.trace_redirects, order=50)
register(
    Eraser(
        "pictures",
        _("pictures, with every copy and tag"),
        shown_files.find_pictures,
        shown_files.erase_pictures,
        order=50,
        reasons=_SHOWN_ELSEWHERE,
    ),
    Eraser(
        "documents",
        _("films, captions and other files"),
        shown_files.find_documents,
        shown_files.erase_documents,
        order=50,
        reasons=_SHOWN_ELSEWHERE,
    ),
    # Before the pages: with a page its redirects would go uncounted.
    Eraser("redirects", _("redirects"), desk.find_redirects, desk.erase_redirects, order=15),
    Eraser(
        "open_forms", _("forms left open by editors"), desk.find_open_forms, desk.erase_open_forms, order=50
    ),
    Eraser("letters", _("letters to them or about them"), post.find_letters, post.erase_letters, order=50),
    Eraser("letter_files", _("letters kept as files"), post.find_files, post.erase_files, order=50),
    Eraser(
        "other_pages",
        _("pages of others that name them"),
        desk.find_in_other_pages,
        desk.leave_other_pages,
        order=60,
        reasons={desk.IN_OTHER_PAGES: _("Their editors have to change them.")},
        where=desk.pages_that_name,
    ),
    Eraser("log", _("entries of the editors’ log"), desk.find_log_entries, desk.blank_log_entries, order=80),
    Eraser(
        "search",
        _("entries of the search index"),
        machine.find_index_entries,
        machine.erase_index_entries,
        order=80,
    ),
    Eraser("tasks", _("tasks that ran in the background"), machine.find_tasks, machine.erase_tasks, order=80),
    Eraser(
        "sessions", _("sessions of people signed in"), machine.find_sessions, machine.erase_sessions, order=80
    ),
    Eraser(
        "record",
        _("label, contact, words of the record, and private links"),
        _find_words,
        _blank_words,
        order=90,
    ),
    Eraser("caches", _("caches emptied"), machine.find_caches, machine.empty_caches, order=99),
)
