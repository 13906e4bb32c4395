from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from facts.kinds import KindOfMissing, kinds_of
from facts.models import Fact, Helpline

from .factories import FactFactory, HelplineFactory
from .test_admin import fact_form


def test_every_kind_has_a_label_a_sentence_and_a_drawing(settings: Any) -> None:
    sheet = (settings.BASE_DIR / "static" / "icons" / "sprite.svg").read_text(encoding="utf-8")

    assert len({kind.sentence for kind in KindOfMissing} | {str(kind.label) for kind in KindOfMissing}) == 12
    assert [kind for kind in KindOfMissing if f'id="{kind.icon}"' not in sheet] == []


def test_codes_come_in_the_order_of_the_taxonomy_and_unknown_ones_are_passed_over() -> None:
    assert kinds_of(["lost", "no longer known", "runaway"]) == [KindOfMissing.RUNAWAY, KindOfMissing.LOST]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [FactFactory, HelplineFactory])
def test_a_kind_that_is_not_in_the_taxonomy_is_refused(factory: Any) -> None:
    row = factory.create(kinds=["lost", "stranger"])

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert set(refused.value.message_dict) == {"kinds"}


@pytest.mark.django_db
def test_tagged_rows_are_those_with_a_kind() -> None:
    rows = [factory.create(kinds=["lost"]) for factory in (FactFactory, HelplineFactory)]
    for factory in (FactFactory, HelplineFactory):
        factory.create()

    assert [*Fact.objects.tagged(), *Helpline.objects.tagged()] == rows


@pytest.mark.django_db
def test_an_editor_ticks_kinds_on_a_fact(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor@example.org"))

    client.post(reverse("fact:add"), {**fact_form(languages=["en"]), "kinds": ["lost", "runaway"]})

    assert Fact.objects.get(key="a-fact").kinds == ["runaway", "lost"]
