"""The pictures and films of a story come and go with it, and stand nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Locale

from consent import domain as consent
from consent.enums import Party, Scope
from consent.models import Subject
from core.models import SiteDocument, SiteImage
from core.publishing import NotPublishable
from core.tests.files import jpeg
from home.models import StandardPage
from stories.models import StoryIndexPage, StoryPage
from stories.tests.agreeing import agree_to_the_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(make_page: Any) -> StoryIndexPage:
    page: StoryIndexPage = make_page(StoryIndexPage, slug="stories")
    return page


@pytest.fixture
def picture(db: None) -> SiteImage:
    made: SiteImage = SiteImage.objects.create(title="Somebody", file=ContentFile(jpeg(), name="a.jpg"))
    return made


@pytest.fixture
def film(db: None) -> SiteDocument:
    made: SiteDocument = SiteDocument.objects.create(title="Film", file=ContentFile(b"film", name="a.mp4"))
    return made


@pytest.fixture
def subject(consenting: Any) -> Subject:
    somebody: Subject = consenting(Scope.SITE)
    return somebody


@pytest.fixture
def story(
    make_page: Any, index: StoryIndexPage, subject: Subject, picture: SiteImage, film: SiteDocument
) -> StoryPage:
    told: StoryPage = make_page(
        StoryPage,
        index,
        slug="told",
        subject=subject,
        listing_image=picture,
        body=[("text", f'<p><a linktype="document" id="{film.pk}">The film</a></p>')],
    )
    return told


def answer(client: Client, address: str) -> int:
    """Read to its end, as a browser does."""
    response = client.get(address)
    response.getvalue()
    return int(response.status_code)


def answers(client: Client, picture: SiteImage, film: SiteDocument) -> list[int]:
    """Of two copies of the picture, and of the film."""
    copies = [picture.get_rendition("width-300").url, picture.get_rendition("width-100").url]
    return [answer(client, address) for address in (*copies, film.url)]


def test_files_are_there_while_the_story_is_and_not_a_second_longer(
    client: Client, story: StoryPage, subject: Subject, picture: SiteImage, film: SiteDocument
) -> None:
    assert answers(client, picture, film) == [200, 200, 200]
    consent.pause(subject, party=Party.PERSON)
    assert answers(client, picture, film) == [404, 404, 404]
    consent.resume(subject, party=Party.PERSON)
    assert answers(client, picture, film) == [200, 200, 200]
    consent.withdraw(subject, "letter")
    assert answers(client, picture, film) == [404, 404, 404]


def test_a_copy_made_after_the_pause_is_not_handed_out_either(
    client: Client, story: StoryPage, subject: Subject, picture: SiteImage, warm: None
) -> None:
    consent.pause(subject, party=Party.PERSON)
    assert answer(client, picture.get_rendition("width-300").url) == 404
    assert answer(client, picture.get_rendition("width-77").url) == 404


def test_whoever_looks_at_their_story_before_it_is_published_sees_its_pictures(
    client: Client, story: StoryPage, picture: SiteImage, film: SiteDocument
) -> None:
    story.unpublish()

    assert answers(client, picture, film) == [200, 200, 200]


def test_what_readers_see_elsewhere_stays(
    client: Client, make_page: Any, index: StoryIndexPage, subject: Subject, picture: SiteImage
) -> None:
    """Composed stories show nobody, so theirs may stand on other pages."""
    make_page(StoryPage, index, subject=subject, composite=True, listing_image=picture)
    page = make_page(StandardPage, listing_image=picture)
    consent.pause(subject, party=Party.PERSON)
    address = picture.get_rendition("width-300").url
    assert answer(client, address) == 200

    page.unpublish()
    assert answer(client, address) == 404


def test_other_pictures_have_nothing_to_do_with_it(
    client: Client, story: StoryPage, subject: Subject, make_page: Any
) -> None:
    other = SiteImage.objects.create(title="Sky", file=ContentFile(jpeg(), name="b.jpg"))
    make_page(StandardPage, listing_image=other)
    consent.pause(subject, party=Party.PERSON)

    assert answer(client, other.get_rendition("width-300").url) == 200


def test_asking_for_a_file_costs_the_same_however_many_stories_are_hidden(
    client: Client,
    story: StoryPage,
    subject: Subject,
    make_page: Any,
    consenting: Any,
    warm: None,
    django_assert_num_queries: Any,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from edge.memo import forget_everything
    from stories.withheld import is_withheld

    def queries() -> int:
        forget_everything()
        with CaptureQueriesContext(connection) as asked:
            is_withheld("images/x/y.jpg")
        return len(asked)

    consent.pause(subject, party=Party.PERSON)
    one = queries()
    for number in range(3):
        image = SiteImage.objects.create(title="x", file=ContentFile(jpeg(), name=f"{number}.jpg"))
        other = consenting(Scope.SITE)
        make_page(StoryPage, story.get_parent().specific, subject=other, listing_image=image)
        consent.pause(other, party=Party.PERSON)

    assert queries() == one
    with django_assert_num_queries(0):
        is_withheld("images/x/y.jpg")


# --- One place alone ----------------------------------------------------------------------------------------------


def test_no_other_page_takes_a_picture_or_a_film_out_of_a_story(
    story: StoryPage, picture: SiteImage, film: SiteDocument, make_page: Any
) -> None:
    link = [("text", f'<p><a linktype="document" id="{film.pk}">Film</a></p>')]
    for fields in ({"listing_image": picture}, {"body": link}):
        with pytest.raises(NotPublishable, match="stands in somebody’s story"):
            make_page(StandardPage, **fields)
    assert list(StandardPage.objects.filter(live=True)) == []


def test_a_story_takes_no_picture_that_stands_elsewhere(
    make_page: Any, index: StoryIndexPage, subject: Subject, picture: SiteImage
) -> None:
    make_page(StandardPage, listing_image=picture)
    with pytest.raises(NotPublishable, match="stands on another page too"):
        make_page(StoryPage, index, subject=subject, listing_image=picture)


@pytest.mark.parametrize("composite", [True, False])
def test_two_people_share_no_picture(
    make_page: Any,
    index: StoryIndexPage,
    story: StoryPage,
    consenting: Any,
    picture: SiteImage,
    composite: bool,
) -> None:
    with pytest.raises(NotPublishable, match="stands in somebody’s story"):
        make_page(
            StoryPage, index, subject=consenting(Scope.SITE), composite=composite, listing_image=picture
        )


def test_their_own_translations_aliases_and_copies_are_the_same_story(
    story: StoryPage, subject: Subject
) -> None:
    consent.withdraw(subject, "letter")
    row = consent.newest(subject)
    assert row is not None
    terms = consent.Terms(
        capacity=row.capacity,  # type: ignore[arg-type]
        identification=row.identification,  # type: ignore[arg-type]
        given_on=row.given_on,
        expires_on=row.expires_on,
        age_band=row.age_band,  # type: ignore[arg-type]
        text=row.text,
    )
    consent.record(subject, terms, [Scope.SITE, Scope.TRANSLATIONS])
    told = StoryPage.objects.get(pk=story.pk)
    translated = told.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    copy = told.copy(update_attrs={"slug": "again"}, keep_live=False)
    told.create_alias(update_slug="alias")
    for page in (translated, copy, told):
        revision = page.save_revision()
        agree_to_the_draft(page)
        revision.publish()

    assert set(StoryPage.objects.filter(live=True).values_list("slug", "locale__language_code")) == {
        ("told", "en"), ("told", "es"), ("again", "en"), ("alias", "en"),
    }  # fmt: skip


def test_a_draft_elsewhere_stops_no_story(
    make_page: Any, index: StoryIndexPage, subject: Subject, picture: SiteImage
) -> None:
    make_page(StandardPage, listing_image=picture).unpublish()
    told = make_page(StoryPage, index, subject=subject, listing_image=picture)

    assert told.live is True
