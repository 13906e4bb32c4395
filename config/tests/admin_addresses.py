"""Every address under ``/admin/`` that the site answers, and how one of somebody's is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.models import EditingSession
from wagtail.models import Page
from wagtail_localize.models import StringSegment

from languages.models import SiteLanguage

from .two_partners import Place


@dataclass(frozen=True)
class Address:
    """``route`` as Django writes it, from ``/admin/`` on; ``parts``: names in it. Unnamed ones have none."""

    name: str
    route: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(re.findall(r"<(?:\w+:)?(\w+)>", self.route))


def every_address(patterns: Any = None, route: str = "", names: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            if "admin/".startswith(whole[: len("admin/")]) or whole.startswith("admin/"):
                yield from every_address(pattern.url_patterns, whole, inner)
        elif isinstance(pattern, URLPattern) and whole.startswith("admin/"):
            yield Address(":".join((*names, pattern.name or "")), whole)


def named_addresses() -> list[Address]:
    """Each once. Addresses that nobody can name (a last resort that says 404) are left out."""
    return list(dict.fromkeys(one for one in every_address() if one.name.rpartition(":")[2]))


def written(address: Address, place: Place) -> list[str]:
    """The address with the ids of what is ``place``'s: more than one where it names a page, or what can be done."""
    pages = [place.draft, place.live]
    if address.name == "wagtail_bulk_action":
        return [
            reverse(address.name, args=[*label.split("."), action])
            for label, actions in BULK.items()
            for action in actions
        ]
    if address.name == "wagtailadmin_pages:revisions_compare":
        return [reverse(address.name, args=[page.pk, "live", "latest"]) for page in pages]
    about_a_page = {"page_id", "parent_page_id", "page_to_move_id"} & set(address.parts) or (
        "pk" in address.parts and address.name.startswith("wagtailadmin_api:pages")
    )
    return [
        reverse(address.name, kwargs={part: _value(part, address, place, page) for part in address.parts})
        for page in (pages if about_a_page else pages[:1])
    ]


MEDIA_ACTIONS = ("delete", "add_tags", "add_to_collection")
BULK = {
    "wagtailcore.page": ("delete", "move", "publish", "unpublish"),
    "core.siteimage": MEDIA_ACTIONS,
    "core.sitedocument": MEDIA_ACTIONS,
    "home.footer": ("delete",),
    "accounts.user": ("delete", "assign_role", "set_active_state"),
}


def _value(part: str, address: Address, place: Place, page: Page) -> Any:
    if address.name == "wagtail_localize:convert_to_alias":
        # Only a translation can become a copy of its original.
        return place.target.pk
    if part in {"page_id", "parent_page_id", "page_to_move_id", "page_pk"}:
        return page.pk
    if part == "pk":
        return _key(address.name, place, page)
    review = page.workflow_states.first() or place.draft.workflow_states.first()
    segments = StringSegment.objects.filter(source=place.source)
    values: dict[str, Any] = {
        "destination_id": place.home.pk,
        "label": "events.eventpage",
        "code": "editor",
        "revision_id": page.latest_revision_id,
        "revision_id_a": "live",
        "revision_id_b": "latest",
        "task_state_id": review.current_task_state_id,
        "task_id": review.current_task_state.task_id,
        "workflow_state_id": review.pk,
        "workflow_pk": review.workflow_id,
        "image_id": place.picture.pk,
        "document_id": place.document.pk,
        "doc_id": place.document.pk,
        "uploaded_file_id": 1,
        "collection_id": place.collection.pk,
        "redirect_id": 1,
        "translation_id": place.translation.pk,
        "translation_source_id": place.source.pk,
        "string_segment_id": segments.values_list("pk", flat=True).first(),
        "overridable_segment_id": 1,
        "mode": "default",
        "public_id": place.entry.public_id,
        "reference": "0" * 12,
        "width": 400,
        "session_id": EditingSession.objects.filter(user=place.person).values_list("pk", flat=True).first(),
        "object_id": page.pk,
        "content_type_app_name": "events",
        "content_type_model_name": "eventpage",
        "app_name": "taggit",
        "action": "delete",
        "action_name": "approve" if "workflow" in address.name else "copy",
        "filter_spec": "original",
        "uidb64": "MQ",
        "token": "x",
        "text_id": 1,
        "version_id": 1,
        "text_name": "story",
        "language": "en",
        # Of the empty list of a box.
        "kind": "csv",
        "erasure_id": "00000000-0000-4000-8000-000000000000",
    }
    if part in {"app_label", "model_name"}:
        snippet = "snippet" in address.name
        task = address.name.endswith("add_task")
        label = "home.footer" if snippet else "wagtailcore.groupapprovaltask" if task else "events.eventpage"
        return label.split(".")[part == "model_name"] if "app_name" not in address.parts else "tag"
    return values[part]


def _key(name: str, place: Place, page: Page) -> Any:
    """What ``pk`` is depends on what the address is about."""
    room = name.rpartition(":")[0]
    keys: dict[str, Callable[[], Any]] = {
        "wagtailadmin_api:pages": lambda: page.pk,
        "wagtailadmin_api:images": lambda: place.picture.pk,
        "wagtailadmin_api:documents": lambda: place.document.pk,
        "wagtailimages_chooser": lambda: place.picture.pk,
        "wagtaildocs_chooser": lambda: place.document.pk,
        "wagtailadmin_collections": lambda: place.collection.pk,
        "partner": lambda: place.partner.pk,
        "partner_chooser": lambda: place.partner.pk,
        "gallery_competitions": lambda: place.entry.competition_id,
        "gallery_staff": lambda: place.entry.batch_id,
        "country": lambda: "lt",
        "consent_staff": lambda: place.entry.subject_id,
        "site_languages": lambda: SiteLanguage.objects.order_by("pk").values_list("pk", flat=True)[0],
        "wagtailusers_users": lambda: place.person.pk,
    }
    # Of what the hub keeps there is a first one, or none: then it is not found, and that is as good.
    return keys.get(room, lambda: 1)()
