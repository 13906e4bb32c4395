"""A child's drawing: its words, its files, what was noted about it. Its row stays, taken back, with codes only."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consent.enums import Channel
from consent.erasure.registry import Eraser, Reached, register, trace_by
from consent.erasure.traces import Traces
from consent.models import Subject

from . import domain, files
from .enums import State
from .models import Award, DecisionNote, Entry, EntryAsset

WORDS = ("first_name", "title", "alt_text", "sha256")


def trace(subject: Subject, traces: Traces) -> None:
    """A first name and a short title are everybody's; what leads to a drawing is its number."""
    for entry in Entry.objects.filter(subject=subject):
        traces.add(Entry._meta.label_lower, [entry.pk])
        traces.name(entry.public_id)
        traces.quote([entry.title, entry.alt_text])


def _held(traces: Traces) -> Any:
    """Those of which anything is left to erase."""
    said = Q(*[(name, "") for name in WORDS])
    assets = EntryAsset.objects.filter(entry=OuterRef("pk"))
    notes = DecisionNote.objects.filter(decision__entry=OuterRef("pk"))
    awards = Award.objects.filter(entry=OuterRef("pk"))
    return Entry.objects.filter(
        ~said
        | ~Q(public_key="")
        | ~Q(state=State.WITHDRAWN)
        | Exists(assets)
        | Exists(notes)
        | Exists(awards),
        pk__in=traces.of_model(Entry),
    )


def _erase(traces: Traces) -> Reached:
    entries = list(_held(traces))
    for entry in entries:
        _erase_one(entry)
    return Reached(len(entries))


def _erase_one(entry: Entry) -> None:
    public_key = entry.public_key
    if entry.state == State.PROCESSING:
        # The machine that is at work on it finds that its attempt counts no more, and throws it away.
        domain.give_back(entry)
    if entry.state != State.WITHDRAWN:
        domain.withdraw(entry, user=None, channel=Channel.HUB)
    assets = EntryAsset.objects.filter(entry=entry)
    if public_key:
        files.unpublish(public_key)
    files.delete_private(list(assets.values_list("key", flat=True)))
    assets.delete()
    Award.objects.filter(entry=entry).delete()
    DecisionNote.objects.filter(decision__entry=entry).delete()
    Entry.objects.filter(pk=entry.pk).update(public_key="", **dict.fromkeys(WORDS, ""))


trace_by("gallery", trace)
register(
    Eraser(
        "drawings",
        _("drawings, with every copy, description and note"),
        lambda traces: _held(traces).count(),
        _erase,
    ),
)
