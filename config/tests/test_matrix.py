"""Who is let through the gate at which address: every address, every role, their own things and another's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from accounts.doors.middleware import DoorsMiddleware
from accounts.kinds import NEEDS, Kind
from accounts.models import User
from config.admin_kinds import KINDS

from .admin_addresses import Address, named_addresses, written
from .two_partners import World

ROLES = ("coordinator", "lead", "translator", "moderator", "safeguarding", "juror", "keeper", "editor")
OUTSIDE = ("nobody", "anonymous")

IN, NO, NOT_THERE, NO_ROLE, SIGN_IN = "in", "no", "not there", "no role", "sign in"
#: Let in once they have shown anew who they are: nobody here has.
WHO = "who are you"
ON_ALL = {"coordinator", "lead"}
ON_PAGES = {*ON_ALL, "editor", "translator"}
COORDINATOR = {"coordinator"}

#: Kind → roles that are let in, in front of no thing in particular or one that is theirs.
EXPECTED: dict[Kind, set[str]] = {
    Kind.SIGNING_IN: {*ROLES, *OUTSIDE},
    Kind.OWN_DESK: set(ROLES),
    Kind.CLOSED: set(),
    Kind.PAGE: ON_PAGES,
    Kind.TREE: ON_PAGES,
    Kind.PAGE_LIST: ON_PAGES,
    Kind.PAGE_CHOOSER: ON_PAGES,
    Kind.BULK: ON_PAGES,
    Kind.WHOLE_SITE_REPORT: ON_ALL,
    Kind.TRANSLATING: {*ON_ALL, "translator"},
    Kind.TRANSLATION: ON_PAGES,
    Kind.IMAGE: {*ON_ALL, "editor"},
    Kind.IMAGE_CHOOSER: ON_PAGES,
    Kind.DOCUMENT: {*ON_ALL, "editor"},
    Kind.DOCUMENT_CHOOSER: ON_PAGES,
    Kind.TAGS: {*ON_ALL, "editor"},
    Kind.FACTS: ON_ALL,
    Kind.PARTNERS: COORDINATOR,
    Kind.SHARED_CHOOSER: ON_PAGES,
    Kind.COMPETITIONS: ON_ALL,
    Kind.FOOTER: ON_ALL,
    Kind.SITE_LANGUAGES: COORDINATOR,
    Kind.REDIRECTS: COORDINATOR,
    Kind.COLLECTIONS: set(),
    Kind.SETTINGS: set(),
    Kind.PEOPLE: COORDINATOR,
    Kind.ROLES: COORDINATOR,
    Kind.LOG: COORDINATOR,
    Kind.LOG_EXPORT: COORDINATOR,
    Kind.OUTBOX: COORDINATOR,
    Kind.CONSENT: {"keeper"},
    Kind.SCHOOLS: {*ON_ALL, "editor"},
    Kind.DRAWINGS_ENTERED: {"editor"},
    Kind.DRAWINGS_DECIDED: {"moderator", "safeguarding"},
    Kind.DRAWING: {"moderator", "safeguarding"},
    Kind.DRAWING_PICTURE: {"editor", "moderator", "safeguarding"},
    Kind.TWO_KEYS: {"editor", "moderator", "safeguarding"},
    Kind.CONCERNS: {"safeguarding"},
}

#: Of those, who is let in front of a thing of A's that is not public, and of B's; the others do not learn of it.
#: The editor is A's. The translator works on Spanish pages; there are none here.
OF_A = {*ON_ALL, "editor"}
THINGS: dict[Kind, tuple[set[str], set[str]]] = {
    Kind.PAGE: (OF_A, ON_ALL),
    Kind.TREE: (OF_A, ON_ALL),
    Kind.PAGE_CHOOSER: (OF_A, ON_ALL),
    Kind.TRANSLATING: (ON_ALL, ON_ALL),
    Kind.TRANSLATION: (OF_A, ON_ALL),
    Kind.IMAGE: (OF_A, ON_ALL),
    # A picture may be chosen from all collections for a translation.
    Kind.IMAGE_CHOOSER: ({*OF_A, "translator"}, {*ON_ALL, "translator"}),
    Kind.DOCUMENT: (OF_A, ON_ALL),
    Kind.DOCUMENT_CHOOSER: ({*OF_A, "translator"}, {*ON_ALL, "translator"}),
}
#: Parts of addresses that name such a thing.
NAMING = {
    "page_id", "parent_page_id", "page_to_move_id", "image_id", "document_id", "doc_id", "translation_id",
    "translation_source_id", "pk",
}  # fmt: skip
#: Their own views ask for the permission of the model that the address names, not for a page's.
OF_SNIPPETS = {"submit_snippet_translation", "snippets_api_listing", "snippets_api_detail"}


def names_a_thing(address: Address) -> bool:
    return bool(NAMING & set(address.parts)) or address.name.endswith("revisions_compare")


def expected(address: Address, kind: Kind, role: str, mine: bool) -> str:
    if kind == Kind.CLOSED:
        return NOT_THERE
    if role in EXPECTED[kind]:
        if address.name.rpartition(":")[2] in OF_SNIPPETS:
            return IN if role in ON_ALL else NOT_THERE
        if kind in THINGS and names_a_thing(address):
            return IN if role in THINGS[kind][0 if mine else 1] else NOT_THERE
        return WHO if NEEDS[kind].fresh else IN
    return {"nobody": NO_ROLE, "anonymous": SIGN_IN}.get(role, NO)


def answer(gate: DoorsMiddleware, person: Any, path: str) -> str:
    request = RequestFactory().get(path)
    request.user, request.session = person, SessionStore()
    request._messages = FallbackStorage(request)
    request.resolver_match = match = resolve(path)
    response = gate.process_view(request, _behind_the_gate, match.args, match.kwargs)
    if response is None or "X-Behind" in response.headers:
        return IN
    if response.status_code == 302:
        where = response["Location"]
        return SIGN_IN if "/accounts/login/" in where else WHO if "/accounts/reauth" in where else NO
    return {403: NO_ROLE, 404: NOT_THERE}[response.status_code]


def _behind_the_gate(request: Any, *args: Any, **parts: Any) -> HttpResponse:
    return HttpResponse(headers={"X-Behind": "1"})


def differences(world: World, only: Callable[[Kind], bool] = lambda kind: True) -> list[str]:
    people = {name: User.objects.get(pk=person.pk) for name, person in world.people.items()}
    gate, found = DoorsMiddleware(lambda request: HttpResponse()), []
    for address in named_addresses():
        kind = KINDS[address.name]
        if not only(kind):
            continue
        for mine, place in ((True, world.a), (False, world.b)):
            if not mine and not names_a_thing(address):
                continue
            path = written(address, place)[0]
            for role in (*ROLES, *OUTSIDE):
                given = answer(gate, people.get(role, AnonymousUser()), path)
                wanted = expected(address, kind, role, mine)
                if given != wanted:
                    found.append(f"{role} at {path} ({address.name}): {given}, not {wanted}")
    return found


def test_every_role_is_let_in_where_it_works_and_nowhere_else(world: World) -> None:
    assert set(EXPECTED) == set(Kind)
    assert differences(world) == []


@pytest.mark.parametrize(
    ("role", "permission", "kind"),
    [
        ("keeper", "view_consentrecord", Kind.CONSENT),
        ("moderator:aster", "moderate_drawings", Kind.DRAWING),
        ("coordinator", "read_log", Kind.LOG),
    ],
)
def test_a_permission_taken_from_a_role_is_noticed(
    world: World, role: str, permission: str, kind: Kind
) -> None:
    group = Group.objects.get(name=role)
    group.permissions.remove(*group.permissions.exclude(codename="access_admin"))

    assert differences(world, only=lambda one: one == kind) != []
