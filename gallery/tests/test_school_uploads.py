"""What a school sends: in time or too late, within its places, once only, and kept before anybody says so."""

from __future__ import annotations

import os
import uuid
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from config.tests.committing import all_at_once, committing
from core import durable
from gallery import domain, files, tasks, ticks
from gallery.enums import Move, State
from gallery.models import Batch, Competition, Entry, EntryAsset

from .factories import CompetitionFactory, a_batch, a_decider, drawn, received
from .sent_by_schools import a_class, a_contact, sent
from .staff import quick
from .stored import is_on_a_disk, stored_files

pytestmark = pytest.mark.django_db

SOAK = os.environ.get("SOAK") == "1"
SECOND = timedelta(seconds=1)
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="SQLite alone is told when to wait for the disk"
)


def at(settings: Settings, moment: datetime) -> datetime:
    settings.CLOCK = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    return moment.astimezone(UTC)


def outcome(batch: Batch, begun_at: datetime) -> str:
    try:
        return str(sent(batch, begun_at=begun_at).state)
    except domain.Refused as refused:
        return refused.code


# --- In time ------------------------------------------------------------------------------------------------------

#: Zone, last day to enter, and the instant in UTC at which it is over. On the last two days clocks are changed: 23 and
#: 25 hours long; in Cairo the change is at midnight itself, so that the next day has no 00:00.
LAST_DAYS = {
    "first on earth": ("Pacific/Kiritimati", date(2027, 5, 7), datetime(2027, 5, 7, 10, tzinfo=UTC)),
    "last on earth": ("Pacific/Pago_Pago", date(2027, 5, 7), datetime(2027, 5, 8, 11, tzinfo=UTC)),
    "a day of 23 hours": ("Europe/Vilnius", date(2027, 3, 28), datetime(2027, 3, 28, 21, tzinfo=UTC)),
    "a day of 25 hours": ("Europe/Vilnius", date(2027, 10, 31), datetime(2027, 10, 31, 22, tzinfo=UTC)),
    "no midnight": ("Africa/Cairo", date(2027, 4, 29), datetime(2027, 4, 29, 22, tzinfo=UTC)),
}


@pytest.mark.parametrize(("zone", "last", "over"), LAST_DAYS.values(), ids=LAST_DAYS)
def test_to_the_second_what_began_before_closing_is_taken_and_what_began_after_is_not(
    settings: Settings, zone: str, last: date, over: datetime
) -> None:
    competition = CompetitionFactory.create(
        zone=zone,
        opens_on=last - timedelta(days=40),
        closes_on=last,
        consent_until=last + timedelta(days=700),
    )
    at(settings, over - timedelta(days=1))
    batch = a_class(competition)
    found = {}
    for name, begun, now in (
        ("a second before", over - SECOND, over - SECOND),
        ("as it closes", over, over),
        ("a second after", over + SECOND, over + SECOND),
        ("begun in time, a minute long", over - SECOND, over + timedelta(minutes=1)),
        ("begun in time, as long as may be", over - SECOND, over + timedelta(minutes=15) - SECOND),
        ("begun in time, too long", over - SECOND, over + timedelta(minutes=15)),
        ("says it began in the past, sent after closing", over + SECOND, over + timedelta(minutes=5)),
    ):
        at(settings, now)
        found[name] = outcome(batch, begun)

    assert found == {
        "a second before": State.RECEIVED,
        "as it closes": "closed",
        "a second after": "closed",
        "begun in time, a minute long": State.RECEIVED,
        "begun in time, as long as may be": State.RECEIVED,
        "begun in time, too long": "closed",
        "says it began in the past, sent after closing": "closed",
    }


def test_nothing_is_taken_a_second_before_it_opens_and_no_class_is_opened(settings: Settings) -> None:
    competition = CompetitionFactory.create()
    batch = a_class(competition)
    contact = a_contact()

    before = at(settings, competition.opens_at - SECOND)
    assert outcome(batch, before) == "not_open"
    with pytest.raises(domain.Refused):
        a_class(competition, contact)
    # Whoever says that they began later than now begins now.
    assert outcome(batch, before + timedelta(days=1)) == "not_open"
    assert outcome(batch, at(settings, competition.opens_at)) == State.RECEIVED
    at(settings, competition.closes_at)
    with pytest.raises(domain.Refused):
        a_class(competition, contact)


def test_what_was_sent_in_time_can_be_completed_for_a_week(settings: Settings) -> None:
    competition: Competition = CompetitionFactory.create()
    found = []
    for moment in (
        competition.opens_at - SECOND,
        competition.closes_at,
        competition.closes_at + timedelta(days=7) - SECOND,
        competition.closes_at + timedelta(days=7),
    ):
        at(settings, moment)
        found.append((competition.can_be_completed, competition.can_be_entered_for))

    # What partners have by post may be entered for another week.
    assert found == [(False, False), (True, True), (True, True), (False, True)]


# --- Places -------------------------------------------------------------------------------------------------------


def test_only_what_somebody_may_look_at_takes_one_of_the_school_s_places() -> None:
    competition = CompetitionFactory.create(most_from_a_school=2)
    contact = a_contact()
    one, other = a_class(competition, contact), a_class(competition, a_contact(contact.school))
    for state in (State.WITHDRAWN, State.UNREADABLE, State.BLOCKED):
        Entry.objects.filter(pk=sent(one).pk).update(state=state)
    last_but_one = sent(one)
    left = [domain.room_left(batch) for batch in (one, other)]
    sent(other)
    files_before = stored_files()

    with pytest.raises(domain.Refused) as refused:
        sent(one)

    assert left == [1, 1]
    assert refused.value.code == "quota"
    assert "2 drawings from each school" in refused.value.sentence
    assert stored_files() == files_before
    # Sent again, what has its place keeps it; another school has its own; so has a partner.
    assert sent(one, key=last_but_one.idempotency_key) == last_but_one
    assert sent(a_class(competition)).state == State.RECEIVED
    assert received(a_batch(competition)).state == State.RECEIVED
    Entry.objects.filter(pk=last_but_one.pk).update(state=State.WITHDRAWN)
    assert sent(one).state == State.RECEIVED


def test_a_competition_without_a_limit_takes_as_many_as_come() -> None:
    batch = a_class()

    assert [sent(batch).state for _number in range(3)] == [State.RECEIVED] * 3
    assert domain.room_left(batch) is None


# --- Once ---------------------------------------------------------------------------------------------------------


def test_a_school_is_told_where_a_drawing_is_that_is_here_and_nothing_of_others() -> None:
    competition = CompetitionFactory.create()
    ours, theirs = a_class(competition), a_class(competition)
    first = sent(ours, drawn(70_001))
    second = sent(a_class(competition, ours.contact), drawn(70_002))
    sent(theirs, drawn(70_003))
    partner_s = received(a_batch(competition))
    told = {}
    for name, content in (
        ("this class", drawn(70_001)),
        ("another class", drawn(70_002)),
        ("another school", drawn(70_003)),
        ("a partner", files.read_private(partner_s.assets.get().key)),
    ):
        with pytest.raises(domain.AlreadyHere) as refused:
            sent(ours, content)
        told[name] = (refused.value.entry, refused.value.sentence)

    elsewhere = (
        "Somebody else has entered this drawing in this competition already. It was not entered here. If that was "
        "you with another e-mail address, go on there; if not, write to us."
    )
    assert told == {
        "this class": (first, "This drawing is here already. It was not entered a second time."),
        "another class": (
            second,
            "This drawing is in another class of your school. It was not entered a second time.",
        ),
        "another school": (None, elsewhere),
        "a partner": (None, elsewhere),
    }
    assert (Entry.objects.count(), len(stored_files())) == (4, 4)


def test_the_same_key_is_the_same_drawing_also_after_closing(settings: Settings) -> None:
    """The receipt was lost on its way; the question for it comes late."""
    batch, key = a_class(), uuid.uuid4()
    first = sent(batch, drawn(70_001), key=key)
    late = at(settings, batch.competition.closes_at + timedelta(days=1))

    assert sent(batch, drawn(70_001), key=key, begun_at=late) == first
    assert (Entry.objects.count(), len(stored_files())) == (1, 1)


# --- Kept ---------------------------------------------------------------------------------------------------------


def test_the_task_is_in_the_queue_with_the_row_and_not_without_it(settings: Settings) -> None:
    settings.TASKS = {**settings.TASKS, "worker": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    batch = a_class()

    entry = sent(batch)
    with suppress(OSError), transaction.atomic():
        sent(batch)
        raise OSError("the power went off before the commit")

    waiting = DBTaskResult.objects.filter(task_path=tasks.process_entry.module_path)
    assert [task.args_kwargs["args"] for task in waiting] == [[entry.pk]]


@pytest.mark.parametrize("away", ["storage", "disk", "database"])
def test_when_something_is_away_there_is_no_receipt_no_row_and_no_file(
    monkeypatch: pytest.MonkeyPatch, away: str
) -> None:
    batch = a_class()

    def fail(*args: object, **kwargs: object) -> None:
        raise OperationalError("away") if away == "database" else OSError("away")

    if away == "storage":
        monkeypatch.setattr(files, "keep_private", fail)
    elif away == "disk":
        if not is_on_a_disk():
            pytest.skip("a bucket answers when it has it, and no disk is asked")
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(EntryAsset.objects, "create", fail)

    with pytest.raises((OSError, OperationalError)):
        sent(batch)

    # A disk that cannot promise to keep a file keeps it perhaps: that is swept the day after.
    assert (Entry.objects.count(), len(stored_files())) == (0, 1 if away == "disk" else 0)


@on_sqlite
def test_a_receipt_waits_for_the_disk_and_other_commits_do_not(tmp_path: Path, prepared_rows: Path) -> None:
    def level() -> int:
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA synchronous").fetchone()[0]

    with committing(tmp_path, prepared_rows):
        batch = a_class()
        before = level()
        with durable.on_the_disk(), transaction.atomic():
            inside = level()
        with pytest.raises(OSError, match="no"), durable.on_the_disk():
            raise OSError("no")
        sent(batch)

        assert (before, inside, level()) == (1, 2, 1)


def test_drafts_of_a_class_are_finished_by_the_next_tick_and_keep_their_files(settings: Settings) -> None:
    """A killed worker, then a sweep: nothing of what a school has not sent yet is taken for left over."""
    batch = a_class()
    stuck, waits = sent(batch), sent(batch)
    domain.take_up(stuck)
    now = batch.competition.opens_at + timedelta(days=32)
    for minutes in (0, 11, 14):
        at(settings, now + timedelta(minutes=minutes))
        ticks.redrive_entries()
    settings.CLOCK = f"{(now + timedelta(days=1)).date()}T12:17:00"
    before = stored_files()
    ticks.sweep_orphans()
    ticks.delete_what_is_due()

    states = {entry.pk: entry.state for entry in batch.entries.all()}
    assert states == {stuck.pk: State.DRAFT, waits.pk: State.DRAFT}
    assert set(before) == set(stored_files()) == set(EntryAsset.objects.values_list("key", flat=True))


# --- At once ------------------------------------------------------------------------------------------------------


@pytest.mark.soak
def test_of_many_who_want_the_last_place_one_gets_it(tmp_path: Path, prepared_rows: Path) -> None:
    threads = 40 if SOAK else 8
    with committing(tmp_path, prepared_rows):
        contact = a_contact()
        competition = CompetitionFactory.create(most_from_a_school=3)
        batches = [a_class(competition, contact) for _class in range(2)]
        for _number in range(2):
            sent(batches[0])

        def one(number: int) -> str:
            try:
                return str(sent(Batch.objects.get(pk=batches[number % 2].pk)).state)
            except domain.Refused as refused:
                return refused.code

        found = Counter(all_at_once(threads, one))

        assert found == {State.RECEIVED: 1, "quota": threads - 1}
        # Whoever came too late has left nothing behind, neither a row nor a file nor work.
        assert (Entry.objects.count(), len(stored_files()), DBTaskResult.objects.count()) == (3, 3, 3)


@pytest.mark.soak
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(
    tmp_path: Path, prepared_rows: Path
) -> None:
    races = 500 if SOAK else 20
    with committing(tmp_path, prepared_rows):
        deciders = [a_decider("one"), a_decider("other")]
        entry = quick(State.PENDING)
        before, first_version = entry.decisions.count(), entry.version
        outcomes: Counter[tuple[str, ...]] = Counter()
        for _race in range(races):

            def decide(number: int, version: int = entry.version) -> str:
                mine = Entry.objects.get(pk=entry.pk)
                # As both saw it when they opened the page.
                mine.state, mine.version = State.PENDING, version
                try:
                    if number:
                        domain.reject(mine, user=deciders[1], version=version, reason="face")
                    else:
                        domain.approve(mine, user=deciders[0], version=version)
                except domain.Overtaken:
                    return "overtaken"
                return "won"

            outcomes[tuple(sorted(all_at_once(2, decide)))] += 1
            entry.refresh_from_db()
            back = domain.reconsider if entry.state == State.REJECTED else domain.hold_back
            back(entry, user=deciders[0], version=entry.version)

        moves = Counter(entry.decisions.order_by("pk").values_list("move", flat=True)[before:])
        assert outcomes == {("overtaken", "won"): races}
        assert moves[Move.APPROVE] + moves[Move.REJECT] == races
        assert (moves[Move.HOLD_BACK], moves[Move.RECONSIDER]) == (moves[Move.APPROVE], moves[Move.REJECT])
        assert sum(moves.values()) == 2 * races
        assert entry.version == first_version + 2 * races
