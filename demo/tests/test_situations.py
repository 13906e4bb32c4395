"""What the explainer of the demo says is held to what it teaches."""

from __future__ import annotations

from collections import Counter

from demo.content.facts import HELPLINES
from demo.content.situations import SITUATIONS
from demo.content.stories import PAGES as STORIES
from facts.kinds import KindOfMissing


def test_each_kind_has_one_situation_and_each_situation_one_answer_that_is_so() -> None:
    assert Counter(situation["kind"] for situation in SITUATIONS) == dict.fromkeys(KindOfMissing.values, 1)
    assert [
        [answer["verdict"] for answer in situation["answers"]].count("right") for situation in SITUATIONS
    ] == [1] * 6


def test_the_answer_that_is_so_is_not_always_in_the_same_place() -> None:
    places = {
        [answer["verdict"] for answer in situation["answers"]].index("right") for situation in SITUATIONS
    }

    assert places == {0, 1, 2}


def test_a_real_story_carries_no_tag_that_its_source_does_not_give() -> None:
    """ICMEC says that she was abducted, and not by whom."""
    tagged = {page.path: page.fields["kinds"] for page in STORIES if "kinds" in page.fields}

    assert tagged == {"stories/the-long-way-home": ["runaway"]}


def test_no_number_for_missing_children_looks_as_if_it_were_for_some_of_them_only() -> None:
    assert [line["key"] for line in HELPLINES if line["purpose"] == "missing" and line.get("kinds")] == []
