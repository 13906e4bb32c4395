"""Every place that shows somebody is on one list, and each asks for what they agreed to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path
from pytest_django import Settings
from wagtail.models import Site

from config.urls import handler404, handler500
from config.urls import urlpatterns as of_the_site
from consent import domain as consent
from consent.enums import Channel, Party, Scope
from consent.surfaces import FOR_PEOPLE, Surface, register, surfaces, uses_of
from core.tests.pages import build
from edge.memo import forget_everything
from gallery.listing import NEWEST, PER_PAGE
from gallery.tests.factories import a_batch
from gallery.tests.released import released
from home.models import HomePage, StandardPage
from stories.models import StoryPage

from .subjects import who_consents
from .world import MARK, World, a_world, agree, cards, every_address, marked, named, stream

pytestmark = pytest.mark.usefixtures("warm")
EVERY = frozenset(Scope)


@pytest.fixture(scope="module")
def built(for_the_module: Callable[[], AbstractContextManager[None]]) -> World:
    with for_the_module():
        home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
        return a_world(home, who_consents(*EVERY), who_consents(*EVERY))


@pytest.fixture
def world(built: World, db: None) -> World:
    return deepcopy(built)


def test_the_list_names_every_address_at_which_somebody_is_shown_and_no_other(
    client: Client, world: World
) -> None:
    subject = world.story.subject
    shown = marked(client, every_address(client))
    assert shown == named(subject) | named(world.drawing.subject)
    for scope in EVERY - FOR_PEOPLE - {Scope.WINNER}:
        assert named(subject, scope), f"nothing of this world stands by {scope}"

    consent.withdraw(world.drawing.subject, Channel.LETTER)
    assert marked(client, shown) == named(subject)


def test_each_scope_taken_away_closes_its_own_places_and_leaves_the_others(
    client: Client, world: World
) -> None:
    subject = world.story.subject
    consent.withdraw(world.drawing.subject, Channel.LETTER)
    before, by_scope = marked(client, named(subject)), {scope: named(subject, scope) for scope in EVERY}

    for scope in (Scope.TRANSLATIONS, Scope.PARTNER_PAGES, Scope.FEEDS):
        agree(subject, EVERY - {scope})
        after = marked(client, before)
        assert after == named(subject), scope
        assert named(subject, scope) == set()
        # What still stands there stands by something else: a page in Spanish leads to the original again.
        assert before - after == by_scope[scope] - after, scope
        assert before - after, scope

    agree(subject, EVERY - {Scope.SITE})
    assert (marked(client, before), named(subject)) == (set(), set())


def test_a_partners_page_keeps_the_words_of_its_editor_and_leads_nowhere(
    client: Client, world: World
) -> None:
    agree(world.story.subject, EVERY - {Scope.PARTNER_PAGES})
    forget_everything()

    page = client.get(world.partner.url).text
    assert "what she tells" in page
    assert MARK not in page
    assert f"{MARK}-story" in client.get("/en/about/").text


def test_paused_nothing_is_shown_resumed_all_and_over_or_withdrawn_nothing_again(
    client: Client, world: World, settings: Settings
) -> None:
    subjects = (world.story.subject, world.drawing.subject)
    before = marked(client, named(subjects[0]) | named(subjects[1]))
    assert len(before) > 20

    for subject in subjects:
        consent.pause(subject, party=Party.PERSON)
    assert (marked(client, before), named(subjects[0]), named(subjects[1])) == (set(), set(), set())
    for subject in subjects:
        consent.resume(subject, party=Party.PERSON)
    assert marked(client, before) == before

    settings.CLOCK = (max(last_day_of(subject) for subject in subjects) + timedelta(days=1)).isoformat()
    assert (marked(client, before), named(subjects[0]), named(subjects[1])) == (set(), set(), set())
    settings.CLOCK = ""
    assert marked(client, before) == before

    for subject in subjects:
        consent.withdraw(subject, Channel.LINK, party=Party.PERSON)
    assert (marked(client, before), named(subjects[0]), named(subjects[1])) == (set(), set(), set())


def last_day_of(subject: Any) -> date:
    newest = consent.newest(subject)
    assert newest is not None
    return newest.expires_on


def test_results_show_a_drawing_to_whose_announcement_the_family_agreed(client: Client, world: World) -> None:
    subject = world.drawing.subject
    before = named(subject) | named(world.story.subject)
    consent.withdraw(world.story.subject, Channel.LETTER)
    assert marked(client, before) == named(subject)
    assert named(subject, Scope.WINNER) == {"/en/drawings/way-home/"}

    # Six newer ones, so that the page of the competition shows it for its award alone.
    for _number in range(NEWEST):
        released(a_batch(world.drawing.competition))
    # On a slideshow it has moved behind them.
    asked = before | named(subject)
    with_award = marked(client, asked)
    assert with_award == named(subject)
    agree(subject, {Scope.SITE})
    assert marked(client, asked) == named(subject) == with_award - {"/en/drawings/way-home/"}


def test_a_drawing_is_named_on_the_page_of_the_gallery_that_it_is_on(client: Client, world: World) -> None:
    for _number in range(PER_PAGE):
        released(a_batch(world.drawing.competition))
    lists = sorted(address for address in named(world.drawing.subject) if "gallery" in address)

    assert [address.split("?")[0] for address in lists] == [
        f"/en/drawings/{below}"
        for below in ("gallery/", "gallery/slideshow/", "way-home/gallery/", "way-home/gallery/slideshow/")
    ]
    for address in lists:
        assert "?after=" in address
        assert MARK in client.get(address).text
        assert MARK not in client.get(address.split("?")[0]).text


def a_place_nobody_registered(request: HttpRequest) -> HttpResponse:
    """What somebody builds later, and asks nobody."""
    return HttpResponse("".join(story.title for story in StoryPage.objects.public()))


__all__ = ["handler404", "handler500"]
urlpatterns = [path("newsletter/", a_place_nobody_registered), *of_the_site]


def test_a_place_that_is_built_later_and_not_on_the_list_is_found(
    client: Client, world: World, settings: Settings
) -> None:
    settings.ROOT_URLCONF = __name__
    on_the_list = named(world.story.subject)

    assert marked(client, on_the_list | {"/newsletter/"}) == on_the_list | {"/newsletter/"}


def test_the_list_costs_the_same_however_many_pages_link_to_a_story(
    world: World, home_page: HomePage
) -> None:
    def queries() -> int:
        forget_everything()
        with CaptureQueriesContext(connection) as asked:
            named_without_forgetting(world.story.subject)
        return len(asked)

    queries()  # and what is asked once in the life of a process
    once = queries()
    for number in range(5):
        build(
            StandardPage,
            home_page,
            slug=f"more-{number}",
            body=stream(cards(world.story)),
        )
    assert queries() == once


def named_without_forgetting(subject: Any) -> set[str]:
    return {use.path for _surface, uses in uses_of(subject) for use in uses}


# --- What nobody mapped ------------------------------------------------------------------------------------------


def test_every_scope_opens_a_place_or_is_left_to_people() -> None:
    assert {surface.scope for surface in surfaces()} == EVERY - FOR_PEOPLE


@pytest.mark.parametrize("scope", ["billboards", *sorted(FOR_PEOPLE)])
def test_a_surface_by_a_scope_that_opens_no_place_is_refused(scope: Any) -> None:
    with pytest.raises(ValueError, match="opens no place"):
        register(Surface("tried", "Tried", scope, lambda subject: ()))
    assert "tried" not in {surface.name for surface in surfaces()}
