"""Rows of this room for tests. A partner is a national centre in Lithuania unless told otherwise."""

from __future__ import annotations

from typing import Any

import factory
from wagtail.models import Locale

from core.tests.pages import build
from facts.models import Country
from home.models import HomePage
from partners.models import Partner, PartnerIndexPage


def the_list_of_partners(home: HomePage) -> PartnerIndexPage:
    """At ``/en/partners/``, and as an alias in Arabic and Lithuanian: each language more costs every test its time."""
    index = build(PartnerIndexPage, home, slug="partners")
    for page in (home, index):
        for locale in Locale.objects.filter(language_code__in=["ar", "lt"]):
            page.copy_for_translation(locale, alias=True)
    return index


class PartnerFactory(factory.django.DjangoModelFactory[Partner]):
    class Meta:
        model = Partner
        skip_postgeneration_save = True

    key = factory.Sequence(lambda number: f"partner-{number}")
    name = factory.Sequence(lambda number: f"Example Centre {number}")
    type = "national_centre"

    @factory.post_generation
    def countries(self, create: bool, codes: Any, **kwargs: Any) -> None:
        for code in ["lt"] if codes is None else codes:
            self.countries.add(Country.objects.get_or_create(code=code)[0])
