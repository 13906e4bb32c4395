"""Mail is sent once, later when it cannot be sent now, and never to whom it cannot reach. Over a real mail server."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext_lazy
from pytest_django import Settings

from accounts.models import User
from audit import delivery, outbox
from audit.enums import LetterState, Trouble
from audit.models import Letter, Record, SuppressedAddress

from .conftest import Clock, sends_through
from .letters import ADDRESS, LINK, NAME, a_letter, read_again, worker_at_work
from .mail_server import MailServer, mail_server

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def actions() -> list[str]:
    return list(Record.objects.order_by("pk").values_list("action", flat=True))


@committed
def test_a_letter_goes_out_as_soon_as_what_it_tells_of_is_committed_and_nothing_of_it_is_kept(
    server: MailServer,
) -> None:
    with transaction.atomic():
        outbox.post("audit_sample", ADDRESS, language="en", context={"name": NAME, "link": LINK})
        waiting = Letter.objects.get()
        assert (waiting.state, server.taken) == (LetterState.WAITING, [])
        assert ADDRESS not in json.dumps(rows())
        assert NAME not in json.dumps(rows())
    (sent,) = server.letters
    assert sent["To"] == ADDRESS
    assert NAME in sent.get_payload(0).get_payload(decode=True).decode()
    letter = read_again(waiting)
    assert (letter.state, letter.attempts, letter.to_masked) == (LetterState.SENT, 1, "z…@example.org")
    assert (letter.to_sealed, letter.context) == ("", "")
    assert letter.sent_at is not None


def rows() -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_letter")
        return [[str(value) for value in row] for row in cursor.fetchall()]


@committed
def test_what_is_rolled_back_leaves_no_letter_and_no_record(server: MailServer) -> None:
    before = Record.objects.count()
    with transaction.atomic():
        outbox.post("audit_sample", ADDRESS, language="en", context={"name": NAME})
        outbox.record("audit.exported")
        assert (Letter.objects.count(), Record.objects.count()) == (1, before + 1)
        transaction.set_rollback(True)
    assert (Letter.objects.count(), Record.objects.count(), server.spoken_to) == (0, before, 0)


def test_two_letters_with_one_key_are_one(server: MailServer) -> None:
    a_letter(key="accounts.join:7")
    a_letter(key="accounts.join:7")
    assert (Letter.objects.count(), len(server.taken)) == (1, 1)


# --- The mail server is away --------------------------------------------------------------------------------------
def test_a_mail_server_that_is_away_for_two_hours_and_then_refuses_costs_one_refused_letter(
    settings: Settings, clock: Clock
) -> None:
    with mail_server(RCPT="550 5.1.1 zephyrine@example.org: no such user") as gone:
        sends_through(gone, settings)
    letter = a_letter()
    waits = []
    while clock.now < letter.made_at + timedelta(hours=2):
        letter = read_again(letter)
        assert (letter.state, letter.trouble) == (LetterState.WAITING, Trouble.NO_CONNECTION)
        waits.append(round((letter.next_try_at - clock.now).total_seconds() / 60))
        # The minute before it is due, nothing is tried; then it is, whatever became of its task.
        clock.now = letter.next_try_at - timedelta(seconds=1)
        delivery.look_after_letters()
        assert read_again(letter).attempts == letter.attempts
        clock.forward(seconds=1)
        delivery.look_after_letters()
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    with mail_server(RCPT="550 5.1.1 zephyrine@example.org: no such user") as back:
        sends_through(back, settings)
        clock.forward(minutes=31)
        delivery.look_after_letters()
        assert back.taken == []
        letter = read_again(letter)
        assert (letter.state, letter.trouble) == (LetterState.REFUSED, Trouble.RECIPIENT)
        # The next letter to that address, however it is written, does not even call the server.
        spoken_to = back.spoken_to
        assert a_letter("Zephyrine@EXAMPLE.org").state == LetterState.SUPPRESSED
        assert back.spoken_to == spoken_to
    assert actions() == ["audit.letter_refused", "audit.address_suppressed", "audit.letter_held_back"]


def test_after_two_days_a_letter_is_given_up(settings: Settings, clock: Clock) -> None:
    with mail_server() as gone:
        sends_through(gone, settings)
    letter = a_letter()
    while read_again(letter).state == LetterState.WAITING:
        clock.forward(minutes=30)
        delivery.look_after_letters()
        assert clock.now < letter.made_at + timedelta(hours=49)
    letter = read_again(letter)
    assert (letter.state, letter.trouble) == (LetterState.GIVEN_UP, Trouble.NO_CONNECTION)
    assert letter.state_changed_at >= letter.made_at + timedelta(hours=48)
    assert actions() == ["audit.letter_given_up"]


def test_a_letter_whose_link_has_ended_meanwhile_is_not_sent(settings: Settings, clock: Clock) -> None:
    with mail_server() as gone:
        sends_through(gone, settings)
    letter = a_letter(good_until=clock.now + timedelta(minutes=60))
    with mail_server() as back:
        sends_through(back, settings)
        clock.forward(minutes=61)
        delivery.look_after_letters()
        assert back.taken == []
    letter = read_again(letter)
    assert (letter.state, letter.trouble) == (LetterState.GIVEN_UP, Trouble.TOO_LATE)


LATER = [
    ({"GREETING": "421 busy"}, Trouble.NO_CONNECTION),
    ({"GREETING": None}, Trouble.NO_CONNECTION),
    ({"MAIL": None}, Trouble.NO_CONNECTION),
    ({"MAIL": "451 later"}, Trouble.LATER),
    ({"MAIL": "550 not you"}, Trouble.SENDER),
    ({"RCPT": "451 4.7.1 greylisted"}, Trouble.LATER),
    ({"END": "451 disk full"}, Trouble.LATER),
]


@pytest.mark.parametrize(("answers", "trouble"), LATER, ids=str)
def test_what_was_surely_not_sent_is_sent_later(
    server: MailServer, clock: Clock, answers: dict[str, str | None], trouble: Trouble
) -> None:
    server.answers = answers
    letter = a_letter()
    assert (letter.state, letter.trouble) == (LetterState.WAITING, trouble)
    server.answers, server.taken = {}, []
    clock.forward(minutes=1)
    delivery.look_after_letters()
    assert (read_again(letter).state, len(server.taken)) == (LetterState.SENT, 1)


FOR_GOOD = [
    ({"RCPT": "550 no such user"}, Trouble.RECIPIENT, True),
    ({"RCPT": "550 5.1.1 no such user"}, Trouble.RECIPIENT, True),
    ({"RCPT": "550 5.7.1 your machine is on a list"}, Trouble.POLICY, False),
    ({"RCPT": "554 relay access denied"}, Trouble.POLICY, False),
    ({"RCPT": "552 5.2.2 mailbox full"}, Trouble.POLICY, False),
    ({"END": "554 5.6.0 looks like spam"}, Trouble.CONTENT, False),
]


@pytest.mark.parametrize(("answers", "trouble", "suppressed"), FOR_GOOD, ids=str)
def test_an_address_is_suppressed_when_it_does_not_exist_and_not_when_it_is_us_who_are_not_wanted(
    server: MailServer, answers: dict[str, str | None], trouble: Trouble, suppressed: bool
) -> None:
    server.answers = answers
    letter = a_letter()
    assert (letter.state, letter.trouble) == (LetterState.REFUSED, trouble)
    assert outbox.is_suppressed(ADDRESS) is suppressed


# --- Never twice --------------------------------------------------------------------------------------------------
def test_a_letter_is_never_sent_twice_when_the_connection_breaks_after_it_was_handed_over(
    server: MailServer, clock: Clock
) -> None:
    server.answers = {"END": None}
    letter = a_letter()
    assert (letter.state, letter.trouble) == (LetterState.UNCLEAR, Trouble.LOST)
    server.answers = {}
    for _hour in range(72):
        clock.forward(hours=1)
        delivery.look_after_letters()
    assert (read_again(letter).state, len(server.taken)) == (LetterState.UNCLEAR, 1)


def test_a_letter_whose_worker_died_is_left_to_people(server: MailServer, clock: Clock) -> None:
    with transaction.atomic():
        outbox.post("audit_sample", ADDRESS, language="en", context={"name": NAME})
        Letter.objects.update(next_try_at=clock.now + timedelta(minutes=1))
    letter = Letter.objects.get()
    clock.forward(minutes=1)
    outbox.claim(letter)  # and here the power goes
    clock.forward(minutes=9)
    delivery.look_after_letters()
    assert read_again(letter).state == LetterState.SENDING
    clock.forward(minutes=2)
    delivery.look_after_letters()
    dead = read_again(letter)
    assert (dead.state, dead.trouble, server.taken) == (LetterState.UNCLEAR, Trouble.DIED, [])
    # It was slow, not dead.
    outbox.delivered(letter)
    assert read_again(letter).state == LetterState.SENT


@committed
def test_of_eight_workers_one_sends_a_letter(
    server: MailServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        outbox.post("audit_sample", ADDRESS, language="en", context={"name": NAME})
        Letter.objects.update(next_try_at=clock.now + timedelta(minutes=1))
    letter = Letter.objects.get()
    clock.forward(minutes=1)
    all_have_read_it, claim = threading.Barrier(8, timeout=30), outbox.claim

    def claim_at_once(read: Letter) -> None:
        all_have_read_it.wait()
        claim(read)

    monkeypatch.setattr(outbox, "claim", claim_at_once)

    def work(_worker: int) -> None:
        try:
            delivery.deliver(letter.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(work, range(8)))
    assert (len(server.taken), read_again(letter).attempts) == (1, 1)


# --- What people do -----------------------------------------------------------------------------------------------
def test_a_person_may_send_an_unclear_letter_again_and_it_has_the_same_message_id(server: MailServer) -> None:
    server.answers = {"END": None}
    letter = a_letter()
    server.answers = {}
    with worker_at_work():
        outbox.send_again(letter, by=somebody())
    first, second = server.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert read_again(letter).state == LetterState.SENT
    assert actions() == ["audit.letter_unclear", "audit.letter_sent_again"]
    with pytest.raises(outbox.Refused):
        outbox.send_again(read_again(letter), by=somebody())
    assert len(server.taken) == 2


def test_a_suppressed_address_gets_mail_again_once_it_is_lifted_also_after_the_key_was_changed(
    server: MailServer, settings: Settings
) -> None:
    server.answers = {"RCPT": "550 no such user"}
    a_letter()
    server.answers = {}
    settings.FIELD_KEYS = ["a-new-one", *settings.FIELD_KEYS]
    letter = a_letter()
    assert letter.state == LetterState.SUPPRESSED
    with pytest.raises(outbox.Refused):
        outbox.send_again(letter, by=somebody())
    outbox.lift(letter, by=somebody())
    with worker_at_work():
        outbox.send_again(letter, by=somebody())
    assert (read_again(letter).state, len(server.taken)) == (LetterState.SENT, 1)
    assert SuppressedAddress.objects.count() == 0


def test_a_letter_that_came_back_suppresses_its_address_although_the_address_is_forgotten(
    server: MailServer,
) -> None:
    outbox.came_back(a_letter(), by=somebody())
    assert a_letter().state == LetterState.SUPPRESSED
    assert len(server.taken) == 1


def somebody() -> User:
    return User.objects.get_or_create(email="coordinator@example.org")[0]


# --- How long what is kept ----------------------------------------------------------------------------------------
def test_what_did_not_get_through_is_forgotten_after_a_week_and_every_trace_after_three_months(
    server: MailServer, clock: Clock
) -> None:
    server.answers = {"END": "554 spam"}
    letter = a_letter()
    clock.forward(days=6)
    delivery.look_after_letters()
    assert read_again(letter).is_kept
    clock.forward(days=2)
    delivery.look_after_letters()
    assert (read_again(letter).to_sealed, read_again(letter).context) == ("", "")
    with pytest.raises(outbox.Refused):
        outbox.send_again(read_again(letter), by=somebody())
    clock.forward(days=84)
    delivery.look_after_letters()
    assert Letter.objects.count() == 0


# --- What cannot be posted ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("letter", "to", "context", "error"),
    [
        ("no_such_letter", ADDRESS, {}, TemplateDoesNotExist),
        ("audit_sample", "nobody", {}, ValidationError),
        ("audit_sample", "a@example.org\nBcc: b@example.org", {}, ValidationError),
        ("audit_sample", ADDRESS, {"name": gettext_lazy("Search")}, TypeError),
        ("audit_sample", ADDRESS, {"name": object()}, TypeError),
    ],
)
def test_what_could_never_be_sent_is_refused_where_it_is_caused(
    letter: str, to: str, context: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        outbox.post(letter, to, language="en", context=context)
    assert Letter.objects.count() == 0


def test_no_log_line_tells_whom_a_letter_was_for(
    server: MailServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ValueError(f"{NAME} at {ADDRESS}")

    monkeypatch.setattr("audit.letters.render", broken)
    letter = a_letter()
    assert (letter.state, letter.trouble) == (LetterState.WAITING, Trouble.BROKEN)
    assert "ValueError" in caplog.text
    assert NAME not in caplog.text
    assert ADDRESS not in caplog.text
