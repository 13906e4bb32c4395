"""What people at the admin's pages do to an entry at awkward moments."""

from __future__ import annotations

import pytest

from consent.enums import AgeBand
from gallery import domain, processing
from gallery.enums import AssetKind, State
from gallery.models import Entry, EntryAsset

from .factories import CompetitionFactory, a_batch, a_decider, a_user, an_entry, received

pytestmark = pytest.mark.django_db


def test_a_drawing_titled_while_it_is_made_ready_is_made_ready_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Editors type titles while their drawings are still being read. That used to throw the reading away, and the
    drawing stood still for ten minutes."""
    entry = received(a_batch(), title="")
    read = processing.clean_picture

    def title_it_meanwhile(content: bytes) -> object:
        now = Entry.objects.get(pk=entry.pk)
        facts = domain.Facts(
            band=AgeBand.FROM_7,
            country=now.country,
            language="en",
            title="Typed meanwhile",
            alt_text="A house.",
        )
        domain.correct(now, facts, user=now.entered_by, version=now.version)
        return read(content)

    monkeypatch.setattr(processing, "clean_picture", title_it_meanwhile)

    processing.process(entry.pk)

    entry.refresh_from_db()
    assert (entry.state, entry.title) == (State.PENDING, "Typed meanwhile")
    assert EntryAsset.objects.filter(entry=entry, kind=AssetKind.COPY).exists()


def test_a_worker_that_was_given_up_does_not_finish_for_the_one_that_came_after() -> None:
    entry = received(a_batch())
    domain.take_up(entry)
    given_up = Entry.objects.get(pk=entry.pk)
    domain.give_back(entry)
    domain.take_up(entry)

    with pytest.raises(domain.Overtaken):
        domain.made_ready(given_up, [])

    entry.refresh_from_db()
    assert (entry.state, entry.attempts) == (State.PROCESSING, 2)


def test_what_was_hidden_needs_a_second_person_even_where_one_pair_of_eyes_is_enough() -> None:
    competition = CompetitionFactory.create()
    boss = a_user("boss", is_superuser=True)
    domain.allow_one_pair_of_eyes(competition, user=boss, reason="We are two people only.")
    entry = an_entry(State.HIDDEN, a_batch(competition))
    domain.show_again(entry, user=boss, version=entry.version)

    with pytest.raises(domain.Refused) as refused:
        domain.release(entry, user=boss, version=entry.version)

    assert refused.value.code == "same_eyes"
    domain.release(entry, user=a_decider("second"), version=entry.version)
    assert entry.state == State.PUBLISHED
