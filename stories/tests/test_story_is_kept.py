"""What a person lent us is deleted by erasing alone, and stays theirs in every language and version."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from accounts.models import User
from accounts.tests.holders import give
from consent import domain as consent
from consent.enums import Party, Scope
from consent.erasure.domain import erase
from consent.models import Subject
from core.models import SiteImage
from core.publishing import NotDeletable
from core.roles import Role
from core.tests.files import jpeg
from core.tests.sessions import signed_in
from stories.models import StoryFile, StoryIndexPage, StoryPage
from stories.tests.agreeing import agree_to_the_draft

pytestmark = pytest.mark.django_db
SENTENCE = "deleted by erasing"


def a_picture(name: str) -> SiteImage:
    made: SiteImage = SiteImage.objects.create(title=name, file=ContentFile(jpeg(), name=f"{name}.jpg"))
    return made


@pytest.fixture
def index(make_page: Any) -> StoryIndexPage:
    page: StoryIndexPage = make_page(StoryIndexPage, slug="stories")
    return page


@pytest.fixture
def subject(consenting: Any) -> Subject:
    somebody: Subject = consenting(Scope.SITE, Scope.TRANSLATIONS)
    return somebody


@pytest.fixture
def story(make_page: Any, index: StoryIndexPage, subject: Subject) -> StoryPage:
    told: StoryPage = make_page(
        StoryPage, index, slug="told", subject=subject, listing_image=a_picture("first")
    )
    return told


@pytest.fixture
def administrator(client: Client, db: None, django_user_model: Any) -> Client:
    return signed_in(django_user_model.objects.create_superuser(email="all@example.org", password="x"))


# --- Deleting -----------------------------------------------------------------------------------------------------


def test_somebodys_story_is_not_deleted_by_any_way_but_erasure(
    story: StoryPage, index: StoryIndexPage, subject: Subject
) -> None:
    for delete in (
        story.delete,
        index.delete,
        Page.objects.get(pk=story.pk).delete,
        Page.objects.filter(pk__in=[index.pk, story.pk]).delete,
        StoryPage.objects.filter(pk=story.pk).delete,
    ):
        with pytest.raises(NotDeletable, match=SENTENCE), transaction.atomic():
            delete()
    assert StoryPage.objects.filter(pk=story.pk).exists()

    erase(subject, party=Party.PERSON)
    assert not StoryPage.objects.filter(pk=story.pk).exists()


def test_it_is_theirs_also_when_somebody_took_their_label_off(story: StoryPage) -> None:
    StoryPage.objects.filter(pk=story.pk).update(subject=None)
    with pytest.raises(NotDeletable, match=SENTENCE):
        StoryPage.objects.get(pk=story.pk).delete()


def test_a_story_that_never_was_anybodys_may_be_deleted(index: StoryIndexPage) -> None:
    draft = index.add_child(instance=StoryPage(title="A try", content_note="None.", live=False))
    draft.save_revision()
    draft.delete()
    assert not StoryPage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("which", ["story", "index", "bulk"])
def test_whoever_tries_gets_the_sentence(
    administrator: Client, story: StoryPage, index: StoryIndexPage, which: str
) -> None:
    if which == "bulk":
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={story.pk}"
    else:
        address = reverse("wagtailadmin_pages:delete", args=[{"story": story, "index": index}[which].pk])
    answer = administrator.post(address, {"confirm_site_name": ""}, follow=True)
    assert answer.status_code == 200
    assert SENTENCE in answer.content.decode()
    assert StoryPage.objects.filter(pk=story.pk, live=True).exists()


# --- Whose it is --------------------------------------------------------------------------------------------------


def test_a_translator_cannot_make_it_another_persons(story: StoryPage) -> None:
    from wagtail_localize.models import OverridableSegment, TranslationSource

    source, _made = TranslationSource.update_or_create_from_instance(story)
    paths = set(OverridableSegment.objects.filter(source=source).values_list("context__path", flat=True))
    assert "listing_image" in paths
    assert paths.isdisjoint({"subject", "composite", "pictures_checked"})


def test_only_keepers_say_that_it_is_composed(administrator: Client, story: StoryPage, db: None) -> None:
    """It opens the way past the yes of the person."""
    lead = signed_in(give(User.objects.create_user("lead@example.org"), Role.LEAD))
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    keepers_alone = {"subject", "composite"}
    assert keepers_alone & set(administrator.get(address).context["form"].fields) == keepers_alone
    assert keepers_alone & set(lead.get(address).context["form"].fields) == set()


def test_erasure_takes_a_translation_that_says_it_is_somebody_elses(
    story: StoryPage, subject: Subject, consenting: Any
) -> None:
    other = consenting(Scope.SITE)
    spanish = story.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    StoryPage.objects.filter(pk=spanish.pk).update(subject=other)
    spanish.revisions.all().delete()

    erase(subject, party=Party.PERSON)
    assert not StoryPage.objects.filter(pk__in=[story.pk, spanish.pk]).exists()


# --- Files of earlier versions ------------------------------------------------------------------------------------


def published_anew(story: StoryPage, picture: SiteImage | None) -> None:
    story.listing_image = picture
    story.save_revision()
    agree_to_the_draft(story)
    story.get_latest_revision().publish()


def answer(address: str) -> int:
    response = Client().get(address)
    response.getvalue()
    return int(response.status_code)


def test_a_picture_of_an_earlier_version_is_withheld_and_erased_with_it(
    story: StoryPage, subject: Subject
) -> None:
    first, second = story.listing_image, a_picture("second")
    published_anew(story, second)
    address = first.get_rendition("width-100").url
    assert answer(address) == 200

    consent.pause(subject, party=Party.PERSON)
    assert answer(address) == 404
    consent.resume(subject, party=Party.PERSON)
    assert answer(address) == 200
    consent.withdraw(subject, "letter")
    assert answer(address) == 404

    story.revisions.all().delete()
    erase(subject, party=Party.PERSON)
    assert list(SiteImage.objects.filter(pk__in=[first.pk, second.pk])) == []
    assert list(StoryFile.objects.filter(subject=subject)) == []


def test_an_earlier_picture_that_readers_see_elsewhere_stays(
    story: StoryPage, subject: Subject, make_page: Any
) -> None:
    from home.models import StandardPage

    first = story.listing_image
    published_anew(story, None)
    page = make_page(StandardPage, listing_image=first)
    consent.pause(subject, party=Party.PERSON)
    address = first.get_rendition("width-100").url
    assert answer(address) == 200
    page.unpublish()
    assert answer(address) == 404


# --- Replacing a file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["picture", "document"])
def test_no_other_file_takes_the_place_of_one_in_somebodys_story(
    administrator: Client, make_page: Any, index: StoryIndexPage, subject: Subject, kind: str
) -> None:
    """By the edit form, which is the one way there is: adding several at once makes new ones."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from core.models import SiteDocument

    picture = a_picture("theirs")
    document = SiteDocument.objects.create(title="Theirs", file=ContentFile(b"words", name="a.txt"))
    link = [("text", f'<p><a linktype="document" id="{document.pk}">Words</a></p>')]
    make_page(StoryPage, index, slug="told", subject=subject, listing_image=picture, body=link)
    if kind == "picture":
        thing: Any = picture
        address = reverse("wagtailimages:edit", args=[thing.pk])
        other = SimpleUploadedFile("b.jpg", jpeg(), "image/jpeg")
    else:
        thing = document
        address = reverse("wagtaildocs:edit", args=[thing.pk])
        other = SimpleUploadedFile("b.txt", b"other words", "text/plain")
    before = thing.file.name
    form = {"title": "Another title", "collection": thing.collection_id, "tags": ""}

    answer = administrator.post(address, {**form, "file": other})
    assert "This file stands in somebody’s story" in answer.content.decode()
    thing.refresh_from_db()
    assert thing.file.name == before

    administrator.post(address, form)
    thing.refresh_from_db()
    assert (thing.title, thing.file.name) == ("Another title", before)
