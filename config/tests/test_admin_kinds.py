"""Every address of the admin has a kind. What nobody has looked at yet answers nobody."""

from __future__ import annotations

from types import ModuleType

import pytest
from django.test import Client
from django.urls import path
from pytest_django import Settings

from accounts.applying import apply_rights
from accounts.holdings import Holding
from accounts.kinds import NEEDS, Kind
from accounts.models import User
from config import urls
from config.admin_kinds import GRAVE, KINDS
from core.roles import Role

from .admin_addresses import every_address, named_addresses


def undeclared() -> set[str]:
    return {address.name for address in named_addresses()} - set(KINDS)


def test_every_address_of_the_admin_has_a_kind_and_every_kind_asks_for_something() -> None:
    assert undeclared() == set()
    assert set(KINDS) - {address.name for address in named_addresses()} == set()
    assert set(GRAVE) <= set(KINDS)
    assert set(NEEDS) == set(Kind)


def test_an_address_without_a_name_is_a_last_resort_that_shows_nothing(admin: Client) -> None:
    unnamed = [address.route for address in every_address() if not address.name.rpartition(":")[2]]

    assert unnamed == ["admin/test404/", "admin/^.*/$"]
    assert admin.get("/admin/test404/").status_code == admin.get("/admin/no/such/").status_code == 404


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("operator@example.org"))
    return client


@pytest.fixture
def brought_by_a_library(settings: Settings) -> str:
    """What a new version of a library could bring."""
    module = ModuleType("with_something_new")
    module.urlpatterns = [
        path("admin/something-new/", _something_new, name="something_new"),
        *urls.urlpatterns,
    ]
    module.handler404, module.handler500 = urls.handler404, urls.handler500
    settings.ROOT_URLCONF = module
    return "/admin/something-new/"


def _something_new(request: object) -> None:
    raise AssertionError("this view was reached")


def test_an_address_that_a_new_version_brings_fails_the_suite_and_answers_nobody(
    admin: Client, brought_by_a_library: str
) -> None:
    assert undeclared() == {"something_new"}
    assert admin.get(brought_by_a_library).status_code == 404
    assert admin.post(brought_by_a_library).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "users/",
        "users/new/",
        "groups/",
        "groups/new/",
        "password_reset/",
        "failwhale/",
        "images/1/generate_url/",
    ],
)
def test_what_is_closed_is_closed_to_the_operator_too(admin: Client, address: str) -> None:
    assert admin.get("/admin/").status_code == 200
    assert admin.get(f"/admin/{address}").status_code == 404
    assert admin.post(f"/admin/{address}").status_code == 404


def test_users_are_not_changed_in_bulk_past_the_screens_that_are_closed(client: Client, db: None) -> None:
    apply_rights()
    person, other = (User.objects.create_user(f"{name}@example.org") for name in ("a", "b"))
    person.groups.add(Holding(Role.COORDINATOR).group())
    client.force_login(person)

    assert client.get("/admin/").status_code == 200
    assert client.post(f"/admin/bulk/accounts/user/delete/?id={other.pk}").status_code == 404
    assert User.objects.filter(pk=other.pk).exists()
