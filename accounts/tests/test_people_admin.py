# ruff: noqa: F811 -- fixtures come by import, and are asked for by name
from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import scopes
from accounts.holdings import Holding, holdings_of
from accounts.models import User
from accounts.people import domain, explaining
from accounts.people.admin.listing import State
from accounts.scopes import Held, Provider
from audit import outbox
from audit.models import Record
from core.roles import Right, Role, Scope

from .people import (  # noqa: F401 -- fixtures that every test here stands on
    COORDINATOR,
    EDITOR,
    Letters,
    a_coordinator,
    a_second_factor_is_needed,
    at_work,
    give_rights_of_coordinators,
    invited,
    letters,
    signed_in,
    state,
    token_of,
    tries_are_counted,
    two_partners_and_two_languages,
)

pytestmark = pytest.mark.django_db

ANA = {"address": "ana@example.org", "first_name": "Ana", "last_name": "Example", "language": "lt"}


def text_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def clara() -> User:
    return a_coordinator()


@pytest.fixture
def desk(clara: User) -> Client:
    return signed_in(clara)


@pytest.fixture
def rights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rooms that say what an editor may do. The real lists are the rooms' own."""
    found = [
        (apps.get_app_config("gallery"), Right("Send drawings of your partner", (Role.EDITOR,))),
        (apps.get_app_config("partners"), Right("Write your partner’s pages", (Role.EDITOR, Role.LEAD))),
    ]
    monkeypatch.setattr(explaining, "every_right", lambda: iter(found))


# --- The list -----------------------------------------------------------------------------------------------------


def names_in(response: Any) -> set[str]:
    return {str(row["person"]) for row in response.context["rows"]}


def test_the_list_says_who_is_here_as_what_and_in_what_state(desk: Client, clara: User) -> None:
    invited(clara, EDITOR)
    gone = at_work("gus", EDITOR)
    domain.deactivate(gone, clara)

    rows = {str(row["person"]): row for row in desk.get("/admin/people/").context["rows"]}

    assert {name: (row["state"], row["roles"], row["person"].has_factor) for name, row in rows.items()} == {
        "Clara": (State.ACTIVE, ["Coordinator"], True),
        "Ana Example": (State.INVITED, ["Partner editor, Example Centre"], False),
        "Gus": (State.OFF, [], False),
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"role": "editor"}, {"Ed", "Otto"}),
        ({"role": "lead"}, {"Lea"}),
        ({"for": "other-centre"}, {"Otto", "Mo"}),
        ({"for": "other-centre", "role": "moderator"}, {"Mo"}),
        ({"state": "off"}, {"Gus"}),
        ({"state": "invited", "role": "editor"}, set()),
        (
            {"role": "wizard", "state": "x", "for": "'", "p": "-9"},
            {"Clara", "Ed", "Otto", "Mo", "Lea", "Gus"},
        ),
    ],
)
def test_the_list_is_narrowed_by_role_partner_and_state(
    desk: Client, clara: User, asked: dict[str, str], found: set[str]
) -> None:
    at_work("ed", EDITOR)
    at_work("otto", Holding(Role.EDITOR, "other-centre"))
    at_work("mo", Holding(Role.MODERATOR, "other-centre"))
    at_work("lea", Holding(Role.LEAD))
    domain.deactivate(at_work("gus", EDITOR), clara)

    assert names_in(desk.get("/admin/people/", asked)) == found


def test_a_name_is_searched_for_without_standing_in_an_address(desk: Client) -> None:
    at_work("otto", EDITOR)
    assert names_in(desk.post("/admin/people/", {"q": "OTT example.org"})) == {"Otto"}
    assert names_in(desk.post("/admin/people/", {"q": "ot\x00to"})) == {"Otto"}
    assert names_in(desk.get("/admin/people/", {"q": "otto"})) == {"Clara", "Otto"}
    assert "Nobody fits" in text_of(desk.post("/admin/people/", {"q": "nobody"}))


def test_the_list_costs_the_same_for_one_person_and_for_many(desk: Client, clara: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert desk.get("/admin/people/").status_code == 200
        return len(seen)

    desk.get("/admin/people/")
    few = queries()
    for number in range(60):
        user = User.objects.create_user(f"p{number}@example.org", first_name=f"P{number}")
        user.groups.set([EDITOR.group(), Holding(Role.TRANSLATOR, "es").group()])
    assert queries() == few
    assert len(desk.get("/admin/people/").context["rows"]) == 50
    assert len(desk.get("/admin/people/", {"p": "2"}).context["rows"]) == 11


@pytest.mark.parametrize("role", [Role.LEAD, Role.EDITOR, None])
def test_nobody_but_a_coordinator_reads_any_of_it(role: Role | None) -> None:
    clara = a_coordinator()
    held = [EDITOR] if role == Role.EDITOR else [Holding(role)] if role else []
    user = at_work("ed", *held)
    user.user_permissions.set(COORDINATOR.group().permissions.filter(codename="access_admin"))
    browser = signed_in(user)
    for path in ("", "invite/", "roles/", "roles/lead/", *(f"{clara.pk}/{act}" for act in _ACTS)):
        for ask in (browser.get, browser.post):
            response = ask(f"/admin/people/{path}")
            # Sent away, or told that there is no such page: never answered.
            assert (path, response.status_code) in {(path, 302), (path, 403), (path, 404)}
            assert "Clara" not in text_of(response)
    assert not Record.objects.filter(action__startswith="accounts.person").exists()
    assert domain.has_factor(clara)


_ACTS = ["", "roles/", "invite-again/", "revoke/", "reset-factors/", "switch-off/", "switch-on/"]


# --- Inviting -----------------------------------------------------------------------------------------------------


def test_a_coordinator_invites_somebody_for_several_roles(desk: Client, letters: Letters) -> None:
    response = desk.post("/admin/people/invite/", ANA | {"holdings": ["lead", "editor:example-centre"]})

    user = User.objects.get(email="ana@example.org")
    assert response.headers["Location"] == f"/admin/people/{user.pk}/"
    assert holdings_of(user) == sorted([Holding(Role.LEAD), EDITOR])
    assert [letter["to"] for letter in letters.posted] == ["ana@example.org"]
    assert token_path(letters) not in text_of(desk.get(response.headers["Location"]))


def token_path(letters: Letters) -> str:
    return letters.last_link.split("/invitation/")[1].split("/")[0]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"address": "CLARA@example.org"}, "Somebody with this address is here already."),
        ({"address": "ana"}, "Enter a valid email address."),
        ({"holdings": []}, "Choose at least one role."),
        ({"holdings": ["editor:nobody"]}, "One of these roles does not exist (any more). Choose again."),
        (
            {"holdings": ["coordinator", "x" * 300]},
            "One of these roles does not exist (any more). Choose again.",
        ),
        ({"language": "xx"}, "Select a valid choice"),
        ({"first_name": "x" * 151}, "at most 150 characters"),
    ],
)
def test_what_cannot_be_sent_is_told_and_what_was_typed_stays(
    desk: Client, letters: Letters, wrong: dict[str, Any], sentence: str
) -> None:
    response = desk.post("/admin/people/invite/", ANA | {"holdings": ["lead"]} | wrong)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert 'value="Example"' in text_of(response)
    assert "Clara " not in text_of(response)
    assert (User.objects.count(), letters.posted) == (1, [])
    if "holdings" not in wrong:
        assert 'value="lead" checked' in text_of(response)


def test_sixty_partners_times_two_roles_are_chosen_without_javascript(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sixty = [Held(f"partner-{number}", f"Partner {number:02}") for number in range(60)]
    monkeypatch.setitem(scopes._providers, Scope.PARTNER, Provider(lambda: sixty, lambda codes: {}))

    text = text_of(desk.get("/admin/people/invite/"))
    assert text.count('name="holdings"') == 5 + 2 + 120

    desk.post("/admin/people/invite/", ANA | {"holdings": ["editor:partner-59", "moderator:partner-0"]})
    held = holdings_of(User.objects.get(email="ana@example.org"))
    assert held == sorted([Holding(Role.EDITOR, "partner-59"), Holding(Role.MODERATOR, "partner-0")])


# --- One person ---------------------------------------------------------------------------------------------------


def test_that_somebody_looked_at_a_person_is_recorded_and_at_oneself_is_not(
    desk: Client, clara: User
) -> None:
    user = at_work("ed", EDITOR)
    desk.get(f"/admin/people/{user.pk}/")
    desk.get(f"/admin/people/{clara.pk}/")
    (row,) = Record.objects.filter(action="accounts.person_viewed")
    assert (row.actor, row.object_id) == (clara.pk, str(user.pk))
    assert desk.get("/admin/people/999999/").status_code == 404


@pytest.mark.usefixtures("rights")
def test_the_page_of_a_person_tells_in_words_what_they_may_and_what_happened(
    desk: Client, clara: User
) -> None:
    user = at_work("ed", EDITOR)
    domain.set_holdings(user, [EDITOR, Holding(Role.LEAD)], clara)

    text = text_of(desk.get(f"/admin/people/{user.pk}/"))

    assert "Partner editor, Example Centre" in text
    assert "Send drawings of your partner" in text
    assert "changed somebody’s roles" in text
    assert "given: Content lead" in text
    assert "editor:example-centre" not in text


@pytest.mark.parametrize(
    ("become", "offered"),
    [
        ("active", {"reset-factors", "switch-off"}),
        ("invited", {"invite-again", "revoke", "switch-off"}),
        ("off", {"switch-on"}),
    ],
)
def test_the_page_offers_what_makes_sense_now(
    desk: Client, clara: User, become: str, offered: set[str]
) -> None:
    user = invited(clara).user if become == "invited" else at_work("ed", EDITOR)
    if become == "off":
        domain.deactivate(user, clara)

    text = text_of(desk.get(f"/admin/people/{user.pk}/"))
    every = {act.strip("/") for act in _ACTS} - {"", "roles"}
    assert {act for act in every if f"/admin/people/{user.pk}/{act}/" in text} == offered


@pytest.mark.parametrize(
    ("act", "become"),
    [
        ("reset-factors", State.ACTIVE),
        ("switch-off", State.OFF),
    ],
)
def test_a_grave_act_is_asked_once_more_and_done_on_the_button_alone(
    desk: Client, act: str, become: State
) -> None:
    user = at_work("ed", EDITOR)
    path = f"/admin/people/{user.pk}/{act}/"
    assert desk.get(path).status_code == 200
    assert domain.has_factor(user)

    assert desk.post(path).headers["Location"] == f"/admin/people/{user.pk}/"
    assert not domain.has_factor(user)
    assert state(user) == become


def test_what_the_rules_refuse_is_told_and_nothing_is_done(desk: Client, clara: User) -> None:
    for act in ("reset-factors", "switch-off"):
        response = desk.post(f"/admin/people/{clara.pk}/{act}/")
        assert response.status_code == 409
        assert "Ask another coordinator: nobody does this for themselves." in text_of(response)
    response = desk.post(f"/admin/people/{clara.pk}/roles/", {"seen": "coordinator", "holdings": ["lead"]})
    assert (response.status_code, "Ask another coordinator" in text_of(response)) == (422, True)
    assert holdings_of(User.objects.get(pk=clara.pk)) == [COORDINATOR]


def test_two_coordinators_do_not_overwrite_each_other(desk: Client) -> None:
    user = at_work("ed", EDITOR)
    path = f"/admin/people/{user.pk}/roles/"
    assert 'name="seen" value="editor:example-centre"' in text_of(desk.get(path))
    domain.set_holdings(user, [Holding(Role.LEAD)], a_coordinator("conor"))

    response = desk.post(
        path, {"seen": "editor:example-centre", "holdings": ["editor:example-centre", "juror"]}
    )
    assert (response.status_code, "Somebody else has changed these roles" in text_of(response)) == (422, True)
    assert holdings_of(User.objects.get(pk=user.pk)) == [Holding(Role.LEAD)]

    assert desk.post(path, {"seen": "lead", "holdings": ["lead", "juror"]}).status_code == 302
    assert holdings_of(User.objects.get(pk=user.pk)) == [Holding(Role.JUROR), Holding(Role.LEAD)]


def test_a_letter_that_did_not_arrive_is_told_where_somebody_waits_for_it(
    desk: Client, clara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = invited(clara)
    asked = []

    def refused(about: Any) -> str:
        asked.append(about)
        return "refused"

    monkeypatch.setattr(outbox, "state_of", refused, raising=False)
    assert "The mail could not be delivered" in text_of(desk.get(f"/admin/people/{sent.user.pk}/"))
    assert asked == [sent.invitation]


# --- What a role may do -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("rights")
def test_what_a_role_may_is_made_from_the_lists_of_the_rooms(desk: Client) -> None:
    text = text_of(desk.get("/admin/people/roles/editor/"))
    assert "Send drawings of your partner" in text
    assert explaining.what_a_role_may(Role.LEAD) == [("Partners", ["Write your partner’s pages"])]
    assert desk.get("/admin/people/roles/wizard/").status_code == 404
    assert all(f"/admin/people/roles/{role}/" in text_of(desk.get("/admin/people/roles/")) for role in Role)


@pytest.mark.usefixtures("rights")
def test_everybody_reads_what_they_may_do_themselves() -> None:
    give_rights_of_coordinators()
    user = at_work("ed", EDITOR)
    user.user_permissions.set(COORDINATOR.group().permissions.filter(codename="access_admin"))
    browser = signed_in(user)

    text = text_of(browser.get("/admin/people/me/"))
    assert "Partner editor, Example Centre" in text
    assert "Send drawings of your partner" in text
    assert "/admin/people/me/" in text_of(browser.get("/admin/account/"))
    assert 'href="/admin/people/"' not in text_of(browser.get("/admin/"))
