from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamBlock

from facts.blocks import FACT_BLOCKS
from facts.models import AlsoReported

from .factories import FactFactory, HelplineFactory

pytestmark = pytest.mark.django_db

STREAM = StreamBlock(FACT_BLOCKS)


def rendered(*raw: dict[str, Any]) -> str:
    return "".join(child.render() for child in STREAM.to_python(list(raw)))


def test_a_fact_stands_with_what_it_counts_its_source_and_its_date() -> None:
    fact = FactFactory.create()
    AlsoReported.objects.create(fact=fact, value=24, as_of="2016-01-01", as_of_precision="year")

    html = rendered({"type": "fact", "value": {"fact": fact.pk, "note": ""}})

    for part in (
        "32",
        "European countries answer on 116 000",
        "Missing Children Europe",
        "2018",
        "24",
        "2016",
    ):
        assert part in html


def test_a_national_number_stands_on_no_page_without_its_country() -> None:
    """Rule 12: the reader of this page has chosen no country."""
    helpline = HelplineFactory.create(countries=["lt"], number="116 000", web_address="https://example.org/")

    html = rendered({"type": "helpline", "value": {"helpline": helpline.pk}})

    assert "Lithuania" in html
    assert "116 000" not in html
    assert "tel:" not in html


def test_what_serves_every_country_may_be_reached_from_here() -> None:
    helpline = HelplineFactory.create(countries=[], number="", web_address="https://example.org/take-down")

    assert "https://example.org/take-down" in rendered(
        {"type": "helpline", "value": {"helpline": helpline.pk}}
    )


def test_a_row_deleted_since_leaves_no_trace_and_no_error() -> None:
    html = rendered(
        {"type": "fact", "value": {"fact": 404, "note": ""}}, {"type": "helpline", "value": {"helpline": 404}}
    )

    assert "404" not in html


def test_queries_do_not_grow_with_the_stream() -> None:
    counted = []
    raw: list[dict[str, Any]] = []
    for _count in (1, 3):
        while len(raw) < 2 * _count:
            raw.append({"type": "fact", "value": {"fact": FactFactory.create().pk, "note": ""}})
            raw.append(
                {"type": "helpline", "value": {"helpline": HelplineFactory.create(note={"en": "Note."}).pk}}
            )
        with CaptureQueriesContext(connection) as queries:
            rendered(*raw)
        counted.append(len(queries))

    assert counted[0] == counted[1] == 6
