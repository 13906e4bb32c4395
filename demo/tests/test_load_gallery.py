"""The demo’s drawings go the way of every drawing, and what people decide afterwards stays."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from PIL import Image, ImageDraw
from pytest_django import Settings

from accounts.tests.holders import give
from consent.enums import Scope
from core import clock
from core.roles import Role
from demo import load_gallery
from demo.content.drawings import Drawing
from demo.load_facts import load_facts
from demo.load_partners import load_partners
from demo.loader import Loader
from gallery import domain
from gallery.enums import AssetKind, Reason, State
from gallery.models import Award, Decision, Entry

YEAR = 2027


def a_drawing(key: str, **fields: Any) -> Drawing:
    return Drawing(
        **{
            "key": key,
            "band": "7-9",
            "country": "lt",
            "language": "lt",
            "first_name": "",
            "title": "Namo",
            "alt_text": "Namas su šviesa lange.",
            "edition": "next",
            "state": "published",
            **fields,
        }
    )


DRAWN = [
    a_drawing("published", first_name="Ona"),
    a_drawing("pending", state="pending"),
    a_drawing("approved", state="approved", country="gr", language="el"),
    a_drawing("rejected", state="rejected"),
    a_drawing(
        "won", edition="last", country="gt", language="es", award="first", scopes=(Scope.SITE, Scope.WINNER)
    ),
]


def drawn(key: str) -> bytes:
    picture = Image.new("RGB", (480, 400), "white")
    ImageDraw.Draw(picture).text((20, 20), key, fill="black")
    output = io.BytesIO()
    picture.save(output, "JPEG")
    return output.getvalue()


def load() -> None:
    load_gallery.load_drawings(YEAR, lambda text: None)


def the(key: str) -> Entry:
    edition = next(one.edition for one in DRAWN if one.key == key)
    year = YEAR if edition == "next" else YEAR - 1
    return Entry.objects.get(
        idempotency_key=load_gallery.stable_id(f"drawing {load_gallery.key_of(year)} {key}")
    )


@pytest.fixture(autouse=True)
def a_demo_without_drawings(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.CLOCK = "2026-11-23T12:00:00"
    load_facts()
    load_partners()
    Loader(lambda text: None).logins()
    load_gallery.load_competitions(YEAR)
    monkeypatch.setattr(load_gallery, "DRAWINGS", DRAWN)
    monkeypatch.setattr(load_gallery.children, "draw", drawn)


def test_each_drawing_stands_where_its_content_says() -> None:
    load()

    assert {one.key: (the(one.key).state, the(one.key).country_id) for one in DRAWN} == {
        one.key: (one.state, one.country) for one in DRAWN
    }
    assert list(Award.objects.values_list("entry_id", "place")) == [(the("won").pk, "first")]
    # Who enters, who approves and who releases are three people.
    people = [*the("published").decisions.exclude(by=None).values_list("by__email", flat=True)]
    assert people == ["editor.lt@demo.example", "moderator@demo.example", "safeguarding@demo.example"]


def test_what_was_entered_last_time_was_entered_in_time() -> None:
    before = clock.now()

    load()

    assert clock.now() == before
    won = the("won")
    assert set(won.decisions.values_list("at", flat=True)) == {datetime(2026, 4, 30, 9, 0, tzinfo=UTC)}
    assert won.subject.records.get().given_on == date(2026, 4, 30)
    original = won.assets.get(kind=AssetKind.ORIGINAL)
    assert original.delete_after == datetime(2026, 4, 30, 9, 0, tzinfo=UTC) + timedelta(days=30)
    assert {entry.pk for entry in Entry.objects.public()} == {won.pk, the("published").pk}
    with pytest.raises(domain.Refused):
        domain.open_batch(won.competition, won.batch.partner, won.country, "es", won.entered_by)


def test_in_the_weeks_between_closing_and_the_day_it_loads_too(settings: Settings) -> None:
    settings.CLOCK = "2027-05-24T12:00:00"

    load()

    assert the("published").decisions.earliest("pk").at == datetime(2027, 4, 30, 9, 0, tzinfo=UTC)
    assert {entry.pk for entry in Entry.objects.public()} == {the("won").pk, the("published").pk}


def test_loading_again_does_nothing() -> None:
    load()
    before = list(Decision.objects.values_list("pk", "entry_id", "move"))

    load()

    assert list(Decision.objects.values_list("pk", "entry_id", "move")) == before
    assert Entry.objects.count() == len(DRAWN)


@pytest.mark.parametrize("killed_in", ["approve", "release", "award"])
def test_a_load_that_was_killed_is_finished_by_the_next(
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

    assert {one.key: the(one.key).state for one in DRAWN} == {one.key: one.state for one in DRAWN}
    assert Entry.objects.count() == len(DRAWN)
    assert Award.objects.count() == 1


def test_what_a_person_has_decided_stays() -> None:
    load()
    person = give(get_user_model().objects.create_user("person@example.org"), Role.SAFEGUARDING)
    hidden, held, taken = the("published"), the("approved"), the("won")
    domain.hide(hidden, user=person, version=hidden.version, reason=Reason.NAME)
    domain.hold_back(held, user=person, version=held.version)
    domain.withdraw(taken, user=person, channel="letter")

    load()

    assert [the(key).state for key in ("published", "approved", "won")] == [
        State.HIDDEN,
        State.PENDING,
        State.WITHDRAWN,
    ]
    assert not Award.objects.exists()


def test_a_drawing_shown_again_still_waits_for_a_second_person() -> None:
    load()
    person = give(get_user_model().objects.create_user("person@example.org"), Role.SAFEGUARDING)
    entry = the("published")
    domain.hide(entry, user=person, version=entry.version, reason=Reason.NAME)
    domain.show_again(entry, user=person, version=entry.version)

    load()

    assert the("published").state == State.APPROVED


def test_nothing_is_shown_that_the_family_did_not_agree_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_gallery, "DRAWINGS", [a_drawing("published", scopes=(Scope.PRINT,))])

    with pytest.raises(domain.Refused):
        load()

    assert not Entry.objects.public().exists()
    assert not Entry.objects.filter(subject__records__scopes__scope=Scope.SITE).exists()
