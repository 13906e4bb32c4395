"""The states of an entry and the moves between them, as data; and the lists that people choose from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consent.enums import AgeBand


class State(models.TextChoices):
    """Where an entry stands. Only what is published can be public, and only while its consent is in force."""

    RECEIVED = "received", pgettext_lazy("state of a drawing", "received")
    PROCESSING = "processing", pgettext_lazy("state of a drawing", "being made ready")
    UNREADABLE = "unreadable", pgettext_lazy("state of a drawing", "could not be read")
    PENDING = "pending", pgettext_lazy("state of a drawing", "waits for a decision")
    REJECTED = "rejected", pgettext_lazy("state of a drawing", "rejected")
    APPROVED = "approved", pgettext_lazy("state of a drawing", "waits for release")
    PUBLISHED = "published", pgettext_lazy("state of a drawing", "in the gallery")
    HIDDEN = "hidden", pgettext_lazy("state of a drawing", "hidden")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a drawing", "taken back")


class Move(models.TextChoices):
    """What can happen to an entry. The labels are read in its history."""

    RECEIVE = "receive", pgettext_lazy("what happened to a drawing", "Received")
    TAKE_UP = "take_up", pgettext_lazy("what happened to a drawing", "Taken up by the machine")
    GIVE_BACK = "give_back", pgettext_lazy("what happened to a drawing", "Not finished, to be tried again")
    LOSE = "lose", pgettext_lazy("what happened to a drawing", "The machine broke down over it")
    MAKE_READY = "make_ready", pgettext_lazy("what happened to a drawing", "Made ready")
    FAIL = "fail", pgettext_lazy("what happened to a drawing", "Could not be read")
    CORRECT = "correct", pgettext_lazy("what happened to a drawing", "Corrected")
    DESCRIBE = "describe", pgettext_lazy("what happened to a drawing", "Described")
    APPROVE = "approve", pgettext_lazy("what happened to a drawing", "Approved")
    REJECT = "reject", pgettext_lazy("what happened to a drawing", "Rejected")
    RECONSIDER = "reconsider", pgettext_lazy("what happened to a drawing", "To be decided anew")
    HOLD_BACK = "hold_back", pgettext_lazy("what happened to a drawing", "Held back")
    RELEASE = "release", pgettext_lazy("what happened to a drawing", "Released")
    HIDE = "hide", pgettext_lazy("what happened to a drawing", "Hidden")
    SHOW_AGAIN = "show_again", pgettext_lazy("what happened to a drawing", "To be shown again")
    WITHDRAW = "withdraw", pgettext_lazy("what happened to a drawing", "Taken back")


@dataclass(frozen=True)
class Allowed:
    """``by_enterer``: whether those who enter for its partner may do this too. Nobody decides what they entered."""

    before: frozenset[State]
    after: State
    by_enterer: bool = False


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


#: Showing again leads back to *approved*, so that what was hidden needs two people once more.
MOVES: dict[Move, Allowed] = {
    Move.TAKE_UP: Allowed(_from(State.RECEIVED), State.PROCESSING, by_enterer=True),
    Move.GIVE_BACK: Allowed(_from(State.PROCESSING), State.RECEIVED, by_enterer=True),
    Move.LOSE: Allowed(_from(State.PROCESSING), State.RECEIVED, by_enterer=True),
    Move.MAKE_READY: Allowed(_from(State.PROCESSING), State.PENDING, by_enterer=True),
    Move.FAIL: Allowed(_from(State.PROCESSING), State.UNREADABLE, by_enterer=True),
    Move.APPROVE: Allowed(_from(State.PENDING), State.APPROVED),
    Move.REJECT: Allowed(_from(State.PENDING, State.APPROVED), State.REJECTED),
    Move.RECONSIDER: Allowed(_from(State.REJECTED), State.PENDING),
    Move.HOLD_BACK: Allowed(_from(State.APPROVED), State.PENDING),
    Move.RELEASE: Allowed(_from(State.APPROVED), State.PUBLISHED),
    # Taking something off needs one person, whoever it is.
    Move.HIDE: Allowed(_from(State.PUBLISHED, State.APPROVED), State.HIDDEN, by_enterer=True),
    Move.SHOW_AGAIN: Allowed(_from(State.HIDDEN), State.APPROVED),
    Move.WITHDRAW: Allowed(
        frozenset(State) - {State.WITHDRAWN, State.PROCESSING}, State.WITHDRAWN, by_enterer=True
    ),
}

#: Ages on the day on which a competition closes.
BANDS = tuple(band for band in AgeBand if band not in {AgeBand.ADULT, AgeBand.UNKNOWN})


def band_choices() -> list[tuple[str, object]]:
    return [(band.value, band.label) for band in BANDS]


class Reason(models.TextChoices):
    """Why a drawing is rejected or hidden. Kept as a code; a school gets a kind sentence, never this list."""

    NAME = "name", _("A name, a signature, a number or a school can be read on it")
    FACE = "face", _("It shows a photograph, or a face that could be recognised")
    NOT_OWN = "not_own", _("It is copied, or not made by a child")
    NOT_A_DRAWING = "not_a_drawing", _("It is not a drawing, or cannot be made out")
    DISTRESSING = (
        "distressing",
        _("It would frighten other children, and nobody is worried about the child who made it"),
    )
    CONSENT = "consent", _("The family does not agree, or we are not sure")
    OTHER = "other", _("Another reason, see the note")


class AssetKind(models.TextChoices):
    ORIGINAL = "original", _("as it was sent, private")
    COPY = "copy", _("made ready, private until released")


class Place(models.TextChoices):
    """What an award says."""

    FIRST = "first", _("First place")
    SECOND = "second", _("Second place")
    THIRD = "third", _("Third place")
    MENTION = "mention", _("Special mention")
