"""The demo’s class stands at every step of a drawing’s way, and what people do afterwards stays."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from demo import load_class, load_gallery
from demo.content.school_class import REPORTED, SCHOOL_DRAWINGS
from demo.load_facts import load_facts
from demo.load_partners import load_partners
from demo.load_schools import load_schools
from demo.loader import Loader
from gallery import domain
from gallery.enums import Move, State
from gallery.models import Batch, Concern, Decision, Entry, Report
from schools.domain import find_contact

from .test_load_gallery import YEAR, a_drawing, drawn


def load() -> None:
    load_class.load_class(YEAR, lambda text: None)


def stand() -> dict[str, str]:
    batch = Batch.objects.get(school__isnull=False)
    return {
        drawing.key: batch.entries.get(idempotency_key=load_class._key(batch, drawing)).state
        for drawing in SCHOOL_DRAWINGS
    }


@pytest.fixture(autouse=True)
def a_demo_without_a_class(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.CLOCK = "2026-11-23T12:00:00"
    load_facts()
    load_partners()
    Loader(lambda text: None).logins()
    load_schools()
    load_gallery.load_competitions(YEAR)
    monkeypatch.setattr(load_gallery, "DRAWINGS", [a_drawing(REPORTED)])
    monkeypatch.setattr(load_gallery.children, "draw", drawn)
    load_gallery.load_drawings(YEAR, lambda text: None)


def test_the_class_shows_each_step_and_both_desks_have_something_to_look_at() -> None:
    load()

    assert stand() == {drawing.key: drawing.state for drawing in SCHOOL_DRAWINGS}
    assert Concern.objects.get(closed_at=None).entry.title == "My house at night"
    assert (Report.objects.get().entry.state, Report.objects.get().hid) == (State.PUBLISHED, False)


@pytest.mark.parametrize(
    "killed_in", ["put_right", "attest", "send", "ask_for_change", "raise_concern", "report"]
)
def test_a_load_that_was_killed_is_finished_by_the_next_and_a_third_does_nothing(
    monkeypatch: pytest.MonkeyPatch, killed_in: str
) -> None:
    class Killed(BaseException):
        pass

    def kill(*args: Any, **kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(domain, killed_in, kill)
        with pytest.raises(Killed):
            load()
    load()
    before = list(Decision.objects.values_list("pk", flat=True))
    load()

    assert list(Decision.objects.values_list("pk", flat=True)) == before
    assert stand() == {drawing.key: drawing.state for drawing in SCHOOL_DRAWINGS}
    assert (Report.objects.count(), Concern.objects.count()) == (1, 1)


def test_what_a_teacher_completes_is_theirs_to_send() -> None:
    load()
    contact = find_contact(load_class.TEACHER)
    assert contact is not None
    draft = Entry.objects.get(title="Birds of paper")
    slip = draft.batch.slips.get(number=5)
    domain.attest(draft, slip, [], contact=contact, version=draft.version)

    load()

    draft.refresh_from_db()
    assert (draft.state, load_gallery.last_move(draft)) == (State.DRAFT, Move.ATTEST)
