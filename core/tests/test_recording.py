"""What people change in plain forms, look at, or take out: in the log, and said once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, ModelLogEntry, Workflow

from accounts.models import User
from audit.actions import all_told_here
from audit.models import Record
from consent.models import Subject
from core.models import SiteImage
from languages.models import SiteLanguage
from partners.models import Partner

from .files import jpeg
from .sessions import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> User:
    return User.objects.create_superuser("coordinator@example.org", "x")


@pytest.fixture
def desk(coordinator: User, settings: Any) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    return signed_in(coordinator)


def told(**about: Any) -> list[tuple[Any, ...]]:
    rows = Record.objects.filter(**about).order_by("pk")
    return [(row.action, row.actor, row.before, row.after, row.codes) for row in rows]


def test_whoever_changes_a_partner_is_on_record_with_the_names_of_the_fields(
    desk: Client, coordinator: User
) -> None:
    said = {"key": "centre", "name": "Example Centre", "type": "national_centre", "worldwide": "on"}
    desk.post(reverse("partner:add"), said)
    partner = Partner.objects.get(key="centre")
    edit = reverse("partner:edit", args=[partner.pk])
    desk.post(edit, {**said, "name": "Another name", "contact_email": "somebody@example.org"})
    desk.post(edit, {**said, "name": "Another name", "contact_email": "somebody@example.org"})
    desk.post(reverse("partner:delete", args=[partner.pk]))

    assert told(object_type="partners.partner", object_id=str(partner.pk)) == [
        ("core.added", coordinator.pk, "", "", {}),
        ("core.changed", coordinator.pk, "", "", {"field.name": True, "field.contact_email": True}),
        ("core.removed", coordinator.pk, "", "", {}),
    ]
    assert Partner in all_told_here()


def test_a_language_that_is_offered_says_so_in_the_log(desk: Client, coordinator: User) -> None:
    language = SiteLanguage.objects.get(locale__language_code="lt")

    desk.post(reverse("site_languages:edit", args=[language.pk]), {"exit_url": language.exit_url})

    assert told(object_type="languages.sitelanguage") == [
        ("core.changed", coordinator.pk, "offered", "not_offered", {"field.offered": True})
    ]


def test_looking_at_a_survivor_is_on_record_once_for_as_long_as_it_is_one_look(
    desk: Client, coordinator: User
) -> None:
    subject = Subject.objects.create(label="Quicksilver")
    pages = [reverse("consent_staff:index"), reverse("consent_staff:edit", args=[subject.pk])]

    for page in [*pages, *pages]:
        assert desk.get(page).status_code == 200

    assert told(action="core.viewed", object_id="") == [
        ("core.viewed", coordinator.pk, "", "", {"kind": "subjects", "rows": 1})
    ]
    assert told(action="core.viewed", object_id=str(subject.pk)) == [
        ("core.viewed", coordinator.pk, "", "", {"kind": "subject"})
    ]


def test_no_label_and_no_name_of_a_person_stands_in_a_log_that_nobody_empties(
    desk: Client, coordinator: User
) -> None:
    from wagtail.log_actions import log

    desk.post(reverse("consent_staff:add"), {"label": "Quicksilver", "language": "en"})
    subject = Subject.objects.get()
    desk.post(reverse("consent_staff:edit", args=[subject.pk]), {"label": "Quicksilver 2", "language": "en"})
    log(coordinator, "wagtail.edit")
    log(Partner.objects.create(key="a", name="Shown", type="national_centre"), "wagtail.edit")

    assert list(ModelLogEntry.objects.values_list("label", flat=True)) == ["Shown"]
    assert [row[0] for row in told(object_id=str(subject.pk))] == ["core.added", "core.changed"]


def test_what_wagtail_keeps_no_log_of_is_kept_in_ours(desk: Client, coordinator: User) -> None:
    """Several pictures at once, tags in bulk, a workflow that is switched off, a collection that is closed."""
    root = Collection.get_first_root_node()
    picture = {"title": "A meadow", "files[]": SimpleUploadedFile("meadow.jpg", jpeg(), "image/jpeg")}
    desk.post(
        reverse("wagtailimages:add_multiple"),
        {**picture, "collection": root.pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    image = SiteImage.objects.get()
    tagging = reverse("wagtail_bulk_action", args=["core", "siteimage", "add_tags"])
    desk.post(f"{tagging}?id={image.pk}", {"tags": "meadow"})
    workflow = Workflow.objects.create(name="Two people look")
    desk.post(reverse("wagtailadmin_workflows:disable", args=[workflow.pk]))
    private = reverse("wagtailadmin_collections:set_privacy", args=[root.pk])
    desk.post(private, {"restriction_type": "login"})

    kinds = ["core.siteimage", "wagtailcore.workflow", "wagtailcore.collectionviewrestriction"]
    found = [(row[0], row[1], row[3], row[4]) for kind in kinds for row in told(object_type=kind)]
    assert found == [
        ("core.added", coordinator.pk, "", {}),
        ("core.changed_together", coordinator.pk, "", {"how": "add_tags"}),
        ("core.added", None, "on", {}),
        ("core.changed", coordinator.pk, "off", {}),
        ("core.added", coordinator.pk, "", {}),
    ]


def test_every_file_that_is_taken_out_of_the_admin_is_on_record(desk: Client, coordinator: User) -> None:
    report = reverse("wagtailadmin_reports:site_history")

    desk.get(report)
    assert told(action="core.exported") == []
    for how in ("csv", "xlsx"):
        assert desk.get(report, {"export": how})["Content-Disposition"].startswith("attachment")

    route = "wagtailadmin_reports:site_history"
    assert told(action="core.exported") == [
        ("core.exported", coordinator.pk, "", "", {"route": route, "how": how}) for how in ("csv", "xlsx")
    ]


def test_a_change_that_fails_leaves_no_record(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    partner = Partner.objects.create(key="a", name="A", type="national_centre")
    monkeypatch.setattr(Partner, "delete", fail)
    desk.raise_request_exception = False

    assert desk.post(reverse("partner:delete", args=[partner.pk])).status_code == 500
    assert told(object_type="partners.partner") == []
