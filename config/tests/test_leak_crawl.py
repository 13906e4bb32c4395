"""One partner's editor at every address of the admin, with the ids of another partner's things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from taggit.models import TaggedItem
from wagtail.models import Collection, Comment, GroupPagePermission, Locale, Page, Revision, TaskState
from wagtail_localize.models import StringTranslation, Translation

from accounts.models import User
from core.models import SiteDocument, SiteImage
from events.models import EventPage
from gallery.models import Batch, Entry
from partners.models import Partner

from .admin_addresses import Address, named_addresses, written
from .two_partners import HINT, SECRET, Place, World

LEAVING = {"wagtailadmin_logout"}


def at_work(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def everything_of(place: Place) -> list[tuple[str, int]]:
    return [
        ("id", thing.pk) for thing in (place.draft, place.live, place.home, place.picture, place.document)
    ]


def queries(name: str, place: Place) -> Iterator[str]:
    """What a curious person adds to an address."""
    yield ""
    if name.startswith("wagtailadmin_api"):
        yield f"?search={HINT}"
        yield f"?child_of={place.home.pk}&for_explorer=1"
        yield "?fields=*"
        return
    yield f"?q={HINT}&term={HINT}&search_all=1"
    yield "?" + "&".join(f"{key}={value}" for key, value in everything_of(place))
    yield f"?page_type=events.EventPage&multiple=1&collection_id={place.collection.pk}&parent_page_id={place.home.pk}"
    yield "?export=csv"


def words_of(response: HttpResponseBase) -> str:
    # Read to its end: closing it by hand would close the test's own transaction, on a database outside memory.
    body: bytes = response.getvalue()  # type: ignore[attr-defined]
    return body.decode(errors="replace") + str(response.headers)


def walked(place: Place) -> Iterator[tuple[Address, str]]:
    for address in named_addresses():
        if address.name not in LEAVING:
            yield from ((address, path) for path in written(address, place))


def test_an_editor_is_shown_nothing_of_another_partner_at_any_address(world: World) -> None:
    client, leaks, broken, opened = at_work(world.a.person), [], [], 0
    for address, path in walked(world.b):
        for query in queries(address.name, world.b):
            response = client.get(path + query)
            if SECRET in words_of(response):
                leaks.append(path + query)
            if response.status_code >= 500:
                broken.append(path + query)
            if (
                query == ""
                and response.status_code != 200
                and not address.name.startswith("wagtailadmin_api")
            ):
                # What the gate refuses plainly it does not open for a longer address.
                break
            opened += 1

    assert (leaks, broken) == ([], [])
    assert opened > 100  # somebody was let in to look


def forms(place: Place) -> Iterator[dict[str, Any]]:
    """What a forged form holds: nothing, or every field that some form there asks for, with the other's ids."""
    ids = [value for _key, value in everything_of(place)]
    yield {
        "new_parent_page": place.home.pk,
        "chooser": place.home.pk,
        "parent_page": place.home.pk,
        "destination_page_id": place.home.pk,
        "new_title": "Taken",
        "new_slug": "taken",
        "title": "Taken",
        "slug": "taken",
        "value": "Taken",
        "locales": [Locale.objects.get(language_code="fr").pk],
        "publish_translations": "on",
        "collection": place.collection.pk,
        "tags": "taken",
        "id": ids,
        "do": "hide",
        "reason": "other",
        "note": "taken",
        "is_editing": "1",
        "comment": "taken",
        "copy_subpages": "on",
        "publish_copies": "on",
        "alias": "on",
        "external-link-chooser-url": place.live.full_url,
        "external-link-chooser-link_text": "",
    }
    yield {}


def of_theirs(place: Place) -> dict[str, Any]:
    """Everything of this partner, as it stands in the database."""
    pages = Page.objects.descendant_of(place.home, inclusive=True) | Page.objects.filter(
        translation_key__in=place.home.get_descendants(inclusive=True).values("translation_key")
    )
    media = [model._base_manager.filter(collection=place.collection) for model in (SiteImage, SiteDocument)]
    found = [
        pages,
        EventPage.objects.filter(pk__in=pages.values("pk")),
        Revision.objects.filter(object_id__in=[str(pk) for pk in pages.values_list("pk", flat=True)]),
        TaskState.objects.filter(
            workflow_state__object_id__in=[str(pk) for pk in pages.values_list("pk", flat=True)]
        ),
        Comment.objects.filter(page__in=pages),
        *media,
        TaggedItem.objects.filter(object_id__in=[place.picture.pk, place.document.pk]),
        Translation.objects.filter(source=place.source),
        StringTranslation.objects.filter(context__object_id=place.source.object_id),
        Entry.objects.filter(batch__partner=place.partner),
        Batch.objects.filter(partner=place.partner),
        Partner.objects.filter(pk=place.partner.pk),
        Collection.objects.filter(pk=place.collection.pk),
        User.objects.filter(pk=place.person.pk),
        GroupPagePermission.objects.all(),
        User.groups.through.objects.all(),
    ]
    return {
        f"{rows.model._meta.label} {row['pk']}": row
        for rows in found
        for row in rows.values("pk", *(field.attname for field in rows.model._meta.concrete_fields))
    }


@pytest.mark.parametrize("whose", ["a", "b"])
def test_an_editor_changes_nothing_of_another_partner_by_any_form(world: World, whose: str) -> None:
    """With the other's ids in the address; then with their own there, and the other's in the form."""
    client, leaks, changed, broken, accepted = at_work(world.a.person), [], [], [], 0
    before = of_theirs(world.b)
    ids = "&".join(f"{key}={value}" for key, value in everything_of(world.b)) if whose == "b" else ""
    for _address, path in walked(getattr(world, whose)):
        for form in forms(world.b):
            with transaction.atomic():
                response = client.post(f"{path}?{ids}", form)
                refused = response.status_code in {403, 404, 405} or response.get("Location") == "/admin/"
                if SECRET in words_of(response):
                    leaks.append(path)
                if response.status_code >= 500:
                    broken.append(path)
                if not refused:
                    accepted += 1
                    if of_theirs(world.b) != before:
                        changed.append(path)
                transaction.set_rollback(True)
            if refused:
                break

    # At the very end once more: what was refused, too, has left everything as it was.
    assert of_theirs(world.b) == before
    assert (leaks, changed, broken) == ([], [], [])
    assert accepted > 20
