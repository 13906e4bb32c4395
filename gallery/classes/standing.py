"""Where a drawing stands, in the words that its school reads; `gallery.seen` says what it sees."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from .. import reasons
from ..enums import State
from ..models import Entry
from ..seen import seen_by_school
from ..sentences import sentence

#: Where the school has its picture on its pages. Not while it waits: what is sealed has none, and may not be told
#: apart by that.
WITH_A_PICTURE = frozenset({State.DRAFT, State.CHANGES, State.APPROVED, State.PUBLISHED, State.REJECTED})
#: Where its title stands there. Not while it waits: what was destroyed has none.
WITHOUT_A_TITLE = frozenset({State.PENDING, State.PURGED})


def words_for_school(entry: Entry) -> str:
    """Where it stands, in a few plain words."""
    said = {
        State.RECEIVED: pgettext("a drawing, to its school", "Received. It is being made ready."),
        State.PROCESSING: pgettext("a drawing, to its school", "Received. It is being made ready."),
        State.UNREADABLE: pgettext("a drawing, to its school", "We could not read this file."),
        State.BLOCKED: pgettext("a drawing, to its school", "We could not take this file."),
        State.DRAFT: pgettext("a drawing, to its school", "Not sent yet."),
        State.PENDING: pgettext("a drawing, to its school", "Sent. It waits for a decision."),
        State.CHANGES: pgettext("a drawing, to its school", "A small change is asked for."),
        State.APPROVED: pgettext("a drawing, to its school", "Approved. It takes part."),
        State.PUBLISHED: pgettext("a drawing, to its school", "In the gallery."),
        State.REJECTED: pgettext("a drawing, to its school", "It is not shown."),
        State.WITHDRAWN: pgettext("a drawing, to its school", "Taken back."),
        State.PURGED: pgettext("a drawing, to its school", "Deleted, as its time is over."),
    }
    return said[seen_by_school(entry)]


def why_for_school(entry: Entry) -> str:
    """What is to be done about it, or why it is not shown; empty where there is nothing to add."""
    seen = seen_by_school(entry)
    if seen == State.UNREADABLE:
        return sentence(entry.unreadable_code)
    if seen == State.BLOCKED:
        return gettext("Photograph the drawing again, and send that in its place.")
    if seen in {State.CHANGES, State.REJECTED}:
        return reasons.for_school(getattr(entry, "said_why", ""))
    if seen == State.APPROVED:
        return gettext("Where its slip allows it, it will be in the gallery soon.")
    return ""
