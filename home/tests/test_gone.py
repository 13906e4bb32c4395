"""Where a story stood that was taken back, for a while or for good, a reader is told so, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from consent import domain as consent
from consent.enums import Party, Scope
from consent.models import Subject
from core import gone
from edge.memo import forget_everything
from stories.models import StoryIndexPage, StoryPage

pytestmark = pytest.mark.django_db
MARKER = "Thirty-three hours"
ADDRESS = "/en/stories/thirty-three-hours/"


@pytest.fixture
def story(make_page: Any, consenting: Any) -> StoryPage:
    index = make_page(StoryIndexPage, slug="stories")
    told: StoryPage = make_page(
        StoryPage, index, title=MARKER, slug="thirty-three-hours", subject=consenting(Scope.SITE)
    )
    return told


@pytest.fixture
def subject(story: StoryPage) -> Subject:
    assert story.subject is not None
    return story.subject


def pause(subject: Subject) -> None:
    consent.pause(subject, party=Party.PERSON)


def withdraw(subject: Subject) -> None:
    consent.withdraw(subject, "letter", party=Party.PERSON)


def withdraw_and_take_down(subject: Subject) -> None:
    withdraw(subject)
    StoryPage.objects.get(subject=subject).unpublish()


WAYS = [pause, withdraw, withdraw_and_take_down]


@pytest.mark.parametrize("way", WAYS)
def test_what_was_taken_back_is_gone_and_nobody_is_named(
    client: Client, story: StoryPage, subject: Subject, way: Callable[[Subject], None]
) -> None:
    assert client.get(ADDRESS).status_code == 200
    way(subject)
    response = client.get(ADDRESS)

    assert response.status_code == 410
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"  # type: ignore[index]
    assert page.select_one('main a[href="/en/stories/"]') is not None
    assert page.select_one('main a[href="/en/"]') is not None
    for told in (MARKER, "thirty-three", "Thirty", subject.label, str(subject.pk)):
        assert told not in response.content.decode()


def test_nobody_can_tell_a_pause_from_an_end(client: Client, story: StoryPage, subject: Subject) -> None:
    pause(subject)
    paused = client.get(ADDRESS)
    withdraw(subject)
    ended = client.get(ADDRESS)

    assert paused.content == ended.content
    assert paused.headers == ended.headers


def test_what_ran_out_is_gone_on_the_day_after(
    client: Client, story: StoryPage, subject: Subject, settings: Any
) -> None:
    last = subject.records.get().expires_on
    settings.CLOCK = f"{last}T12:00:00+00:00"
    assert client.get(ADDRESS).status_code == 200
    settings.CLOCK = f"{last + timedelta(days=1)}T12:00:00+00:00"
    assert client.get(ADDRESS).status_code == 410


def test_it_is_back_when_a_pause_ends(client: Client, story: StoryPage, subject: Subject) -> None:
    pause(subject)
    assert client.get(ADDRESS).status_code == 410
    consent.resume(subject, party=Party.PERSON)
    assert client.get(ADDRESS).status_code == 200


def test_a_new_consent_shows_nothing_until_somebody_publishes_it(
    client: Client, story: StoryPage, subject: Subject
) -> None:
    terms = terms_of(subject)
    withdraw(subject)
    consent.record(subject, terms, [Scope.SITE])
    assert StoryPage.objects.get().live is True, "nothing has taken it down here"
    assert client.get(ADDRESS).status_code == 410

    StoryPage.objects.get().save_revision().publish()
    assert client.get(ADDRESS).status_code == 200


def terms_of(subject: Subject) -> consent.Terms:
    row = consent.newest(subject)
    assert row is not None
    return consent.Terms(
        capacity=row.capacity,  # type: ignore[arg-type]
        identification=row.identification,  # type: ignore[arg-type]
        given_on=row.given_on,
        expires_on=row.expires_on,
        age_band=row.age_band,  # type: ignore[arg-type]
        text=row.text,
    )


@pytest.mark.parametrize("below", ["", "story.json", "a/", "a/b/c/"])
@pytest.mark.parametrize("code", ["en", "el"])
def test_it_is_gone_in_every_language_and_below_too(
    client: Client, story: StoryPage, subject: Subject, code: str, below: str
) -> None:
    story.copy_for_translation(Locale.objects.get(language_code="el"), copy_parents=True, alias=True)
    pause(subject)

    assert client.get(f"/{code}/stories/thirty-three-hours/{below}").status_code == 410


def test_another_language_is_not_offered(client: Client, story: StoryPage, subject: Subject) -> None:
    story.copy_for_translation(Locale.objects.get(language_code="el"), copy_parents=True, alias=True)
    pause(subject)
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")

    assert [link["href"] for link in page.select("[href]") if "thirty" in str(link["href"])] == []


def test_what_never_was_public_is_not_there(client: Client, story: StoryPage, consenting: Any) -> None:
    index = story.get_parent()
    index.add_child(instance=StoryPage(title="Draft", slug="draft", content_note="x", subject=consenting()))
    StoryPage.objects.filter(slug="draft").update(live=True)

    assert client.get("/en/stories/draft/").status_code == 404
    assert client.get("/en/stories/no-such-story/").status_code == 404


def test_what_editors_took_down_themselves_is_not_there(client: Client, story: StoryPage) -> None:
    story.unpublish()

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("to", ["page", "link"])
def test_an_old_address_does_not_tell_the_new_one(
    client: Client, story: StoryPage, subject: Subject, to: str
) -> None:
    target: dict[str, Any] = {"redirect_page": story} if to == "page" else {"redirect_link": ADDRESS}
    Redirect.objects.create(old_path="/en/stories/old-name", is_permanent=True, **target)
    assert client.get("/en/stories/old-name/")["Location"].endswith(ADDRESS)
    pause(subject)
    response = client.get("/en/stories/old-name/")

    assert response.status_code == 410
    assert "Location" not in response


def test_what_was_erased_is_gone_for_ever(client: Client, story: StoryPage, warm: None) -> None:
    assert client.get("/en/stories/erased/").status_code == 404
    gone.remember(["/en/stories/erased/"])
    forget_everything()

    assert client.get("/en/stories/erased/").status_code == 410
    assert client.get("/en/stories/erased/deeper/").status_code == 410
    assert client.get("/en/stories/").status_code == 200


def test_a_cache_keeps_it_for_half_a_minute_at_most(
    client: Client, story: StoryPage, subject: Subject
) -> None:
    shown = client.get(ADDRESS)
    pause(subject)
    hidden = client.get(ADDRESS)

    assert (shown.status_code, hidden.status_code) == (200, 410)
    for response in (shown, hidden):
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
        assert response.cookies == {}


def test_what_is_gone_costs_the_same_however_much_is(
    client: Client, story: StoryPage, subject: Subject, make_page: Any, consenting: Any, warm: None
) -> None:
    def queries() -> int:
        forget_everything()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(ADDRESS).status_code == 410
        return len(asked)

    pause(subject)
    queries()
    one = queries()
    for _number in range(3):
        other = consenting(Scope.SITE)
        make_page(StoryPage, story.get_parent().specific, subject=other)
        pause(other)

    assert queries() == one
