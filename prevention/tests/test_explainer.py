"""The reader decides, by plain links; then everything the site has on a kind of "missing", and nothing else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import TranslationSource

from consent import domain as consent
from consent.enums import Scope
from facts.kinds import KindOfMissing
from facts.models import HelpPage
from facts.tests.factories import FactFactory, HelplineFactory
from home.models import HomePage
from languages.domain import propose
from languages.po import segments, template
from prevention.blocks import SituationBlock
from prevention.models import ExplainerPage, GuidePage, PreventionIndexPage, TopicPage
from stories.models import StoryIndexPage, StoryPage

pytestmark = pytest.mark.django_db

ADDRESS = "/en/prevention/missing/decide/"


def answer(label: str, verdict: str) -> dict[str, Any]:
    return {
        "type": "item",
        "id": str(uuid4()),
        "value": {"label": label, "verdict": verdict, "feedback": f"<p>Why {label}</p>"},
    }


def situation(kind: str, **more: Any) -> dict[str, Any]:
    value = {
        "heading": f"Heading {kind}",
        "situation": "A bag is gone.",
        "question": "Is the child missing?",
        "answers": [
            answer(f"No, {kind}", "otherwise"),
            answer(f"Yes, {kind}", "right"),
            answer(f"Later, {kind}", "also"),
        ],
        "kind": kind,
        "helps": f"<p>Help for {kind}</p>",
    }
    return {"type": "situation", "value": {**value, **more}}


def stream(*situations: dict[str, Any]) -> Any:
    return ExplainerPage._meta.get_field("situations").stream_block.to_python(list(situations))


@pytest.fixture
def topic(make_page: Any) -> TopicPage:
    return make_page(TopicPage, make_page(PreventionIndexPage, slug="prevention"), slug="missing")


@pytest.fixture
def explainer(make_page: Any, topic: TopicPage) -> ExplainerPage:
    make_page(HelpPage, slug="help")
    situations = stream(*(situation(kind.value) for kind in KindOfMissing))
    return make_page(
        ExplainerPage, topic, slug="decide", title="How would you decide?", situations=situations
    )


def read(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    return BeautifulSoup(response.content, "html.parser")


def heading(soup: BeautifulSoup) -> str:
    assert soup.h1 is not None
    return soup.h1.get_text(strip=True)


def link(soup: BeautifulSoup, words: str) -> str:
    (found,) = [str(a["href"]) for a in soup.select("main a") if a.get_text(strip=True) == words]
    return found


def test_a_reader_decides_in_every_situation_by_links_alone(client: Client, explainer: ExplainerPage) -> None:
    page = read(client, ADDRESS)
    address = link(page, "Begin with the first")
    seen = []

    for kind in KindOfMissing:
        question = read(client, address)
        assert heading(question) == f"Heading {kind.value}"
        assert not question.select("main form, main script")
        answers = [str(a["href"]) for a in question.select(".answers a")]
        verdicts = []
        for answer in answers:
            shown = read(client, answer)
            verdicts.append(shown.select_one("#verdict").get_text())
            assert shown.select_one("#kind").get_text() == str(kind.label)
            assert kind.sentence in shown.select_one(".kind").get_text()
            assert shown.select_one(f'.kind use[href$="#{kind.value}"]')
            assert f"Help for {kind.value}" in shown.get_text()
            assert link(shown, "Back to the question") == address
        seen.append(verdicts)
        onward = "Next situation" if kind != list(KindOfMissing)[-1] else "All kinds of “missing”"
        address = link(shown, onward)

    assert seen == [["Many people think so", "Yes, that is so", "That is right too"]] * 6
    assert [
        section["id"] for section in read(client, address).select("section.kind[id]")
    ] == KindOfMissing.values


def test_what_was_answered_before_changes_nothing(client: Client, explainer: ExplainerPage) -> None:
    first = client.get(f"{ADDRESS}2/").content
    client.get(f"{ADDRESS}1/1/")

    assert client.get(f"{ADDRESS}2/").content == first


NO_SITUATION = [
    "0/", "7/", "01/", "\u0661/", "-1/", "1/0/", "1/4/", "1/1/1/", "1/x/", "kinds/1/", "x" * 3000 + "/",
]  # fmt: skip


def test_an_address_that_is_no_situation_leads_back_to_all_of_them(
    client: Client, explainer: ExplainerPage
) -> None:
    for below in NO_SITUATION:
        response = client.get(ADDRESS + below)
        soup = BeautifulSoup(response.content, "html.parser")

        assert response.status_code == 404, below
        assert soup.select_one('meta[name="robots"]')["content"] == "noindex"
        assert soup.select_one(".problem").get_text() == "There is no such situation. Choose one below."
        assert link(soup, "Begin with the first") == f"{ADDRESS}1/"

    # No page can have this in its address, so the site answers.
    assert client.get(f"{ADDRESS}%00/").status_code == 404


def test_search_engines_get_situations_and_kinds_but_no_answers(
    client: Client, explainer: ExplainerPage, settings: Any
) -> None:
    listed = client.get("/sitemap.xml").content.decode()
    below = [f"{number}/" for number in range(1, 7)] + ["kinds/"]

    assert explainer.sub_paths() == below
    assert all(f"{settings.SITE_URL}{ADDRESS}{part}<" in listed for part in below)
    assert f"{ADDRESS}1/1/" not in listed
    for part, robots in [("", []), ("1/", []), ("kinds/", []), ("1/1/", ["noindex"])]:
        soup = read(client, ADDRESS + part)
        assert soup.select_one('link[rel="canonical"]')["href"] == f"{settings.SITE_URL}{ADDRESS}{part}"
        assert [meta["content"] for meta in soup.select('meta[name="robots"]')] == robots


def test_another_language_shows_the_same_situation_in_its_words(
    client: Client, explainer: ExplainerPage
) -> None:
    arabic = explainer.copy_for_translation(Locale.objects.get(language_code="ar"), copy_parents=True)
    arabic.save_revision().publish()

    switch = read(client, f"{ADDRESS}3/2/").select_one('.languages a[hreflang="ar"]')["href"]
    shown = read(client, switch)

    assert switch == ADDRESS.replace("/en/", "/ar/") + "3/2/"
    with translation.override("ar"):
        label = str(KindOfMissing.MIGRATION.label)
    assert label != "Missing in migration, alone or unaccompanied"
    assert shown.select_one("#kind").get_text() == label
    assert shown.html["dir"] == "rtl"


def test_the_topic_leads_to_the_explainer_and_only_while_it_is_public(
    client: Client, explainer: ExplainerPage
) -> None:
    assert link(read(client, "/en/prevention/missing/"), "How would you decide?") == ADDRESS

    explainer.unpublish()

    assert "How would you decide?" not in read(client, "/en/prevention/missing/").get_text()
    assert client.get(f"{ADDRESS}1/").status_code == 404


# --- All kinds together -------------------------------------------------------------------------------------------
@pytest.fixture
def stories(make_page: Any) -> StoryIndexPage:
    return make_page(StoryIndexPage, slug="stories")


def under(soup: BeautifulSoup, kind: KindOfMissing) -> list[str]:
    section = soup.select_one(f"#{kind.value}")
    return [a.find(string=True, recursive=True).strip() for a in section.select("a[href^='/']")]


def test_a_kind_shows_what_is_public_about_it_and_nothing_else(
    client: Client,
    make_page: Any,
    consenting: Any,
    explainer: ExplainerPage,
    topic: TopicPage,
    stories: StoryIndexPage,
) -> None:
    lost = {"kinds": ["lost"]}
    make_page(GuidePage, topic, title="Guide to read", **lost)
    make_page(GuidePage, topic, title="Guide on another kind", kinds=["runaway"])
    make_page(GuidePage, topic, title="Guide without tags")
    make_page(GuidePage, topic, title="Guide being written", **lost).unpublish()
    kept = make_page(GuidePage, topic, title="Guide for some", **lost)
    PageViewRestriction.objects.create(page=kept, restriction_type="login")
    foreign = make_page(GuidePage, topic, title="Guide to translate").copy_for_translation(
        Locale.objects.get(language_code="ar"), copy_parents=True
    )
    foreign.title, foreign.kinds = "Guide in Arabic", ["lost"]
    foreign.save_revision().publish()
    told = {"content_note": "It ends well.", **lost}
    make_page(StoryPage, stories, title="Story to read", subject=consenting(Scope.SITE), **told)
    # By a hand in the database: no other way lets such a story go live.
    for title, subject in (("Story without consent", None), ("Story for print", consenting(Scope.PRINT))):
        page = make_page(StoryPage, stories, title=title, subject=consenting(Scope.SITE), **told)
        StoryPage.objects.filter(pk=page.pk).update(subject=subject)
    draft = make_page(StoryPage, stories, title="Story being written", subject=consenting(Scope.SITE), **told)
    draft.unpublish()

    page = read(client, f"{ADDRESS}kinds/")

    assert under(page, KindOfMissing.LOST) == ["Guide to read", "Story to read"]
    assert under(page, KindOfMissing.RUNAWAY) == ["Guide on another kind"]
    assert "It ends well." in page.select_one("#lost").get_text()
    for hidden in ("being written", "for some", "in Arabic", "without", "for print"):
        assert hidden not in page.get_text()


def test_a_withdrawn_story_leaves_its_kind_at_once(
    client: Client, make_page: Any, consenting: Any, explainer: ExplainerPage, stories: StoryIndexPage
) -> None:
    subject = consenting(Scope.SITE)
    make_page(
        StoryPage, stories, title="Story to read", subject=subject, content_note="A note", kinds=["runaway"]
    )
    assert under(read(client, f"{ADDRESS}kinds/"), KindOfMissing.RUNAWAY) == ["Story to read"]

    consent.withdraw(subject, "letter")

    section = read(client, f"{ADDRESS}kinds/").select_one("#runaway")
    assert section.select("a, h3") == []


def test_what_is_about_every_kind_is_shown_once(
    client: Client, make_page: Any, explainer: ExplainerPage, topic: TopicPage
) -> None:
    make_page(GuidePage, topic, title="On all of them", kinds=KindOfMissing.values)

    page = read(client, f"{ADDRESS}kinds/")

    assert page.get_text().count("On all of them") == 1
    assert [under(page, kind) for kind in KindOfMissing] == [[]] * 6


def test_no_kind_shows_a_number_of_a_country_nobody_has_chosen(
    client: Client, explainer: ExplainerPage
) -> None:
    HelplineFactory.create(countries=["lt"], number="116 000", operator="Centre", kinds=["runaway"])
    FactFactory.create(kinds=["runaway"], statement={"en": "of the cases"})

    page = read(client, f"{ADDRESS}kinds/")

    assert "of the cases" in page.select_one("#runaway").get_text()
    assert [a["href"] for a in page.select("#runaway .pages a")] == ["/en/help/lt/"]
    assert "Centre Lithuania" in page.select_one("#runaway").get_text()
    assert "116 000" not in page.get_text()
    assert not page.select('a[href^="tel:"]')


def test_more_of_everything_costs_no_more_queries(
    client: Client,
    make_page: Any,
    consenting: Any,
    explainer: ExplainerPage,
    topic: TopicPage,
    stories: StoryIndexPage,
    warm: None,
) -> None:
    counted = []
    for _time in range(3):
        make_page(GuidePage, topic, kinds=["lost"])
        make_page(StoryPage, stories, kinds=["lost"], subject=consenting(Scope.SITE))
        FactFactory.create(kinds=["lost"])
        HelplineFactory.create(kinds=["lost"])
        counted.append([queries_of(client, ADDRESS + below) for below in ("", "1/", "1/1/", "kinds/")])

    assert counted == [counted[0]] * 3
    assert max(counted[0]) <= 3


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


# --- Tags on other pages ------------------------------------------------------------------------------------------
def tags(soup: BeautifulSoup) -> list[tuple[str, str | None]]:
    return [(tag.get_text(strip=True), tag.get("href")) for tag in soup.select(".kinds > *")]


def test_a_guide_says_what_it_is_about_and_leads_to_it(
    client: Client, make_page: Any, explainer: ExplainerPage, topic: TopicPage
) -> None:
    guide = make_page(GuidePage, topic, kinds=["lost", "runaway"])
    labels = [str(KindOfMissing.RUNAWAY.label), str(KindOfMissing.LOST.label)]

    assert tags(read(client, guide.url)) == [
        (labels[0], f"{ADDRESS}kinds/#runaway"),
        (labels[1], f"{ADDRESS}kinds/#lost"),
    ]

    explainer.unpublish()

    assert tags(read(client, guide.url)) == [(labels[0], None), (labels[1], None)]


def test_a_tag_never_leads_to_another_language(
    client: Client, make_page: Any, explainer: ExplainerPage, topic: TopicPage
) -> None:
    guide = make_page(GuidePage, topic, kinds=["lost"])
    arabic = guide.copy_for_translation(Locale.objects.get(language_code="ar"), copy_parents=True)
    arabic.save_revision().publish()

    ((label, address),) = tags(read(client, arabic.url))

    assert address is None
    assert label not in {"", str(KindOfMissing.LOST.label)}


def test_a_story_and_a_helpline_say_what_they_are_about(
    client: Client, make_page: Any, consenting: Any, explainer: ExplainerPage, stories: StoryIndexPage
) -> None:
    story = make_page(StoryPage, stories, kinds=["runaway"], subject=consenting(Scope.SITE))
    HelplineFactory.create(countries=["lt"], kinds=["runaway"])
    label = str(KindOfMissing.RUNAWAY.label)

    assert tags(read(client, story.url)) == [(label, f"{ADDRESS}kinds/#runaway")]
    # Nothing leads away from a number to call.
    assert tags(read(client, "/en/help/lt/")) == [(label, None)]


# --- Editors and translators --------------------------------------------------------------------------------------
@pytest.mark.parametrize("model", [GuidePage, StoryPage])
def test_editors_tick_kinds_in_the_form_of_the_page(model: Any) -> None:
    field = model.get_edit_handler().get_form_class().base_fields["kinds"]

    assert [code for code, _label in field.choices] == KindOfMissing.values
    assert not field.required


def test_a_translation_has_the_same_kinds_and_no_code_is_translated(
    make_page: Any, home_page: HomePage, explainer: ExplainerPage, topic: TopicPage
) -> None:
    guide = make_page(GuidePage, topic, kinds=["lost"])
    arabic = Locale.objects.get(language_code="ar")
    topic.copy_for_translation(arabic, copy_parents=True, alias=True)
    translated = []
    for page in (guide, explainer):
        source, _made = TranslationSource.update_or_create_from_instance(page)
        po = template(source)
        for entry in po:
            entry.msgstr = f"ar {entry.msgid}" if "<" not in entry.msgid else entry.msgid
        translated.append(propose(page, arabic, po, publish=True))
        texts = {text for _path, text in segments(source)}
        assert not texts & {*KindOfMissing.values, "right", "also", "otherwise"}

    assert translated[0].kinds == ["lost"]
    first = translated[1].situations[0].value
    assert (first["kind"], first["answers"][0]["verdict"]) == ("runaway", "otherwise")
    assert first["answers"][0]["label"] == "ar No, runaway"


def test_a_situation_in_which_no_answer_is_so_is_refused() -> None:
    block = SituationBlock()
    value = situation("lost")["value"]
    value["answers"] = [answer("No", "otherwise"), answer("Later", "also")]

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(value))

    assert set(refused.value.block_errors) == {"answers"}
