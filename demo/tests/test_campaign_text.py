"""Every statement of the campaign on which this site is built has a page that says it."""

from __future__ import annotations

import pytest
from wagtail.rich_text import get_text_for_indexing

from core.clock import today
from demo.content.facts import FACTS
from demo.content.types import FactRef, Page, Reference
from demo.loader import next_edition, written_pages

#: (what the campaign says in short, the page, words by which the page says it)
STATEMENTS = [
    ("millions of children go missing", "campaign/2021", "Millions of children go missing every year"),
    ("together we can bring them back", "campaign/2021", "Together, we can bring them back to safety"),
    ("a child abducted at 19 days", "stories/thirty-three-hours", "abducted when she was 19 days old"),
    (
        "33 hours, a nightmare",
        "stories/thirty-three-hours",
        "waited 33 hours. ICMEC calls those hours a nightmare",
    ),
    (
        "reunited by ICMEC and allies",
        "stories/thirty-three-hours",
        "reunited thanks to its own investigation",
    ),
    ("watch the story", "stories/thirty-three-hours", "ICMEC tells it in a film"),
    ("every child to safety, whatever it takes", "partners/icmec", "no matter what it takes"),
    (
        "under 18, whereabouts unknown",
        "prevention/missing/what-is-a-missing-child",
        "under 18 and whose whereabouts are unknown",
    ),
    (
        "more complex than you think",
        "prevention/missing/what-is-a-missing-child",
        "wider than most people think",
    ),
    (
        "abandoned, separated from parents",
        "prevention/missing/what-is-a-missing-child",
        "abandoned or separated from their parents",
    ),
    ("a home that is not safe", "campaign/next", "a home that was not safe"),
    ("with a caring adult", "campaign/2021", "safe with an adult who cares"),
    ("vulnerable, no matter the circumstances", "campaign/2021", "in great danger, whatever has happened"),
    ("a safer world for every child", "partners/icmec", "a safer world for every single child"),
    ("one missing child is one too many", "campaign/next", "One missing child is one too many"),
    ("better understanding and response", "partners/icmec", "understand better"),
    ("the centre unites those who search", "campaign/2021", "brings together those who search"),
    ("best practice, prevention, response", "campaign/2021", "prevent disappearances and to act"),
    ("an alert system is key", "campaign/2021", "A key to that is an emergency child alert"),
    ("the community helps in danger", "campaign/2021", "asks everyone nearby to help"),
    ("19 countries", "campaign/2021", "19"),
    ("more countries every year", "campaign/2021", "Each year more countries keep the Day"),
    ("many partners take part", "campaign/2021", "many of ICMEC’s partners took part"),
    (
        "#CheckBeforeYouChat",
        "campaign/2021",
        "a dance on TikTok that teaches teenagers the signs of online grooming",
    ),
    ("the event in Greece", "campaign/2021", "chiefs of police, fire brigades and ministries"),
    ("the drawing competition", "campaign/2021", "We will not forget you!"),
    ("drawings from all over Lithuania", "campaign/2021", "children all over Lithuania"),
]


def said(value: object) -> str:
    """All words of a page’s content, numbers of facts included, without markup."""
    if isinstance(value, FactRef):
        return next(str(fact["value"]) for fact in FACTS if fact["key"] == value.key)
    if isinstance(value, str):
        return get_text_for_indexing(value)
    if isinstance(value, dict):
        return " ".join(said(part) for part in value.values())
    if isinstance(value, (list, tuple)):
        return " ".join(said(part) for part in value)
    assert value is None or isinstance(value, (Reference, int, bool)) or hasattr(value, "isoformat")
    return ""


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    pages = {page.path: page for page in written_pages(today())}
    pages["campaign/next"] = pages[f"campaign/{next_edition(today())}"]
    return pages


@pytest.mark.parametrize(("statement", "path", "words"), STATEMENTS, ids=[row[0] for row in STATEMENTS])
def test_a_page_says_it(pages: dict[str, Page], statement: str, path: str, words: str) -> None:
    assert words in " ".join(said(pages[path].fields).split())


def test_a_survivor_s_name_stands_in_her_own_story_alone(pages: dict[str, Page]) -> None:
    naming = [path for path, page in pages.items() if "Samara" in said(page.fields)]

    assert naming == ["stories/thirty-three-hours"]
