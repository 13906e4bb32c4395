"""One link, many hands: several connections to one database, as the site has them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from config.tests.committing import all_at_once, committing
from edge.models import TryCount
from schools import domain
from schools.models import Contact, InvitationCode, School, Visit

from .letters import letters_to, link_in
from .test_standing import a_code

pytestmark = pytest.mark.soak

SOAK = os.environ.get("SOAK") == "1"
HANDS = 50
ROUNDS = 20 if SOAK else 1
NEW = "rasa@mokykla.example"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, prepared_rows: Path, db: None) -> Iterator[None]:
    with committing(tmp_path, prepared_rows):
        yield


def counts() -> tuple[int, int, int]:
    return Visit.objects.count(), Contact.objects.count(), School.objects.count()


def a_link(email: str = NEW, code: str = "") -> str:
    with transaction.atomic():  # once it is committed it is sent, and forgotten
        domain.ask(email, "en", domain.Told("Saulės mokykla", "lt", "Kaunas", code))
        return link_in(letters_to(email)[0])


def press(links: list[str]) -> list[int]:
    return all_at_once(len(links), lambda which: Client().post(links[which]).status_code)


def test_of_fifty_who_press_the_button_of_one_link_at_the_same_moment_one_comes_in() -> None:
    for done in range(1, ROUNDS + 1):
        # How often one network may press is another test's.
        TryCount.objects.all().delete()
        link = a_link()
        statuses = press(HANDS * [link])
        assert sorted(map(str, statuses)) == ["302"] + ["410"] * (HANDS - 1)
        assert counts() == (done, 1, 1)


def test_two_links_of_one_new_address_used_at_the_same_moment_make_one_school() -> None:
    links = [a_link() for _each in range(10)]
    assert press(links) == [302] * 10
    assert counts() == (10, 1, 1)


def test_a_code_for_three_schools_verifies_three_of_twenty_that_come_at_once() -> None:
    digest = a_code(most_uses=3)[1]
    links = [a_link(f"teacher-{number}@school.example", digest) for number in range(20)]

    assert press(links) == [302] * 20
    standings = sorted(School.objects.values_list("standing", flat=True))
    assert standings == ["asked"] * 17 + ["verified"] * 3
    assert InvitationCode.objects.get().uses == 3
