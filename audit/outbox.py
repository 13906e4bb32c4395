"""Mail: a row in the transaction of what it tells of, sent by the worker afterwards. Here are its changes of state."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import letters
from .addresses import fingerprint, fingerprints, masked
from .domain import record
from .enums import MOVES, LetterMove, LetterState, Suppression, Trouble
from .models import Letter, Record, SuppressedAddress
from .sealed import Unreadable, seal, unseal
from .tasks import send_letter

#: So long a letter is tried; then somebody has to look at the mail server.
TRIED_FOR = timedelta(hours=48)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=30)
#: So long a letter that did not get through can be sent again. No link in a letter holds longer.
KEPT_FOR = timedelta(days=7)
SEEN_FOR = timedelta(days=90)


class Refused(Exception):
    """It cannot be done. ``sentence`` tells the person who asked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Overtaken(Exception):
    """Another worker, or another person, was quicker."""


def post(
    letter: str,
    to: str,
    *,
    language: str,
    context: dict[str, Any] | None = None,
    key: str = "",
    about: models.Model | None = None,
    good_until: datetime | None = None,
) -> None:
    """Put a letter into the outbox. Call it inside the ``atomic`` block of what it tells of.

    ``letter``: name of the templates ``mail/<letter>.txt`` and ``.html``; the first line of the text is the subject.
    ``context``: plain values and times only; kept sealed, and forgotten once the letter is gone.
    ``key``: an id of ours. Two letters with the same key are one; the second is not written.
    ``good_until``: when the link in it ends, by the real time, as letters go also from a site whose clock stands still.
    It is not sent after that.

    Raises ``ValidationError`` for what is no e-mail address, ``TemplateDoesNotExist``, ``TypeError``.
    """
    validate_email(to)
    letters.must_exist(letter)
    now = timezone.now()
    held_back = is_suppressed(to)
    facts = {
        "letter": letter,
        "language": language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        "to_sealed": seal(to),
        "to_fingerprint": fingerprint(to),
        "to_masked": masked(to),
        "context": seal(letters.pack(context or {})),
        "state": LetterState.SUPPRESSED if held_back else LetterState.WAITING,
        "made_at": now,
        "state_changed_at": now,
        "next_try_at": now,
        "give_up_at": _give_up_at(now, good_until),
        "good_until": good_until,
        "about_type": about._meta.label_lower if about is not None else "",
        "about_id": str(about.pk) if about is not None else "",
    }
    new = Letter(key=key or None, **facts)
    new.full_clean(validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        if key:
            new, made = Letter.objects.get_or_create(key=key, defaults=facts)
            if not made:
                return
        else:
            new.save()
        if held_back:
            record("audit.letter_held_back", new)
        else:
            _hand_to_the_worker(new)


def state_of(about: models.Model) -> str:
    """What became of the newest letter that tells of this row; empty when there is none (any more)."""
    of_it = Letter.objects.filter(about_type=about._meta.label_lower, about_id=str(about.pk))
    return of_it.order_by("-pk").values_list("state", flat=True).first() or ""


def is_suppressed(address: str) -> bool:
    return SuppressedAddress.objects.filter(fingerprint__in=fingerprints(address)).exists()


def contents(letter: Letter) -> tuple[str, dict[str, Any]]:
    """To whom it goes and what fills it. Raises `Unreadable`, also when it has been forgotten."""
    if not letter.to_sealed:
        raise Unreadable
    return unseal(letter.to_sealed), letters.unpack(unseal(letter.context))


# --- What the worker does with it: `delivery` decides which -------------------------------------------------------
def claim(letter: Letter) -> None:
    """Before it is sent, and committed: of two workers one gets it, and one that dies leaves a trace."""
    if letter.next_try_at > timezone.now():
        raise Overtaken
    _move(letter, LetterMove.CLAIM, attempts=letter.attempts + 1)


def delivered(letter: Letter) -> None:
    _move(letter, LetterMove.DELIVER, sent_at=timezone.now(), trouble="", **_FORGOTTEN)


def not_now(letter: Letter, trouble: Trouble) -> None:
    """Nothing was handed over. It is tried again, with longer and longer pauses, until it is time to give up."""
    now = timezone.now()
    if now >= letter.give_up_at:
        give_up(letter, trouble)
        return
    pause = min(FIRST_PAUSE * 2 ** min(letter.attempts - 1, 10), LONGEST_PAUSE)
    _move(letter, LetterMove.POSTPONE, next_try_at=min(now + pause, letter.give_up_at), trouble=trouble)


@transaction.atomic
def give_up(letter: Letter, trouble: Trouble) -> None:
    _move(letter, LetterMove.GIVE_UP, trouble=trouble)
    record("audit.letter_given_up", letter, after=trouble)


@transaction.atomic
def refuse(letter: Letter, trouble: Trouble, *, suppress: bool = False) -> None:
    """For good. ``suppress``: it is the address that does not exist."""
    _move(letter, LetterMove.REFUSE, trouble=trouble)
    record("audit.letter_refused", letter, after=trouble)
    if suppress:
        _suppress(letter, Suppression.REFUSED)


@transaction.atomic
def hold_back(letter: Letter) -> None:
    """Its address was suppressed while it waited."""
    _move(letter, LetterMove.SUPPRESS)
    record("audit.letter_held_back", letter)


@transaction.atomic
def lose(letter: Letter, trouble: Trouble) -> None:
    """Nobody knows whether it was sent. It is never sent again by itself."""
    _move(letter, LetterMove.LOSE, trouble=trouble)
    record("audit.letter_unclear", letter, after=trouble)


# --- What people do with it ---------------------------------------------------------------------------------------
@transaction.atomic
def send_again(letter: Letter, *, by: Any) -> None:
    """Raises `Refused`, `Overtaken`."""
    if letter.state not in MOVES[LetterMove.SEND_AGAIN].before:
        raise Refused(_("This letter has been sent, or is about to be."))
    if not letter.is_kept:
        raise Refused(
            _("What stood in this letter is no longer kept, or no longer of use. Do again what caused it.")
        )
    if is_suppressed(_address_of(letter)):
        raise Refused(_("This address gets no mail at present. Lift that first, if the address is right."))
    now = timezone.now()
    before = letter.state
    _move(
        letter,
        LetterMove.SEND_AGAIN,
        trouble="",
        next_try_at=now,
        give_up_at=_give_up_at(now, letter.good_until),
    )
    record("audit.letter_sent_again", letter, by=by, before=before)
    _hand_to_the_worker(letter)


@transaction.atomic
def came_back(letter: Letter, *, by: Any) -> None:
    """The mail server took it, and later sent it back. Raises `Refused`, `Overtaken`."""
    if letter.state not in MOVES[LetterMove.COME_BACK].before:
        raise Refused(_("This letter has not been sent, so it cannot have come back."))
    _move(letter, LetterMove.COME_BACK, trouble=Trouble.CAME_BACK)
    record("audit.letter_came_back", letter, by=by)
    _suppress(letter, Suppression.CAME_BACK, by=by)


@transaction.atomic
def lift(letter: Letter, *, by: Any) -> None:
    """Let the address of this letter get mail again. Raises `Refused` when it gets some already."""
    gone, _by_model = suppressions_of(letter).delete()
    if not gone:
        raise Refused(_("This address gets mail already."))
    record("audit.suppression_lifted", letter, by=by)


def suppressions_of(letter: Letter) -> models.QuerySet[SuppressedAddress]:
    """By the address while it is kept: with a key changed meanwhile, its fingerprint is another one now."""
    marks = [letter.to_fingerprint]
    if letter.to_sealed:
        with suppress(Unreadable):
            marks += fingerprints(unseal(letter.to_sealed))
    return SuppressedAddress.objects.filter(fingerprint__in=marks)


_FORGOTTEN = {"to_sealed": "", "context": ""}


def forget_old(now: datetime) -> None:
    """What did not get through can be sent again for a week; what became of a letter is seen for three months."""
    over = Letter.objects.exclude(state__in=[LetterState.WAITING, LetterState.SENDING])
    full = over.exclude(to_sealed="").filter(state_changed_at__lt=now - KEPT_FOR)
    if full.exists():
        full.update(**_FORGOTTEN)
    # Waits until one is a day over that, so that it writes once a day and not once a minute.
    if over.filter(state_changed_at__lt=now - SEEN_FOR - timedelta(days=1)).exists():
        over.filter(state_changed_at__lt=now - SEEN_FOR).delete()


def _address_of(letter: Letter) -> str:
    try:
        return unseal(letter.to_sealed)
    except Unreadable:
        raise Refused(str(Trouble.UNREADABLE.label)) from None


def _give_up_at(now: datetime, good_until: datetime | None) -> datetime:
    return min(now + TRIED_FOR, good_until or now + TRIED_FOR)


def _suppress(letter: Letter, reason: Suppression, *, by: Any = None) -> None:
    SuppressedAddress.objects.get_or_create(fingerprint=letter.to_fingerprint, defaults={"reason": reason})
    record("audit.address_suppressed", letter, by=by or Record.By.MACHINE, after=reason)


def _hand_to_the_worker(letter: Letter) -> None:
    # Robust: a queue that cannot be written to must not undo what the letter tells of. The minute job finds it.
    transaction.on_commit(lambda: send_letter.enqueue(letter.pk), robust=True)


def _move(letter: Letter, move: LetterMove, **changes: Any) -> None:
    """Compare and set: on the state, and on the number of tries, which tells one try from the next."""
    allowed = MOVES[move]
    changes |= {"state": allowed.after, "state_changed_at": timezone.now()}
    here = Letter.objects.filter(pk=letter.pk, state__in=allowed.before, attempts=letter.attempts)
    if not here.update(**changes):
        raise Overtaken
    for name, value in changes.items():
        setattr(letter, name, value)
