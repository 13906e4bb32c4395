"""The partners of the demo, and the people who can sign in to try it."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from accounts.holdings import holdings_of
from accounts.scopes import every_holding
from core.roles import Role
from demo.content.partners import PARTNERS
from demo.load_facts import load_facts
from demo.load_partners import load_partners
from demo.loader import LOGINS, PASSWORD, Loader
from partners.models import Partner
from partners.rights import people_of


@pytest.fixture(autouse=True)
def countries(db: None) -> None:
    load_facts()


def let_in() -> None:
    load_partners()
    Loader(lambda text: None).logins()


def test_loading_twice_adds_nothing_and_a_correction_stays() -> None:
    load_partners()
    Partner.objects.filter(key="icmec").update(name="As it is called now")

    load_partners()

    assert Partner.objects.count() == len(PARTNERS)
    assert Partner.objects.get(key="icmec").name == "As it is called now"


def test_each_login_holds_its_roles_and_nobody_is_a_superuser() -> None:
    let_in()
    Group.objects.get(name="juror").user_set.clear()
    before = Group.objects.count()

    let_in()

    users = {user.email: user for user in get_user_model().objects.all()}
    # What a coordinator took away meanwhile stays away.
    expected = {email: sorted(holdings) for email, holdings in LOGINS.items()} | {"juror@demo.example": []}
    assert {email: holdings_of(user) for email, user in users.items()} == expected
    assert not [user for user in users.values() if user.is_superuser or user.is_staff]
    assert all(user.check_password(PASSWORD) for user in users.values())
    assert Group.objects.count() == before


def test_every_role_can_be_tried_and_is_held_for_something_that_is_there() -> None:
    let_in()
    held = {holding for holdings in LOGINS.values() for holding in holdings}

    assert {holding.role for holding in held} == set(Role)
    assert held <= {holding for holding, _name in every_holding()}


def test_only_invented_partners_have_people() -> None:
    let_in()

    worked_for = {partner.name for partner in Partner.objects.all() if people_of(partner).exists()}
    assert worked_for == {row["name"] for row in PARTNERS if "xample" in row["name"] or "demo" in row["name"]}
