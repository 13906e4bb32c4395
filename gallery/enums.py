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
    BLOCKED = "blocked", pgettext_lazy("state of a drawing", "refused by the virus scanner")
    DRAFT = "draft", pgettext_lazy("state of a drawing", "not sent yet")
    PENDING = "pending", pgettext_lazy("state of a drawing", "waits for a decision")
    CHANGES = "changes", pgettext_lazy("state of a drawing", "waits for a change")
    REJECTED = "rejected", pgettext_lazy("state of a drawing", "rejected")
    APPROVED = "approved", pgettext_lazy("state of a drawing", "waits for release")
    PUBLISHED = "published", pgettext_lazy("state of a drawing", "in the gallery")
    HIDDEN = "hidden", pgettext_lazy("state of a drawing", "hidden")
    SAFEGUARDING = "safeguarding", pgettext_lazy("state of a drawing", "with the safeguarding lead")
    SEALED = "sealed", pgettext_lazy("state of a drawing", "sealed")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a drawing", "taken back")
    PURGED = "purged", pgettext_lazy("state of a drawing", "deleted")


class Move(models.TextChoices):
    """What can happen to an entry. The labels are read in its history."""

    RECEIVE = "receive", pgettext_lazy("what happened to a drawing", "Received")
    TAKE_UP = "take_up", pgettext_lazy("what happened to a drawing", "Taken up by the machine")
    GIVE_BACK = "give_back", pgettext_lazy("what happened to a drawing", "Not finished, to be tried again")
    LOSE = "lose", pgettext_lazy("what happened to a drawing", "The machine broke down over it")
    MAKE_READY = "make_ready", pgettext_lazy("what happened to a drawing", "Made ready")
    MAKE_DRAFT = "make_draft", pgettext_lazy("what happened to a drawing", "Made ready, not sent yet")
    FAIL = "fail", pgettext_lazy("what happened to a drawing", "Could not be read")
    BLOCK = "block", pgettext_lazy("what happened to a drawing", "Refused by the virus scanner")
    ATTEST = "attest", pgettext_lazy("what happened to a drawing", "Its slip was said to be there")
    SEND = "send", pgettext_lazy("what happened to a drawing", "Sent")
    REPLACE = "replace", pgettext_lazy("what happened to a drawing", "Replaced by another file")
    CORRECT = "correct", pgettext_lazy("what happened to a drawing", "Corrected")
    DESCRIBE = "describe", pgettext_lazy("what happened to a drawing", "Described")
    MASK = "mask", pgettext_lazy("what happened to a drawing", "Covered in places")
    APPROVE = "approve", pgettext_lazy("what happened to a drawing", "Approved")
    REJECT = "reject", pgettext_lazy("what happened to a drawing", "Rejected")
    ASK = "ask", pgettext_lazy("what happened to a drawing", "A change was asked for")
    RECONSIDER = "reconsider", pgettext_lazy("what happened to a drawing", "To be decided anew")
    HOLD_BACK = "hold_back", pgettext_lazy("what happened to a drawing", "Held back")
    RELEASE = "release", pgettext_lazy("what happened to a drawing", "Released")
    HIDE = "hide", pgettext_lazy("what happened to a drawing", "Hidden")
    SHOW_AGAIN = "show_again", pgettext_lazy("what happened to a drawing", "To be shown again")
    CONCERN = "concern", pgettext_lazy("what happened to a drawing", "Given to the safeguarding lead")
    CLOSE = "close", pgettext_lazy("what happened to a drawing", "Closed by the safeguarding lead")
    SEAL = "seal", pgettext_lazy("what happened to a drawing", "Sealed")
    HAND_OVER = "hand_over", pgettext_lazy("what happened to a drawing", "Handed over")
    RETURN = "return", pgettext_lazy("what happened to a drawing", "Found lawful, to be decided")
    DESTROY = "destroy", pgettext_lazy("what happened to a drawing", "Destroyed")
    WITHDRAW = "withdraw", pgettext_lazy("what happened to a drawing", "Taken back")
    PURGE = "purge", pgettext_lazy("what happened to a drawing", "Deleted, its time being over")


@dataclass(frozen=True)
class Allowed:
    """``by_enterer``: whether those who enter for its partner may do this too. Nobody decides what they entered."""

    before: frozenset[State]
    after: State
    by_enterer: bool = False


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


#: In no list, count, export or hint but the safeguarding lead's.
WITH_THE_LEAD = _from(State.SAFEGUARDING, State.SEALED)
#: What happens to a drawing only because somebody was worried. Nobody but the lead reads of it.
OF_THE_LEAD = frozenset({Move.CONCERN, Move.CLOSE, Move.SEAL, Move.HAND_OVER, Move.RETURN, Move.DESTROY})
#: In no list, count, search, picture or export of those who enter or decide: what the safeguarding lead has, what a
#: school has not sent yet, and what is deleted.
IN_NO_LIST = WITH_THE_LEAD | {State.DRAFT, State.PURGED}
#: Nothing more happens to these, but for the deletion of what is left of them.
OVER = _from(State.WITHDRAWN, State.PURGED)
#: Where somebody who decides, or entered it, has its picture before them.
_SEEN = _from(
    State.DRAFT,
    State.PENDING,
    State.CHANGES,
    State.REJECTED,
    State.APPROVED,
    State.PUBLISHED,
    State.HIDDEN,
)

#: Showing again leads back to *approved*, so that what was hidden needs two people once more.
MOVES: dict[Move, Allowed] = {
    Move.TAKE_UP: Allowed(_from(State.RECEIVED), State.PROCESSING, by_enterer=True),
    Move.GIVE_BACK: Allowed(_from(State.PROCESSING), State.RECEIVED, by_enterer=True),
    Move.LOSE: Allowed(_from(State.PROCESSING), State.RECEIVED, by_enterer=True),
    Move.MAKE_READY: Allowed(_from(State.PROCESSING), State.PENDING, by_enterer=True),
    # A school looks at what it has before it sends it; a partner's editor has the paper in hand.
    Move.MAKE_DRAFT: Allowed(_from(State.PROCESSING), State.DRAFT, by_enterer=True),
    Move.FAIL: Allowed(_from(State.PROCESSING), State.UNREADABLE, by_enterer=True),
    Move.BLOCK: Allowed(_from(State.PROCESSING), State.BLOCKED, by_enterer=True),
    # Where a change was asked for, the school may also put right what it wrote, and send the same picture again.
    Move.SEND: Allowed(_from(State.DRAFT, State.CHANGES), State.PENDING, by_enterer=True),
    Move.REPLACE: Allowed(
        _from(State.DRAFT, State.CHANGES, State.UNREADABLE, State.BLOCKED), State.RECEIVED, by_enterer=True
    ),
    Move.APPROVE: Allowed(_from(State.PENDING), State.APPROVED),
    Move.REJECT: Allowed(_from(State.PENDING, State.APPROVED), State.REJECTED),
    Move.ASK: Allowed(_from(State.PENDING), State.CHANGES),
    Move.RECONSIDER: Allowed(_from(State.REJECTED, State.CHANGES), State.PENDING),
    Move.HOLD_BACK: Allowed(_from(State.APPROVED), State.PENDING),
    Move.RELEASE: Allowed(_from(State.APPROVED), State.PUBLISHED),
    # Taking something off needs one person, whoever it is.
    Move.HIDE: Allowed(_from(State.PUBLISHED, State.APPROVED), State.HIDDEN, by_enterer=True),
    Move.SHOW_AGAIN: Allowed(_from(State.HIDDEN), State.APPROVED),
    # A child may be telling us something: whoever sees it first says so, also somebody who entered it.
    Move.CONCERN: Allowed(_SEEN, State.SAFEGUARDING, by_enterer=True),
    Move.CLOSE: Allowed(_from(State.SAFEGUARDING), State.PENDING),
    Move.SEAL: Allowed(_SEEN | {State.SAFEGUARDING}, State.SEALED, by_enterer=True),
    Move.HAND_OVER: Allowed(_from(State.SEALED), State.SEALED),
    Move.RETURN: Allowed(_from(State.SEALED), State.RECEIVED),
    Move.DESTROY: Allowed(_from(State.SEALED), State.PURGED),
    # Of what the safeguarding lead has, taking back is noted and done when the lead is through (domain.withdrawing).
    Move.WITHDRAW: Allowed(frozenset(State) - WITH_THE_LEAD - OVER, State.WITHDRAWN, by_enterer=True),
    Move.PURGE: Allowed(frozenset(State) - WITH_THE_LEAD - {State.PURGED}, State.PURGED, by_enterer=True),
}

#: Ages on the day on which a competition closes.
BANDS = tuple(band for band in AgeBand if band not in {AgeBand.ADULT, AgeBand.UNKNOWN})


def band_choices() -> list[tuple[str, object]]:
    return [(band.value, band.label) for band in BANDS]


class Reason(models.TextChoices):
    """Why a drawing is rejected, hidden or asked back. Kept as a code; a school gets a kind sentence
    (`gallery.reasons`), never this list."""

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
    BLURRED = "blurred", _("The picture is blurred, dark or cut off")
    ANOTHER_PHOTO = "another_photo", _("Hands, a face or a room are in the picture besides the drawing")
    WORDS = "words", _("The title or the description does not fit, or names somebody")
    LEAVE_OUT_NAME = "leave_out_name", _("A name, a number or a school is written on it and can be covered")
    REPORTED = "reported", _("A reader reported it")


#: In the order of their keys on the bench.
REASONS_TO_REJECT = (
    Reason.NAME,
    Reason.FACE,
    Reason.NOT_OWN,
    Reason.NOT_A_DRAWING,
    Reason.DISTRESSING,
    Reason.CONSENT,
    Reason.OTHER,
)
REASONS_TO_HIDE = REASONS_TO_REJECT
REASONS_TO_ASK = (Reason.BLURRED, Reason.ANOTHER_PHOTO, Reason.WORDS, Reason.LEAVE_OUT_NAME)


class Found(models.TextChoices):
    """What whoever decides looks for on each drawing."""

    NAME = "name", _("a name, or the name of a school")
    SIGNATURE = "signature", _("a signature")
    CONTACT = "contact", _("a number, an address or an account")
    FACE = "face", _("a photograph, or a face that could be recognised")
    COPIED = "copied", _("a character somebody else invented")
    MACHINE = "machine", _("made by a machine")


#: Can be covered; then the drawing can be shown.
CAN_BE_COVERED = frozenset({Found.NAME, Found.SIGNATURE, Found.CONTACT})
#: The reason that fits what was found: to reject, and to ask for a change.
REASON_THAT_FITS: dict[Found, tuple[Reason, Reason | None]] = {
    Found.NAME: (Reason.NAME, Reason.LEAVE_OUT_NAME),
    Found.SIGNATURE: (Reason.NAME, Reason.LEAVE_OUT_NAME),
    Found.CONTACT: (Reason.NAME, Reason.LEAVE_OUT_NAME),
    Found.FACE: (Reason.FACE, Reason.ANOTHER_PHOTO),
    Found.COPIED: (Reason.NOT_OWN, None),
    Found.MACHINE: (Reason.NOT_OWN, None),
}


class AssetKind(models.TextChoices):
    ORIGINAL = "original", _("as it was sent, private")
    COPY = "copy", _("made ready, private until released")
    #: With what is covered burnt in. Where there are masks, these alone are ever released.
    MASKED = "masked", _("made ready, covered in places, private until released")


class Scan(models.TextChoices):
    """What the virus scanner said. Without a scanner nothing is asked, and the row says so."""

    NONE = "", _("not asked")
    CLEAN = "clean", _("nothing found")
    INFECTED = "infected", _("something found")


class Place(models.TextChoices):
    """What an award says."""

    FIRST = "first", _("First place")
    SECOND = "second", _("Second place")
    THIRD = "third", _("Third place")
    MENTION = "mention", _("Special mention")
