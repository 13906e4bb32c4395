"""Rows of this room for tests. A helpline is the Lithuanian 116 000 unless told otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import factory

from facts.models import AlertSystem, AlertSystemWords, Country, Fact, FactWords, Helpline, HelplineWords


class CountryFactory(factory.django.DjangoModelFactory[Country]):
    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = "lt"


class HelplineFactory(factory.django.DjangoModelFactory[Helpline]):
    """``countries=[]`` makes one that serves every country; ``note={"en": …}`` gives it words."""

    class Meta:
        model = Helpline
        skip_postgeneration_save = True

    key = factory.Sequence(lambda number: f"helpline-{number}")
    purpose = "missing"
    operator = "Missing Persons’ Families Support Centre"
    operator_type = "ngo"
    channels = ["phone"]
    number = "116 000"
    source_name = "Missing Children Europe"
    source_address = "https://missingchildreneurope.eu/hotline"
    source_date = date(2026, 11, 23)
    source_date_precision = "seen"

    @factory.post_generation
    def countries(self, create: bool, codes: list[str] | None, **kwargs: Any) -> None:
        if not create:
            return
        self.countries.set(
            [CountryFactory.create(code=code) for code in (["lt"] if codes is None else codes)]
        )

    @factory.post_generation
    def note(self, create: bool, texts: dict[str, str] | None, **kwargs: Any) -> None:
        for language, text in (texts or {}).items():
            HelplineWords.objects.create(helpline=self, language=language, note=text)


class AlertSystemFactory(factory.django.DjangoModelFactory[AlertSystem]):
    class Meta:
        model = AlertSystem
        skip_postgeneration_save = True

    key = factory.Sequence(lambda number: f"alert-{number}")
    name = "AMBER Alert"
    source_name = "AMBER Alert Europe"
    as_of = date(2018, 1, 1)
    as_of_precision = "year"

    @factory.post_generation
    def countries(self, create: bool, codes: list[str] | None, **kwargs: Any) -> None:
        if not create:
            return
        self.countries.set(
            [CountryFactory.create(code=code) for code in (["lt"] if codes is None else codes)]
        )

    @factory.post_generation
    def criteria(self, create: bool, texts: dict[str, str] | None, **kwargs: Any) -> None:
        for language, text in (texts or {}).items():
            AlertSystemWords.objects.create(alert_system=self, language=language, criteria=text)


class FactFactory(factory.django.DjangoModelFactory[Fact]):
    class Meta:
        model = Fact
        skip_postgeneration_save = True

    key = factory.Sequence(lambda number: f"fact-{number}")
    value = Decimal("32")
    unit = "count"
    source_name = "Missing Children Europe"
    as_of = date(2018, 1, 1)
    as_of_precision = "year"

    @factory.post_generation
    def statement(self, create: bool, texts: dict[str, str] | None, **kwargs: Any) -> None:
        for language, text in (texts or {"en": "European countries answer on 116 000"}).items():
            FactWords.objects.create(fact=self, language=language, statement=text)
