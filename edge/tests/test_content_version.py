"""When what readers see changes, everything kept before is out of date: at once, and not before it is committed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from edge import content_version, memo
from edge.models import ContentVersion

committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    content_version._known.number = None
    memo.forget_everything()


@pytest.fixture
def page(db: None) -> Page:
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=Page(title="A page", slug="a-page", live=True))


def small_picture() -> ContentFile[bytes]:
    # The smallest PNG there is: one pixel.
    return ContentFile(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
            "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
        ),
        name="a.png",
    )


def bumps(change: Callable[[], object], capture: Any) -> bool:
    before = content_version.current()
    with capture(execute=True):
        change()
    content_version.look_again()
    return content_version.current() != before


# --- What counts as a change ---------------------------------------------------------------------------------

CHANGES: dict[str, Callable[[Page], object]] = {
    "a page is published": lambda page: page.save_revision().publish(),
    "a page is taken offline": lambda page: page.unpublish(),
    "a page is moved": lambda page: page.move(
        page.get_parent().add_child(instance=Page(title="Other", slug="other"))
    ),
    "a page is deleted": lambda page: page.delete(),
    "a page is copied for translation": lambda page: page.copy_for_translation(
        Locale.objects.get_or_create(language_code="lt")[0], copy_parents=True, alias=True
    ),
    "a page is made private": lambda page: PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    ),
    "a site changes its address": lambda page: Site.objects.get().save(),
    "an old address leads elsewhere": lambda page: Redirect.objects.create(
        old_path="/old", redirect_page=page
    ),
    "a language is added": lambda page: Locale.objects.create(language_code="xx"),
    "a picture is added": lambda page: get_image_model().objects.create(title="A", file=small_picture()),
    "a document is added": lambda page: get_document_model().objects.create(
        title="A", file=ContentFile(b"A", name="a.txt")
    ),
}

NO_CHANGES: dict[str, Callable[[Page], object]] = {
    "a draft is saved": lambda page: page.save_revision(),
    "a page's row is saved by the tree": lambda page: page.save(),
    "somebody looks": lambda page: list(Page.objects.all()),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_readers_see_changes_when(
    page: Page, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    assert bumps(lambda: CHANGES[what](page), django_capture_on_commit_callbacks)


@pytest.mark.parametrize("what", NO_CHANGES)
def test_nothing_changes_for_readers_when(
    page: Page, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    assert not bumps(lambda: NO_CHANGES[what](page), django_capture_on_commit_callbacks)


def test_a_picture_made_while_a_page_is_shown_does_not_put_the_page_out_of_date(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = get_image_model().objects.create(title="A", file=small_picture())

    assert not bumps(lambda: image.get_rendition("width-1|format-png"), django_capture_on_commit_callbacks)


def test_a_room_can_have_its_own_models_watched(
    db: None, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    from taggit.models import Tag

    def change() -> object:
        return Tag.objects.create(name="hope")

    monkeypatch.setattr(content_version, "_watched", set())
    assert not bumps(change, django_capture_on_commit_callbacks)
    content_version.watch(Tag)
    assert bumps(lambda: Tag.objects.get().delete(), django_capture_on_commit_callbacks)
    assert bumps(change, django_capture_on_commit_callbacks)


# --- When ----------------------------------------------------------------------------------------------------


@committed
def test_a_change_is_announced_when_it_is_committed_and_not_before() -> None:
    before = content_version.current()
    with transaction.atomic():
        Collection.add_root(name="Another")
        assert content_version.current() == before

    assert content_version.current() > before


@committed
def test_a_change_that_is_rolled_back_is_not_announced() -> None:
    before = content_version.current()
    with transaction.atomic():
        Collection.add_root(name="Another")
        transaction.set_rollback(True)

    assert content_version.current() == before


@committed
def test_what_was_saved_stays_saved_if_it_cannot_be_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise DatabaseError

    monkeypatch.setattr(content_version, "bump", fails)

    with transaction.atomic():
        Collection.add_root(name="Another")

    assert Collection.objects.filter(name="Another").exists()


@committed
def test_twenty_changes_at_once_are_all_counted_and_never_backwards() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("a database in memory has one writer; PostgreSQL and a file have many")
    seen: list[int] = []

    def change() -> None:
        content_version.bump()
        seen.append(ContentVersion.objects.get().number)
        connection.close()

    threads = [threading.Thread(target=change) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 20
    assert ContentVersion.objects.get().number == max(seen)


@pytest.mark.django_db
def test_after_a_restored_backup_no_number_comes_back() -> None:
    content_version.bump()
    later = content_version.current()
    ContentVersion.objects.update(number=5)

    content_version.bump()

    assert content_version.current() > later


# --- How often it is looked up -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_number_is_read_once_a_second(settings: Any, django_assert_num_queries: Any) -> None:
    settings.CONTENT_VERSION_CHECK_SECONDS = 1

    with django_assert_num_queries(1):
        for _ in range(100):
            content_version.current()


@pytest.mark.django_db
def test_a_change_by_another_process_is_seen_within_a_second(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CONTENT_VERSION_CHECK_SECONDS = 1
    clock = [1000.0]
    monkeypatch.setattr(content_version.time, "monotonic", lambda: clock[0])
    content_version.bump()
    before = content_version.current()
    ContentVersion.objects.update(number=before + 7)

    assert content_version.current() == before
    clock[0] += 1.01
    assert content_version.current() == before + 7


@pytest.mark.django_db
def test_what_is_known_goes_on_while_the_database_is_down(
    settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CONTENT_VERSION_CHECK_SECONDS = 0
    content_version.bump()
    known = content_version.current()
    tries = []

    def down(*args: object, **kwargs: object) -> None:
        tries.append(1)
        raise DatabaseError("no route to db.internal")

    monkeypatch.setattr(ContentVersion.objects, "filter", down)

    assert [content_version.current() for _ in range(10)] == [known] * 10
    assert len(tries) == 1


@pytest.mark.django_db
def test_a_process_that_starts_while_the_database_is_down_serves_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no route to db.internal")

    monkeypatch.setattr(ContentVersion.objects, "filter", down)

    assert content_version.current() == 0


@committed
def test_no_thread_goes_without_a_number_at_the_start(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """If one thread looks and the others go on with nothing, all of them make and keep things under nothing."""
    settings.CONTENT_VERSION_CHECK_SECONDS = 60
    content_version.bump()
    number = ContentVersion.objects.get().number
    content_version._known.number = None
    look = content_version._look

    def slowly() -> None:
        threading.Event().wait(0.1)
        look()

    monkeypatch.setattr(content_version, "_look", slowly)
    seen: list[int] = []

    def read() -> None:
        seen.append(content_version.current())
        connection.close()

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [number] * 8
