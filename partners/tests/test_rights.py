"""An editor works on what is their partner's, in every language and by whichever way it came there, and on no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as pictures
from wagtail.models import Collection, GroupPagePermission, Locale, Page

from accounts.applying import apply_rights
from accounts.holdings import holdings_of
from accounts.models import User
from accounts.tests.holders import give
from core.models import SiteImage
from core.roles import Role
from core.tests.files import png
from events.models import EventPage
from gallery.models import CompetitionIndexPage
from partners.models import Partner, PartnerIndexPage, PartnerPage
from partners.rights import SHARED, people_of, served_by

from .factories import PartnerFactory

pytestmark = pytest.mark.django_db

ALL = {"add", "change", "publish"}


@pytest.fixture
def ours(index: PartnerIndexPage, make_page: Any) -> PartnerPage:
    """In English."""
    return make_page(PartnerPage, index, slug="ours", partner=PartnerFactory.create(key="ours", name="Ours"))


@pytest.fixture
def theirs(index: PartnerIndexPage, make_page: Any) -> PartnerPage:
    return make_page(
        PartnerPage, index, slug="theirs", partner=PartnerFactory.create(key="theirs", name="Theirs")
    )


@pytest.fixture
def editor() -> User:
    return give(User.objects.create_user("editor@example.org"), Role.EDITOR, "ours")


def may(user: User, page: Page) -> set[str]:
    """As from the next request on."""
    fresh = User.objects.get(pk=user.pk)
    permissions: set[str] = Page.objects.get(pk=page.pk).permissions_for_user(fresh).permissions
    return permissions


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


# --- Pages, however they came ------------------------------------------------------------------------------------


def test_an_editor_writes_and_publishes_below_their_own_page_and_nowhere_else(
    ours: PartnerPage, theirs: PartnerPage, editor: User, make_page: Any
) -> None:
    below, foreign = make_page(EventPage, ours), make_page(EventPage, theirs)

    assert [may(editor, page) for page in (ours, below)] == [ALL, ALL]
    others = [theirs, foreign, *Page.objects.filter(depth__lte=3).exclude(pk__in=[ours.pk, below.pk])]
    assert [may(editor, page) for page in others] == [set()] * len(others)


def test_a_translation_made_later_is_the_partners_too(
    ours: PartnerPage, editor: User, make_page: Any
) -> None:
    translated = ours.copy_for_translation(locale("lt"))
    event = make_page(EventPage, ours).copy_for_translation(locale("lt"))

    assert [may(editor, page) for page in (translated, event)] == [ALL, ALL]
    assert event.get_parent().pk == translated.pk


def test_an_alias_is_the_partners_too(ours: PartnerPage, editor: User, index: PartnerIndexPage) -> None:
    alias = ours.copy_for_translation(locale("ar"), alias=True)
    second = ours.create_alias(parent=index, update_slug="ours-again")

    assert [may(editor, page) for page in (alias, second)] == [ALL, ALL]


def test_parents_that_a_translation_brings_along_are_the_partners_too(
    ours: PartnerPage, editor: User, make_page: Any
) -> None:
    """In French there is not even a home page yet."""
    event = make_page(EventPage, ours).copy_for_translation(locale("fr"), copy_parents=True)
    home = PartnerPage.objects.get(locale__language_code="fr")

    assert [may(editor, page) for page in (event, home)] == [ALL, ALL]
    assert [may(editor, page) for page in home.get_ancestors()] == [set()] * 3


def test_a_copy_is_the_partners_where_it_stands(
    ours: PartnerPage, theirs: PartnerPage, editor: User, make_page: Any, index: PartnerIndexPage
) -> None:
    event = make_page(EventPage, ours)

    beside = event.copy(to=ours, update_attrs={"slug": "again"})
    given_away = event.copy(to=theirs, update_attrs={"slug": "again"})
    whole = ours.copy(to=index, recursive=True, update_attrs={"slug": "ours-again"})

    assert [may(editor, page) for page in (beside, given_away, whole)] == [ALL, set(), ALL]


def test_a_page_that_is_moved_is_its_new_partners_and_a_partners_page_stays_its_own(
    ours: PartnerPage, theirs: PartnerPage, editor: User, make_page: Any
) -> None:
    colleague = give(User.objects.create_user("colleague@example.org"), Role.EDITOR, "theirs")
    event = make_page(EventPage, ours)
    elsewhere = make_page(CompetitionIndexPage)

    event.move(theirs, pos="last-child")
    ours.move(elsewhere, pos="last-child")

    assert (may(editor, event), may(colleague, event)) == (set(), ALL)
    assert (may(editor, ours), may(editor, elsewhere), may(colleague, ours)) == (ALL, set(), set())


def test_a_page_that_becomes_another_partners_changes_hands(
    ours: PartnerPage, theirs: PartnerPage, editor: User
) -> None:
    ours.partner = theirs.partner
    ours.save()

    assert may(editor, ours) == set()
    assert may(give(User.objects.create_user("new@example.org"), Role.EDITOR, "theirs"), ours) == ALL


def test_after_all_that_nothing_is_left_to_apply(
    ours: PartnerPage, theirs: PartnerPage, make_page: Any
) -> None:
    make_page(EventPage, ours).copy_for_translation(locale("fr"), copy_parents=True)
    ours.copy_for_translation(locale("lt")).delete()
    PartnerFactory.create(worldwide=True).delete()

    assert not apply_rights()
    assert GroupPagePermission.objects.filter(group__name="editor:ours").count() == 3 * 2


# --- What the editor tries ---------------------------------------------------------------------------------------


@pytest.fixture
def client(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def copied_to(client: Client, page: Page, parent: Page, **more: str) -> Any:
    fields = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": parent.pk, **more}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)


def moved_to(client: Client, page: Page, parent: Page) -> Any:
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk]))


def test_an_editor_carries_no_page_across_the_fence(
    client: Client, ours: PartnerPage, theirs: PartnerPage, make_page: Any
) -> None:
    mine, foreign = make_page(EventPage, ours, slug="mine"), make_page(EventPage, theirs, slug="foreign")
    tree = dict(Page.objects.values_list("pk", "path"))

    for page, parent in ((mine, theirs), (foreign, ours), (ours, theirs), (foreign, theirs)):
        moved_to(client, page, parent)
        copied_to(client, page, parent)
        copied_to(client, page, parent, alias="on")
        client.post(reverse("wagtailadmin_pages:convert_alias", args=[page.pk]))
    edited = client.get(reverse("wagtailadmin_pages:edit", args=[foreign.pk]))
    for name in ("delete", "unpublish"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[foreign.pk]))

    assert dict(Page.objects.values_list("pk", "path")) == tree
    assert edited.status_code == 404
    assert foreign.title not in edited.content.decode()
    assert Page.objects.get(pk=foreign.pk).live


def test_the_same_is_open_to_whoever_edits_for_both(
    client: Client, editor: User, ours: PartnerPage, theirs: PartnerPage, make_page: Any
) -> None:
    """So that the test above shuts a door that is there."""
    give(editor, Role.EDITOR, "theirs")
    mine = make_page(EventPage, ours, slug="mine")

    copied_to(client, mine, theirs)
    moved_to(client, mine, theirs)

    assert {page.slug for page in Page.objects.get(pk=theirs.pk).get_children()} == {"mine", "a-copy"}
    assert client.get(reverse("wagtailadmin_pages:edit", args=[mine.pk])).status_code == 200


# --- Pictures and documents --------------------------------------------------------------------------------------


def test_an_editor_keeps_files_in_their_own_collection_and_uses_what_is_shared(
    ours: PartnerPage, theirs: PartnerPage, editor: User
) -> None:
    def reach(policy: Any, action: str) -> set[str]:
        return {row.name for row in policy.collections_user_has_permission_for(editor, action)}

    for policy in (pictures, documents):
        assert {action: reach(policy, action) for action in ("add", "change", "choose")} == {
            "add": {"Ours"},
            "change": {"Ours"},
            "choose": {"Ours", SHARED},
        }
    for place in Collection.objects.all():
        SiteImage.objects.create(
            title=place.name, collection=place, file=ContentFile(png(), name=f"{place.pk}.png")
        )
    seen = pictures.instances_user_has_any_permission_for(editor, ["change", "choose"])
    assert {picture.title for picture in seen} == {"Ours", SHARED}
    assert Collection.objects.filter(name="Theirs").count() == 1


def test_a_partner_has_one_collection_that_is_called_as_it_is() -> None:
    partner = PartnerFactory.create(name="Before")
    # Somebody has one of that name already, and it is not this partner’s.
    Collection.objects.get(depth=1).add_child(name="After")

    partner.name = "After"
    partner.save()
    apply_rights()

    assert [row.name for row in Collection.objects.filter(pk=partner.collection_id)] == ["After"]
    assert Collection.objects.filter(name__in=["Before", "After"]).count() == 2


# --- People ------------------------------------------------------------------------------------------------------


def test_who_works_for_a_partner(editor: User) -> None:
    partner = PartnerFactory.create(key="ours")
    moderator = give(User.objects.create_user("moderator@example.org"), Role.MODERATOR, "ours")
    give(give(User.objects.create_user("other@example.org"), Role.EDITOR, "theirs"), Role.KEEPER)
    give(moderator, Role.EDITOR, "ours")

    assert list(people_of(partner).order_by("email")) == [editor, moderator]
    assert list(people_of(partner, Role.MODERATOR)) == [moderator]


def test_nobody_works_for_a_partner_that_is_gone_also_when_another_takes_its_key(editor: User) -> None:
    PartnerFactory.create(key="ours").delete()
    there = Group.objects.filter(name__endswith=":ours").exists()
    again = PartnerFactory.create(key="ours")

    assert (there, people_of(again).exists(), holdings_of(User.objects.get(pk=editor.pk))) == (
        False,
        False,
        [],
    )


def test_the_key_stays_for_its_people_go_by_it() -> None:
    partner = PartnerFactory.create(key="ours")
    partner.key = "other"

    with pytest.raises(ValidationError, match="The key stays as it is"):
        partner.full_clean()
    capital = Partner(key="Capital", name="Capital", type="network")
    capital.full_clean()
    assert capital.key == "capital"


def test_what_partners_serve_together() -> None:
    PartnerFactory.create(key="north", countries=["lt", "is"])
    PartnerFactory.create(key="south", countries=["gr"])
    PartnerFactory.create(key="none", countries=[])
    PartnerFactory.create(key="all", countries=["lt"], worldwide=True)

    def codes(*keys: str) -> list[str]:
        return [code for code in ("gr", "is", "jp", "lt") if code in served_by(keys)]

    assert codes("north", "south") == ["gr", "is", "lt"]
    assert codes("none") == codes("unknown") == codes() == []
    assert codes("south", "all") == ["gr", "is", "jp", "lt"]
