"""What happens to drawings stands in the audit log, in codes; what people wrote about it stands apart."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit.models import Record
from gallery import domain
from gallery.enums import State
from gallery.models import Award, Competition, OnePairReason

from .factories import CompetitionFactory, a_user
from .staff import a_moderator, at_work, quick

pytestmark = pytest.mark.django_db


def test_every_move_of_a_drawing_is_in_the_log_with_its_states_its_reason_and_who_made_it() -> None:
    entry = quick(State.HIDDEN)

    about = Record.objects.filter(object_type="gallery.entry", object_id=str(entry.pk)).order_by("pk")
    told = [(row.action, row.actor, row.before, row.after, row.codes.get("reason", "")) for row in about]
    decided = [
        (f"gallery.{row.move}", row.by_id, row.before, row.after, row.reason) for row in entry.decisions.all()
    ]
    assert len(decided) == 6
    assert told == decided


def test_an_award_noted_for_the_wrong_drawing_is_taken_away_and_all_of_it_is_on_record() -> None:
    entry, moderator = quick(State.PUBLISHED), a_moderator()
    page = reverse("gallery_staff:drawing", args=[entry.public_id])
    client = at_work(moderator)

    client.post(page, {"do": "award", "place": "first"})
    client.post(page, {"do": "award", "place": "second"})
    assert 'value="take_award"' in client.get(page).content.decode()
    client.post(page, {"do": "take_award", "version": entry.version})

    assert not Award.objects.exists()
    assert 'value="take_award"' not in client.get(page).content.decode()
    told = Record.objects.filter(action__startswith="gallery.award_").order_by("pk")
    assert [(row.action, row.actor, row.before, row.after) for row in told] == [
        ("gallery.award_given", moderator.pk, "", "first"),
        ("gallery.award_given", moderator.pk, "first", "second"),
        ("gallery.award_taken", moderator.pk, "second", ""),
    ]


def test_what_was_written_for_one_pair_of_eyes_is_not_lost_when_it_is_written_anew() -> None:
    competition, boss = CompetitionFactory.create(), a_user("boss")

    for reason in ("We are two only.", "", "She is on leave until June."):
        domain.allow_one_pair_of_eyes(competition, user=boss, reason=reason)
    OnePairReason.objects.update(text="")

    assert OnePairReason.objects.count() == 2
    # Words may be erased; what is allowed does not change by that.
    assert Competition.objects.get().two_pairs_of_eyes is False
    told = Record.objects.filter(object_type="gallery.competition").order_by("pk")
    assert [(row.action, row.actor, row.before, row.after) for row in told] == [
        ("gallery.one_pair_of_eyes", boss.pk, "two_pairs", "one_pair"),
        ("gallery.two_pairs_of_eyes", boss.pk, "one_pair", "two_pairs"),
        ("gallery.one_pair_of_eyes", boss.pk, "two_pairs", "one_pair"),
    ]
