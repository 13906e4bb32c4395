"""A family with its piece of paper takes a drawing back; and nobody learns here what has become of it."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from audit.models import Letter, Record
from audit.outbox import contents
from consent import domain as consent
from consent.enums import Scope
from consent.taking_back import codes
from consent.tests.world import a_world, every_address, marked, named
from core import clock
from edge import limits
from edge.memo import forget_everything
from gallery import domain, files, processing, slips, ticks
from gallery.enums import Move, State
from gallery.models import DeletionNotice, Entry, Report, Slip
from gallery.slips import pin_of, shown
from gallery.taking_back import tries
from home.models import HomePage

from .factories import a_batch, received
from .paper import Family, a_class, a_draft, a_slip, with_paper, with_the_lead
from .staff import a_moderator, no_nul_reaches_the_database, quick
from .stored import stored_files

pytestmark = pytest.mark.django_db
DAY = "2026-11-26T12:00:00"
LATER = "2026-12-26T12:00:00"


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 1_000_000:06}"


def behind(what: str) -> Slip:
    """A slip, and what stands behind it."""
    if what == "nothing":
        return a_slip()
    if what == "a draft":
        return a_draft(a_slip()).slip
    if what == "received":
        return with_paper(received(a_batch())).slip
    if what == "purged":
        entry = with_paper(quick(State.PENDING))
        Entry.objects.filter(pk=entry.pk).update(state=State.PURGED, sha256="")
        return entry.slip
    if what in {State.SAFEGUARDING, State.SEALED}:
        return with_the_lead(State(what)).slip
    return with_paper(quick(State(what))).slip


EVERYTHING = (
    "nothing",
    "a draft",
    "received",
    "purged",
    State.PENDING,
    State.REJECTED,
    State.UNREADABLE,
    State.PUBLISHED,
    State.HIDDEN,
    State.SAFEGUARDING,
    State.SEALED,
)


def the_same(text: str, code: str) -> str:
    """An answer without what is different for every slip: its code, and the ticket in the forms."""
    text = text.replace(code, "CODE").replace(shown(code), "SHOWN")
    return re.sub(r'name="ticket" value="[^"]+"', 'name="ticket"', text)


def status_of(client: Client, picture: str) -> int:
    answer = client.get(f"/media/{picture}")
    answer.getvalue()
    code: int = answer.status_code
    return code


# --- Gone ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("warm")
def test_what_a_family_takes_back_is_gone_from_every_place_within_a_second(
    client: Client, home_page: HomePage, consenting: Any
) -> None:
    world = a_world(home_page, consenting(*Scope), consenting(*Scope))
    drawing = with_paper(world.drawing)
    addresses = every_address(client)
    pictures = [files.public_name(drawing.public_key, copy) for copy in drawing.assets.exclude(width=0)]
    of_the_story = named(world.story.subject)
    before = marked(client, addresses)
    assert before == of_the_story | named(drawing.subject) > of_the_story
    assert [status_of(client, name) for name in pictures] == [200] * 9
    family = Family(drawing.slip)
    ticket = family.ticket()

    pressed = time.monotonic()
    answer = family.client.post(family.address, {"ticket": ticket, "act": "take_back"})
    gone = client.get(f"/en/drawings/way-home/{drawing.public_id}/").status_code
    within = time.monotonic() - pressed

    assert (answer.status_code, gone) == (200, 410)
    assert within < 1
    assert marked(client, addresses) == of_the_story
    assert {status_of(client, name) for name in pictures} == {404}
    assert [name for name in pictures if default_storage.exists(name)] == []


@pytest.mark.parametrize("what", [each for each in EVERYTHING if each not in {"nothing", "purged"}])
def test_it_goes_from_every_state_and_twice_is_once(what: str) -> None:
    slip = behind(what)
    entry = slip.entry

    for _time in range(2):
        assert Family(slip).takes_it_back().status_code == 200

    entry.refresh_from_db()
    moves = entry.decisions.filter(move=Move.WITHDRAW)
    slip.refresh_from_db()
    assert [(row.by_id, row.by_contact_id) for row in moves] == [(None, None)]
    assert Record.objects.get(action="gallery.withdraw").by == Record.By.VISITOR
    assert entry.taken_back_at == slip.taken_back_at is not None
    assert entry.sha256 == ""
    assert not consent.in_force(Scope.SITE).filter(pk=entry.subject_id).exists()
    if what in {State.SAFEGUARDING, State.SEALED}:
        assert (entry.state, moves.get().before, moves.get().after) == (what, what, what)
        return
    ticks.delete_what_is_due()
    assert (entry.state, entry.title, entry.alt_text, entry.assets.count()) == (State.WITHDRAWN, "", "", 0)
    assert stored_files() == []


@pytest.mark.parametrize("state", [State.SAFEGUARDING, State.SEALED])
def test_what_the_lead_has_stays_whole_until_they_are_through_with_it_and_is_deleted_then(
    state: State, settings: Settings
) -> None:
    settings.CLOCK = DAY
    entry = with_the_lead(state)
    domain.take_back(entry.slip)
    settings.CLOCK = LATER
    ticks.delete_what_is_due()
    entry.refresh_from_db()
    assert (entry.title, len(stored_files())) == ("The way home", 2)
    assert list(entry.assets.values_list("delete_after", flat=True)) == [None, None]

    # As `close_concern` does it, inside its own transaction.
    Entry.objects.filter(pk=entry.pk).update(state=State.PENDING)
    entry.refresh_from_db()
    domain.finish_withdrawal(entry)
    ticks.delete_what_is_due()

    entry.refresh_from_db()
    assert (entry.state, entry.title, entry.taken_back_at) == (
        State.WITHDRAWN,
        "",
        datetime(2026, 11, 26, 12, 0, tzinfo=UTC),
    )
    assert stored_files() == []


def test_a_machine_that_is_at_work_on_it_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = with_paper(received(a_batch()))

    class Picture:
        content = b"clean"

    def decode(content: bytes) -> Picture:
        domain.take_back(entry.slip)
        return Picture()

    monkeypatch.setattr(processing, "clean_picture", decode)
    monkeypatch.setattr(processing, "copies_of", lambda content: [(320, 240, "webp", b"a copy")])
    processing.process(entry.pk)
    ticks.delete_what_is_due()

    entry.refresh_from_db()
    assert (entry.state, entry.assets.count(), stored_files()) == (State.WITHDRAWN, 0, [])


def test_with_paper_that_was_taken_back_before_anything_was_sent_nothing_is_ever_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slip = a_slip()
    Family(slip).takes_it_back()
    late = quick(State.PUBLISHED)
    Entry.objects.filter(pk=late.pk).update(slip=slip)
    monkeypatch.setattr(ticks, "SWEEP_AT_MINUTES", range(60))

    ticks.take_back_what_was_ended()

    assert Entry.objects.get(pk=late.pk).state == State.WITHDRAWN
    assert Record.objects.filter(action="gallery.slip_taken_back").count() == 1


def test_a_consent_that_was_ended_elsewhere_takes_the_drawing_with_it_even_if_the_site_was_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry, kept = quick(State.PENDING), quick(State.PENDING)
    # The signal comes after a commit, which there is none of in a test: so it was lost.
    consent.withdraw(entry.subject, "letter")
    monkeypatch.setattr(ticks, "SWEEP_AT_MINUTES", range(60))

    ticks.take_back_what_was_ended()

    states = [Entry.objects.get(pk=each.pk).state for each in (entry, kept)]
    assert states == [State.WITHDRAWN, State.PENDING]


def test_a_school_takes_its_own_back_and_nobody_elses_and_a_drafts_paper_can_be_used_again() -> None:
    draft, sent, others = a_draft(a_slip()), a_draft(a_slip()), a_draft(a_slip())
    contact = draft.batch.contact
    Entry.objects.filter(pk=sent.pk).update(batch=draft.batch)
    sent.refresh_from_db()
    domain.moves.move(sent, Move.SEND, sent.version)
    papers = (draft.slip, sent.slip)

    for entry in (draft, sent):
        domain.withdraw(entry, user=contact, channel="school")
    with pytest.raises(domain.Refused):
        domain.withdraw(others, user=contact, channel="school")

    for paper in papers:
        paper.refresh_from_db()
    others.refresh_from_db()
    assert [draft.slip, sent.slip] == [None, papers[1]]
    assert [bool(paper.taken_back_at) for paper in papers] == [False, True]
    assert draft.decisions.get(move=Move.WITHDRAW).by_contact == contact
    assert set(Record.objects.filter(action="gallery.withdraw").values_list("by", flat=True)) == {
        Record.By.SCHOOL
    }
    assert others.state == State.DRAFT


def test_somebody_who_decides_for_other_countries_cannot_take_back_what_the_lead_has() -> None:
    entry = with_the_lead(State.SAFEGUARDING)

    with pytest.raises(domain.Refused):
        domain.withdraw(entry, user=a_moderator("gr"), channel="phone")
    domain.withdraw(entry, user=a_moderator("lt"), channel="phone")

    assert entry.taken_back_at is not None


def test_what_readers_wrote_of_it_goes_too() -> None:
    entry = with_paper(quick(State.PUBLISHED))
    domain.report(entry, Report.Category.OTHER, "I know this girl.")

    domain.take_back(entry.slip)

    report = Report.objects.get()
    assert (report.text, report.closed_at is not None) == ("", True)


# --- Nobody learns anything ---------------------------------------------------------------------------------------


def test_an_unknown_code_and_a_wrong_pin_get_the_same_answer_for_the_same_work(
    home_page: HomePage, warm: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    real = slips._pin

    def counted(code: str, key: str) -> str:
        worked.append(code)
        return real(code, key)

    monkeypatch.setattr(slips, "_pin", counted)
    unknown = Slip(code="ZZZZZZZZZZ")
    answers, work, questions = set(), [], []
    for number, slip in enumerate((a_slip(), unknown, behind("nothing"), behind(State.SEALED), a_slip())):
        family = Family(slip, network=f"203.0.{number}.1")
        worked.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = family.opens(wrong(real(slip.code, "x")))
        work.append(len(worked))
        questions.append(len(asked))
        answers.add((answer.status_code, the_same(answer.text, slip.code)))
    with CaptureQueriesContext(connection):
        unknown_but_right = Family(unknown, network="203.0.9.1").opens()

    assert len(answers) == 1
    assert (set(work), len(set(questions[1:]))) == ({1}, 1)
    assert (unknown_but_right.status_code, the_same(unknown_but_right.text, unknown.code)) in answers
    # What is looked at without a PIN says nothing either.
    looked = {the_same(Client().get(Family(slip).address).text, slip.code) for slip in (a_slip(), unknown)}
    assert len(looked) == 1


def test_the_pages_are_the_same_whatever_is_behind_before_and_after(
    home_page: HomePage, warm: None, settings: Settings
) -> None:
    settings.CLOCK = DAY
    pages: dict[str, list[str]] = {}
    for what in EVERYTHING:
        slip = behind(what)
        family = Family(slip)
        answers = [family.opens(), family.takes_it_back(), family.opens()]
        settings.CLOCK = LATER
        ticks.delete_what_is_due()
        ticks.tell_that_it_is_deleted()
        answers.append(family.opens())
        settings.CLOCK = DAY
        assert [answer.status_code for answer in answers] == [200] * 4
        pages[what] = [the_same(answer.text, slip.code) for answer in answers]
        # Without a word or a picture of it: somebody else may have found the paper.
        assert not re.search(r"The way home|lit window|/drawings/|<img", "".join(pages[what]))

    assert {each: page == pages["nothing"] for each, page in pages.items()} == dict.fromkeys(EVERYTHING, True)
    before, *after = pages["nothing"]
    assert "Take it back" in before
    assert after == [after[0]] * 3
    assert (
        "Taken down on 26 November 2026. The files are deleted within 30 days, and you will be told when that is done."
        in after[0]
    )


def test_the_page_sets_no_cookie_and_stays_with_nobody_and_its_script_is_the_way_out(
    home_page: HomePage,
) -> None:
    family = Family(a_slip())
    for answer in (family.client.get(family.address), family.opens(), family.takes_it_back()):
        assert (answer.cookies, answer.headers["Cache-Control"]) == ({}, "private, no-store")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Please type your PIN"),
        ({"ticket": "made-up", "act": "take_back"}, "Please type your PIN"),
        ({"code": "", "pin": "482915"}, "Please type the code on your paper"),
        ({"code": "\x00", "pin": "\x00"}, "Null characters"),
        ({"code": "K7P3Q-XM2TD", "pin": "12"}, "six figures"),
        ({"code": "x" * 900, "pin": "482915"}, "at most 64"),
        ({"code": "../../etc", "pin": "482915"}, "do not fit together"),
    ],
)
def test_whatever_is_sent_is_answered_in_words(home_page: HomePage, sent: dict[str, str], told: str) -> None:
    with no_nul_reaches_the_database():
        answer = Client(enforce_csrf_checks=True).post("/en/take-back/", sent)

    assert (answer.status_code, told in answer.text) == (422, True)


def test_a_code_is_read_as_it_was_meant_and_a_ticket_opens_its_own_slip_alone(home_page: HomePage) -> None:
    slip, other = a_slip(), a_slip()
    Slip.objects.filter(pk=slip.pk).update(code="0K1P3QXM2T")
    arabic = pin_of("0K1P3QXM2T").translate({ord(str(figure)): 0x660 + figure for figure in range(10)})
    opened = Client().post("/en/take-back/", {"code": " okip3-qxm2t ", "pin": arabic})
    ticket = Family(other).ticket()

    forged = Client().post("/en/take-back/0K1P3QXM2T/", {"ticket": ticket, "act": "take_back"})

    assert (opened.status_code, "0K1P3-QXM2T" in opened.text) == (200, True)
    assert (forged.status_code, Slip.objects.exclude(taken_back_at=None).count()) == (422, 0)


# --- How often ----------------------------------------------------------------------------------------------------


class Clock:
    now = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def test_five_wrong_pins_here_fifteen_a_day_three_hundred_from_anywhere_and_sixty_codes_a_network(
    home_page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = Clock()
    monkeypatch.setattr(limits.timezone, "now", lambda: at.now)
    slip = a_slip()
    here, bad = Family(slip), wrong(pin_of(slip.code))
    assert [here.opens(bad).status_code for _ in range(6)] == [422] * 5 + [429]
    # The right one waits here, and its family elsewhere comes in.
    assert (here.opens().status_code, here.opens().headers["Retry-After"]) == (429, "900")
    assert Family(slip, network="198.51.100.1").opens().status_code == 200
    at.now += timedelta(minutes=15)
    assert here.opens().status_code == 200

    # Whoever holds the drawing, and knows its code by that, keeps nobody else out.
    for _quarter in range(3):
        for _try in range(6):
            taken(slip.code, "192.0.2.8")
        at.now += timedelta(minutes=15)
    assert taken(slip.code, "192.0.2.8") > 80_000
    assert Family(slip, network="198.51.100.1").opens().status_code == 200

    tried = 5 + 15
    left = 300 - tried
    asked = [taken(slip.code, f"203.{number // 250}.{number % 250}.1") for number in range(left + 1)]
    assert [bool(seconds) for seconds in asked] == [False] * left + [True]
    assert "Please wait" in Family(slip, network="198.51.100.9").opens().text

    tried = [taken(codes.new_code(), "192.0.2.7") for _ in range(61)]
    assert [bool(seconds) for seconds in tried] == [False] * 60 + [True]


def taken(code: str, network: str) -> int:
    return tries.take(RequestFactory().post("/", REMOTE_ADDR=network), code)


# --- Told when it is deleted --------------------------------------------------------------------------------------


def told() -> dict[str, str]:
    """To whom which letter."""
    return {contents(letter)[0]: letter.letter for letter in Letter.objects.all()}


def test_whoever_left_an_address_is_told_once_on_the_thirtieth_day_and_then_it_is_forgotten(
    home_page: HomePage, settings: Settings
) -> None:
    settings.CLOCK = DAY
    slip, empty = with_paper(quick(State.PENDING)).slip, a_slip()
    for paper, address in ((slip, "ana@home.example"), (empty, "ben@home.example")):
        family = Family(paper)
        family.takes_it_back()
        wrong_one = family.presses("tell", email="ana at home")
        assert (wrong_one.status_code, 'value="ana at home"' in wrong_one.text) == (422, True)
        assert "We will write to you" in family.presses("tell", email=address).text
    kept = DeletionNotice.objects.get(slip=slip)
    assert "home" not in kept.address
    ticks.delete_what_is_due()

    settings.CLOCK = "2026-12-26T11:59:00"
    ticks.tell_that_it_is_deleted()
    assert told() == {}
    settings.CLOCK = LATER
    for _time in range(2):
        ticks.tell_that_it_is_deleted()

    assert told() == {"ana@home.example": "drawing_deleted", "ben@home.example": "drawing_deleted"}
    assert DeletionNotice.objects.count() == 0
    letter = Letter.objects.get(to_masked="a…@home.example")
    assert contents(letter)[1] == {"codes": [shown(slip.code)]}


def test_without_an_address_the_school_is_told_of_all_in_one_letter_but_not_of_what_it_threw_away(
    settings: Settings,
) -> None:
    settings.CLOCK = DAY
    batch = a_class(email="teacher@school.example")
    drafts = [a_draft(a_slip(batch)) for _number in range(3)]
    for entry in drafts[:2]:
        domain.moves.move(entry, Move.SEND, entry.version)
        domain.take_back(entry.slip)
    domain.withdraw(drafts[2], user=batch.contact, channel="school")
    ticks.delete_what_is_due()
    assert Entry.objects.filter(taken_back_at=None).count() == 0
    batch.contact.refresh_from_db()
    assert batch.contact.needed_until >= clock.today() + timedelta(days=30)

    settings.CLOCK = LATER
    ticks.tell_that_it_is_deleted()

    assert told() == {"teacher@school.example": "drawings_deleted"}
    codes_told = contents(Letter.objects.get())[1]["codes"]
    assert codes_told == sorted(shown(entry.slip.code) for entry in drafts[:2])
    assert Entry.objects.filter(told_deleted_at=None).count() == 0


def test_nobody_is_told_before_the_files_are_truly_gone(settings: Settings) -> None:
    settings.CLOCK = DAY
    kept, with_lead = with_paper(quick(State.PENDING)), with_the_lead(State.SAFEGUARDING)
    for entry in (kept, with_lead):
        domain.take_back(entry.slip)
        entry.refresh_from_db()
        domain.want_to_know(entry.slip, f"{entry.state}@home.example")

    settings.CLOCK = LATER
    ticks.tell_that_it_is_deleted()
    assert told() == {}
    ticks.delete_what_is_due()
    ticks.tell_that_it_is_deleted()
    assert told() == {"withdrawn@home.example": "drawing_deleted"}
    assert not Entry.objects.get(pk=with_lead.pk).told_deleted_at


# --- The short address --------------------------------------------------------------------------------------------


def test_the_short_address_leads_to_the_page_in_the_readers_language_whether_or_not_there_is_such_a_slip(
    home_page: HomePage,
) -> None:
    slip = a_slip()
    for code in (slip.code, "ZZZZZZZZZZ"):
        for written in (code, shown(code).lower(), f"{code}/"):
            answer = Client().get(f"/go/{written}", headers={"Accept-Language": "ar"})
            assert (answer.status_code, answer.headers["Location"]) == (302, f"/ar/take-back/{code}/")
            assert answer.headers["Cache-Control"] == "private, no-store"
    for no_code in ("ZZZZ", "ZZZZZZZZZZZ", "%00", "zzzzzzzzzu", "%D9%A1"):
        assert Client().get(f"/go/{no_code}").status_code == 404
    forget_everything()
