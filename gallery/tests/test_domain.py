"""What may happen to a drawing, who may do it, and what is kept of it."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from audit.append_only import AppendOnlyError
from consent import domain as consent
from consent.enums import AgeBand, Scope
from consent.models import ConsentRecord, Subject
from core import clock
from core.tests import files as sent
from core.uploads import Unreadable
from gallery import domain, files
from gallery.enums import MOVES, AssetKind, Move, Reason, State
from gallery.models import Award, Decision, DecisionNote, Entry

from .factories import CompetitionFactory, a_batch, a_decider, a_user, an_entry, drawn, received
from .stored import stored_files

pytestmark = pytest.mark.django_db


def public_files(entry: Entry) -> list[str]:
    return [name for name in stored_files() if entry.public_key and f"/{entry.public_key}/" in name]


def facts(batch: Any, **more: Any) -> domain.Facts:
    return domain.Facts(**{"band": AgeBand.FROM_7, "country": batch.country, "language": "en", **more})


# --- Entering -----------------------------------------------------------------------------------------------------


def test_a_drawing_that_was_received_is_kept_whole_with_its_consent_and_its_first_line_of_history() -> None:
    batch = a_batch()
    content = drawn(1)

    entry = domain.receive(
        batch,
        content,
        facts(batch, first_name="Lina", title="Home"),
        user=batch.entered_by,
        attested=True,
        scopes=[Scope.SITE, Scope.PRINT],
    )

    entry = Entry.objects.get(pk=entry.pk)
    (asset,) = entry.assets.all()
    (record,) = entry.subject.records.all()
    (decision,) = entry.decisions.all()
    assert (entry.state, entry.version, entry.entered_by) == (State.RECEIVED, 1, batch.entered_by)
    assert (asset.kind, files.read_private(asset.key)) == (AssetKind.ORIGINAL, content)
    assert {scope.scope for scope in record.scopes.all()} == {Scope.SITE, Scope.PRINT}
    assert (record.holder, record.expires_on) == (batch.partner.name, batch.competition.consent_until)
    assert (decision.move, decision.after, decision.by) == (Move.RECEIVE, State.RECEIVED, batch.entered_by)


def test_no_name_of_the_child_stands_anywhere_but_in_its_own_field() -> None:
    entry = received(a_batch(), first_name="Lina")

    record = entry.subject.records.get()
    elsewhere = " ".join([entry.subject.label, record.basis, record.holder_reference, *stored_files()])

    assert entry.first_name == "Lina"
    assert "Lina" not in elsewhere


def test_the_same_upload_sent_again_is_the_same_drawing() -> None:
    batch, key = a_batch(), uuid.uuid4()
    terms = {"user": batch.entered_by, "attested": True, "scopes": [Scope.SITE], "key": key}
    first = domain.receive(batch, drawn(1), facts(batch), **terms)
    before = stored_files()

    again = domain.receive(batch, drawn(1), facts(batch), **terms)

    assert again.pk == first.pk
    assert (Entry.objects.count(), stored_files()) == (1, before)


def test_the_same_drawing_is_not_entered_twice_for_one_competition() -> None:
    batch = a_batch()
    terms: dict[str, Any] = {"user": batch.entered_by, "attested": True, "scopes": [Scope.SITE]}
    first = domain.receive(batch, drawn(1), facts(batch), **terms)
    before = stored_files()

    with pytest.raises(domain.AlreadyHere) as refused:
        domain.receive(batch, drawn(1), facts(batch), **terms)

    assert refused.value.entry == first
    assert (Entry.objects.count(), Subject.objects.count(), stored_files()) == (1, 1, before)


def test_a_drawing_that_was_taken_back_may_come_again() -> None:
    batch = a_batch()
    terms: dict[str, Any] = {"user": batch.entered_by, "attested": True, "scopes": [Scope.SITE]}
    domain.withdraw(
        domain.receive(batch, drawn(1), facts(batch), **terms), user=batch.entered_by, channel="letter"
    )

    again = domain.receive(batch, drawn(1), facts(batch), **terms)

    assert again.state == State.RECEIVED


@pytest.mark.parametrize(
    ("days", "code"),
    [((3, 30), "not_open"), ((-60, -20), "closed")],
    ids=["before it opens", "long after it closed"],
)
def test_nothing_is_received_outside_the_days_of_a_competition(days: tuple[int, int], code: str) -> None:
    batch = a_batch()
    first, last = (clock.today() + timedelta(days=number) for number in days)
    type(batch.competition).objects.update(opens_on=first, closes_on=last)
    batch.competition.refresh_from_db()

    with pytest.raises(domain.Refused) as refused:
        received(batch)

    assert refused.value.code == code
    assert (Entry.objects.count(), stored_files()) == (0, [])


def test_what_came_by_post_in_time_may_still_be_entered_two_weeks_after_closing() -> None:
    batch = a_batch()
    type(batch.competition).objects.update(closes_on=clock.today() - timedelta(days=13))
    batch.competition.refresh_from_db()

    assert received(batch).state == State.RECEIVED


def test_nothing_is_received_without_the_attestation_of_a_slip() -> None:
    batch = a_batch()

    with pytest.raises(domain.Refused) as refused:
        domain.receive(
            batch, drawn(1), facts(batch), user=batch.entered_by, attested=False, scopes=[Scope.SITE]
        )

    assert refused.value.code == "not_attested"
    assert (Entry.objects.count(), ConsentRecord.objects.count(), stored_files()) == (0, 0, [])


def test_an_editor_enters_drawings_for_their_own_partner_only() -> None:
    batch = a_batch()

    with pytest.raises(domain.Refused) as refused:
        domain.receive(
            batch, drawn(1), facts(batch), user=a_user("other"), attested=True, scopes=[Scope.SITE]
        )

    assert refused.value.code == "not_your_partner"
    assert stored_files() == []


HOSTILE = {
    "empty": b"",
    "not_a_picture": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "damaged": sent.jpeg((900, 700))[:60],
    "too_many_pixels": sent.bomb_png(),
    "too_small": sent.jpeg((399, 900)),
    "moving": sent.moving("WEBP"),
    "too_many_bytes": b"\xff\xd8\xff" + b"\0" * (15 * 1024 * 1024),
}


@pytest.mark.parametrize("code", HOSTILE)
def test_a_file_that_is_no_picture_we_can_take_is_refused_and_nothing_is_kept(code: str) -> None:
    batch = a_batch()

    with pytest.raises(Unreadable) as refused:
        domain.receive(
            batch, HOSTILE[code], facts(batch), user=batch.entered_by, attested=True, scopes=[Scope.SITE]
        )

    assert refused.value.code == code
    assert (Entry.objects.count(), Subject.objects.count(), stored_files()) == (0, 0, [])


@pytest.mark.parametrize("name", ["Lina Petraitytė", "lina@example.org", "Lina 3b", "4", "x" * 41])
def test_a_name_that_says_more_than_a_first_name_is_refused(name: str) -> None:
    batch = a_batch()

    with pytest.raises(ValidationError) as refused:
        received(batch, first_name=name)

    assert set(refused.value.message_dict) == {"first_name"}
    assert stored_files() == []


@pytest.mark.parametrize("name", ["Lina", "Ana-María", "D’Arcy", "Μυρτώ", "ليلى", ""])
def test_first_names_of_all_our_languages_are_taken(name: str) -> None:
    assert received(a_batch(), first_name=name).first_name == name


def test_when_the_database_fails_the_bytes_go_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr(domain.entering, "write_down", fails)

    with pytest.raises(RuntimeError):
        received(a_batch())

    assert (Entry.objects.count(), Subject.objects.count(), stored_files()) == (0, 0, [])


# --- Two pairs of eyes --------------------------------------------------------------------------------------------


def test_a_drawing_is_public_only_after_two_people_and_until_its_consent_ends() -> None:
    entry = an_entry(State.PENDING)
    first, second = a_decider("first"), a_decider("second")
    seen = [Entry.objects.public().count()]

    domain.approve(entry, user=first, version=entry.version)
    seen.append(Entry.objects.public().count())
    domain.release(entry, user=second, version=entry.version)
    seen.append(Entry.objects.public().count())
    consent.withdraw(entry.subject, "letter")
    seen.append(Entry.objects.public().count())

    assert seen == [0, 0, 1, 0]


def test_whoever_approved_a_drawing_cannot_release_it() -> None:
    entry = an_entry(State.APPROVED)
    assert entry.approved_by is not None

    with pytest.raises(domain.Refused) as refused:
        domain.release(entry, user=entry.approved_by, version=entry.version)

    entry.refresh_from_db()
    assert refused.value.code == "same_eyes"
    assert (entry.state, entry.public_key, Entry.objects.public().count()) == (State.APPROVED, "", 0)


@pytest.mark.parametrize("superuser", [False, True])
@pytest.mark.parametrize("decide", ["approve", "reject", "release", "hold_back", "reconsider", "show_again"])
def test_whoever_entered_a_drawing_never_decides_it(decide: str, superuser: bool) -> None:
    """Not even the coordinator: the rule is about eyes, not about rights."""
    editor = a_user("editor", is_superuser=superuser)
    before = {
        "approve": State.PENDING, "reject": State.PENDING, "release": State.APPROVED,
        "hold_back": State.APPROVED, "reconsider": State.REJECTED, "show_again": State.HIDDEN,
    }[decide]  # fmt: skip
    entry = an_entry(before, a_batch(editor=editor))
    more = {"reason": Reason.FACE} if decide == "reject" else {}

    with pytest.raises(domain.Refused) as refused:
        getattr(domain, decide)(entry, user=editor, version=entry.version, **more)

    entry.refresh_from_db()
    assert (refused.value.code, entry.state) == ("your_own", before)


def test_one_pair_of_eyes_is_enough_only_where_somebody_put_it_in_writing() -> None:
    entry = an_entry(State.APPROVED)
    coordinator = a_user("coordinator")

    domain.allow_one_pair_of_eyes(
        entry.competition, user=coordinator, reason="Only one person is here in May."
    )
    domain.release(entry, user=entry.approved_by, version=entry.version)

    entry.competition.refresh_from_db()
    assert entry.state == State.PUBLISHED
    assert entry.competition.one_pair_set_by == coordinator


def test_a_drawing_without_a_description_is_not_released() -> None:
    entry = an_entry(State.APPROVED, alt_text="")

    with pytest.raises(domain.Refused) as refused:
        domain.release(entry, user=a_decider("second"), version=entry.version)
    domain.describe(entry, "A house with a lit window.", user=a_decider("second"), version=entry.version)
    domain.release(entry, user=a_decider("third"), version=entry.version)

    assert refused.value.code == "alt_text_missing"
    assert entry.state == State.PUBLISHED


def test_a_drawing_whose_family_does_not_agree_to_the_site_is_not_released() -> None:
    entry = received(a_batch(), scopes=(Scope.PRINT,))
    entry = _made_ready(entry)
    domain.approve(entry, user=a_decider("first"), version=entry.version)

    with pytest.raises(domain.Refused) as refused:
        domain.release(entry, user=a_decider("second"), version=entry.version)

    assert refused.value.code == "no_consent"
    assert Entry.objects.public().count() == 0


def _made_ready(entry: Entry) -> Entry:
    from gallery import processing

    processing.process(entry.pk)
    return Entry.objects.get(pk=entry.pk)


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told() -> None:
    entry = an_entry(State.PENDING)
    mine, yours = Entry.objects.get(pk=entry.pk), Entry.objects.get(pk=entry.pk)

    domain.approve(mine, user=a_decider("first"), version=mine.version)
    with pytest.raises(domain.Overtaken):
        domain.reject(yours, user=a_decider("second"), version=yours.version, reason=Reason.FACE)

    entry.refresh_from_db()
    assert entry.state == State.APPROVED
    assert [decision.move for decision in entry.decisions.all()][-1] == Move.APPROVE


def test_a_decision_on_something_that_changed_meanwhile_is_not_taken() -> None:
    """The version is the one the person saw, not the one that is there."""
    entry = an_entry(State.PENDING)
    seen = entry.version
    domain.describe(entry, "Something else altogether.", user=a_decider("second"), version=entry.version)

    with pytest.raises(domain.Overtaken):
        domain.approve(entry, user=a_decider("first"), version=seen)


def test_another_reason_needs_a_note_and_the_note_stands_apart_from_the_decision() -> None:
    entry = an_entry(State.PENDING)
    moderator = a_decider("first")

    with pytest.raises(domain.Refused) as refused:
        domain.reject(entry, user=moderator, version=entry.version, reason=Reason.OTHER, note="  ")
    domain.reject(entry, user=moderator, version=entry.version, reason=Reason.OTHER, note="A photocopy.")

    decision = entry.decisions.last()
    assert refused.value.code == "note_missing"
    assert decision is not None
    assert (decision.reason, DecisionNote.objects.get().text) == (Reason.OTHER, "A photocopy.")


def test_a_slip_of_the_finger_can_be_taken_back() -> None:
    entry = an_entry(State.REJECTED)

    domain.reconsider(entry, user=a_decider("first"), version=entry.version)

    assert entry.state == State.PENDING
    assert entry.assets.get(kind=AssetKind.ORIGINAL).delete_after is None


# --- Taking off ---------------------------------------------------------------------------------------------------


def test_hiding_takes_a_drawing_off_at_once_and_its_public_files_with_it() -> None:
    entry = an_entry(State.PUBLISHED)
    public = public_files(entry)
    assert len(public) == entry.assets.filter(kind=AssetKind.COPY).count() > 0

    domain.hide(entry, user=a_decider("anyone"), version=entry.version, reason=Reason.NAME)

    assert [name for name in public if default_storage.exists(name)] == []
    assert Entry.objects.public().count() == 0
    assert Entry.objects.get(pk=entry.pk).public_key == ""


def test_what_was_hidden_needs_two_people_again_and_comes_back_under_another_name() -> None:
    entry = an_entry(State.PUBLISHED)
    old_key = entry.public_key
    domain.hide(entry, user=a_decider("third"), version=entry.version, reason=Reason.NAME)
    back = a_decider("back")

    domain.show_again(entry, user=back, version=entry.version)
    assert Entry.objects.public().count() == 0
    with pytest.raises(domain.Refused):
        domain.release(entry, user=back, version=entry.version)
    domain.release(entry, user=a_decider("second"), version=entry.version)

    assert Entry.objects.public().get() == entry
    assert entry.public_key not in ("", old_key)


@pytest.mark.parametrize(
    "state", [state for state in State if state not in {State.WITHDRAWN, State.PROCESSING, State.UNREADABLE}]
)
def test_taking_back_works_from_everywhere_and_ends_the_consent(state: State) -> None:
    entry = an_entry(state)

    domain.withdraw(entry, user=a_decider("anyone"), channel="letter")

    assert entry.state == State.WITHDRAWN
    assert not consent.in_force(Scope.SITE).filter(pk=entry.subject_id).exists()
    assert public_files(entry) == []
    assert Entry.objects.public().count() == 0


def test_a_release_that_fails_half_way_leaves_nothing_in_public(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = an_entry(State.APPROVED)
    real = files.default_storage.save

    def fails_for_the_smallest(name: str, content: Any, **more: Any) -> str:
        if name.startswith(files.PUBLIC) and name.endswith("/320.avif"):
            raise OSError("no space left")
        # The others come in later than the failure.
        time.sleep(0.05)
        return str(real(name, content, **more))

    monkeypatch.setattr(files.default_storage, "save", fails_for_the_smallest)
    with pytest.raises(OSError, match="no space left"):
        domain.release(entry, user=a_decider("second"), version=entry.version)

    assert [name for name in stored_files() if name.startswith(files.PUBLIC)] == []
    assert Entry.objects.get(pk=entry.pk).state == State.APPROVED


# --- What is kept -------------------------------------------------------------------------------------------------


def test_history_cannot_be_rewritten_by_code_nor_by_sql() -> None:
    entry = an_entry(State.APPROVED)
    decision = entry.decisions.last()
    assert decision is not None

    with pytest.raises(AppendOnlyError):
        decision.save()
    with pytest.raises(AppendOnlyError):
        Decision.objects.all().delete()
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE gallery_decision SET after = 'rejected'")


def test_the_database_itself_refuses_a_published_drawing_that_nobody_approved() -> None:
    entry = an_entry(State.PENDING)

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(state=State.PUBLISHED)


def test_a_stored_flag_alone_makes_nothing_public() -> None:
    """Whoever writes "published" into the row still meets the consent."""
    entry = an_entry(State.PUBLISHED)
    consent.withdraw(entry.subject, "letter")

    Entry.objects.filter(pk=entry.pk).update(state=State.PUBLISHED, version=99)

    assert Entry.objects.public().count() == 0


def test_consent_ends_by_the_calendar_without_anybody_doing_anything(settings: Settings) -> None:
    entry = an_entry(State.PUBLISHED)
    last = entry.competition.consent_until
    seen = {}

    for day in (last, last + timedelta(days=1)):
        settings.CLOCK = f"{day:%Y-%m-%d}T12:00:00"
        seen[day] = Entry.objects.public().count()

    assert seen == {last: 1, last + timedelta(days=1): 0}


def test_a_gallery_opens_on_its_day_in_its_own_zone(settings: Settings) -> None:
    competition = CompetitionFactory.create(zone="Pacific/Kiritimati", gallery_from="2027-05-25")
    entry = an_entry(State.PUBLISHED, a_batch(competition))
    Entry.objects.filter(pk=entry.pk).update(version=50)
    seen = {}

    # There the day begins fourteen hours before it does in Greenwich.
    for moment in ("2027-05-24T09:59:59", "2027-05-24T10:00:00"):
        settings.CLOCK = moment
        seen[moment] = Entry.objects.public().count()

    assert seen == {"2027-05-24T09:59:59": 0, "2027-05-24T10:00:00": 1}


def test_the_newest_release_comes_first_even_in_the_same_microsecond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domain.showing.time, "time_ns", lambda: 1_800_000_000_000_000_000)

    entries = [an_entry(State.PUBLISHED) for _number in range(3)]

    places = [entry.place for entry in entries]
    assert places == sorted(set(places))


def test_only_a_drawing_in_the_gallery_gets_an_award_and_taking_it_back_ends_it() -> None:
    entry, juror = an_entry(State.PUBLISHED), a_decider("juror")
    with pytest.raises(ValidationError):
        domain.award(an_entry(State.APPROVED), "first", user=juror)

    domain.award(entry, "first", user=juror)
    domain.award(entry, "second", user=juror)
    given = [award.place for award in Award.objects.all()]
    domain.withdraw(entry, user=a_decider("anyone"), channel="letter")

    assert (given, Award.objects.count()) == (["second"], 0)


def test_every_state_but_the_last_leads_somewhere() -> None:
    """No drawing can be stuck for ever: the table of moves is checked, not trusted."""
    leads_on = {state for allowed in MOVES.values() for state in allowed.before}

    assert set(State) - leads_on == {State.PURGED}


# --- The competition ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"closes_on": "2027-01-01"}, "closes_on"),
        ({"results_on": "2027-04-30"}, "results_on"),
        ({"consent_until": "2027-04-01"}, "consent_until"),
        ({"consent_until": "2033-04-01"}, "consent_until"),
        ({"zone": "Europe/Atlantis"}, "zone"),
        ({"bands": ["18+"]}, "bands"),
    ],
    ids=["closes before it opens", "results before it closes", "consent ends first", "consent for too long",
         "no such zone", "adults"],
)  # fmt: skip
def test_a_competition_that_cannot_be_is_refused_beside_its_field(wrong: dict[str, Any], field: str) -> None:
    days = {"opens_on": "2027-02-01", "closes_on": "2027-04-30", "consent_until": "2029-04-30"}
    competition = CompetitionFactory.build(**{**days, **wrong})
    for name in ("opens_on", "closes_on", "results_on", "consent_until"):
        value = getattr(competition, name)
        setattr(competition, name, competition._meta.get_field(name).to_python(value))

    with pytest.raises(ValidationError) as refused:
        competition.full_clean()

    assert set(refused.value.message_dict) == {field}


@pytest.mark.parametrize(
    ("zone", "last_open", "closed"),
    [
        ("Pacific/Kiritimati", "2027-04-30T09:59:59", "2027-04-30T10:00:00"),
        ("Pacific/Pago_Pago", "2027-05-01T10:59:59", "2027-05-01T11:00:00"),
        ("Europe/Vilnius", "2027-04-30T20:59:59", "2027-04-30T21:00:00"),
    ],
)
def test_a_competition_closes_as_its_last_day_ends_where_it_is_held(
    settings: Settings, zone: str, last_open: str, closed: str
) -> None:
    from datetime import date

    competition = CompetitionFactory.build(
        zone=zone, opens_on=date(2027, 2, 1), closes_on=date(2027, 4, 30), consent_until=date(2029, 4, 30)
    )
    seen = {}
    for moment in (last_open, closed):
        settings.CLOCK = moment
        seen[moment] = competition.is_open

    assert seen == {last_open: True, closed: False}


# --- What nobody may get around -----------------------------------------------------------------------------------


def test_what_is_read_takes_two_people_as_well_as_what_is_seen() -> None:
    """Whoever writes a description on an approved drawing cannot put it into the gallery alone."""
    entry = an_entry(State.APPROVED)
    writer = a_decider("writer")

    domain.describe(entry, "Something nobody else has read.", user=writer, version=entry.version)
    with pytest.raises(domain.Refused) as refused:
        domain.release(entry, user=writer, version=entry.version)

    assert refused.value.code == "same_eyes"
    assert [decision.move for decision in entry.decisions.all()][-1] == Move.DESCRIBE


def test_whoever_approved_a_picture_is_not_its_second_pair_of_eyes_when_somebody_else_corrects_its_description() -> (
    None
):
    entry = an_entry(State.PENDING)
    first, other = a_decider("first"), a_decider("other")
    domain.approve(entry, user=first, version=entry.version)
    domain.describe(entry, "A house with a lamp.", user=other, version=entry.version)

    for nobody_new in (first, other):
        with pytest.raises(domain.Refused) as refused:
            domain.release(entry, user=nobody_new, version=entry.version)
        assert refused.value.code == "same_eyes"
    domain.release(entry, user=a_decider("second"), version=entry.version)

    assert list(Entry.objects.public()) == [entry]


def test_whoever_entered_a_drawing_does_not_describe_it_on_the_bench() -> None:
    entry = an_entry(State.APPROVED)

    with pytest.raises(domain.Refused) as refused:
        domain.describe(entry, "Mine.", user=entry.entered_by, version=entry.version)

    assert refused.value.code == "your_own"


@pytest.mark.parametrize("detour", [[], ["hold_back", "approve"], ["reject", "reconsider", "approve"]])
def test_what_was_hidden_needs_a_second_person_by_whatever_detour_it_comes_back(detour: list[str]) -> None:
    entry = an_entry(State.HIDDEN)
    domain.allow_one_pair_of_eyes(entry.competition, user=a_user("coordinator"), reason="Only one is here.")
    alone = a_decider("alone")
    domain.show_again(entry, user=alone, version=entry.version)
    for move in detour:
        more = {"reason": Reason.FACE} if move == "reject" else {}
        getattr(domain, move)(entry, user=alone, version=entry.version, **more)

    with pytest.raises(domain.Refused) as refused:
        domain.release(entry, user=alone, version=entry.version)

    assert (refused.value.code, Entry.objects.public().count()) == ("same_eyes", 0)


def test_a_release_checks_the_row_it_changes_and_no_older_one() -> None:
    """Loaded before somebody hid it and showed it again: what was true of it then does not count."""
    entry = an_entry(State.APPROVED)
    stale = Entry.objects.get(pk=entry.pk)
    alone = a_decider("alone")
    domain.hide(entry, user=a_decider("safety"), version=entry.version, reason=Reason.NAME)
    domain.show_again(entry, user=alone, version=entry.version)

    with pytest.raises(domain.Overtaken):
        domain.release(stale, user=alone, version=entry.version)

    assert Entry.objects.public().count() == 0


def test_when_consent_ends_the_picture_goes_with_the_page(
    django_capture_on_commit_callbacks: Any,
) -> None:
    entry = an_entry(State.PUBLISHED)
    public = public_files(entry)
    assert public

    with django_capture_on_commit_callbacks(execute=True):
        consent.withdraw(entry.subject, "letter")

    entry.refresh_from_db()
    assert [name for name in public if default_storage.exists(name)] == []
    assert (entry.state, entry.public_key) == (State.WITHDRAWN, "")


def test_a_storage_that_is_away_does_not_make_hiding_look_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = an_entry(State.PUBLISHED)

    def away(key: str) -> None:
        raise OSError("the storage is away")

    monkeypatch.setattr(files, "unpublish", away)
    domain.hide(entry, user=a_decider("safety"), version=entry.version, reason=Reason.NAME)

    entry.refresh_from_db()
    assert (entry.state, bool(entry.public_key)) == (State.HIDDEN, True)
    assert Entry.objects.public().count() == 0


def test_no_key_is_forgotten_while_something_lies_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hidden while the storage was away, shown again and released: the files of the first time are gone."""
    entry = an_entry(State.PUBLISHED)
    first = public_files(entry)
    real = files.unpublish

    def away(key: str) -> None:
        raise OSError("the storage is away")

    monkeypatch.setattr(files, "unpublish", away)
    domain.hide(entry, user=a_decider("safety"), version=entry.version, reason=Reason.NAME)
    entry.refresh_from_db()
    with pytest.raises(OSError, match="away"):
        domain.show_again(entry, user=a_decider("back"), version=entry.version)
    monkeypatch.setattr(files, "unpublish", real)
    entry.refresh_from_db()
    domain.show_again(entry, user=a_decider("back"), version=entry.version)
    domain.release(entry, user=a_decider("second"), version=entry.version)

    assert [name for name in first if default_storage.exists(name)] == []
    assert public_files(entry) != []


def test_a_name_that_is_added_later_is_shown_because_the_consent_says_so() -> None:
    entry = an_entry(State.PENDING, first_name="")
    scopes = {scope.scope for scope in entry.subject.records.latest("pk").scopes.all()}
    known = {"country": entry.country, "language": "en", "title": entry.title, "alt_text": entry.alt_text}

    domain.correct(
        entry,
        domain.Facts(band=AgeBand.FROM_7, first_name="Lina", **known),
        user=entry.entered_by,
        version=entry.version,
    )

    record = entry.subject.records.latest("pk")
    assert record.identification == "first_name"
    assert {scope.scope for scope in record.scopes.all()} == scopes
    assert "Lina" in str(Entry.objects.for_cards().get(pk=entry.pk).label)


def test_what_was_taken_back_keeps_no_word_of_the_child() -> None:
    entry = an_entry(State.PENDING, first_name="Lina")
    moderator = a_decider("first")
    domain.reject(entry, user=moderator, version=entry.version, reason=Reason.OTHER, note="Lina wrote to us.")

    domain.withdraw(entry, user=a_decider("anyone"), channel="letter")

    entry.refresh_from_db()
    assert (entry.first_name, entry.title, entry.alt_text) == ("", "", "")
    assert DecisionNote.objects.count() == 0


def test_an_outage_never_makes_a_good_drawing_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    from gallery import processing

    entry = received(a_batch())
    real = files.read_private

    def away(key: str) -> bytes:
        raise OSError("the storage is away")

    monkeypatch.setattr(files, "read_private", away)
    for _attempt in range(domain.MOST_ATTEMPTS + 2):
        processing.process(entry.pk)
    monkeypatch.setattr(files, "read_private", real)
    processing.process(entry.pk)

    assert Entry.objects.get(pk=entry.pk).state == State.PENDING
