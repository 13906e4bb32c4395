from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from edge.memo import VersionMemo
from home import routing
from home.models import HomePage, StandardPage
from home.routing import find_page
from languages.models import SiteLanguage
from prevention.models import GuidePage, PreventionIndexPage, TopicPage


@pytest.fixture
def guide(make_page: Any) -> GuidePage:
    index = make_page(PreventionIndexPage, slug="prevention")
    topic = make_page(TopicPage, index, slug="chats")
    return make_page(GuidePage, topic, slug="signs", title="Seven signs")


def test_a_page_three_levels_down_is_found_with_one_query(
    home_page: HomePage, guide: GuidePage, warm: None, django_assert_num_queries: Any
) -> None:
    address = (home_page.path, home_page.url_path, ["prevention", "chats", "signs"])
    find_page(*address)

    with django_assert_num_queries(1):
        page, rest = find_page(*address)

    assert (page, rest) == (guide, [])


def test_addresses_that_lead_nowhere_push_out_no_page(
    home_page: HomePage,
    guide: GuidePage,
    warm: None,
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(routing, "_known", VersionMemo(size=4))
    addresses = (["prevention", "chats", "signs"], ["prevention", "chats"])
    for components in addresses:
        find_page(home_page.path, home_page.url_path, components)

    for number in range(10):
        for above in ([], ["prevention", "chats"], ["prevention", "chats", "signs"]):
            find_page(home_page.path, home_page.url_path, [*above, f"nothing-{number}"])

    for components in addresses:
        with django_assert_num_queries(1):
            assert find_page(home_page.path, home_page.url_path, components)[1] == []


def test_what_stands_below_a_page_without_pages_is_found_with_one_query(
    home_page: HomePage, guide: GuidePage, warm: None, django_assert_num_queries: Any
) -> None:
    find_page(home_page.path, home_page.url_path, ["prevention", "chats", "signs"])

    with django_assert_num_queries(1):
        page, rest = find_page(home_page.path, home_page.url_path, ["prevention", "chats", "signs", "lt"])

    assert (page, rest) == (guide, ["lt"])


def test_a_page_is_found_below_one_that_is_remembered(
    home_page: HomePage, guide: GuidePage, warm: None
) -> None:
    find_page(home_page.path, home_page.url_path, ["prevention"])

    page, rest = find_page(home_page.path, home_page.url_path, ["prevention", "chats", "signs"])

    assert (page, rest) == (guide, [])


def test_what_is_below_a_page_but_no_page_is_left_over(home_page: HomePage, guide: GuidePage) -> None:
    page, rest = find_page(home_page.path, home_page.url_path, ["prevention", "chats", "other", "deep"])

    assert (page.slug, rest) == ("chats", ["other", "deep"])


@pytest.mark.parametrize("components", [["a"] * 13, ["a\x00b"]], ids=["too deep", "NUL"])
def test_an_address_no_page_can_have_is_not_looked_up(
    home_page: HomePage, components: list[str], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0), pytest.raises(Http404):
        find_page(home_page.path, home_page.url_path, components)


def test_a_draft_is_not_there_for_readers(client: Client, guide: GuidePage) -> None:
    assert client.get(guide.url).status_code == 200
    guide.unpublish()

    assert client.get(guide.url).status_code == 404


def test_a_page_kept_for_some_is_there_for_no_reader(client: Client, guide: GuidePage) -> None:
    PageViewRestriction.objects.create(page=guide.get_parent(), restriction_type="login")

    assert client.get(guide.url).status_code == 404


def test_a_moved_page_is_still_found_under_its_old_address(
    client: Client, guide: GuidePage, make_page: Any, django_capture_on_commit_callbacks: Any
) -> None:
    old = guide.url
    other = make_page(TopicPage, PreventionIndexPage.objects.get(), slug="missing")

    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=guide.pk).specific.move(other, pos="last-child")

    response = client.get(old)
    assert (response.status_code, response.headers.get("Location")) == (301, "/en/prevention/missing/signs/")


def test_a_renamed_page_is_still_found_under_its_old_address(
    client: Client, guide: GuidePage, django_capture_on_commit_callbacks: Any
) -> None:
    old = guide.url
    guide.slug = "eight-signs"

    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision().publish()

    response = client.get(old)
    assert (response.status_code, response.headers.get("Location")) == (
        301,
        "/en/prevention/chats/eight-signs/",
    )


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("el-GR,el;q=0.9,en;q=0.5", "/el/"),
        ("de,fr;q=0.5", "/fr/"),
        ("de", "/en/"),
        ("", "/en/"),
        ("en;q=0.1, ar;q=0.9", "/ar/"),
        ("x" * 5000, "/en/"),
    ],
)
def test_the_front_door_leads_to_the_readers_language(
    client: Client, home_page: HomePage, asked: str, given: str
) -> None:
    response = client.get("/", headers={"Accept-Language": asked})

    assert (response.status_code, response["Location"]) == (302, given)
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_a_language_code_in_capitals_leads_to_the_address_that_exists(
    client: Client, home_page: HomePage
) -> None:
    response = client.get("/EN/about/?a=1")

    assert (response.status_code, response["Location"]) == (301, "/en/about/?a=1")


def test_a_language_not_offered_yet_cannot_be_reached_and_says_so(
    client: Client, home_page: HomePage
) -> None:
    home_page.copy_for_translation(Locale.objects.get(language_code="lt"), alias=True)
    assert client.get("/lt/").status_code == 200
    SiteLanguage.objects.filter(locale__language_code="lt").update(offered=False)

    response = client.get("/lt/")

    assert response.status_code == 404
    assert "This site is not offered in that language yet." in response.content.decode()
    assert client.get("/", headers={"Accept-Language": "lt"})["Location"] == "/en/"
    assert 'hreflang="lt"' not in client.get("/en/").content.decode()
    assert "/lt/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_is_only_read(client: Client, home_page: HomePage, method: str) -> None:
    assert getattr(client, method)("/en/").status_code == 405


def test_no_page_takes_an_address_of_the_sites_own(make_page: Any) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="used by the site itself"):
        make_page(StandardPage, slug="search")
