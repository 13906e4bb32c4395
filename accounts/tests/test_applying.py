"""What a role may do is what the rooms say, exactly, whatever was there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
)

from accounts import applying
from accounts.applying import UnknownPermission, apply_rights
from accounts.holdings import Holding
from accounts.models import User
from accounts.rights import every_right
from accounts.scopes import every_holding
from audit.models import Record
from core.roles import OPEN_THE_ADMIN, Right, Role
from home.models import HomePage
from partners.models import Partner, PartnerPage
from partners.rights import SHARED
from partners.tests.factories import PartnerFactory, the_list_of_partners

from .holders import give

pytestmark = pytest.mark.django_db

Held = dict[str, set[str]]


def of_models() -> Held:
    return _held(Group.permissions.through, "permission", lambda row: "")


def of_pages() -> Held:
    return _held(
        GroupPagePermission, "permission", lambda row: f" {row.page.locale.language_code}:{row.page.slug}"
    )


def of_collections() -> Held:
    return _held(GroupCollectionPermission, "permission", lambda row: f" {row.collection.name}")


def _held(model: Any, name: str, where: Any) -> Held:
    held: Held = defaultdict(set)
    for row in model.objects.select_related("group", f"{name}__content_type"):
        permission = getattr(row, name)
        held[row.group.name].add(f"{permission.content_type.app_label}.{permission.codename}{where(row)}")
    return dict(held)


def writes(queries: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.fixture
def partner(home_page: HomePage, make_page: Any) -> Partner:
    """With a page in English."""
    partner: Partner = PartnerFactory.create(key="athens", name="Athens Centre")
    make_page(PartnerPage, the_list_of_partners(home_page), slug="athens", partner=partner)
    return partner


@pytest.fixture
def ruined(partner: Partner) -> None:
    """As an operator may have left it: too much here, too little there."""
    every = list(Permission.objects.all()[:40])
    for group in Group.objects.all():
        group.permissions.set(every)
    root = Page.objects.get(depth=1)
    for codename in ("publish_page", "bulk_delete_page"):
        permission = Permission.objects.get(codename=codename)
        for group in Group.objects.all():
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    GroupCollectionPermission.objects.all().delete()


KEEP = {
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
}
CHOOSE = {"wagtailimages.choose_image", "wagtaildocs.choose_document"}
FACTS = {
    f"facts.{do}_{kind}"
    for do in ("add", "change", "delete", "view")
    for kind in ("helpline", "alertsystem", "fact")
}
LEAD = {
    OPEN_THE_ADMIN, "wagtail_localize.submit_translation", "gallery.view_competition",
    "home.add_footer", "home.change_footer", "home.publish_footer", "home.view_footer",
    "facts.add_country", "facts.view_country", "schools.verify_schools", *FACTS,
}  # fmt: skip
COORDINATOR = LEAD | {
    "accounts.manage_people", "audit.read_log", "audit.read_outbox",
    "partners.add_partner", "partners.change_partner", "partners.delete_partner", "partners.view_partner",
    "languages.view_sitelanguage", "languages.change_sitelanguage",
    "gallery.add_competition", "gallery.change_competition", "gallery.allow_one_pair_of_eyes",
    "wagtailredirects.add_redirect", "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect", "wagtailredirects.view_redirect",
}  # fmt: skip
ON_PAGES = {f"wagtailcore.{do}_page en:root" for do in ("add", "change", "publish", "lock", "unlock")}


def test_each_role_may_do_exactly_what_this_list_says(ruined: None) -> None:
    """Written out by hand: whoever gives a role more changes it here too, and sees what it is."""
    apply_rights()

    languages = {f"translator:{code}": code for code in ("ar", "el", "en", "es", "fr", "lt")}
    assert of_models() == {
        "coordinator": COORDINATOR,
        "lead": LEAD,
        "moderator:athens": {OPEN_THE_ADMIN, "gallery.moderate_drawings"},
        "safeguarding": {OPEN_THE_ADMIN, "gallery.moderate_drawings", "gallery.look_after_concerns"},
        "juror": {OPEN_THE_ADMIN},
        "keeper": {
            OPEN_THE_ADMIN,
            "consent.add_subject",
            "consent.view_subject",
            "consent.change_subject",
            "consent.add_consentrecord",
            "consent.view_consentrecord",
            "consent.add_consenttext",
            "consent.view_consenttext",
            "consent.erase",
        },
        "editor:athens": {OPEN_THE_ADMIN, "gallery.enter_drawings", "schools.verify_schools"},
        **dict.fromkeys(languages, {OPEN_THE_ADMIN, "wagtail_localize.submit_translation"}),  # noqa: RUF024
    }
    homes = {page.locale.language_code: page.slug for page in Page.objects.filter(depth=2)}
    assert of_pages() == {
        "coordinator": ON_PAGES | {"wagtailcore.bulk_delete_page en:root"},
        "lead": ON_PAGES,
        "editor:athens": {f"wagtailcore.{do}_page en:athens" for do in ("add", "change", "publish")},
        **{f"translator:{code}": {f"wagtailcore.change_page {code}:{slug}"} for code, slug in homes.items()},
    }
    everything = {f"{name} Root" for name in KEEP | CHOOSE}
    assert of_collections() == {
        "coordinator": everything,
        "lead": everything,
        "editor:athens": {f"{name} Athens Centre" for name in KEEP | CHOOSE}
        | {f"{name} {SHARED}" for name in CHOOSE},
        **{name: {f"{choose} Root" for choose in CHOOSE} for name in languages},
    }


def test_what_a_person_may_do_is_the_sum_of_their_roles(partner: Partner) -> None:
    user = give(give(User.objects.create_user("both@example.org"), Role.JUROR), Role.EDITOR, "athens")

    assert user.get_all_permissions() == {OPEN_THE_ADMIN, "gallery.enter_drawings", "schools.verify_schools"}
    assert not User.objects.create_user("nobody@example.org").get_all_permissions()


def test_a_second_run_writes_nothing(ruined: None) -> None:
    first = apply_rights()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = apply_rights()

    assert (bool(first), bool(second), writes(queries)) == (True, False, [])
    assert Record.objects.filter(action="accounts.rights_applied").latest("pk").codes == vars(first)


def test_the_number_of_queries_does_not_grow_with_the_partners(partner: Partner) -> None:
    def asked() -> int:
        apply_rights()
        with CaptureQueriesContext(connection) as queries:
            apply_rights()
        return len(queries)

    few = asked()
    Partner.objects.bulk_create(
        Partner(key=f"many-{number}", name="Many", type="network") for number in range(20)
    )

    assert asked() == few <= 24
    assert len(of_models()) == len(every_holding()) > 40


def test_a_partner_brought_in_costs_a_fixed_handful_of_queries() -> None:
    PartnerFactory.create()

    with CaptureQueriesContext(connection) as queries:
        Partner.objects.create(key="athens", name="Athens Centre", type="network")

    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 28, "for two holdings and a collection"


def test_groups_that_are_no_role_may_do_nothing(partner: Partner) -> None:
    """Wagtail makes two of its own that may publish everywhere."""
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    root, publish = Page.objects.get(depth=1), Permission.objects.get(codename="publish_page")
    for name in ("Moderators", "Friends", "coordinator:everything", "translator"):
        group = Group.objects.create(name=name)
        group.permissions.add(Permission.objects.get(codename="manage_people"))
        GroupPagePermission.objects.create(group=group, page=root, permission=publish)
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.objects.get(depth=1),
            permission=Permission.objects.get(codename="add_image"),
        )
    person = User.objects.create_user("person@example.org")
    person.groups.set([Group.objects.get(name="Friends")])

    apply_rights()

    assert [group.name for group in person.groups.all()] == ["Friends"]
    assert not person.get_all_permissions()
    assert not Group.objects.filter(name__in=["Moderators", "coordinator:everything", "translator"]).exists()
    strangers = {*of_models(), *of_pages(), *of_collections()} - {
        holding.group_name for holding, _name in every_holding()
    }
    assert strangers == set()


def test_a_role_held_for_something_that_is_gone_is_over_and_the_log_says_so(partner: Partner) -> None:
    person = give(User.objects.create_user("person@example.org"), Role.EDITOR, "gone")

    apply_rights()

    assert not person.groups.exists()
    (record,) = Record.objects.filter(action="accounts.roles_changed", object_id=str(person.pk))
    assert record.codes == {"taken": "editor:gone"}


def test_a_slip_in_a_room_stops_everything_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, partner: Partner
) -> None:
    before = of_models(), of_pages(), of_collections()
    wrong = Right("Fly", (Role.JUROR,), permissions=("gallery.fly",))

    def with_a_slip() -> Iterator[tuple[AppConfig, Right]]:
        yield from every_right()
        yield apps.get_app_config("gallery"), wrong

    monkeypatch.setattr(applying, "every_right", with_a_slip)

    with pytest.raises(UnknownPermission, match=r"gallery\.fly"):
        apply_rights()
    assert (of_models(), of_pages(), of_collections()) == before


def test_after_every_migration_rights_are_set_anew(ruined: None) -> None:
    call_command("migrate", verbosity=0)

    assert of_models()["juror"] == {OPEN_THE_ADMIN}


def test_before_all_tables_are_there_nothing_is_touched(
    monkeypatch: pytest.MonkeyPatch, ruined: None
) -> None:
    """After `migrate` of one room on a new database there is no table of partners to look into."""
    monkeypatch.setattr(applying, "_all_is_migrated", lambda using: False)

    call_command("migrate", verbosity=0)

    assert len(of_models()["juror"]) == 40


def test_an_empty_database_has_its_roles_too() -> None:
    """A test that commits empties it, and so does an operator who begins anew."""
    Page.objects.all().delete()
    Collection.objects.all().delete()
    Locale.objects.all().delete()

    apply_rights()

    assert (of_models()["lead"], of_pages(), of_collections()) == (LEAD, {}, {})


def test_every_right_is_said_in_a_sentence_and_gives_something() -> None:
    rights = [right for _room, right in every_right()]

    assert {role for right in rights for role in right.roles} == set(Role)
    for right in rights:
        assert right.permissions or right.pages or right.collections or right.shared
        assert str(right.words)[0].isupper()
        assert not str(right.words).endswith(".")


def test_what_a_translator_hands_in_is_approved_by_the_hub() -> None:
    (task,) = GroupApprovalTask.objects.all()

    assert {group.name for group in task.groups.all()} == {Holding(Role.COORDINATOR).group_name, "lead"}


def test_the_operator_can_set_rights_by_hand(ruined: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("apply_rights")
    call_command("apply_rights")

    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("groups removed.")
    assert said[1] == "Every role may do what it should. Nothing was changed."
    assert Record.objects.get(action="accounts.rights_applied", by=Record.By.OPERATOR).actor is None
