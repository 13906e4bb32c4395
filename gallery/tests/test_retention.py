"""What goes by itself: each rule a second before its time, and at it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from accounts.tests.holders import give
from audit.models import Letter, Record
from consent.models import ConsentRecord
from core.roles import Role
from gallery import domain, files, retention, retention_ticks
from gallery.enums import AssetKind, Move, State
from gallery.models import (
    Batch,
    Competition,
    Concern,
    Decision,
    DecisionNote,
    Entry,
    EntryAsset,
    Fingerprint,
    Mask,
    Report,
    Slip,
)
from gallery.ticks import delete_what_is_due
from schools.models import Contact, School

from .factories import CompetitionFactory, a_batch, a_user
from .staff import a_moderator, at_work, quick
from .stored import stored_files

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
#: Vilnius is three hours ahead of UTC in these months: the last day, 15 May, ends there at 21:00 UTC.
CLOSED = datetime(2027, 5, 15, 21, tzinfo=UTC)
UNRELEASED = CLOSED + timedelta(days=30)
#: Results were to be seen from 25 May on; a year later their day begins at 21:00 UTC on the day before.
GALLERY_OVER = datetime(2028, 5, 24, 21, tzinfo=UTC)


def at(settings: Any, moment: datetime) -> None:
    settings.CLOCK = moment.replace(tzinfo=None).isoformat()


@pytest.fixture
def competition(settings: Any) -> Competition:
    at(settings, datetime(2027, 4, 1, 12, tzinfo=UTC))
    return CompetitionFactory.create(
        opens_on=date(2027, 3, 1),
        closes_on=date(2027, 5, 15),
        gallery_from=date(2027, 5, 20),
        results_on=date(2027, 5, 25),
        consent_until=date(2029, 5, 31),
    )


@pytest.fixture
def batch(competition: Competition) -> Batch:
    return a_batch(competition)


def put(entry: Entry, state: State) -> Entry:
    """As if it had come there; how it comes there is shown elsewhere."""
    Entry.objects.filter(pk=entry.pk).update(state=state)
    entry.refresh_from_db()
    return entry


def tick() -> None:
    retention_ticks.delete_drawings_whose_time_is_over()


def states() -> list[State]:
    return list(Entry.objects.order_by("pk").values_list("state", flat=True))


def purged_for() -> list[str]:
    return list(Decision.objects.filter(move=Move.PURGE).order_by("pk").values_list("reason", flat=True))


def test_what_was_not_released_goes_thirty_days_after_the_last_day_to_enter(
    settings: Any, batch: Batch
) -> None:
    kept = [State.APPROVED, State.PUBLISHED, State.SAFEGUARDING, State.SEALED]
    for state in sorted(retention.UNRELEASED - {State.HIDDEN}):
        put(quick(State.RECEIVED, batch), state)
    put(quick(State.PUBLISHED, batch), State.PUBLISHED)
    for state in kept[:1] + kept[2:]:
        put(quick(State.RECEIVED, batch), state)
    before = states()

    at(settings, UNRELEASED - SECOND)
    tick()
    assert states() == before

    at(settings, UNRELEASED)
    tick()
    assert states() == [State.PURGED] * 7 + [
        State.PUBLISHED,
        State.APPROVED,
        State.SAFEGUARDING,
        State.SEALED,
    ]
    assert purged_for() == ["not_released"] * 7


def test_what_a_school_never_sent_goes_thirty_days_after_the_last_day_to_enter(
    settings: Any, batch: Batch
) -> None:
    put(quick(State.RECEIVED, batch), State.DRAFT)

    at(settings, UNRELEASED - SECOND)
    tick()
    assert states() == [State.DRAFT]

    at(settings, UNRELEASED)
    tick()
    assert states() == [State.PURGED]
    assert purged_for() == ["never_sent"]


def test_what_somebody_took_up_again_has_thirty_days_from_then(settings: Any, batch: Batch) -> None:
    entry = quick(State.PUBLISHED, batch)
    hidden_at = UNRELEASED + timedelta(days=100)
    at(settings, hidden_at)
    domain.hide(
        entry, user=a_user("chief", is_superuser=True), version=entry.version, reason="other", note="x"
    )

    at(settings, hidden_at + timedelta(days=30) - SECOND)
    tick()
    assert states() == [State.HIDDEN]

    at(settings, hidden_at + timedelta(days=30))
    tick()
    assert states() == [State.PURGED]


def test_the_gallery_goes_after_its_year_but_for_what_won_until_its_consent_ends(
    settings: Any, batch: Batch, competition: Competition
) -> None:
    chief = a_user("chief", is_superuser=True)
    quick(State.PUBLISHED, batch)
    quick(State.APPROVED, batch)
    won = quick(State.PUBLISHED, batch)
    domain.award(won, "first", user=chief)

    at(settings, GALLERY_OVER - SECOND)
    tick()
    assert states() == [State.PUBLISHED, State.APPROVED, State.PUBLISHED]

    at(settings, GALLERY_OVER)
    tick()
    assert states() == [State.PURGED, State.PURGED, State.PUBLISHED]

    consent_ends = datetime(2029, 6, 1, tzinfo=UTC)
    at(settings, consent_ends - SECOND)
    tick()
    assert states()[2] == State.PUBLISHED

    at(settings, consent_ends)
    tick()
    assert states()[2] == State.PURGED
    assert purged_for() == ["gallery_over", "gallery_over", "consent_over"]
    won.refresh_from_db()
    assert won.award.place == "first"


def test_of_a_deleted_drawing_its_row_is_left_with_codes_and_times_only(settings: Any, batch: Batch) -> None:
    chief = a_user("chief", is_superuser=True)
    entry = quick(State.PENDING, batch, first_name="Sofija", title="Marker title", alt_text="Marker words")
    copy = files.keep_private(b"a copy")
    EntryAsset.objects.create(entry=entry, kind=AssetKind.COPY, key=copy, format="webp", width=320, bytes=6)
    Mask.objects.create(entry=entry, left=1, top=1, width=1, height=1, by=chief)
    Fingerprint.objects.create(
        entry=entry, competition=entry.competition, first=1, second=2, third=3, fourth=4
    )
    domain.reject(entry, user=chief, version=entry.version, reason="other", note="Marker note")
    assert len(stored_files()) == 2

    domain.purge(entry, "not_released")

    entry.refresh_from_db()
    assert stored_files() == []
    assert (entry.first_name, entry.title, entry.alt_text, entry.sha256) == ("", "", "", "")
    assert not any(
        rows.objects.filter(**{where: entry}).exists()
        for rows, where in (
            (EntryAsset, "entry"),
            (Mask, "entry"),
            (Fingerprint, "entry"),
            (DecisionNote, "decision__entry"),
        )
    )
    assert Record.objects.filter(action="gallery.purge").get().object_id == str(entry.pk)
    with pytest.raises(domain.Overtaken):
        domain.purge(entry, "not_released")


def test_its_public_address_says_that_it_is_gone_for_ever(
    settings: Any, batch: Batch, competition: Competition
) -> None:
    from gallery import listing

    shown, never = quick(State.PUBLISHED, batch), quick(State.PENDING, batch)
    at(settings, GALLERY_OVER)
    tick()

    assert states() == [State.PURGED, State.PURGED]
    assert [listing.was_public(competition, entry.public_id) for entry in (shown, never)] == [True, False]


def test_nothing_goes_while_somebody_looks_after_a_child(settings: Any, batch: Batch) -> None:
    chief = a_user("chief", is_superuser=True)
    worried = put(quick(State.RECEIVED, batch), State.PENDING)
    concern = Concern.objects.create(entry=worried, raised_by=chief)
    reported = put(quick(State.RECEIVED, batch), State.HIDDEN)
    report = Report.objects.create(entry=reported, category=Report.Category.SAFETY)
    sealed = put(quick(State.RECEIVED, batch), State.SEALED)
    at(settings, GALLERY_OVER)
    tick()

    assert states() == [State.PENDING, State.HIDDEN, State.SEALED]
    for entry in (worried, reported, sealed):
        with pytest.raises(domain.Refused) as refused:
            domain.purge(entry, "not_released")
        assert refused.value.code == "held"
    Concern.objects.filter(pk=concern.pk).update(closed_at=GALLERY_OVER)
    Report.objects.filter(pk=report.pk).update(closed_at=GALLERY_OVER)
    tick()
    assert states() == [State.PURGED, State.PURGED, State.SEALED]


def test_a_storage_that_is_away_does_not_lose_the_file(
    settings: Any, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = quick(State.PENDING, batch)
    with monkeypatch.context() as away:
        away.setattr(type(default_storage._wrapped), "delete", lambda *_args: (_ for _ in ()).throw(OSError))
        domain.purge(entry, "not_released")
    assert len(stored_files()) == 1

    delete_what_is_due()

    assert stored_files() == []


def test_of_what_was_taken_back_not_even_the_fingerprint_of_the_file_is_left(batch: Batch) -> None:
    entry, other = quick(State.PENDING, batch), quick(State.PENDING, batch)
    Fingerprint.objects.create(
        entry=entry, competition=entry.competition, first=1, second=2, third=3, fourth=4
    )
    domain.withdraw(entry, user=batch.entered_by, channel="letter")

    retention_ticks.forget_what_is_left_of_what_was_taken_back()

    entry.refresh_from_db()
    other.refresh_from_db()
    assert (entry.state, entry.sha256, Fingerprint.objects.count()) == (State.WITHDRAWN, "", 0)
    assert other.sha256


def test_words_of_reports_and_concerns_go_a_year_after_they_were_closed(settings: Any, batch: Batch) -> None:
    entry = quick(State.PENDING, batch)
    closed = datetime(2027, 6, 1, 8, 30, tzinfo=UTC)
    Report.objects.create(entry=entry, category="other", text="Marker", closed_at=closed)
    Report.objects.create(entry=entry, category="other", text="Open")
    Concern.objects.create(entry=entry, note="Marker", closed_at=closed)

    def said() -> list[str]:
        return [
            *Report.objects.order_by("pk").values_list("text", flat=True),
            *Concern.objects.values_list("note", flat=True),
        ]

    at(settings, datetime(2028, 6, 1, 8, 29, 59, tzinfo=UTC))
    retention_ticks.empty_what_was_written()
    assert said() == ["Marker", "Open", "Marker"]

    at(settings, datetime(2028, 6, 1, 8, 30, tzinfo=UTC))
    retention_ticks.empty_what_was_written()
    assert said() == ["", "Open", ""]


def test_slips_that_no_drawing_came_with_go_with_the_gallery(settings: Any, batch: Batch) -> None:
    used = Slip.objects.create(batch=batch, number=1, code="AAAAAAAAAA")
    Slip.objects.create(batch=batch, number=2, code="BBBBBBBBBB")
    Entry.objects.filter(pk=quick(State.PENDING, batch).pk).update(slip=used)

    at(settings, GALLERY_OVER - SECOND)
    retention_ticks.delete_unused_slips()
    assert Slip.objects.count() == 2

    at(settings, GALLERY_OVER)
    retention_ticks.delete_unused_slips()
    assert list(Slip.objects.values_list("number", flat=True)) == [1]


def test_a_school_can_be_written_to_while_its_drawings_are_here(
    settings: Any, competition: Competition, batch: Batch
) -> None:
    school = School.objects.create(name="A school", country=batch.country, town="Vilnius")
    contact = Contact.objects.create(school=school, email="sealed", language="lt", needed_until="2027-04-20")
    drafts = Batch.objects.create(
        competition=competition, school=school, contact=contact, country=batch.country, language="lt"
    )

    retention_ticks.keep_addresses_of_schools()
    contact.refresh_from_db()
    assert contact.needed_until == date(2027, 6, 15), "longer than what it did not send is kept"

    Entry.objects.filter(pk=quick(State.PENDING, batch).pk).update(batch=drafts)
    retention_ticks.keep_addresses_of_schools()
    contact.refresh_from_db()
    assert contact.needed_until == date(2028, 5, 25)


def test_those_who_decide_there_are_told_once_a_week_before(settings: Any, batch: Batch) -> None:
    here, elsewhere = a_moderator("lt"), a_moderator("fr")
    lead = give(a_user("lead"), Role.SAFEGUARDING)
    put(quick(State.RECEIVED, batch), State.PENDING)
    put(quick(State.RECEIVED, batch), State.REJECTED)

    def told() -> list[str]:
        return sorted(Letter.objects.values_list("key", flat=True))

    at(settings, UNRELEASED - timedelta(days=7) - SECOND)
    retention_ticks.warn_those_who_decide()
    assert told() == []

    at(settings, UNRELEASED - timedelta(days=7))
    retention_ticks.warn_those_who_decide()
    retention_ticks.warn_those_who_decide()
    expected = [f"gallery_before_deleting.{batch.competition_id}.{user.pk}" for user in (here, lead)]
    assert told() == sorted(expected)
    assert elsewhere.pk not in (here.pk, lead.pk)

    at(settings, UNRELEASED)
    Letter.objects.all().delete()
    retention_ticks.warn_those_who_decide()
    assert told() == []


def every_row() -> dict[str, Any]:
    """All that the database holds, as it is stored."""
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def every_file() -> dict[str, bytes]:
    return {name: files.read_private(name) for name in stored_files()}


def test_a_rehearsal_says_what_would_go_the_oldest_first_and_changes_nothing(
    settings: Any, batch: Batch
) -> None:
    older, newer = quick(State.PENDING, batch), quick(State.PUBLISHED, batch)
    at(settings, GALLERY_OVER)
    database, storage = every_row(), every_file()
    said = io.StringIO()

    call_command("tick", "--dry-run", stdout=said)

    assert (every_row(), every_file()) == (database, storage)
    lines = said.getvalue().splitlines()
    begins = lines.index("gallery.retention_ticks.delete_drawings_whose_time_is_over:")
    assert lines[begins + 1].startswith(
        "  1 · Drawings that did not come into the gallery · Thirty days after"
    )
    assert lines[begins + 2] == f"    2027-06-14 21:00 UTC {older.public_id}"
    assert lines[begins + 3].startswith("  1 · Drawings in a gallery that has had its year")
    assert lines[begins + 4] == f"    2028-05-24 21:00 UTC {newer.public_id}"
    assert "core.ticks.clear_sessions: nothing" in lines
    assert lines[-1] == "In all: 2. Nothing was changed."

    tick()
    assert states() == [State.PURGED, State.PURGED], "what was said is what happens"


def test_a_coordinator_sees_in_numbers_what_will_go_and_nobody_else_does(settings: Any, batch: Batch) -> None:
    waits = quick(State.PENDING, batch)
    put(quick(State.RECEIVED, batch), State.SEALED)
    settings.CLOCK = ""
    Competition.objects.update(
        opens_on="2020-01-01",
        closes_on="2020-05-15",
        gallery_from=None,
        results_on=None,
        consent_until="2021-01-01",
    )
    page = reverse("gallery_staff:deleting")

    seen = at_work(give(a_user("coordinator"), Role.COORDINATOR)).get(page)

    assert seen.status_code == 200
    assert [(row.rule.code, row.now, row.soon) for row in seen.context["classes"]] == [
        ("not_released", 1, 0),
        ("never_sent", 0, 0),
        ("gallery_over", 0, 0),
        ("consent_over", 0, 0),
    ]
    assert waits.public_id in seen.content.decode()
    assert at_work(a_moderator()).get(page).status_code != 200


def test_a_consent_written_anew_keeps_a_winner_longer(settings: Any, batch: Batch) -> None:
    won = quick(State.PUBLISHED, batch)
    domain.award(won, "first", user=a_user("chief", is_superuser=True))
    newest = ConsentRecord.objects.filter(subject=won.subject).latest("pk")
    newest.pk, newest.expires_on = None, date(2031, 1, 1)
    newest._state.adding = True
    newest.save()
    at(settings, datetime(2029, 6, 1, tzinfo=UTC))

    tick()

    assert states() == [State.PUBLISHED]
