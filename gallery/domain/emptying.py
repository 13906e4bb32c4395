"""What erasure, destroying and taking back leave of a drawing: its row, with codes and times."""

from __future__ import annotations

from django.db import transaction

from .. import files
from ..models import (
    Award,
    BoxRow,
    Concern,
    DecisionNote,
    Entry,
    EntryAsset,
    Fingerprint,
    Mask,
    Report,
)

WORDS = ("first_name", "title", "alt_text", "sha256")


def empty(entry: Entry, *, but: str = "") -> None:
    """Words (``but`` for one), files, hints, what was noted. Whatever state it is in: whoever calls this has moved it.

    Files first: when a row is gone, nothing leads to its file any more. Raises what the storage raises; called again
    it goes on.
    """
    if entry.public_key:
        files.unpublish(entry.public_key)
    assets = EntryAsset.objects.filter(entry=entry)
    files.delete_private(list(assets.values_list("key", flat=True)))
    with transaction.atomic():
        assets.delete()
        empty_words(entry, but=but)
        Entry.objects.filter(pk=entry.pk).update(public_key="")
    entry.public_key = ""


def empty_words(entry: Entry, *, but: str = "") -> None:
    """What was said of it and noted about it, and what leads to it by its looks. Its files stay."""
    forget_looks(entry)
    Award.objects.filter(entry=entry).delete()
    DecisionNote.objects.filter(decision__entry=entry).delete()
    Concern.objects.filter(entry=entry).update(note="")
    Report.objects.filter(entry=entry).update(text="")
    _empty_its_row(entry)
    words = [name for name in WORDS if name != but]
    Entry.objects.filter(pk=entry.pk).update(**dict.fromkeys(words, ""))
    for name in words:
        setattr(entry, name, "")


def _empty_its_row(entry: Entry) -> None:
    """On the list of a box. Emptied already, unless it was cut off between the drawing and the row."""
    BoxRow.objects.filter(key=entry.idempotency_key, box__batch=entry.batch_id, entry=None).update(
        entry=entry, state=BoxRow.State.ENTERED, code="", **dict.fromkeys(BoxRow.WORDS, "")
    )


def forget_looks(entry: Entry) -> None:
    """What hints are made from, and what was covered."""
    Fingerprint.objects.filter(entry=entry).delete()
    Mask.objects.filter(entry=entry).delete()
