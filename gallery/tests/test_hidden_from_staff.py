"""What the safeguarding lead has, what a school has not sent, and what is deleted: at no address of anybody else."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.holders import give
from core.roles import Role
from gallery import domain, files
from gallery.enums import IN_NO_LIST, AssetKind, State
from gallery.models import Entry, EntryAsset
from gallery.reach import entries_moderated_by
from gallery.staff.urls import urlpatterns

from .factories import a_batch, a_user
from .staff import a_moderator, an_editor, at_work, quick

pytestmark = pytest.mark.django_db

TITLE = "Nobody may read this"


def with_a_copy(entry: Entry) -> Entry:
    """Something that could be seen."""
    key = files.keep_private(b"webp", ".webp")
    EntryAsset.objects.create(
        entry=entry, kind=AssetKind.COPY, key=key, format="webp", width=320, height=240, bytes=4
    )
    return entry


def text_of(client: Client, name: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(f"gallery_staff:{name}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture(params=["moderator", "safeguarding", "editor"])
def person(request: pytest.FixtureRequest) -> User:
    """The lead too: what is theirs stands on their own desk alone. The editor decides on drawings as well."""
    if request.param == "moderator":
        return a_moderator()
    if request.param == "safeguarding":
        return give(a_user("lead"), Role.SAFEGUARDING)
    return give(an_editor(), Role.SAFEGUARDING)


def test_no_list_count_search_picture_or_address_tells_of_them(person: User) -> None:
    is_editor = person.has_perm("gallery.enter_drawings")
    batch = a_batch(editor=person if is_editor else an_editor())
    seen = [
        quick(each, batch, title="Everybody may") for each in (State.PENDING, State.APPROVED, State.PUBLISHED)
    ]
    client = at_work(person)
    lists = [
        "decide",
        "release",
        "gallery",
        "gallery_results",
        *(["mine", "mine_results", "enter"] if is_editor else []),
    ]
    searched = [("gallery", {"state": "", "q": word}) for word in ("Nobody", "may read")]
    filtered = [("gallery", {"state": each.value}) for each in (*IN_NO_LIST, State.PENDING)] + [
        ("gallery", {"state": "", "country": "lt"})
    ]
    if is_editor:
        searched += [("mine", {"q": word}) for word in ("Nobody", "may read")]
        filtered += [("mine", {"state": each.value}) for each in (*IN_NO_LIST, State.PENDING)]

    def everything() -> list[str]:
        pages = [text_of(client, name) for name in lists]
        pages += [text_of(client, name, **asked) for name, asked in [*searched, *filtered]]
        return pages + ([text_of(client, "batch", batch.pk)] if is_editor else [])

    def words(pages: list[str]) -> list[str]:
        """What is read and what is named on them."""
        soups = [BeautifulSoup(page, "html.parser") for page in pages]
        named = [[tag.get("href") or tag.get("src") for tag in soup.select("a, img")] for soup in soups]
        read = [re.sub(r"\d+\W+minutes?", "", soup.get_text(" ", strip=True)) for soup in soups]
        return [f"{text} {names}" for text, names in zip(read, named, strict=True)]

    before = words(everything())
    hidden = [with_a_copy(quick(state, batch, title=TITLE)) for state in sorted(IN_NO_LIST)]
    client.cookies.clear()
    client = at_work(person)
    pages = everything()

    assert not [page for page in pages if TITLE in page or any(entry.public_id in page for entry in hidden)]
    assert words(pages) == before, "a count or a line more"
    assert sum("Everybody may" in page for page in pages) > 4
    for entry in hidden:
        assert _answers_at_every_address(client, entry, is_editor=is_editor) == {404}
        for name in ("gallery", *(["mine"] if is_editor else [])):
            found = client.get(reverse(f"gallery_staff:{name}"), {"state": "", "q": entry.public_id})
            assert list(found.context["object_list"]) == []
    # Of the others the same address does show something.
    assert (
        client.get(reverse("gallery_staff:picture", args=[with_a_copy(seen[2]).public_id, 320])).status_code
        == 200
    )


def _answers_at_every_address(client: Client, entry: Entry, *, is_editor: bool) -> set[int]:
    statuses = set()
    for pattern in urlpatterns:
        if "public_id" not in getattr(pattern.pattern, "converters", {}):
            continue
        # Taking back answers for each of them, and the same for all (test_seen).
        # The two keys answer whoever has a page open from before it was hidden (test_safeguarding_pages).
        if pattern.name in {"take_back", "raise_concern", "seal"} or (
            pattern.name == "replace" and not is_editor
        ):
            continue
        named = {name: {"width": 320}.get(name, entry.public_id) for name in pattern.pattern.converters}
        address = reverse(f"gallery_staff:{pattern.name}", kwargs=named)
        answers = [client.get(address), client.post(address, {"do": "approve", "version": entry.version})]
        statuses |= {answer.status_code for answer in answers} - {405}
    return statuses


def test_a_drawing_of_a_school_is_seen_by_moderators_once_it_is_sent_and_not_on_the_way() -> None:
    user, entry = a_moderator(), quick(State.PENDING)
    seen = {}
    for state in State:
        Entry.objects.filter(pk=entry.pk).update(
            entered_by=None, state=State.PENDING if state == State.PUBLISHED else state
        )
        seen[state] = entries_moderated_by(user).exists()

    on_the_way = {State.RECEIVED, State.PROCESSING, State.UNREADABLE, State.BLOCKED, *IN_NO_LIST}
    assert {state for state, visible in seen.items() if not visible} == on_the_way


def test_what_is_raised_while_a_colleague_has_it_before_them_is_simply_not_there_any_more() -> None:
    user, entry = a_moderator(), quick(State.PENDING)
    version = entry.version
    domain.claim(entry, user)
    Entry.objects.filter(pk=entry.pk).update(state=State.SAFEGUARDING)

    address = reverse("gallery_staff:decide_on", args=[entry.public_id])
    answer = at_work(user).post(address, {"do": "approve", "version": version})

    assert answer.status_code == 404
    assert Entry.objects.get(pk=entry.pk).state == State.SAFEGUARDING
