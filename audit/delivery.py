"""Sending what waits in the outbox, and the minute job that looks after it.

A letter is claimed, and that is committed, before anything is sent. So it is sent once, or nobody knows and it is not
sent again by itself: a second letter to a child's family, or a second link to sign in by, does more harm than none.
"""

from __future__ import annotations

import logging
import re
import smtplib
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import letters, outbox
from .enums import LetterState, Trouble
from .models import Letter
from .sealed import Unreadable
from .smtp import Unclear
from .tasks import send_letter

logger = logging.getLogger(__name__)

#: No try takes as long, with the limit that each step of a connection has (EMAIL_TIMEOUT).
SENDING_TOO_LONG = timedelta(minutes=10)
AT_ONCE = 200

#: Of the permanent refusals, those that say that the address itself is wrong (RFC 3463, 5321). Others are about us,
#: and a blocklist that knows our machine must not cost every address its mail.
NO_SUCH_ADDRESS = re.compile(rb"\A5\.1\.\d|\A5\.2\.1\b")
NO_SUCH_ADDRESS_CODES = {550, 551, 553}
ENHANCED = re.compile(rb"\A[245]\.\d{1,3}\.\d{1,3}\b")
PERMANENT = 500


def deliver(letter_id: int) -> None:
    """Send one letter, if it waits and is due. Never inside a transaction: the claim must be seen at once."""
    letter = Letter.objects.filter(pk=letter_id, state=LetterState.WAITING).first()
    if letter is None:
        return
    try:
        outbox.claim(letter)
        _try(letter)
    except outbox.Overtaken:
        return  # another worker has it, or a person has decided meanwhile


def _try(letter: Letter) -> None:
    if letter.good_until is not None and letter.good_until <= timezone.now():
        outbox.give_up(letter, Trouble.TOO_LATE)
        return
    try:
        to, context = outbox.contents(letter)
    except Unreadable:
        outbox.give_up(letter, Trouble.UNREADABLE)
        return
    if outbox.is_suppressed(to):
        outbox.hold_back(letter)
        return
    try:
        message = _message(letter, to, context)
    except Exception as error:  # a template fails in its own way
        # Its name alone: an error's text may quote what the letter is filled with.
        logger.error("The letter %s could not be made: %s", letter.letter, type(error).__name__)
        outbox.not_now(letter, Trouble.BROKEN)
        return
    _send(letter, message)


def _message(letter: Letter, to: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    made = letters.render(letter.letter, letter.language, context)
    message = EmailMultiAlternatives(
        made.subject,
        made.text,
        settings.DEFAULT_FROM_EMAIL,
        [to],
        headers={
            "Message-ID": f"<{letter.message_id}@{urlsplit(settings.SITE_URL).hostname}>",
            # RFC 3834: nobody's holiday notice answers this.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": letter.language,
        },
    )
    message.attach_alternative(made.html, "text/html")
    return message


def _send(letter: Letter, message: EmailMultiAlternatives) -> None:
    connection = get_connection(fail_silently=False)
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError:
        outbox.not_now(letter, Trouble.LOGIN)
        return
    except (smtplib.SMTPException, OSError):
        _close(connection)
        outbox.not_now(letter, Trouble.NO_CONNECTION)
        return
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        _recipient_refused(letter, refusal)
    except smtplib.SMTPSenderRefused as refusal:
        # Also when permanent: this is ours to mend, and then the letter goes.
        outbox.not_now(letter, Trouble.SENDER if refusal.smtp_code >= PERMANENT else Trouble.LATER)
    except smtplib.SMTPDataError as refusal:
        if refusal.smtp_code >= PERMANENT:
            outbox.refuse(letter, Trouble.CONTENT)
        else:
            outbox.not_now(letter, Trouble.LATER)
    except smtplib.SMTPServerDisconnected:
        outbox.not_now(letter, Trouble.NO_CONNECTION)
    except Exception as error:
        # After the letter was handed over, or in a way nobody has thought of: then it may have been.
        if not isinstance(error, Unclear):
            logger.error("Sending %s failed: %s", letter.letter, type(error).__name__)
        outbox.lose(letter, Trouble.LOST)
    else:
        outbox.delivered(letter)
    finally:
        _close(connection)


def _close(connection: Any) -> None:
    """What happens on parting says nothing about the letter."""
    with suppress(Exception):
        connection.close()


def _recipient_refused(letter: Letter, refusal: smtplib.SMTPRecipientsRefused) -> None:
    ((code, text),) = refusal.recipients.values()
    if code < PERMANENT:
        outbox.not_now(letter, Trouble.LATER)
        return
    detail = ENHANCED.match(text)
    wrong = bool(NO_SUCH_ADDRESS.match(text)) if detail else code in NO_SUCH_ADDRESS_CODES
    outbox.refuse(letter, Trouble.RECIPIENT if wrong else Trouble.POLICY, suppress=wrong)


# --- Every minute -------------------------------------------------------------------------------------------------
def look_after_letters() -> None:
    """Letters whose worker died, those that are due whatever became of their task, and what is not kept longer."""
    _those_whose_worker_died()
    _those_that_are_due()
    outbox.forget_old(timezone.now())


def _those_whose_worker_died() -> None:
    stuck = Letter.objects.filter(
        state=LetterState.SENDING, state_changed_at__lt=timezone.now() - SENDING_TOO_LONG
    )
    for letter in stuck.order_by("pk")[:AT_ONCE]:
        with suppress(outbox.Overtaken):
            outbox.lose(letter, Trouble.DIED)


def _those_that_are_due() -> None:
    if DBTaskResult.objects.ready().filter(task_path=send_letter.module_path).exists():
        return  # the worker has enough to do, or is down: more tasks would only pile up
    due = Letter.objects.filter(state=LetterState.WAITING, next_try_at__lte=timezone.now())
    for pk in due.order_by("next_try_at").values_list("pk", flat=True)[:AT_ONCE]:
        send_letter.enqueue(pk)
