"""What becomes of the drawings of a school that turns out to be none."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.tests.holders import give
from core.roles import Role
from gallery.enums import State
from gallery.models import Entry
from schools import domain as schools
from schools.enums import Standing
from schools.models import School
from schools.tests.visits import a_contact, a_school

from .classes import a_class, brought_to
from .factories import a_user


def _shown(standing: Standing = Standing.VERIFIED) -> Entry:
    return brought_to(State.PUBLISHED, a_class(a_contact(a_school(standing=standing))))


def test_when_a_school_is_turned_away_its_drawings_leave_the_gallery_and_those_of_others_stay(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    entry, of_another = _shown(), _shown()

    coordinator = give(a_user("coordinator"), Role.COORDINATOR)
    with django_capture_on_commit_callbacks(execute=True):
        schools.turn_away(entry.batch.school, coordinator, "Not a school.")

    entry.refresh_from_db()
    assert (entry.state, entry.public_key) == (State.HIDDEN, "")
    assert list(Entry.objects.public()) == [of_another]


def test_what_was_cut_off_before_it_was_hidden_is_hidden_by_the_next_tick(
    db: None, settings: pytest.FixtureRequest
) -> None:
    from gallery.ticks import hide_what_comes_from_no_school

    settings.CLOCK = "2027-02-01T10:17:30"
    entry, of_another = _shown(), _shown()
    School.objects.filter(pk=entry.batch.school_id).update(standing=Standing.TURNED_AWAY)

    hide_what_comes_from_no_school()

    states = {one.pk: one.state for one in Entry.objects.all()}
    assert states == {entry.pk: State.HIDDEN, of_another.pk: State.PUBLISHED}
