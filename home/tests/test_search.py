from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale

from core.tests.pages import build
from home import search as searching
from home.models import HomePage, StandardPage
from partners.models import PartnerIndexPage, PartnerPage


def titles(response: Any) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [link.get_text(strip=True) for link in soup.select("main h3 a")]


@pytest.fixture
def pages(make_page: Any) -> list[StandardPage]:
    return [make_page(StandardPage, title=f"Forget-me-not number {number}") for number in range(25)]


def test_a_reader_finds_a_page_by_a_word_of_its_text(client: Client, make_page: Any) -> None:
    make_page(StandardPage, title="About", body=[("text", "<p>Myosotis grows by the water.</p>")])
    make_page(StandardPage, title="Privacy")

    assert titles(client.get("/en/search/?q=myosotis")) == ["About"]


def test_a_page_in_another_language_is_no_answer(client: Client, pages: list[StandardPage]) -> None:
    assert titles(client.get("/es/search/?q=forget-me-not")) == []


def test_answers_come_in_pages(client: Client, pages: list[StandardPage]) -> None:
    first = titles(client.get("/en/search/?q=number"))
    second = titles(client.get("/en/search/?q=number&page=2"))

    assert (len(first), len(second)) == (searching.PER_PAGE, 25 - searching.PER_PAGE)
    assert not set(first) & set(second)


@pytest.mark.parametrize("page", ["0", "-1", "3", "x", "1e3", "99999", "²"])
def test_a_page_of_answers_that_is_not_there_says_so_and_shows_the_first(
    client: Client, pages: list[StandardPage], page: str
) -> None:
    response = client.get("/en/search/", {"q": "number", "page": page})

    assert response.status_code == 404
    assert "There is no such page of answers." in response.content.decode()
    assert len(titles(response)) == searching.PER_PAGE


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("x" * 10_000, "That is too long to search for."), ("a\x00b", "cannot be searched for")],
    ids=["10 kB", "NUL"],
)
def test_a_question_that_cannot_be_asked_gets_a_sentence(
    client: Client, home_page: HomePage, query: str, sentence: str
) -> None:
    response = client.get("/en/search/", {"q": query})

    assert response.status_code == 400
    assert sentence in response.content.decode()


@pytest.mark.parametrize("query", ["", "   ", "*", '"', "( OR", "'; --", "ünïcödé", "فقدان", "a" * 200])
def test_an_odd_question_is_answered(client: Client, home_page: HomePage, query: str) -> None:
    response = client.get("/en/search/", {"q": query})

    assert (response.status_code, titles(response)) == (200, [])


@pytest.mark.parametrize("count", [1, 3])
def test_more_answers_take_no_more_queries(
    make_page: Any, count: int, warm: None, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_page(StandardPage, title=f"Lantern {number}")

    searching.search("lantern", "en")

    with django_assert_num_queries(6):
        answer = searching.search("lantern", "en")

    assert answer.total == count


def test_what_a_partner_wrote_is_found_in_its_original_until_somebody_translates_it(make_page: Any) -> None:
    index = make_page(PartnerIndexPage)
    lithuanian = index.copy_for_translation(
        Locale.objects.get(language_code="lt"), copy_parents=True, alias=True
    )
    original = build(PartnerPage, lithuanian, title="Žiburių vakaras")
    draft = build(PartnerPage, lithuanian, title="Žiburių repeticija")
    draft.unpublish()

    before = found("žiburių")
    translated = original.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translated.title = "Evening of lights"
    translated.save_revision().publish()

    assert before == [original.pk]
    assert found("žiburių") == []
    assert found("lights") == [translated.pk]


def found(words: str) -> list[int]:
    return [page.pk for group in searching.search(words, "en").groups for page in group.results]


def test_search_engines_do_not_keep_answers(client: Client, home_page: HomePage) -> None:
    assert client.get("/en/search/?q=a")["X-Robots-Tag"] == "noindex"
