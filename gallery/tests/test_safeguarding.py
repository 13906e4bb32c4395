"""A concern goes to the safeguarding lead alone and waits for them; what is sealed nobody sees again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from pytest_django import Settings

from accounts.models import User
from accounts.tests.holders import give
from audit import letters as rendering
from audit.models import Letter, Record
from consent.enums import Party
from consent.erasure.domain import erase, receipt_lines
from core import clock
from core.backup.after_restore import Wishes
from core.backup.errors import Refused as NoRestore
from core.backup.names import known_to_rows, never_saved
from core.roles import Role
from gallery import after_restore, domain, files, kept_sealed, ticks
from gallery.enums import MOVES, AssetKind, Move, State
from gallery.models import (
    Concern,
    Decision,
    DecisionNote,
    Entry,
    EntryAsset,
    Fingerprint,
    Report,
    SealedCase,
)
from gallery.withheld import is_withheld

from .factories import a_decider, a_user
from .guarded import NAME, TEXT, TITLE, a_class, letters, sent_by_a_school, telling, traces_of
from .staff import a_moderator, quick
from .stored import stored_files

pytestmark = pytest.mark.django_db

Outcome = Concern.Outcome


@pytest.fixture
def lead() -> User:
    return a_decider("lead")


@pytest.fixture
def moderator() -> User:
    return a_moderator("lt")


def again(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def with_looks(entry: Entry) -> Entry:
    parts = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    Fingerprint.objects.create(entry=entry, competition=entry.competition, **parts)
    return entry


# --- Concern ------------------------------------------------------------------------------------------------------


def test_a_concern_takes_a_drawing_out_of_the_gallery_at_once_whatever_version_was_seen(
    lead: User, moderator: User
) -> None:
    entry, stale = telling(), None
    stale = again(entry)
    domain.moves.update(entry, entry.version)
    public = [name for name in stored_files() if name.startswith("drawings/")]
    assert public

    concern = domain.raise_concern(stale, user=moderator, note=" A knife. ")

    now = again(entry)
    assert (now.state, now.place, now.approved_by, now.public_key) == ("safeguarding", None, None, "")
    assert [name for name in stored_files() if name.startswith("drawings/")] == []
    assert not Entry.objects.public().exists()
    assert (concern.note, concern.raised_by, concern.closed_at) == ("A knife.", moderator, None)
    last = now.decisions.last()
    assert (last.move, last.before, last.after, last.by) == (
        "concern",
        "published",
        "safeguarding",
        moderator,
    )


def test_every_state_with_a_picture_has_both_keys_and_no_other(lead: User) -> None:
    seen = {"draft", "pending", "changes", "rejected", "approved", "published", "hidden"}
    assert MOVES[Move.CONCERN].before == seen
    assert MOVES[Move.SEAL].before == {*seen, "safeguarding"}

    for key in (domain.raise_concern, domain.seal):
        for state in (State.RECEIVED, State.UNREADABLE):
            with pytest.raises(domain.Refused) as refused:
                key(quick(state), user=lead)
            assert refused.value.code == "nothing_to_see"
    assert (Concern.objects.count(), SealedCase.objects.count(), letters()) == (0, 0, [])


def test_public_files_that_a_storage_could_not_delete_are_handed_out_to_nobody(
    lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = telling()
    copy = entry.assets.filter(kind=AssetKind.COPY).first()
    name = files.public_name(entry.public_key, copy)
    assert not is_withheld(name)
    with monkeypatch.context() as away:
        away.setattr(default_storage, "delete", _away)
        domain.raise_concern(entry, user=lead)

    assert default_storage.exists(name)
    with transaction.atomic():
        assert is_withheld(name)
    ticks.take_copies_off()
    assert not default_storage.exists(name)


def _away(name: str) -> None:
    raise OSError("the storage is away")


def test_every_lead_is_written_to_at_once_in_words_that_say_nothing(moderator: User) -> None:
    leads = [a_decider("lead"), a_decider("deputy")]
    gone = a_decider("gone")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    give(a_user("boss"), Role.COORDINATOR)

    entry, other = telling(), quick(State.PENDING, title="Other")
    concern = domain.raise_concern(entry, user=moderator, note="She draws a knife.")
    domain.raise_concern(again(entry), user=moderator)
    case = domain.seal(other, user=moderator)

    others = User.objects.filter(email__regex="^(first|second)-").values_list("email", flat=True)
    called = sorted([*others, *[lead.email for lead in leads]])
    assert sorted((context["code"], letter, to) for letter, to, context in letters()) == sorted(
        (code, "safeguarding_case", to) for code in (concern.code, case.code) for to in called
    )
    for letter, _to, context in letters():
        text = _as_read(letter, context)
        assert not [word for word in (*traces_of(entry), "knife", "Lithuania", "seal") if word in text]
        assert context == {"code": context["code"], "page": context["page"]}
        assert context["page"] == f"{settings.SITE_URL}/admin/drawings/safeguarding/{context['code']}/"


def _as_read(letter: str, context: dict[str, Any]) -> str:
    made = rendering.render(letter, "en", context)
    return f"{made.subject} {made.text} {made.html}"


def test_where_nobody_is_lead_the_coordinators_are_called(moderator: User) -> None:
    boss = give(a_user("boss"), Role.COORDINATOR)

    concern = domain.raise_concern(quick(State.PENDING), user=moderator)

    assert [(letter, to, context["code"]) for letter, to, context in letters()] == [
        ("safeguarding_nobody", boss.email, concern.code)
    ]


def test_two_who_are_worried_are_both_heard_and_it_is_one_concern(lead: User, moderator: User) -> None:
    entry = quick(State.PENDING)
    first = domain.raise_concern(entry, user=moderator, note="A dark figure.")

    second = domain.raise_concern(again(entry), user=a_moderator("lt"), note="The door is locked.")

    assert (first, Concern.objects.get().note) == (second, "A dark figure.\n\nThe door is locked.")
    assert [to for _letter, to, _context in letters()] == [lead.email]
    assert Record.objects.filter(action="gallery.concern_again").count() == 1


def test_who_reaches_a_drawing_can_say_so_and_nobody_else(lead: User) -> None:
    entry = quick(State.PENDING)
    enterer = entry.entered_by
    assert enterer is not None
    for key in (domain.raise_concern, domain.seal):
        for stranger in (a_moderator("gr"), a_user("nobody")):
            with pytest.raises(domain.Refused) as refused:
                key(again(entry), user=stranger)
            assert refused.value.code == "not_your_country"
    domain.raise_concern(entry, user=enterer)

    with pytest.raises(domain.Refused):
        domain.raise_concern(again(entry), user=a_moderator("gr"), note="I looked where I may not.")

    assert Concern.objects.get().raised_by == enterer
    assert Concern.objects.get().note == ""


def test_the_lead_alone_closes_a_concern_and_two_people_decide_afresh(lead: User, moderator: User) -> None:
    entry = telling()
    entry.competition.one_pair_of_eyes = True
    entry.competition.save()
    concern = domain.raise_concern(entry, user=moderator)
    assert list(entry.assets.exclude(delete_after=None)) == []
    with pytest.raises(domain.Refused) as refused:
        domain.close_concern(concern, user=moderator, outcome=Outcome.NO_CONCERN)
    assert refused.value.code == "not_the_lead"
    with pytest.raises(domain.Refused):
        domain.close_concern(concern, user=lead, outcome=Outcome.SEALED)

    domain.close_concern(concern, user=lead, outcome=Outcome.TALKED)
    with pytest.raises(domain.Overtaken):
        domain.close_concern(Concern.objects.get(), user=lead, outcome=Outcome.PASSED_ON)

    closed, entry = Concern.objects.get(), again(entry)
    assert (closed.outcome, closed.closed_by, entry.state) == ("talked", lead, "pending")
    told = Record.objects.get(action="gallery.concern_closed")
    assert (told.object_id, told.after, told.codes) == (str(concern.pk), "talked", {})
    domain.approve(entry, user=lead, version=entry.version)
    with pytest.raises(domain.Refused) as alone:
        domain.release(entry, user=lead, version=entry.version)
    assert alone.value.code == "same_eyes"
    domain.release(entry, user=a_decider("second"), version=entry.version)
    assert again(entry).state == State.PUBLISHED


def test_what_was_taken_back_meanwhile_is_taken_back_when_the_lead_is_through(
    lead: User, moderator: User
) -> None:
    entry = telling()
    concern = domain.raise_concern(entry, user=moderator)
    Entry.objects.filter(pk=entry.pk).update(taken_back_at=clock.now())
    ticks.delete_what_is_due()
    assert entry.assets.count() == 10

    domain.close_concern(Concern.objects.get(pk=concern.pk), user=lead, outcome=Outcome.NO_CONCERN)
    ticks.delete_what_is_due()

    now = again(entry)
    assert (now.state, now.title, now.first_name, now.alt_text) == ("withdrawn", "", "", "")
    assert stored_files() == []


def test_an_erasure_waits_for_the_lead_says_so_without_saying_why_and_ends_by_itself(
    lead: User, moderator: User
) -> None:
    entry = with_looks(telling())
    decision = entry.decisions.first()
    DecisionNote.objects.create(decision=decision, text="Note.")
    Report.objects.create(entry=entry, category="safety", text="I know this child.")
    concern = domain.raise_concern(entry, user=moderator, note="A knife.")

    erasure = erase(entry.subject, party=Party.GUARDIAN)

    def line() -> Any:
        return next(each for each in receipt_lines(erasure) if each.words.startswith("drawings"))

    assert (line().found, line().reached, line().left) == (1, 0, 1)
    assert line().why == "Its files are deleted within 30 days; nobody has to do anything."
    held = again(entry)
    assert (held.state, held.title, held.assets.count()) == ("safeguarding", TITLE, 10)
    assert held.taken_back_at is not None

    domain.close_concern(Concern.objects.get(pk=concern.pk), user=lead, outcome=Outcome.PASSED_ON)
    ticks.delete_what_is_due()

    now = again(entry)
    assert (now.state, now.title, now.first_name, now.alt_text, now.sha256) == ("withdrawn", "", "", "", "")
    assert stored_files() == []
    assert not Fingerprint.objects.exists()
    assert not DecisionNote.objects.exists()
    assert (Concern.objects.get().note, Report.objects.get().text) == ("", "")
    assert (line().found, line().reached, line().left, line().why) == (1, 1, 0, "")
    assert Record.objects.filter(action="consent.erased_later").count() == 1


def test_an_erasure_of_what_nobody_is_worried_about_leaves_nothing(lead: User) -> None:
    entry = with_looks(telling())
    Report.objects.create(entry=entry, category="other", text="I know this child.")

    erasure = erase(entry.subject, party=Party.GUARDIAN)

    assert [(each.found, each.left) for each in receipt_lines(erasure) if "drawings" in each.words] == [
        (1, 0)
    ]
    assert (stored_files(), Report.objects.get().text, again(entry).sha256) == ([], "", "")


# --- Sealed -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["published", "safeguarding"])
def test_after_sealing_one_file_is_left_the_one_that_was_sent(
    before: str, lead: User, moderator: User
) -> None:
    entry = with_looks(telling())
    if before == "safeguarding":
        domain.raise_concern(entry, user=moderator, note="A knife.")
        entry = again(entry)
    original = entry.assets.get(kind=AssetKind.ORIGINAL).key
    assert len(stored_files()) > 9

    case = domain.seal(entry, user=moderator)

    assert stored_files() == [original]
    (asset,) = again(entry).assets.all()
    assert (asset.kind, asset.delete_after) == (AssetKind.ORIGINAL, None)
    assert not Fingerprint.objects.exists()
    assert (again(entry).state, case.sealed_by) == ("sealed", moderator)
    assert not Concern.objects.filter(closed_at=None).exists()
    assert domain.seal(again(entry), user=moderator) == case
    with pytest.raises(domain.Overtaken):
        domain.raise_concern(again(entry), user=moderator)


def test_copies_that_a_storage_kept_or_a_worker_made_at_that_moment_go_with_the_next_minute(
    moderator: User, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = telling()
    original = entry.assets.get(kind=AssetKind.ORIGINAL).key
    with monkeypatch.context() as away:
        away.setattr(default_storage, "delete", _away)
        domain.seal(entry, user=moderator)
    assert len(stored_files()) > 9
    late = EntryAsset.objects.create(
        entry=entry, kind=AssetKind.MASKED, key=files.keep_private(b"late", ".webp"), bytes=4
    )
    assert late.delete_after is None

    ticks.leave_nothing_of_what_is_sealed()
    ticks.take_copies_off()

    assert stored_files() == [original]


def test_no_backup_holds_what_is_sealed(moderator: User, lead: User) -> None:
    entry, other = quick(State.PENDING), quick(State.PENDING)
    keys = [each.assets.get().key for each in (entry, other)]
    assert set(keys) <= set(known_to_rows("default"))
    assert never_saved("default") == set()

    domain.seal(entry, user=moderator)

    assert never_saved("default") == {keys[0]}


def test_what_was_sealed_since_a_backup_is_sealed_again_after_a_restore(
    moderator: User, lead: User, tmp_path: Path, settings: Settings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.BACKUP_DIR = tmp_path
    sealed, destroyed, lawful = telling(), quick(State.PENDING), quick(State.PENDING)
    before = Entry.objects.in_bulk()
    with django_capture_on_commit_callbacks(execute=True):
        case = domain.seal(sealed, user=moderator)
        domain.destroy(gone := domain.seal(destroyed, user=moderator), user=lead, confirmed=gone.code)
        domain.give_back_as_lawful(domain.seal(lawful, user=moderator), user=lead)
    written = (tmp_path / kept_sealed.NAME).read_text()
    assert not [word for word in (TITLE, NAME, TEXT) if word in written]
    # As the rows were when the backup was made.
    SealedCase.objects.all().delete()
    for entry in before.values():
        Entry.objects.filter(pk=entry.pk).update(
            **{
                name: getattr(entry, name)
                for name in ("state", "place", "public_key", "approved_by", "title")
            }
        )
    original = EntryAsset.objects.get(entry=sealed).key
    EntryAsset.objects.create(
        entry=sealed, kind=AssetKind.COPY, key=files.keep_private(b"again", ".webp"), bytes=5
    )
    letters_before = Letter.objects.count()

    said = after_restore.do(None, Wishes())

    assert sorted(said) == sorted(
        [f"Case {case.code} is sealed again.", f"Case {gone.code} is destroyed again."]
    )
    states = [again(entry).state for entry in (sealed, destroyed, lawful)]
    assert states == ["sealed", "purged", "pending"]
    assert list(sealed.assets.values_list("key", flat=True)) == [original]
    assert (again(destroyed).title, SealedCase.objects.filter(ended_at=None).get().code) == ("", case.code)
    assert Letter.objects.count() == letters_before
    assert after_restore.do(None, Wishes()) == [f"Case {case.code} is sealed again."]
    (tmp_path / kept_sealed.NAME).write_text("half a li")
    with pytest.raises(NoRestore):
        after_restore.check(None, Wishes())


def test_handing_over_and_destroying_are_the_leads_alone_and_on_record(lead: User, moderator: User) -> None:
    entry = telling()
    case = domain.seal(entry, user=moderator)
    for act, more in (
        (domain.hand_over, {"their_reference": "1"}),
        (domain.give_back_as_lawful, {}),
        (domain.destroy, {"confirmed": case.code}),
    ):
        with pytest.raises(domain.Refused) as refused:
            act(case, user=moderator, **more)
        assert refused.value.code == "not_the_lead"
    for wrong in ("", "Officer Jonaitis", "1" * 61, "a\x001", "<1>"):
        with pytest.raises(domain.Refused) as unwritten:
            domain.hand_over(case, user=lead, their_reference=wrong)
        assert unwritten.value.code == "no_reference"
    with pytest.raises(domain.Refused) as early:
        domain.destroy(case, user=lead)
    assert early.value.code == "not_handed_over"
    assert len(stored_files()) == 1

    domain.hand_over(case, user=lead, their_reference=" LT-2027/114 ")
    domain.destroy(SealedCase.objects.get(), user=lead)

    case, now = SealedCase.objects.get(), again(entry)
    assert (case.their_reference, case.handed_over_by, case.ended_by) == ("LT-2027/114", lead, lead)
    assert (now.state, now.title, now.first_name, now.alt_text, now.sha256) == ("purged", "", "", "", "")
    assert stored_files() == []
    moves = [(row.move, row.by_id) for row in now.decisions.order_by("-pk")[:3]]
    assert moves == [("destroy", lead.pk), ("hand_over", lead.pk), ("seal", moderator.pk)]
    recorded = Record.objects.filter(object_type="gallery.entry", object_id=str(entry.pk)).order_by("-pk")
    assert [row.action for row in recorded[:3]] == ["gallery.destroy", "gallery.hand_over", "gallery.seal"]
    # A second one of the same competition leaves its row too.
    other = quick(State.PENDING, entry.batch)
    domain.destroy(
        sealed := domain.seal(other, user=moderator), user=lead, confirmed=f" {sealed.code.upper()} "
    )
    assert again(other).state == State.PURGED


def test_what_was_lawful_after_all_is_made_ready_once_more_and_can_be_sealed_again(
    lead: User, moderator: User
) -> None:
    entry = quick(State.PENDING)
    case = domain.seal(entry, user=moderator)

    domain.give_back_as_lawful(case, user=lead)

    entry = again(entry)
    assert (entry.state, entry.attempts, entry.title) == ("received", 0, "The way home")
    domain.take_up(entry)
    domain.made_ready(entry, [])
    assert entry.state == State.PENDING
    with pytest.raises(domain.Overtaken):
        domain.destroy(SealedCase.objects.get(), user=lead, confirmed=case.code)
    assert domain.seal(again(entry), user=moderator) != case
    assert SealedCase.objects.count() == 2


def test_a_schools_drawing_that_was_lawful_is_not_a_draft_again(lead: User) -> None:
    entry = sent_by_a_school(a_class())
    domain.give_back_as_lawful(domain.seal(entry, user=lead), user=lead)
    entry = again(entry)
    domain.take_up(entry)
    domain.made_ready(entry, [])

    assert entry.state == State.PENDING


def test_sealed_and_taken_back_it_goes_as_soon_as_it_is_lawful(lead: User, moderator: User) -> None:
    entry = quick(State.PENDING)
    case = domain.seal(entry, user=moderator)
    Entry.objects.filter(pk=entry.pk).update(taken_back_at=clock.now() - timedelta(days=3))
    erasure = erase(entry.subject, party=Party.GUARDIAN)
    assert len(stored_files()) == 1

    domain.give_back_as_lawful(SealedCase.objects.get(pk=case.pk), user=lead)
    ticks.delete_what_is_due()

    assert (again(entry).state, again(entry).sha256, stored_files()) == ("withdrawn", "", [])
    assert sum(each.left for each in receipt_lines(erasure)) == 0


def test_no_record_of_it_holds_a_word(lead: User, moderator: User) -> None:
    entry = telling()
    concern = domain.raise_concern(entry, user=moderator, note="A knife.")
    case = domain.seal(again(entry), user=moderator)
    domain.hand_over(case, user=lead, their_reference="LT-1")
    domain.destroy(case, user=lead)

    told = " ".join(str(row) for row in [*Record.objects.values(), *Decision.objects.values()])
    assert not [word for word in (TITLE, NAME, TEXT, "knife", "LT-1") if word in told]
    assert str(entry.pk) in told
    assert concern.code


def test_a_concern_brings_no_covered_copy_back_that_shows_what_was_covered_since() -> None:
    entry = quick(State.PENDING)
    moderator, lead = a_decider("moderator"), a_decider("lead")
    first, second = domain.Rectangle(0, 0, 100, 100), domain.Rectangle(5000, 5000, 1000, 1000)
    domain.mask(entry, [first], user=moderator, version=entry.version)
    EntryAsset.objects.create(
        entry=entry, kind=AssetKind.MASKED, key=files.keep_private(b"first"), format="webp", width=9, bytes=5
    )
    domain.mask(entry, [first, second], user=moderator, version=entry.version)

    concern = domain.raise_concern(entry, user=moderator)
    domain.close_concern(concern, user=lead, outcome=Concern.Outcome.NO_CONCERN)

    assert list(domain.waiting_to_be_covered()) == [entry]
