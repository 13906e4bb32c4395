"""A reader is worried about a drawing, or somebody wants the whole gallery gone: what happens, and who looks."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection, connections
from django.db.backends.base.base import NO_DB_ALIAS
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.tests.holders import give
from audit.models import Letter, Record
from audit.outbox import contents
from core import clock
from core.roles import Role
from gallery import domain
from gallery.domain import reporting
from gallery.enums import Move, Reason, State
from gallery.models import Competition, CompetitionPage, Entry, Report, ReportHour
from gallery.reports import forms

from .factories import a_batch, a_user
from .many import make_many_entries
from .paper import with_the_lead
from .released import a_competition_page, released
from .staff import a_moderator, at_work, no_nul_reaches_the_database, quick

pytestmark = pytest.mark.django_db
DESK = "/admin/drawings/reports/"
CATEGORY = Report.Category


@pytest.fixture
def page(make_page: Any) -> CompetitionPage:
    return a_competition_page(make_page)


@pytest.fixture
def drawing(page: CompetitionPage) -> Entry:
    return released(a_batch(page.competition), title="The way home")


@pytest.fixture
def lead() -> Any:
    return give(a_user("lead"), Role.SAFEGUARDING)


def address(entry: Entry) -> str:
    return f"/en/drawings/way-home/{entry.public_id}/report/"


class Reader:
    """Guards against forged forms are on, as on the site."""

    def __init__(self, network: str = "192.0.2.7") -> None:
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=network)

    def since(self, entry: Entry) -> str:
        return self.client.get(address(entry)).text.split('name="since" value="')[1].split('"')[0]

    def tells(self, entry: Entry, category: str, **more: str) -> Any:
        sent = {"category": category, "since": self.since(entry), **more}
        return self.client.post(address(entry), sent)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if somebody had read the form before they sent it."""
    monkeypatch.setattr(forms, "FASTEST", timedelta(seconds=-1))


# --- The form -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("slowly")
def test_a_drawing_that_shows_who_a_child_is_is_gone_at_once_and_nobody_was_asked_for_a_name(
    page: CompetitionPage, drawing: Entry
) -> None:
    shown = Client().get(f"/en/drawings/way-home/{drawing.public_id}/")
    assert f'href="{address(drawing)}"' in shown.text
    reader = Reader()

    answer = reader.tells(drawing, CATEGORY.IDENTIFIES, text=" Her street can be read. ")

    report = Report.objects.get()
    assert (answer.status_code, answer.cookies, answer.headers["Cache-Control"]) == (
        200,
        {},
        "private, no-store",
    )
    assert (report.text, report.hid) == ("Her street can be read.", True)
    gone = reader.client.get(f"/en/drawings/way-home/{drawing.public_id}/")
    assert (gone.status_code, reader.client.get(address(drawing)).status_code) == (410, 410)
    # Why it is gone nobody learns.
    said = BeautifulSoup(gone.content, "html.parser").main.get_text().lower()
    assert [word for word in ("report", "safe", "hidden", "street") if word in said] == []
    decision = drawing.decisions.latest("pk")
    assert (decision.move, decision.reason, decision.by) == (Move.HIDE, Reason.REPORTED, None)
    assert {row.by for row in Record.objects.filter(action__in=["gallery.hide", "gallery.reported"])} == {
        Record.By.VISITOR
    }


@pytest.mark.usefixtures("slowly")
@pytest.mark.parametrize("category", [CATEGORY.COPIED, CATEGORY.OTHER])
def test_what_is_about_nobodys_safety_waits_for_somebody_who_looks(
    page: CompetitionPage, drawing: Entry, lead: Any, category: str
) -> None:
    assert Reader().tells(drawing, category).status_code == 200

    drawing.refresh_from_db()
    assert (drawing.state, Report.objects.get().hid, Letter.objects.count()) == (State.PUBLISHED, False, 0)


def test_what_a_program_would_send_is_sent_once_more_and_nothing_that_was_typed_is_lost(
    page: CompetitionPage, drawing: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader()
    sent = {"category": CATEGORY.SAFETY, "text": "I am <worried>."}
    too_fast = reader.tells(drawing, **sent)
    no_time = reader.client.post(address(drawing), {**sent, "since": "made-up"})
    monkeypatch.setattr(forms, "FASTEST", timedelta(seconds=-1))
    filled = reader.tells(drawing, **sent, website="https://spam.example")
    for answer in (too_fast, no_time, filled):
        assert (answer.status_code, "once more" in answer.text) == (422, True)
        assert "I am &lt;worried&gt;." in answer.text
        assert 'value="safety" required checked' in answer.text
        assert "spam.example" not in answer.text
    assert Report.objects.count() == 0

    since = too_fast.text.split('name="since" value="')[1].split('"')[0]
    assert reader.client.post(address(drawing), {**sent, "since": since}).status_code == 200
    assert Report.objects.get().text == "I am <worried>."


@pytest.mark.usefixtures("slowly")
@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Please choose what is wrong"),
        ({"category": "boring"}, "Please choose what is wrong"),
        ({"category": "\x00", "text": "\x00"}, "Null characters"),
        ({"category": "other", "text": "x" * 1001}, "1000 letters and signs at most"),
    ],
)
def test_whatever_is_sent_is_answered_in_words(
    page: CompetitionPage, drawing: Entry, sent: dict[str, str], told: str
) -> None:
    with no_nul_reaches_the_database():
        answer = Reader().client.post(address(drawing), sent)

    assert (answer.status_code, told in answer.text, Report.objects.count()) == (422, True, 0)


def test_there_is_a_form_below_a_public_drawing_and_nowhere_else(
    page: CompetitionPage, drawing: Entry
) -> None:
    waiting = quick(State.APPROVED, a_batch(page.competition))
    client = Client(enforce_csrf_checks=True)
    below = "/en/drawings/way-home/"
    missing = (
        address(waiting),
        f"{below}nobody/report/",
        f"{address(drawing)}report/",
        f"{below}gallery/report/",
        f"{below}%00/report/",
    )

    assert [client.post(each).status_code for each in missing] == [404] * 5
    assert [client.post(each).status_code for each in ("/en/", below, f"{below}{drawing.public_id}/")] == [
        405
    ] * 3


@pytest.mark.usefixtures("slowly", "warm")
def test_a_network_tells_us_of_ten_an_hour_and_the_eleventh_waits(
    page: CompetitionPage, drawing: Entry
) -> None:
    reader = Reader()
    sent = {"category": CATEGORY.OTHER, "since": reader.since(drawing)}
    statuses = [reader.client.post(address(drawing), sent).status_code for _number in range(11)]

    assert (statuses, Report.objects.count()) == ([200] * 10 + [429], 10)
    assert Reader("198.51.100.1").tells(drawing, CATEGORY.OTHER).status_code == 200


# --- How many hide something --------------------------------------------------------------------------------------


@pytest.fixture
def many(competition: Competition) -> list[Entry]:
    make_many_entries(24, competition)
    return list(Entry.objects.filter(competition=competition))


@pytest.fixture
def competition(page: CompetitionPage) -> Competition:
    found: Competition = page.competition
    return found


def test_twenty_an_hour_are_hidden_the_others_stand_first_before_people_and_the_lead_hears_of_it_once(
    many: list[Entry], lead: Any, settings: Settings
) -> None:
    settings.CLOCK = "2026-11-26T12:05:00"
    hid = [domain.report(entry, CATEGORY.IDENTIFIES).hid for entry in many]
    assert hid == [True] * 20 + [False] * 4
    assert Entry.objects.filter(state=State.PUBLISHED).count() == 4
    (letter,) = Letter.objects.all()
    assert (letter.letter, contents(letter)[0]) == ("reports_many", lead.email)

    settings.CLOCK = "2026-11-26T13:00:00"
    assert domain.report(many[-1], CATEGORY.IDENTIFIES).hid
    assert Letter.objects.count() == 1


def test_of_fifty_at_the_same_moment_exactly_twenty_hide_something(one_row_for_many: None) -> None:
    hour = reporting.hour_of(clock.now())
    start = threading.Barrier(50)
    found: list[bool] = []

    def one() -> None:
        start.wait()
        try:
            found.append(reporting._one_more_in(hour))
        finally:
            connections[NO_DB_ALIAS].close()

    threads = [threading.Thread(target=one) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [False] * 30 + [True] * 20
    assert ReportHour.objects.get().hidden == 20


class ToItsOwnFile:
    def db_for_read(self, model: type, **hints: Any) -> str | None:
        return NO_DB_ALIAS if model is ReportHour else None

    db_for_write = db_for_read


@pytest.fixture
def one_row_for_many(tmp_path: Path, settings: Any, db: None) -> Iterator[None]:
    """The table where several connections can write at once. To the tests' own database, in memory, only one can."""
    there = connections["default"].settings_dict | {"NAME": str(tmp_path / "hours.sqlite3")}
    connections.databases[NO_DB_ALIAS] = there | {"ENGINE": "django.db.backends.sqlite3"}
    settings.DATABASE_ROUTERS = [ToItsOwnFile()]
    try:
        with connections[NO_DB_ALIAS].schema_editor() as editor:
            editor.create_model(ReportHour)
        yield
    finally:
        connections[NO_DB_ALIAS].close()
        del connections[NO_DB_ALIAS], connections.databases[NO_DB_ALIAS]


def test_when_somebody_is_worried_about_a_child_the_lead_gets_a_code_and_not_a_word(lead: Any) -> None:
    entry = quick(State.PUBLISHED)

    for _time in range(2):
        domain.report(entry, CATEGORY.SAFETY, "I know this girl, she is called Lina.")

    # Whoever made the drawing ready for this test holds the same role.
    said = [contents(letter) for letter in Letter.objects.filter(letter="report_worried")]
    (to_lead,) = (context for to, context in said if to == lead.email)
    assert len({to for to, _context in said}) == len(said)
    assert to_lead == {"code": entry.public_id, "hid": True, "page": f"http://127.0.0.1:8000{DESK}"}


# --- The desk -----------------------------------------------------------------------------------------------------


def press(client: Client, what: str, **more: Any) -> int:
    code: int = client.post(DESK, {"do": what, **more}).status_code
    return code


def test_whoever_decides_sees_the_reports_of_their_countries_and_none_of_what_the_lead_has() -> None:
    here = quick(State.PUBLISHED, a_batch(country="lt"))
    elsewhere = quick(State.PUBLISHED, a_batch(country="gr"))
    with_lead = with_the_lead(State.SAFEGUARDING, a_batch(country="lt"))
    for entry, words in ((here, "Seen here"), (elsewhere, "Seen there"), (with_lead, "Seen by the lead")):
        Report.objects.create(entry=entry, category=CATEGORY.OTHER, text=f"{words}.")
    closed = Report.objects.create(entry=here, category=CATEGORY.COPIED, text="Closed.")
    moderator = a_moderator("lt")
    domain.close_report(closed, user=moderator)
    client = at_work(moderator)

    text = client.get(DESK).text
    for report in Report.objects.all():
        press(client, "hide", report=report.pk)

    assert [words in text for words in ("Seen here.", "Seen there.", "Seen by the lead.", "Closed.")] == [
        True,
        False,
        False,
        False,
    ]
    assert "Reports (1)" in client.get("/admin/drawings/gallery/").text
    states = [Entry.objects.get(pk=entry.pk).state for entry in (here, elsewhere, with_lead)]
    assert states == [State.HIDDEN, State.PUBLISHED, State.SAFEGUARDING]


def test_one_press_hides_a_flood_another_brings_it_back_and_somebody_else_has_to_release_it(
    many: list[Entry], settings: Settings
) -> None:
    settings.CLOCK = "2026-11-26T12:05:00"
    by_hand = many.pop()
    first, second = a_moderator(), a_moderator()
    domain.hide(by_hand, user=first, version=by_hand.version, reason=Reason.NAME)
    for entry in [*many, by_hand]:
        domain.report(entry, CATEGORY.IDENTIFIES)
    client = at_work(first)
    text = client.get(DESK).text
    assert ("Hide all (3)" in text, "Restore all (20)" in text) == (True, True)

    assert press(client, "hide_all", hour="2026-11-26T11") == 302
    assert press(client, "hide_all", hour="\x00") == 302
    assert Entry.objects.filter(state=State.PUBLISHED).count() == 3
    assert press(client, "hide_all", hour="2026-11-26T12") == 302
    assert Entry.objects.filter(state=State.PUBLISHED).count() == 0
    assert press(client, "restore_all") == 302

    states = list(Entry.objects.exclude(pk=by_hand.pk).values_list("state", "approved_by"))
    assert states == [(State.APPROVED, first.pk)] * 23
    # What a person had hidden for a reason of their own stays hidden, and its report open.
    assert Entry.objects.get(pk=by_hand.pk).state == State.HIDDEN
    assert list(Report.objects.filter(closed_at=None).values_list("entry", flat=True)) == [by_hand.pk]
    entry = Entry.objects.get(pk=many[0].pk)
    Competition.objects.update(one_pair_of_eyes=True)
    with pytest.raises(domain.Refused):
        domain.release(Entry.objects.get(pk=entry.pk), user=first, version=entry.version)
    entry.assets.all().delete()  # rows only, with no file behind them
    domain.release(entry, user=second, version=entry.version)
    assert entry.state == State.PUBLISHED


def test_bringing_back_asks_who_one_is_and_hiding_does_not() -> None:
    entry = quick(State.PUBLISHED)
    report = domain.report(entry, CATEGORY.IDENTIFIES)
    stale = at_work(a_moderator())
    session = stale.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 16 * 60}]
    session.save()

    press(stale, "restore", report=report.pk)
    assert Entry.objects.get().state == State.HIDDEN
    press(at_work(a_moderator()), "restore", report=report.pk)
    assert Entry.objects.get().state == State.APPROVED


@pytest.mark.parametrize(
    ("what", "number"), [("", ""), ("burn", "x"), ("hide", "\x00"), ("close", "9" * 40), ("restore", "-1")]
)
def test_whatever_is_pressed_with_whatever_number_changes_nothing(what: str, number: str) -> None:
    domain.report(quick(State.PUBLISHED), CATEGORY.OTHER)
    with no_nul_reaches_the_database():
        assert press(at_work(a_moderator()), what, report=number) == 302
    assert (Entry.objects.get().state, Report.objects.filter(closed_at=None).count()) == (State.PUBLISHED, 1)


def test_the_desk_asks_as_much_for_thirty_reports_as_for_one(many: list[Entry]) -> None:
    client = at_work(a_moderator())

    def questions() -> int:
        client.get(DESK)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(DESK).status_code == 200
        return len(asked)

    domain.report(many[0], CATEGORY.IDENTIFIES)
    one = questions()
    for number, entry in enumerate(many):
        at = clock.now() - timedelta(hours=number)
        Report.objects.create(entry=entry, category=CATEGORY.OTHER, at=at)
    assert questions() == one
