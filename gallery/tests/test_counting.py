"""Counting for people stops where nobody would count on."""

from __future__ import annotations

import pytest

from facts.models import Country
from gallery.counting import MOST_PAGES, BoundedPaginator, up_to

pytestmark = pytest.mark.django_db


def test_few_are_counted_and_many_are_more_than_enough() -> None:
    Country.objects.bulk_create([Country(code) for code in ("lt", "gr", "fr")], ignore_conflicts=True)
    three = Country.objects.filter(pk__in=["lt", "gr", "fr"])

    assert [str(up_to(three, most)) for most in (2, 3, 4)] == ["more than 2", "3", "3"]
    assert str(up_to(three.none())) == "0"


def test_a_list_of_pages_ends_however_long_the_list_is() -> None:
    codes = [f"{one}{two}" for one in "abcdefghij" for two in "abcdefghijk"]
    Country.objects.bulk_create([Country(code) for code in codes], ignore_conflicts=True)

    paginator = BoundedPaginator(Country.objects.order_by("pk"), 1)

    assert paginator.num_pages == MOST_PAGES
    assert BoundedPaginator(Country.objects.filter(pk__in=codes[:3]).order_by("pk"), 2).num_pages == 2
