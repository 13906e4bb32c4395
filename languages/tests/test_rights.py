"""A translator works on all pages of their language, also when the language comes later, and publishes none."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from accounts.applying import apply_rights
from accounts.models import User
from accounts.tests.holders import give
from core.roles import Role
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator() -> User:
    return give(User.objects.create_user("translator@example.org"), Role.TRANSLATOR, "es")


def may(user: User, page: Page) -> set[str]:
    """As from the next request on."""
    fresh = User.objects.get(pk=user.pk)
    permissions: set[str] = Page.objects.get(pk=page.pk).permissions_for_user(fresh).permissions
    return permissions


@pytest.mark.parametrize("alias", [False, True])
def test_a_translator_changes_pages_of_their_language_when_there_are_any(
    translator: User, home_page: HomePage, make_page: Any, alias: bool
) -> None:
    english = make_page(StandardPage)
    spanish, greek = (
        english.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True, alias=alias)
        for code in ("es", "el")
    )

    pages = [spanish, spanish.get_parent(), greek, english, home_page, home_page.get_parent()]
    assert [may(translator, page) for page in pages] == [{"change"}, {"change"}, set(), set(), set(), set()]
    assert not apply_rights()


def test_a_translator_publishes_nothing(
    client: Client, translator: User, home_page: HomePage, make_page: Any
) -> None:
    spanish = make_page(StandardPage).copy_for_translation(
        Locale.objects.get(language_code="es"), copy_parents=True
    )
    spanish.save_revision().publish()
    client.force_login(translator)
    fields = {
        "title": "Acerca de", "slug": spanish.slug, "body-count": "0", "action-publish": "1",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip

    opened = client.get(reverse("wagtailadmin_pages:edit", args=[spanish.pk]))
    client.post(reverse("wagtailadmin_pages:edit", args=[spanish.pk]), fields)

    spanish.refresh_from_db()
    assert (opened.status_code, spanish.title == "Acerca de") == (200, False)
    assert spanish.get_latest_revision_as_object().title == "Acerca de"


def test_a_language_brings_its_translators_and_takes_them_away() -> None:
    names = Group.objects.filter(name="translator:pt")
    portuguese = Locale.objects.create(language_code="pt")
    there = names.get().permissions.filter(codename="submit_translation").exists()
    person = give(User.objects.create_user("pt@example.org"), Role.TRANSLATOR, "pt")

    portuguese.delete()

    assert (there, names.exists(), person.groups.exists()) == (True, False, False)
