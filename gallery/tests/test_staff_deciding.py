"""From an editor's drawing to the gallery by three people; and everything that keeps one or two from doing it alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from consent.enums import Scope
from core import clock
from gallery import domain, files, processing
from gallery.enums import REASONS_TO_ASK, REASONS_TO_REJECT, Found, State
from gallery.models import Decision, Entry

from .factories import CompetitionFactory, a_batch, a_user, an_entry, drawn
from .staff import a_moderator, an_editor, at_work, no_nul_reaches_the_database, quick
from .stored import stored_files
from .test_staff_entering import send

pytestmark = pytest.mark.django_db

DECIDE = "gallery_staff:decide"
RELEASE = "gallery_staff:release"


@pytest.fixture
def first() -> User:
    return a_moderator()


@pytest.fixture
def second() -> User:
    return a_moderator()


def decide(user: User, entry: Entry, do: str, **fields: Any) -> HttpResponse:
    given = {"do": do, "version": entry.version, "alt_text": entry.alt_text, **fields}
    return at_work(user).post(reverse("gallery_staff:decide_on", args=[entry.public_id]), given)


def undo(user: User, entry: Entry) -> HttpResponse:
    address = reverse("gallery_staff:undo", args=[entry.public_id])
    return at_work(user).post(address, {"version": entry.version})


def release(user: User, *entries: Entry, hold_back: tuple[Entry, ...] = (), **fields: Any) -> str:
    """Everything ticked; the page that says what came of it."""
    data = {f"version-{entry.public_id}": entry.version for entry in (*entries, *hold_back)}
    data["release"] = [entry.public_id for entry in entries]
    data["hold_back"] = [entry.public_id for entry in hold_back]
    return at_work(user).post(reverse(RELEASE), {**data, **fields}, follow=True).content.decode()


def shown(user: User, page: str, **query: Any) -> str:
    return at_work(user).get(reverse(page), query).content.decode()


def now(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def on_bench(entry: Entry) -> str:
    return reverse("gallery_staff:decide_on", args=[entry.public_id])


# --- The way of a drawing -----------------------------------------------------------------------------------------


def test_three_people_bring_a_drawing_into_the_gallery(first: User, second: User) -> None:
    batch = a_batch(editor=an_editor())
    editor = at_work(batch.entered_by)
    send(editor, batch, drawn(1))
    entry = batch.entries.get()
    processing.process(entry.pk)
    assert on_bench(entry) in shown(first, DECIDE)

    decide(first, now(entry), "approve", alt_text="A blue circle.")

    assert (now(entry).state, now(entry).alt_text, now(entry).approved_by) == (
        State.APPROVED,
        "A blue circle.",
        first,
    )
    assert Entry.objects.public().count() == 0
    assert "you approved it" in shown(first, RELEASE)
    assert "1 drawing is in the gallery now." in release(second, now(entry))
    assert [public.pk for public in Entry.objects.public()] == [entry.pk]
    who = Decision.objects.filter(entry=entry).values_list("move", "by")
    people = [row for row in who if row[1]]
    assert people == [
        ("receive", batch.entered_by.pk),
        ("describe", first.pk),
        ("approve", first.pk),
        ("release", second.pk),
    ]


# --- The bench ----------------------------------------------------------------------------------------------------


def test_the_bench_shows_the_oldest_with_all_that_is_known_of_it(first: User) -> None:
    batch = a_batch(editor=an_editor())
    entry = quick(
        State.PENDING, batch, title="La mer", language="fr", first_name="Lina", scopes=(Scope.PRINT,)
    )
    quick(State.PENDING, batch)

    page = shown(first, DECIDE)

    assert "Drawing 1 of 2" in page
    for fact in (
        '<bdi lang="fr">La mer</bdi> (Français)',
        "Lina",
        "7 to 9",
        "Lithuania",
        "Example Centre Lithuania",
        "print",
        "cannot be shown on this site",
        reverse("gallery_staff:picture", args=[entry.public_id, 1280]),
    ):
        assert fact in page


def test_skipping_goes_on_to_the_next_and_loses_no_place(first: User) -> None:
    entries = [quick(State.PENDING) for _number in range(3)]

    pages = [shown(first, DECIDE, after=after) for after in ("", entries[0].pk, entries[1].pk, entries[2].pk)]

    for page, place, entry in zip(pages, (1, 2, 3), entries, strict=False):
        assert f"Drawing {place} of 3" in page
        assert on_bench(entry) in page
        assert f"?after={entry.pk}" in page
    assert "3 drawings that you skipped still wait" in pages[3]


@pytest.mark.parametrize("after", ["x", "-1", "9" * 400, "\x00", "1.5"])
def test_an_address_that_somebody_typed_shows_the_oldest(first: User, after: str) -> None:
    entry = quick(State.PENDING)

    assert on_bench(entry) in shown(first, DECIDE, after=after)


def test_after_a_decision_comes_the_next_drawing_with_word_of_the_last_and_a_way_back(first: User) -> None:
    done, following = quick(State.PENDING, title="Sea"), quick(State.PENDING)

    answer = decide(first, done, "reject", reason="face", note="The small one, in the corner.")

    assert answer.url == f"{reverse(DECIDE)}?after={done.pk}"
    page = at_work(first).get(answer.url).content.decode()
    assert on_bench(following) in page
    assert "You rejected “Sea”." in page
    assert 'id="drawing" tabindex="-1" autofocus aria-describedby="last-decision"' in page
    decision = Decision.objects.select_related("note").filter(entry=done).last()
    assert (decision.reason, decision.note.text) == ("face", "The small one, in the corner.")
    back = undo(first, now(done))
    assert on_bench(done) in at_work(first).get(back.url).content.decode()
    assert now(done).state == State.PENDING


def test_an_approval_can_be_undone_by_whoever_gave_it_until_somebody_released_it(
    first: User, second: User
) -> None:
    entry = quick(State.PENDING)
    decide(first, entry, "approve")
    approved = now(entry)
    assert "You approved" in shown(first, DECIDE)
    assert "You approved" not in shown(second, DECIDE)
    release(second, approved)

    late = undo(first, approved)

    assert (late.status_code, now(entry).state) == (409, State.PUBLISHED)
    assert "You approved" not in shown(first, DECIDE)


@pytest.mark.parametrize("do", ["approve", "reject"])
def test_nobody_undoes_what_somebody_else_decided(first: User, second: User, do: str) -> None:
    entry = quick(State.PENDING)
    decide(first, entry, do, reason="face")
    decided = now(entry)

    answer = undo(second, decided)

    assert (answer.status_code, now(entry).state, now(entry).version) == (409, decided.state, decided.version)
    assert "Somebody else has decided on this drawing" in answer.content.decode()
    assert undo(first, decided).status_code == 302


def test_undoing_takes_back_a_decision_and_not_a_wish_to_show_it_again(first: User) -> None:
    entry = quick(State.HIDDEN)
    domain.show_again(entry, user=first, version=entry.version)

    assert (undo(first, entry).status_code, now(entry).state) == (409, State.APPROVED)


def test_a_decision_can_be_undone_for_ten_minutes_by_the_clock_of_the_server(
    first: User, settings: Settings
) -> None:
    """Also by somebody whose page with the button has been open since."""
    in_time, too_late = quick(State.PENDING), quick(State.PENDING)
    decide(first, in_time, "ask", **{"ask-reason": "blurred"})
    decide(first, too_late, "approve")
    now_is = clock.now()

    settings.CLOCK = (now_is + timedelta(minutes=9)).replace(tzinfo=None).isoformat()
    assert "You approved" in shown(first, DECIDE)
    assert (undo(first, now(in_time)).status_code, now(in_time).state) == (302, State.PENDING)
    settings.CLOCK = (now_is + timedelta(minutes=11)).replace(tzinfo=None).isoformat()
    late = undo(first, now(too_late))

    assert (late.status_code, now(too_late).state) == (409, State.APPROVED)
    assert "can be undone for ten minutes" in late.content.decode()
    assert "You approved" not in shown(first, DECIDE)


def test_of_two_who_decide_at_once_the_second_is_told_and_keeps_what_they_typed(
    first: User, second: User
) -> None:
    as_both_see_it, following = quick(State.PENDING), quick(State.PENDING)
    decide(first, as_both_see_it, "approve")

    late = decide(second, as_both_see_it, "reject", reason="other", note="I would not show it.")

    page = late.content.decode()
    assert (late.status_code, now(as_both_see_it).state) == (409, State.APPROVED)
    assert "Somebody else has decided on this drawing in the meantime. Nothing was changed." in page
    assert "I would not show it." in page
    onwards = f"{reverse(DECIDE)}?after={as_both_see_it.pk}"
    assert f'href="{onwards}"' in page
    assert on_bench(following) in at_work(second).get(onwards).content.decode()


def test_a_description_and_an_approval_are_kept_together_or_not_at_all(first: User, second: User) -> None:
    entry = quick(State.PENDING)
    old_version = entry.version
    domain.describe(entry, "Somebody else’s words.", user=second, version=entry.version)

    late = decide(first, entry, "approve", version=old_version, alt_text="My words.")

    assert (late.status_code, now(entry).state, now(entry).alt_text) == (
        409,
        State.PENDING,
        "Somebody else’s words.",
    )
    assert "My words." in late.content.decode()


def test_a_description_goes_with_an_approval_that_comes_too_late(
    first: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is faster between the two: then the description is not kept either."""
    entry = quick(State.PENDING)

    def too_late(*args: Any, **kwargs: Any) -> None:
        raise domain.Overtaken

    monkeypatch.setattr(domain, "approve", too_late)
    late = decide(first, entry, "approve", alt_text="My words.")

    assert (late.status_code, now(entry).alt_text) == (409, "A house with a lit window.")
    assert "My words." in late.content.decode()


def test_a_description_is_saved_alone_and_the_same_drawing_stays_on_the_bench(first: User) -> None:
    entry = quick(State.PENDING)

    answer = decide(first, entry, "describe", alt_text="A boat.")

    assert (now(entry).state, now(entry).alt_text) == (State.PENDING, "A boat.")
    assert on_bench(entry) in at_work(first).get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"do": "reject"}, "This field is required"),
        ({"do": "reject", "reason": "other"}, "Say in the note what the reason is."),
        ({"do": "reject", "reason": "\x00", "note": "kept"}, "Select a valid choice"),
        ({"do": "reject", "reason": "face", "note": "x" * 1001}, "at most 1000 characters"),
        ({"do": "approve", "alt_text": "x" * 301}, "at most 300 characters"),
        ({"do": "explode"}, "Choose what to do with it."),
        ({"do": "approve", "alt_text": "a\x00b"}, "Null characters are not allowed"),
        ({"do": "reject", "reason": "face", "note": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_a_decision_that_is_not_complete_is_asked_for_again(
    first: User, fields: dict[str, Any], words: str
) -> None:
    entry = quick(State.PENDING)

    with no_nul_reaches_the_database():
        answer = decide(first, entry, **fields)

    assert (answer.status_code, now(entry).state) == (422, State.PENDING)
    assert words in answer.content.decode()
    typed = fields.get("note") or fields.get("alt_text", "")
    assert typed.replace("\x00", "") in answer.content.decode().replace("\x00", "")


@pytest.mark.parametrize("superuser", [False, True])
def test_whoever_entered_a_drawing_meets_it_on_no_page_that_decides(superuser: bool) -> None:
    person = a_moderator()
    person.is_superuser = superuser
    person.save()
    batch = a_batch(editor=person)
    pending, approved = quick(State.PENDING, batch), quick(State.APPROVED, batch)

    bench, sheet = shown(person, DECIDE), shown(person, RELEASE)
    tried = [
        decide(person, pending, "approve"),
        decide(person, pending, "reject", reason="face"),
        undo(person, approved),
    ]

    assert "Nothing waits for you" in bench
    assert "1 more waits for somebody else: you entered it." in bench
    assert "1 more waits for somebody else: you entered it." in sheet
    assert pending.public_id not in bench
    assert approved.public_id not in sheet
    assert [answer.status_code for answer in tried] == [403, 403, 403]
    assert "You entered this drawing yourself" in tried[0].content.decode()
    assert "Nothing was released." in release(person, approved)
    assert (now(pending).state, now(approved).state) == (State.PENDING, State.APPROVED)


# --- The contact sheet --------------------------------------------------------------------------------------------


def test_one_press_releases_all_that_is_ticked_and_holds_back_what_is_to_be_held_back(second: User) -> None:
    batch = a_batch(editor=an_editor())
    ticked, also, held, left = (quick(State.APPROVED, batch) for _number in range(4))

    page = release(second, ticked, also, hold_back=(held,), **{f"version-{left.public_id}": left.version})

    states = [now(entry).state for entry in (ticked, also, held, left)]
    assert states == [State.PUBLISHED, State.PUBLISHED, State.PENDING, State.APPROVED]
    assert "2 drawings are in the gallery now." in page
    assert "1 drawing was held back" in page


def test_what_is_ticked_twice_is_held_back(second: User) -> None:
    unsure = quick(State.APPROVED)

    release(second, unsure, hold_back=(unsure,))

    assert now(unsure).state == State.PENDING


def test_nobody_releases_what_they_approved_and_each_other_one_goes_through(
    first: User, second: User
) -> None:
    mine, others = quick(State.PENDING), quick(State.APPROVED)
    decide(first, mine, "approve")

    page = release(first, now(mine), others)

    assert (now(mine).state, now(others).state) == (State.APPROVED, State.PUBLISHED)
    assert "You approved this drawing yourself. Somebody else has to release it." in page
    assert "1 drawing is in the gallery now." in page
    assert mine.public_id in page


def test_without_a_description_or_a_consent_a_drawing_cannot_be_ticked_and_cannot_be_released(
    second: User,
) -> None:
    batch = a_batch(editor=an_editor())
    silent = quick(State.APPROVED, batch, alt_text="")
    not_agreed = quick(State.APPROVED, batch, scopes=(Scope.PRINT,))

    sheet = shown(second, RELEASE)

    assert 'name="release"' not in sheet
    assert f'href="{reverse("gallery_staff:drawing", args=[silent.public_id])}#describe"' in sheet
    assert "No consent for this site is in force." in sheet
    page = release(second, silent, not_agreed)
    assert "It has no description for those who cannot see it. Write one first." in page
    assert "No consent for this site is in force. It cannot be released." in page
    assert (now(silent).state, now(not_agreed).state) == (State.APPROVED, State.APPROVED)


def test_a_storage_that_fails_at_one_drawing_does_not_stop_the_others(second: User) -> None:
    batch = a_batch(editor=an_editor())
    broken, fine = an_entry(State.APPROVED, batch), an_entry(State.APPROVED, batch)
    default_storage.delete(broken.assets.filter(format="webp").first().key)

    page = release(second, broken, fine)

    assert (now(broken).state, now(fine).state) == (State.APPROVED, State.PUBLISHED)
    assert "It could not be copied to the gallery." in page
    public = {name.split("/")[1] for name in stored_files() if name.startswith(files.PUBLIC)}
    assert public == {now(fine).public_key}


def test_what_does_not_fit_into_the_time_of_a_request_is_named_and_waits(
    second: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [quick(State.APPROVED) for _number in range(2)]
    monkeypatch.setattr("gallery.staff.releasing.TIME_FOR_A_SHEET", -1)

    page = release(second, *entries)

    assert page.count("There was no time left for it.") == 2
    assert [now(entry).state for entry in entries] == [State.APPROVED] * 2


def test_each_drawing_of_a_sheet_is_released_by_the_rules_of_that_moment(
    first: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copying those before it takes seconds; meanwhile two pairs of eyes may have become the rule again."""
    boss, competition = a_user("boss", is_superuser=True), CompetitionFactory.create()
    domain.allow_one_pair_of_eyes(competition, user=boss, reason="We are two.")
    batch = a_batch(competition, an_editor())
    entries = [quick(State.PENDING, batch) for _number in range(2)]
    for entry in entries:
        decide(first, entry, "approve")
    copy = domain.release

    def slowly(entry: Entry, **how: Any) -> None:
        copy(entry, **how)
        domain.allow_one_pair_of_eyes(competition, user=boss, reason="")

    monkeypatch.setattr(domain, "release", slowly)
    page = release(first, *(now(entry) for entry in entries))

    assert [now(entry).state for entry in entries] == [State.PUBLISHED, State.APPROVED]
    assert "You approved this drawing yourself. Somebody else has to release it." in page


def test_somebody_who_was_faster_is_named_on_the_result(second: User) -> None:
    entry = quick(State.APPROVED)
    release(a_moderator(), entry)

    page = release(second, entry)

    assert "Nothing was released." in page
    assert "Somebody else has decided on this drawing in the meantime." in page


def test_where_one_pair_of_eyes_is_enough_one_person_finds_it_on_the_sheet_but_not_what_was_hidden(
    first: User,
) -> None:
    competition = CompetitionFactory.create()
    domain.allow_one_pair_of_eyes(competition, user=a_user("boss", is_superuser=True), reason="We are two.")
    batch = a_batch(competition, an_editor())
    approved, hidden = quick(State.PENDING, batch), quick(State.HIDDEN, batch)
    decide(first, approved, "approve")
    domain.show_again(hidden, user=first, version=hidden.version)

    sheet = shown(first, RELEASE)

    assert f'name="release" value="{approved.public_id}"' in sheet
    assert hidden.public_id not in sheet
    assert "1 more waits for somebody else: you approved it." in sheet


def test_a_sheet_holds_forty_at_most_and_says_how_many_wait(
    second: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(domain, "SHEET", 2)
    for _number in range(3):
        quick(State.APPROVED)

    sheet = shown(second, RELEASE)

    assert sheet.count('name="release"') == 2
    assert "3 wait for you. Here are the oldest 2." in sheet


@pytest.mark.parametrize(
    "data",
    [
        {"version-\x00": "1", "release": ["\x00"]},
        {"version-nobody": "x", "release": ["nobody"]},
        {"release": ["nobody"]},
        {f"version-{number}": "1" for number in range(300)},
    ],
)
def test_a_sheet_with_nonsense_on_it_releases_nothing(second: User, data: dict[str, Any]) -> None:
    with no_nul_reaches_the_database():
        page = at_work(second).post(reverse(RELEASE), data, follow=True)

    assert "Nothing was released." in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("page", "state", "number"), [(DECIDE, State.PENDING, 24), (RELEASE, State.APPROVED, 18)]
)
def test_bench_and_sheet_take_one_number_of_queries(
    first: User, page: str, state: State, number: int, rows: int, django_assert_num_queries: Any
) -> None:
    batch = a_batch(editor=an_editor())
    for _row in range(rows):
        quick(state, batch)
    client = at_work(first)
    client.get(reverse(page))

    with django_assert_num_queries(number):
        client.get(reverse(page))


@pytest.mark.parametrize("do", ["approve", "reject"])
def test_a_decision_that_does_not_say_what_it_saw_changes_nothing_and_loses_nothing(
    first: User, do: str
) -> None:
    entry = quick(State.PENDING)

    answer = decide(first, entry, do, version="", alt_text="My words.", reason="face", note="My words.")

    assert (answer.status_code, now(entry).state) == (409, State.PENDING)
    assert "My words." in answer.content.decode()


def test_every_reason_has_its_key_in_the_order_of_the_list(first: User) -> None:
    quick(State.PENDING)

    page = shown(first, DECIDE)

    for name, reasons in (("reason", REASONS_TO_REJECT), ("ask-reason", REASONS_TO_ASK)):
        soup = BeautifulSoup(page, "html.parser")
        radios = soup.select(f'input[name="{name}"]')
        assert [radio["value"] for radio in radios] == [reason.value for reason in reasons]
        assert [radio.find_parent("li").kbd.text for radio in radios] == [
            str(n + 1) for n in range(len(reasons))
        ]
    ticks = soup.select('input[name="found"]')
    assert [(tick["value"], tick.find_parent("li").kbd.text) for tick in ticks] == [
        (found.value, str(place)) for place, found in enumerate(Found, 1)
    ]
    assert {key for key in "armqsu" if f'data-key="{key}"' in page} == {"a", "m", "q", "r", "s"}


def test_a_forged_decision_is_refused(first: User) -> None:
    entry = quick(State.PENDING)
    client: Client = at_work(first, enforce_csrf_checks=True)

    answer = client.post(on_bench(entry), {"do": "approve", "version": entry.version, "alt_text": "x"})

    assert (answer.status_code, now(entry).state) == (403, State.PENDING)
