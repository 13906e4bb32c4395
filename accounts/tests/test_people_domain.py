# ruff: noqa: F811 -- fixtures come by import, and are asked for by name
from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.holdings import Holding, holdings_of
from accounts.models import Invitation, User
from accounts.people import domain
from accounts.people.admin.listing import State
from accounts.people.domain import Refused
from accounts.signin import domain as signing_in
from audit.models import Record
from core.roles import Role

from .people import (  # noqa: F401 -- fixtures that every test here stands on
    COORDINATOR,
    EDITOR,
    PASSWORD,
    Letters,
    a_coordinator,
    a_second_factor_is_needed,
    at_work,
    invited,
    letters,
    signed_in,
    state,
    token_of,
    tries_are_counted,
    two_partners_and_two_languages,
)

pytestmark = pytest.mark.django_db


def refused(*args: object, **kwargs: object) -> str:
    """The code of why it was not done."""
    what, *rest = args
    with pytest.raises(Refused) as caught:
        what(*rest, **kwargs)  # type: ignore[operator]
    assert caught.value.sentence
    return caught.value.code


def actions(user: User) -> list[str]:
    rows = Record.objects.filter(object_type="accounts.user", object_id=str(user.pk))
    return [row.action for row in rows.order_by("pk")]


# --- Inviting -----------------------------------------------------------------------------------------------------


def test_an_invited_person_can_do_nothing_until_they_accept(letters: Letters) -> None:
    by = a_coordinator()
    sent = invited(by, EDITOR, Holding(Role.TRANSLATOR, "es"), language="es")
    user = User.objects.get(email="ana@example.org")

    assert (user.is_active, user.has_usable_password(), state(user)) == (False, False, State.INVITED)
    assert holdings_of(user) == sorted([EDITOR, Holding(Role.TRANSLATOR, "es")])
    assert user.language == "es"
    (letter,) = letters.posted
    assert (letter["letter"], letter["to"], letter["language"]) == ("invitation", "ana@example.org", "es")
    assert letter["context"]["link"] == sent.link
    assert sent.link.endswith("/?language=es")
    assert len(letter["context"]["roles"]) == 2


def test_the_token_is_kept_as_a_hash_alone_and_stands_in_no_record() -> None:
    sent = invited(a_coordinator())
    token = token_of(sent)

    row = Invitation.objects.values().get()
    assert len(token) == 43
    assert token not in str(row)
    assert token not in str(list(Record.objects.values()))
    assert row["expires_at"] - row["made_at"] == timedelta(days=7)


@pytest.mark.parametrize(
    "same",
    ["ANA@Example.ORG", " ana@example.org ", "ａｎａ@example.org", "ana@ｅｘａｍｐｌｅ.org"],
)
def test_an_address_is_here_once_however_it_is_written(same: str) -> None:
    by = a_coordinator()
    invited(by)
    assert refused(domain.invite, same, "Other", "", [EDITOR], "en", by) == "already_here"
    assert User.objects.count() == 2


def test_a_domain_in_its_own_script_and_in_its_ascii_form_are_one() -> None:
    by = a_coordinator()
    domain.invite("ana@exämple.org", "Ana", "", [EDITOR], "en", by)
    assert refused(domain.invite, "ana@xn--exmple-cua.org", "Ana", "", [EDITOR], "en", by) == "already_here"


def test_an_address_is_looked_up_as_it_stands() -> None:
    """For PostgreSQL “ı” is the small letter of “I”: without regard to case it would be an “i”."""
    by = a_coordinator()
    User.objects.create_user("ana@icmec.example")
    with CaptureQueriesContext(connection) as queries:
        with pytest.raises(User.DoesNotExist):
            User.objects.get_by_natural_key("ana@ıcmec.example")
        signing_in.ask_for_link("ana@ıcmec.example")
        domain.invite("ana@ıcmec.example", "Ana", "", [EDITOR], "en", by)
    asked = [
        query["sql"] for query in queries if '"accounts_user"."email"' in query["sql"].partition("WHERE")[2]
    ]
    assert len(asked) == 3
    assert [sql for sql in asked if "LIKE" in sql or "UPPER" in sql] == []


def test_every_way_to_store_an_address_stores_the_one_form() -> None:
    by_a_form = User(email="ＡNA@Example.org")
    by_a_form.clean()
    assert by_a_form.email == "ana@example.org"
    for address in ("ａna@example.org", "bo@example.org", "ｂｏ@example.org"):
        User.objects.bulk_create([User(email=address, password="!")])
    migration = import_module("accounts.migrations.0003_addresses_in_the_one_form")
    migration.bring_into_the_one_form(apps, None)
    assert set(User.objects.values_list("email", flat=True)) == {
        "ana@example.org",
        "bo@example.org",
        "ｂｏ@example.org",
    }


def test_a_look_alike_letter_is_another_address() -> None:
    by = a_coordinator()
    invited(by)
    domain.invite("ana@exаmple.org", "Not Ana", "", [EDITOR], "en", by)
    assert User.objects.count() == 3


@pytest.mark.parametrize(
    "wrong", ["", "ana", "ana@", "ana@example.org\nBcc: x@example.org", "a" * 250 + "@example.org"]
)
def test_what_is_no_address_is_told_in_a_sentence(wrong: str) -> None:
    assert refused(domain.invite, wrong, "Ana", "", [EDITOR], "en", a_coordinator()) == "address"


@pytest.mark.parametrize("wrong", ["x" * 151, "Ana\x00"])
def test_a_name_that_no_database_holds_is_told_in_a_sentence(wrong: str) -> None:
    by = a_coordinator()
    assert refused(domain.invite, "ana@example.org", wrong, "", [EDITOR], "en", by) == "name"


def test_a_role_for_a_partner_that_is_not_there_is_refused() -> None:
    by = a_coordinator()
    nobody = Holding(Role.EDITOR, "no-such-partner")
    assert refused(domain.invite, "ana@example.org", "Ana", "", [nobody], "en", by) == "no_such_role"
    assert not User.objects.filter(email="ana@example.org").exists()


def test_a_letter_that_cannot_be_written_leaves_no_half_invited_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by = a_coordinator()

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("audit.outbox.post", fail)
    with pytest.raises(RuntimeError):
        invited(by)
    assert not User.objects.filter(email="ana@example.org").exists()
    assert not Record.objects.filter(action="accounts.invited").exists()


def test_a_new_link_kills_the_one_before() -> None:
    by = a_coordinator()
    first = invited(by)
    second = domain.invite_again(first.user, by)

    with pytest.raises(domain.DeadLink) as dead:
        domain.accept(token_of(first))
    assert dead.value.state == "revoked"
    assert domain.accept(token_of(second)).user == first.user


def test_a_link_that_was_taken_back_opens_nothing_and_can_be_replaced() -> None:
    by = a_coordinator()
    sent = invited(by)
    domain.revoke(sent.invitation, by)

    with pytest.raises(domain.DeadLink):
        domain.accept(token_of(sent))
    assert state(sent.user) == State.OFF
    assert refused(domain.revoke, sent.invitation, by) == "not_open"
    domain.accept(token_of(domain.invite_again(sent.user, by)))
    assert state(sent.user) == State.ACTIVE


def test_an_expired_link_shows_in_the_list_and_opens_nothing() -> None:
    sent = invited(a_coordinator())
    Invitation.objects.update(expires_at=timezone.now())

    assert state(sent.user) == State.EXPIRED
    with pytest.raises(domain.DeadLink) as dead:
        domain.accept(token_of(sent))
    assert dead.value.state == "expired"
    sent.user.refresh_from_db()
    assert not sent.user.is_active


# --- Who may ------------------------------------------------------------------------------------------------------


def test_only_who_may_manage_people_does_and_only_while_they_may() -> None:
    coordinator, other = a_coordinator(), a_coordinator("conor")
    editor = at_work("ed", EDITOR)
    assert refused(invited, editor) == "not_allowed"

    domain.set_holdings(coordinator, [EDITOR], other)
    # The very object a signed-in session still holds.
    assert refused(invited, coordinator) == "not_allowed"
    domain.deactivate(coordinator, other)
    assert refused(invited, coordinator) == "not_allowed"


def test_nobody_changes_their_own_roles_factors_or_account() -> None:
    me, _other = a_coordinator(), a_coordinator("conor")
    assert refused(domain.set_holdings, me, [COORDINATOR, EDITOR], me) == "four_eyes"
    assert refused(domain.reset_factors, me, me) == "four_eyes"
    assert refused(domain.deactivate, me, me) == "four_eyes"
    assert holdings_of(User.objects.get(pk=me.pk)) == [COORDINATOR]
    assert domain.has_factor(me)


def test_the_last_coordinator_who_can_sign_in_stays() -> None:
    last = a_coordinator()
    # Another is invited, and a third has no factor: neither could work.
    invited(last, COORDINATOR, name="ivy")
    third = at_work("theo", COORDINATOR)
    Authenticator.objects.filter(user=third).delete()
    for by in (Record.By.OPERATOR, third):
        assert refused(domain.deactivate, last, by) == "last_coordinator"
        assert refused(domain.set_holdings, last, [EDITOR], by) == "last_coordinator"

    a_coordinator("conor")
    domain.deactivate(last, third)
    assert state(last) == State.OFF


def test_only_a_coordinator_makes_a_coordinator_or_touches_one() -> None:
    coordinator, _other = a_coordinator(), a_coordinator("conor")
    helper = at_work("hana", Holding(Role.LEAD))
    helper.user_permissions.add(Permission.objects.get(codename="manage_people"))
    editor = at_work("ed", EDITOR)

    assert refused(invited, helper, COORDINATOR) == "coordinators_only"
    assert refused(domain.set_holdings, editor, [COORDINATOR], helper) == "coordinators_only"
    assert refused(domain.deactivate, coordinator, helper) == "coordinators_only"
    assert domain.set_holdings(editor, [Holding(Role.LEAD)], helper) is True


# --- Roles --------------------------------------------------------------------------------------------------------


def test_a_role_that_is_taken_counts_from_the_next_request_of_a_session_that_is_open() -> None:
    me, other = a_coordinator(), a_coordinator("conor")
    client = signed_in(other)
    assert b"Clara" in client.get("/admin/people/").content

    domain.set_holdings(other, [EDITOR], me)

    after = client.get("/admin/people/")
    assert (after.status_code, b"Clara" in after.content) == (403, False)


def test_what_was_given_and_taken_stands_in_the_log_in_codes() -> None:
    by = a_coordinator()
    user = at_work("ed", EDITOR)
    assert domain.set_holdings(user, [Holding(Role.LEAD)], by) is True
    assert domain.set_holdings(user, [Holding(Role.LEAD)], by) is False

    (row,) = Record.objects.filter(action="accounts.roles_changed")
    assert row.codes == {"given_1": "lead", "taken_1": "editor:example-centre"}
    assert (row.actor, row.object_id) == (by.pk, str(user.pk))


# --- Leaving and coming back ---------------------------------------------------------------------------------------


def test_who_leaves_is_off_everywhere_at_once(letters: Letters) -> None:
    by = a_coordinator()
    user = at_work("ed", EDITOR)
    link = domain.reset_factors(user, by)
    client = signed_in(User.objects.get(pk=user.pk))
    assert client.get("/accounts/invitation/next/").wsgi_request.user == user
    posted = len(letters.posted)

    domain.deactivate(user, by)

    assert client.get("/accounts/invitation/next/").wsgi_request.user.is_anonymous
    assert Client().login(login="ed@example.org", password=PASSWORD) is False
    with pytest.raises(domain.DeadLink):
        domain.accept(token_of(link), PASSWORD)
    left = User.objects.get(pk=user.pk)
    assert (left.is_active, left.has_usable_password(), holdings_of(left)) == (False, False, [])
    assert not Authenticator.objects.filter(user=user).exists()
    assert len(letters.posted) == posted
    assert Record.objects.get(action="accounts.deactivated").codes == {"held_1": "editor:example-centre"}
    assert refused(domain.deactivate, user, by) == "off"


def test_who_comes_back_needs_the_link_and_a_new_password() -> None:
    by = a_coordinator()
    user = at_work("ed", EDITOR)
    domain.deactivate(user, by)
    assert refused(domain.invite_again, user, by) == "off"
    assert refused(domain.reset_factors, user, by) == "off"

    sent = domain.reactivate(user, by)

    assert sent.invitation.purpose == Invitation.Purpose.JOIN
    assert state(user) == State.INVITED
    domain.accept(token_of(sent))
    user.refresh_from_db()
    assert (user.is_active, user.check_password(PASSWORD)) == (True, False)
    assert actions(user)[-3:] == [
        "accounts.deactivated",
        "accounts.reactivated",
        "accounts.invitation_accepted",
    ]


def test_who_comes_back_without_a_role_yet_can_be_sent_a_new_link() -> None:
    by = a_coordinator()
    user = at_work("ed", EDITOR)
    domain.deactivate(user, by)
    domain.reactivate(user, by)
    domain.invite_again(user, by)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert state(user) == State.EXPIRED
    sent = domain.invite_again(user, by)
    assert (state(user), holdings_of(user)) == (State.INVITED, [])

    domain.revoke(sent.invitation, by)
    assert state(user) == State.OFF
    assert domain.accept(token_of(domain.reactivate(user, by))).user == user


def test_who_was_switched_off_before_they_came_is_switched_on_again_first() -> None:
    by = a_coordinator()
    sent = invited(by)
    domain.deactivate(sent.user, by)
    assert refused(domain.invite_again, sent.user, by) == "off"


def test_an_operator_who_leaves_comes_back_without_the_rights_of_one() -> None:
    by = a_coordinator()
    boss = User.objects.create_superuser("boss@example.org", PASSWORD)
    domain.deactivate(boss, by)
    domain.accept(token_of(domain.reactivate(boss, by)))
    boss.refresh_from_db()
    assert (boss.is_active, boss.is_superuser, boss.is_staff) == (True, False, False)


def test_a_reset_removes_every_factor_ends_every_session_and_keeps_the_password(letters: Letters) -> None:
    by = a_coordinator()
    user = at_work("ed", EDITOR)
    clients = [signed_in(user), signed_in(user)]

    sent = domain.reset_factors(user, by)

    assert not Authenticator.objects.filter(user=user).exists()
    assert all(one.get("/accounts/invitation/next/").wsgi_request.user.is_anonymous for one in clients)
    assert (letters.posted[-1]["letter"], sent.invitation.purpose) == ("factor_reset", "factor")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert Record.objects.get(action="accounts.factors_reset").codes["removed"] == 1


def test_a_lost_factor_needs_the_password_with_the_link() -> None:
    by = a_coordinator()
    user = at_work("ed", EDITOR)
    token = token_of(domain.reset_factors(user, by))

    assert refused(domain.accept, token, "not this one") == "password"
    assert refused(domain.accept, token) == "password"
    assert domain.accept(token, PASSWORD).user == user


def test_another_stamp_ends_sessions_and_nothing_else_does() -> None:
    user = at_work("ed", EDITOR)
    before = user.get_session_auth_hash()
    assert User.objects.get(pk=user.pk).get_session_auth_hash() == before
    user.session_stamp = "other"
    assert user.get_session_auth_hash() != before
