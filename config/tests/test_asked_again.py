"""Who one is, asked again after a quarter of an hour: before people, exports, and what was hidden. At the real gate."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.kinds import NEEDS, Kind
from accounts.models import Invitation, User
from config.admin_kinds import KINDS

from .admin_addresses import named_addresses, written
from .two_partners import World

ASKED = "/accounts/reauthenticate/"


def signed_in(person: User, minutes_ago: int) -> Client:
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - minutes_ago * 60}]
    session.save()
    return client


def asked(answer: object) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith(f"{ASKED}?next=")


def grave_addresses(world: World) -> list[str]:
    fresh = {kind for kind, needs in NEEDS.items() if needs.fresh}
    assert fresh >= {Kind.PEOPLE, Kind.LOG_EXPORT}
    return [written(address, world.a)[0] for address in named_addresses() if KINDS[address.name] in fresh] + [
        reverse("wagtailadmin_reports:aging_pages") + "?export=csv"
    ]


def test_people_and_exports_are_shown_to_who_proved_lately_who_they_are(world: World) -> None:
    coordinator = world.people["coordinator"]
    late, lately = signed_in(coordinator, 16), signed_in(coordinator, 14)
    addresses = grave_addresses(world)
    assert len(addresses) > 10
    for address in addresses:
        assert asked(late.get(address)), address
        assert asked(late.post(address)), address
        answer = lately.get(address)
        assert not asked(answer), address
        answer.getvalue()


def test_an_invitation_that_was_typed_too_late_invites_nobody(world: World) -> None:
    told = {"address": "new@example.org", "first_name": "New", "language": "en", "holdings": ["juror"]}
    coordinator = world.people["coordinator"]
    assert asked(signed_in(coordinator, 16).post(reverse("people:invite"), told))
    assert not Invitation.objects.exists()
    assert signed_in(coordinator, 14).post(reverse("people:invite"), told).status_code == 302
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(("minutes", "again"), [(16, True), (14, False)])
def test_what_was_hidden_is_shown_again_by_who_proved_lately_who_they_are(
    world: World, minutes: int, again: bool
) -> None:
    client = signed_in(world.people["safeguarding"], minutes)
    address = reverse("gallery_staff:drawing", args=[world.a.entry.public_id])
    assert client.get(address).status_code == 200, "looking asks for nothing"
    assert asked(client.post(address, {"do": "show_again"})) is again
