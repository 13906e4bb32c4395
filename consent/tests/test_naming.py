"""The name under which somebody's consent is kept is found on any page that would publish it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from accounts.tests.holders import give
from audit.models import Record
from consent.models import Subject
from core.models import SiteDocument, SiteImage
from core.publishing import NotPublishable, problems_with
from core.roles import Role
from core.tests.sessions import signed_in
from home.models import Footer, HomePage, StandardPage
from stories.tests.untold import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("remembering")]
LABEL = "Zoë Ångström-K."
REFUSED = "A name stands here under which we keep somebody’s consent. It may stand only in their own story."


@pytest.fixture
def somebody() -> Subject:
    return Subject.objects.create(label=LABEL)


@pytest.fixture
def page(make_page: Any) -> StandardPage:
    made: StandardPage = make_page(StandardPage, slug="about", title="About")
    return made


def refused(page: Any) -> bool:
    problems = problems_with(page)
    assert problems in ([], [REFUSED])
    return bool(problems)


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Ångström-K.",
        "We met zoe angstrom k, who told us.",
        "ZOË\N{NO-BREAK SPACE}ÅNGSTRÖM K",
        "Zoe\N{COMBINING DIAERESIS}  A\N{COMBINING RING ABOVE}ngstro\N{COMBINING DIAERESIS}m-K",
        "Ｚｏë Ångström–K!",
        "Zo\N{SOFT HYPHEN}ë\nÅng\N{ZERO WIDTH SPACE}ström K",
    ],
)
def test_a_name_is_found_however_it_is_written(somebody: Subject, page: StandardPage, text: str) -> None:
    page.listing_summary = text

    assert refused(page) is True


@pytest.mark.parametrize(
    "text", ["Zoë Ångström", "Zoë Ångström-Kim", "Mezoë Ångström-K", "Zoë. And Ångström. K"]
)
def test_what_is_not_the_name_is_not_taken_for_it(somebody: Subject, page: StandardPage, text: str) -> None:
    page.listing_summary = text

    assert refused(page) is False


@pytest.mark.parametrize("field", ["title", "seo_title", "search_description", "introduction", "social_text"])
def test_every_text_of_a_page_is_looked_at(somebody: Subject, page: StandardPage, field: str) -> None:
    setattr(page, field, f"With {LABEL}")

    assert refused(page) is True


def test_an_address_can_name_somebody_too(somebody: Subject, page: StandardPage) -> None:
    page.slug = "zoe-angstrom-k"

    assert refused(page) is True


@pytest.mark.parametrize(
    "text",
    [
        "<p>With <b>Zoë</b> Ångström-K.</p>",
        "<p>With Z<i>o</i>ë&nbsp;&Aring;ngström-K.</p>",
        '<p><a href="https://example.org/zoe-angstrom-k/">here</a></p>',
    ],
)
def test_a_name_in_blocks_is_found_as_a_reader_reads_it(
    somebody: Subject, make_page: Any, page: StandardPage, text: str
) -> None:
    page.body = [("text", text)]

    assert refused(page) is True


def test_two_lines_do_not_make_a_name(somebody: Subject, page: StandardPage) -> None:
    page.body = [("text", "<p>Zoë</p><p>Ångström-K.</p>")]

    assert refused(page) is False


def test_a_picture_or_a_file_can_carry_the_name(somebody: Subject, page: StandardPage) -> None:
    page.listing_image = SiteImage.objects.create(title="About", file=get_test_image_file())
    assert refused(page) is False
    page.listing_image.title = LABEL
    page.listing_image.save()
    assert refused(page) is True

    page.listing_image = None
    document = SiteDocument.objects.create(title=LABEL, file=ContentFile(b"x", name="x.txt"))
    page.body = [("text", f'<p><a linktype="document" id="{document.pk}">a file</a></p>')]
    assert refused(page) is True


@pytest.mark.parametrize("label", ["Zoë", "Drawing 3f9a2c"])
def test_labels_that_say_nothing_are_not_looked_for(page: StandardPage, label: str) -> None:
    Subject.objects.create(label=label)
    page.listing_summary = f"About {label}"

    assert problems_with(page) == []


def test_a_name_given_a_moment_ago_counts(page: StandardPage, somebody: Subject, warm: None) -> None:
    page.listing_summary = "With Maria Example"
    assert problems_with(page) == []
    Subject.objects.filter(pk=somebody.pk).update(label="Maria Example")

    assert len(problems_with(page)) == 1


def test_it_does_not_go_live_and_the_draft_is_kept(somebody: Subject, page: StandardPage) -> None:
    page.listing_summary = f"With {LABEL}"
    revision = page.save_revision()

    with pytest.raises(NotPublishable, match="under which we keep"):
        revision.publish()
    assert StandardPage.objects.get(pk=page.pk).listing_summary == ""
    assert (
        StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object().listing_summary
        == f"With {LABEL}"
    )


def test_the_footer_of_every_page_names_nobody_either(somebody: Subject, home_page: HomePage) -> None:
    footer = Footer.objects.create(locale=home_page.locale, about="<p>By us</p>")
    footer.about = f"<p>By {LABEL}</p>"

    with pytest.raises(NotPublishable, match="under which we keep"):
        footer.save_revision().publish()
    assert Footer.objects.get(pk=footer.pk).about == "<p>By us</p>"


def test_it_costs_the_same_however_many_names_there_are(page: StandardPage, somebody: Subject) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert problems_with(page) == []
        return len(asked)

    queries()
    one = queries()
    Subject.objects.bulk_create(Subject(label=f"Somebody {number}") for number in range(50))

    assert queries() == one


def test_which_name_it_is_is_not_said_and_who_was_refused_is_written_down_once(
    somebody: Subject, page: StandardPage
) -> None:
    """Whoever tries names to learn whom we keep is told nothing but no, and is seen."""
    lead = give(User.objects.create_user("lead@example.org"), Role.COORDINATOR)
    page.listing_summary = f"With {LABEL}"
    assert problems_with(page) == [REFUSED]
    page.save_revision()

    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    desk = signed_in(lead)
    desk.post(address, form_of(desk, address, **{"action-publish": "yes"}))

    assert StandardPage.objects.get(pk=page.pk).listing_summary == ""
    rows = Record.objects.filter(action="consent.name_refused")
    assert [(row.actor, row.object_id, row.codes) for row in rows] == [(lead.pk, str(page.pk), {})]
