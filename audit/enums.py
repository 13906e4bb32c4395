"""Where a letter stands, and the moves between, as data; why an address gets none; what went wrong, as codes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LetterState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("state of a letter", "waits to be sent")
    SENDING = "sending", pgettext_lazy("state of a letter", "is being sent")
    SENT = "sent", pgettext_lazy("state of a letter", "sent")
    UNCLEAR = "unclear", pgettext_lazy("state of a letter", "perhaps sent")
    REFUSED = "refused", pgettext_lazy("state of a letter", "refused")
    SUPPRESSED = "suppressed", pgettext_lazy("state of a letter", "held back")
    GIVEN_UP = "given_up", pgettext_lazy("state of a letter", "given up")


class LetterMove(models.TextChoices):
    CLAIM = "claim"
    DELIVER = "deliver"
    POSTPONE = "postpone"
    REFUSE = "refuse"
    SUPPRESS = "suppress"
    GIVE_UP = "give_up"
    LOSE = "lose"
    SEND_AGAIN = "send_again"
    COME_BACK = "come_back"


@dataclass(frozen=True)
class Allowed:
    before: frozenset[LetterState]
    after: LetterState


def _from(*states: LetterState) -> frozenset[LetterState]:
    return frozenset(states)


#: Nothing leads back from *sent* or *perhaps sent* by itself: only a person sends a letter a second time.
MOVES: dict[LetterMove, Allowed] = {
    LetterMove.CLAIM: Allowed(_from(LetterState.WAITING), LetterState.SENDING),
    # A worker that was slow, not dead, still says what became of its letter.
    LetterMove.DELIVER: Allowed(_from(LetterState.SENDING, LetterState.UNCLEAR), LetterState.SENT),
    LetterMove.POSTPONE: Allowed(_from(LetterState.SENDING), LetterState.WAITING),
    LetterMove.REFUSE: Allowed(_from(LetterState.SENDING), LetterState.REFUSED),
    LetterMove.SUPPRESS: Allowed(_from(LetterState.SENDING), LetterState.SUPPRESSED),
    LetterMove.GIVE_UP: Allowed(_from(LetterState.SENDING), LetterState.GIVEN_UP),
    LetterMove.LOSE: Allowed(_from(LetterState.SENDING), LetterState.UNCLEAR),
    LetterMove.SEND_AGAIN: Allowed(
        _from(LetterState.UNCLEAR, LetterState.REFUSED, LetterState.SUPPRESSED, LetterState.GIVEN_UP),
        LetterState.WAITING,
    ),
    LetterMove.COME_BACK: Allowed(_from(LetterState.SENT, LetterState.UNCLEAR), LetterState.REFUSED),
}


class Trouble(models.TextChoices):
    """Why a letter is not sent. A code of ours, never the server's text: that quotes addresses."""

    NO_CONNECTION = "no_connection", _("The mail server could not be reached.")
    LOGIN = "login", _("The mail server does not accept our login.")
    SENDER = "sender", _("The mail server does not accept our sender’s address.")
    LATER = "later", _("The mail server asked us to try later.")
    RECIPIENT = "recipient", _("The mail server says that there is no such address.")
    POLICY = "policy", _("The mail server takes no letter for this address from us.")
    CONTENT = "content", _("The mail server does not accept what stands in the letter.")
    LOST = "lost", _("The connection broke after the letter had been handed over.")
    DIED = "died", _("The site was stopped while it was sending the letter.")
    TOO_LATE = "too_late", _("Its link would no longer have worked.")
    UNREADABLE = "unreadable", _("It was sealed with a key that this site no longer has.")
    BROKEN = "broken", _("The letter could not be made. The site’s log says why.")
    CAME_BACK = "came_back", _("The letter came back.")


class Suppression(models.TextChoices):
    """Why no more letters go to an address."""

    REFUSED = "refused", _("The mail server said that there is no such address.")
    CAME_BACK = "came_back", _("A letter came back.")
