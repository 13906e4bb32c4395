"""Many drawings an hour by two people who do not get in each other's way; what was found; and asking for a change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from accounts.models import User
from core import clock
from gallery import domain, hints
from gallery.enums import REASONS_TO_ASK, REASONS_TO_HIDE, REASONS_TO_REJECT, Found, Reason, State
from gallery.models import Batch, Decision, Entry, Finding
from gallery.reasons import for_school
from schools.enums import Standing
from schools.models import Contact, School

from .factories import a_batch, a_decider
from .staff import a_moderator, an_editor, at_work, quick

pytestmark = pytest.mark.django_db

DECIDE = "gallery_staff:decide"


@pytest.fixture
def first() -> User:
    return a_moderator()


@pytest.fixture
def second() -> User:
    return a_moderator()


def on_bench(user: User, **asked: Any) -> BeautifulSoup:
    return BeautifulSoup(at_work(user).get(reverse(DECIDE), asked).content, "html.parser")


def before_them(user: User, **asked: Any) -> str:
    """Of the drawing that somebody is given next."""
    form = on_bench(user, **asked).select_one("form#approve")
    return str(form["action"]).rstrip("/").rpartition("/")[2] if form else ""


def decide(
    user: User, entry: Entry, do: str, headers: dict[str, str] | None = None, **fields: Any
) -> HttpResponse:
    given = {"do": do, "version": entry.version, "alt_text": entry.alt_text, **fields}
    address = reverse("gallery_staff:decide_on", args=[entry.public_id])
    return at_work(user).post(address, given, headers=headers)


def now(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


# --- Claims -------------------------------------------------------------------------------------------------------


def test_two_people_at_the_bench_are_given_different_drawings_until_one_has_left_it_for_ten_minutes(
    first: User, second: User, settings: Settings
) -> None:
    one, other = quick(State.PENDING), quick(State.PENDING)

    assert before_them(first) == one.public_id
    assert before_them(first) == one.public_id, "their own"
    assert before_them(second) == other.public_id
    third = on_bench(a_moderator())
    assert "2 more are before colleagues at this moment." in third.text
    settings.CLOCK = (clock.now() + timedelta(minutes=11)).replace(tzinfo=None).isoformat()

    assert before_them(second) == one.public_id


def test_of_two_who_reach_for_the_same_drawing_one_gets_it(first: User, second: User) -> None:
    entry = quick(State.PENDING)

    assert (domain.claim(entry, first), domain.claim(now(entry), second)) == (True, False)
    assert (now(entry).claimed_by, now(entry).version) == (first, entry.version), (
        "nothing that was typed is lost"
    )


def test_deciding_needs_no_claim_and_leaves_none(first: User, second: User) -> None:
    entry = quick(State.PENDING)
    domain.claim(entry, first)

    assert decide(second, entry, "approve").status_code == 302
    assert (now(entry).state, now(entry).claimed_by, now(entry).claimed_until) == (State.APPROVED, None, None)
    assert decide(first, entry, "reject", reason="face").status_code == 409
    assert not domain.claim(now(entry), first)


# --- What was found -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("found", list(Found))
def test_what_was_found_is_covered_or_it_is_not_approved(first: User, found: Found) -> None:
    entry = quick(State.PENDING)
    can_be_covered = found in {Found.NAME, Found.SIGNATURE, Found.CONTACT}

    answer = decide(first, entry, "approve", found=[found.value])

    assert (answer.status_code, now(entry).state) == (422, State.PENDING)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert ("Cover it, or say no to it." in soup.text) is can_be_covered
    assert [tick["value"] for tick in soup.select("input[name=found][checked]")] == [found.value]
    fitting = soup.select_one("input[name=reason][checked]")["value"]
    assert fitting == {"face": "face", "copied": "not_own", "machine": "not_own"}.get(found.value, "name")
    domain.mask(entry, [domain.Rectangle(0, 0, 500, 500)], user=first, version=entry.version)
    decide(first, entry, "approve", found=[found.value])
    assert now(entry).state == (State.APPROVED if can_be_covered else State.PENDING)
    kept = Finding.objects.filter(decision__entry=entry, decision__move="approve")
    assert list(kept.values_list("found", flat=True)) == ([found.value] if can_be_covered else [])


def test_every_tick_is_kept_with_the_decision_and_nonsense_is_none(first: User) -> None:
    entry = quick(State.PENDING)

    decide(first, entry, "reject", reason="name", found=["face", "name", "face", "\x00", "x" * 500])

    assert set(Finding.objects.values_list("found", "decision__reason")) == {
        ("face", "name"),
        ("name", "name"),
    }


# --- Asking for a change ------------------------------------------------------------------------------------------


def test_a_change_is_asked_for_with_a_reason_of_its_own_and_can_be_undone(first: User) -> None:
    entry = quick(State.PENDING, title="Sea")

    refused = decide(first, entry, "ask", **{"ask-reason": "face"})
    decide(first, entry, "ask", **{"ask-reason": "blurred", "ask-note": "The left edge."})

    assert refused.status_code == 422
    decision = Decision.objects.select_related("note").filter(entry=entry).latest("pk")
    assert (now(entry).state, decision.move, decision.reason, decision.note.text) == (
        State.CHANGES,
        "ask",
        "blurred",
        "The left edge.",
    )
    page = on_bench(first)
    assert "You asked for a change to “Sea”." in page.text
    domain.reconsider(now(entry), user=first, version=now(entry).version)
    assert now(entry).state == State.PENDING


@pytest.mark.parametrize("act", [domain.reject, domain.ask_for_change])
def test_a_reason_of_another_list_is_refused(first: User, act: Any) -> None:
    entry = quick(State.PENDING)
    wrong = REASONS_TO_ASK[0] if act is domain.reject else REASONS_TO_REJECT[0]

    with pytest.raises(domain.Refused):
        act(entry, user=first, version=entry.version, reason=wrong)


def test_every_reason_has_a_sentence_of_its_own_for_the_school_that_blames_nobody() -> None:
    assert {*REASONS_TO_REJECT, *REASONS_TO_ASK, *REASONS_TO_HIDE, Reason.REPORTED} == set(Reason)
    sentences = {reason: for_school(reason.value) for reason in Reason}

    assert len(set(sentences.values())) == len(Reason)
    assert not [text for text in sentences.values() if str(text) in set(map(str, Reason.labels))]
    for word in ("wrong", "mistake", "copied", "bad ", "fault", "rejected", "must"):
        assert not [text for text in sentences.values() if word in text.lower()], word
    assert for_school("\x00 what is no reason") == sentences[Reason.OTHER]
    with translation.override("ar"):
        assert for_school("name")


# --- The page -----------------------------------------------------------------------------------------------------


def test_the_script_is_told_what_was_decided_and_how_many_wait_and_not_given_the_page_again(
    first: User,
) -> None:
    done, _following = quick(State.PENDING, title="Sea"), quick(State.PENDING)

    answer = decide(first, done, "approve", headers={"X-Bench": "1"})

    told = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    assert told.select_one("#last-decision").text == "You approved “Sea”. Somebody else releases it."
    assert told.select_one("[data-gallery-place]").text == "Drawing 1 of 1"
    assert told.select_one("form")["action"] == reverse("gallery_staff:undo", args=[done.public_id])
    assert told.select_one("img, h2") is None


def test_of_those_that_look_alike_somebody_sees_the_ones_from_where_they_decide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = a_moderator("lt")
    quick(State.PENDING)
    quick(State.PUBLISHED, title="Here")
    quick(State.PUBLISHED, a_batch(country="gr"), title="There")
    quick(State.SEALED, title="Sealed")

    def alike(asked: Entry, limit: int, among: Any) -> list[Entry]:
        return list(among.exclude(pk=asked.pk)[:limit])

    monkeypatch.setattr(hints, "alike", alike)

    shown = on_bench(user).select(".drawings-alike img")

    assert [picture["alt"] for picture in shown] == ["Here"]


def of_a_school(standing: Standing) -> Entry:
    """A drawing that came from a school, rows only."""
    entry = quick(State.APPROVED)
    school = School.objects.create(
        name="Example School", country=entry.country, town="Vilnius", standing=standing
    )
    contact = Contact.objects.create(school=school, language="en")
    batch = Batch.objects.create(
        competition=entry.competition, school=school, contact=contact, country=entry.country, language="en"
    )
    Entry.objects.filter(pk=entry.pk).update(batch=batch, entered_by=None)
    return now(entry)


@pytest.mark.parametrize("standing", [Standing.ASKED, Standing.VERIFIED])
def test_a_drawing_of_a_school_that_nobody_verified_waits_and_says_why(
    second: User, standing: Standing
) -> None:
    entry = of_a_school(standing)
    client = at_work(second)

    sheet = client.get(reverse("gallery_staff:release")).content.decode()
    page = client.get(reverse("gallery_staff:drawing", args=[entry.public_id])).content.decode()

    waits = standing == Standing.ASKED
    assert ('name="release"' in sheet) is not waits
    assert ("Nobody has verified its school yet." in sheet) is waits
    assert ("Not verified yet: until then it cannot be released." in page) is waits
    assert "Example School" in page
    domain.hold_back(entry, user=second, version=entry.version)
    assert "Example School" in on_bench(second).text


@pytest.mark.parametrize("looks", [True, False, None])
def test_what_looks_like_a_photograph_opens_blurred_everywhere_and_can_be_opened_without_a_script(
    second: User, looks: bool | None
) -> None:
    batch = a_batch(editor=an_editor())
    entries = {state: quick(state, batch) for state in (State.PENDING, State.APPROVED, State.PUBLISHED)}
    Entry.objects.update(looks_like_photo=looks)
    client = at_work(second)
    one = reverse("gallery_staff:drawing", args=[entries[State.PUBLISHED].public_id])

    for address in (reverse(DECIDE), reverse("gallery_staff:release"), one, reverse("gallery_staff:gallery")):
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        pictures = soup.select("main img[src*='/picture/']")
        assert len(pictures) == 1, address
        assert bool(pictures[0].find_parent(class_="drawings-veil")) is bool(looks), address
        ticks = [str(tick["id"]) for tick in soup.select("input.drawings-see")]
        assert len(ticks) == (
            1 if looks and "gallery/?" not in address and not address.endswith("/gallery/") else 0
        )
        assert all(soup.select_one(f"label[for='{tick}']").text.strip() for tick in ticks)


def test_whoever_decides_elsewhere_gets_no_claim_by_its_address(first: User) -> None:
    entry = quick(State.PENDING, a_batch(country="gr"))

    assert before_them(a_moderator("lt")) == ""
    assert now(entry).claimed_by is None
    assert before_them(a_decider("anyone")) == entry.public_id
