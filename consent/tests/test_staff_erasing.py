"""Erasing from the desk: looked at first, meant, and receipted."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent import domain
from consent.enums import ErasureState, Party, Scope
from consent.erasure import domain as erasure
from consent.erasure.registry import erasers
from consent.models import Erasure, Subject
from core.roles import Role

from .keeping import LABEL, at_work, page_of, person, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]


@pytest.fixture
def keeper() -> User:
    return person(Role.KEEPER)


@pytest.fixture
def desk(keeper: User) -> Client:
    return at_work(keeper)


@pytest.fixture
def subject() -> Subject:
    return somebody(Scope.SITE)


def meant(subject: Subject, **changes: str) -> dict[str, str]:
    return {"do": "erase", "party": "person", "number": str(subject.pk)[:8], **changes}


def test_looking_at_what_would_go_erases_nothing(desk: Client, subject: Subject) -> None:
    page = desk.get(page_of(subject, "erase")).content.decode()

    assert "Nothing has been erased yet" in page
    assert str(subject.pk)[:8] in page
    subject.refresh_from_db()
    assert (subject.label, subject.erased_at) == (LABEL, None)
    assert not Erasure.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"number": "00000000"}, "number", "This is not the number of this person. Nothing was erased."),
        ({"number": ""}, "number", "This field is required."),
        ({"party": ""}, "party", "Say who wants it."),
    ],
)
def test_nobody_is_erased_by_a_slip(
    desk: Client, subject: Subject, changes: dict[str, str], field: str, sentence: str
) -> None:
    response = desk.post(page_of(subject, "erase"), meant(subject, **changes))

    assert response.status_code == 422
    assert response.context["form"].errors == {field: [sentence]}
    subject.refresh_from_db()
    assert subject.label == LABEL


def test_whoever_is_erased_leaves_a_receipt_that_names_nobody(
    desk: Client, keeper: User, subject: Subject
) -> None:
    response = desk.post(page_of(subject, "erase"), meant(subject), follow=True)
    erasure = Erasure.objects.get()

    assert response.redirect_chain == [(reverse("consent_staff:receipt", args=[erasure.pk]), 302)]
    shown = response.content.decode()
    assert str(erasure.pk) in shown
    main = shown[shown.index("consents-print") :]
    assert [personal in main for personal in (LABEL, keeper.email)] == [False, False]
    assert [str(one.words) in main for one in erasers()] == [True] * len(erasers())
    subject.refresh_from_db()
    assert subject.label == ""
    assert domain.scopes_in_force(subject) == []
    found = desk.get(
        reverse("consent_staff:find_receipt"), {"number": f" {str(erasure.pk).upper()} "}, follow=True
    )
    assert found.redirect_chain == response.redirect_chain
    on_the_desk = desk.get(page_of(subject)).content.decode()
    assert reverse("consent_staff:receipt", args=[erasure.pk]) in on_the_desk
    assert "Erased on" in on_the_desk


def test_who_was_erased_is_not_erased_again(desk: Client, subject: Subject) -> None:
    desk.post(page_of(subject, "erase"), meant(subject))
    again = desk.post(page_of(subject, "erase"), meant(subject), follow=True)

    assert "Everything about this person was erased already." in again.content.decode()
    assert Erasure.objects.count() == 1


def test_what_was_not_finished_says_so_and_is_taken_up_again(
    desk: Client, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as power_cut:
        power_cut.setattr(erasure, "_finish", Mock(side_effect=OSError("no power")))
        with pytest.raises(OSError, match="no power"):
            erasure.erase(subject, party=Party.PERSON)
    begun = Erasure.objects.get()

    assert "was begun and is not finished" in desk.get(page_of(subject)).content.decode()
    receipt = desk.get(reverse("consent_staff:receipt", args=[begun.pk])).content.decode()
    assert "This erasure is not finished." in receipt
    assert "takes it up where it stopped" in desk.get(page_of(subject, "erase")).content.decode()
    desk.post(page_of(subject, "erase"), meant(subject))

    begun.refresh_from_db()
    assert (begun.state, Erasure.objects.count()) == (ErasureState.COMPLETE, 1)


def test_before_erasing_a_keeper_shows_anew_who_they_are(keeper: User, subject: Subject) -> None:
    """An hour after signing in."""
    client = Client()
    client.force_login(keeper)
    address = page_of(subject, "erase")

    assert client.get(address).status_code == 200
    asked = client.post(address, meant(subject), headers={"referer": f"http://testserver{address}"})
    assert asked["Location"].startswith("/accounts/reauthenticate/?next=")
    subject.refresh_from_db()
    assert subject.label == LABEL


def test_to_withdraw_nobody_is_asked_who_they_are_again(keeper: User, subject: Subject) -> None:
    client = Client()
    client.force_login(keeper)
    client.post(page_of(subject, "withdraw"), {"party": "person", "channel": "phone"})

    assert domain.scopes_in_force(subject) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Quicksilver", "This is no number of a receipt."),
        ("00000000-0000-4000-8000-000000000000", "There is no receipt with this number."),
    ],
)
def test_a_receipt_that_there_is_not(desk: Client, typed: str, sentence: str) -> None:
    response = desk.get(reverse("consent_staff:find_receipt"), {"number": typed})

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_keeper_from_whom_erasing_was_taken_does_everything_else(keeper: User, subject: Subject) -> None:
    keeper.groups.get().permissions.remove(*keeper.groups.get().permissions.filter(codename="erase"))
    client = at_work(keeper)

    assert client.get(page_of(subject)).status_code == 200
    assert client.post(page_of(subject, "erase"), meant(subject)).status_code == 302
    subject.refresh_from_db()
    assert subject.label == LABEL
