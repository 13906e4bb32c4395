"""A child's drawing: its words, its files, what was noted about it. Its row stays, taken back, with codes only.

What the safeguarding lead has waits for the lead (`enums.WITH_THE_LEAD`) and goes with their last word on it: nobody
may make a trace disappear by asking for an erasure.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from consent.enums import Channel
from consent.erasure.registry import Eraser, Reached, register, trace_by
from consent.erasure.traces import Traces
from consent.models import Subject
from core import clock

from . import domain
from .domain.emptying import WORDS
from .enums import OVER, WITH_THE_LEAD, State
from .models import (
    Award,
    BoxRow,
    Concern,
    DecisionNote,
    DeletionNotice,
    Entry,
    EntryAsset,
    Fingerprint,
    Mask,
    Report,
    Slip,
)

#: Said to whoever holds the receipt, so it must not tell why.
HELD = "held"


def trace(subject: Subject, traces: Traces) -> None:
    """A first name and a short title are everybody's; what leads to a drawing is its number."""
    for entry in Entry.objects.filter(subject=subject):
        traces.add(Entry._meta.label_lower, [entry.pk])
        traces.name(entry.public_id)
        traces.quote([entry.title, entry.alt_text])
        if entry.slip_id:
            # A letter to the family is about its slip.
            traces.add(Slip._meta.label_lower, [entry.slip_id])


def _held(traces: Traces) -> Any:
    """Those of which anything is left to erase."""
    said = Q(*[(name, "") for name in WORDS])
    this = {"entry": OuterRef("pk")}
    return Entry.objects.filter(
        ~said
        | ~Q(public_key="")
        | ~Q(state__in=OVER)
        | Exists(EntryAsset.objects.filter(**this))
        | Exists(DecisionNote.objects.filter(decision__entry=OuterRef("pk")))
        | Exists(Award.objects.filter(**this))
        | Exists(Fingerprint.objects.filter(**this))
        | Exists(Mask.objects.filter(**this))
        | Exists(Concern.objects.filter(**this).exclude(note=""))
        | Exists(Report.objects.filter(**this).exclude(text=""))
        | Exists(DeletionNotice.objects.filter(slip__entry=OuterRef("pk")))
        | Exists(
            BoxRow.objects.filter(key=OuterRef("idempotency_key"), box__batch=OuterRef("batch"), entry=None)
        ),
        pk__in=traces.of_model(Entry),
    )


def _erase(traces: Traces) -> Reached:
    entries = list(_held(traces))
    left = sum(not _erase_one(entry) for entry in entries)
    return Reached(len(entries) - left, left, HELD)


def _erase_one(entry: Entry) -> bool:
    """Whether it could be erased now."""
    if entry.state in WITH_THE_LEAD:
        # Also the fingerprint of its file: sent again, it must not be "already here".
        Entry.objects.filter(pk=entry.pk).update(
            taken_back_at=Coalesce("taken_back_at", Value(clock.now())), sha256=""
        )
        return False
    if entry.state == State.PROCESSING:
        # The machine that is at work on it finds that its attempt counts no more, and throws it away.
        domain.give_back(entry)
    if entry.state not in OVER:
        domain.withdraw(entry, user=None, channel=Channel.HUB)
    domain.empty(entry)
    DeletionNotice.objects.filter(slip__entry=entry).delete()
    return True


trace_by("gallery", trace)
register(
    Eraser(
        "drawings",
        _("drawings, with every copy, description and note"),
        lambda traces: _held(traces).count(),
        _erase,
        reasons={HELD: _("Its files are deleted within 30 days; nobody has to do anything.")},
    ),
)
