"""Every field that can hold something about a person is on the map of docs/data-protection.md, or is said not to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail.fields import StreamField

from consent.models import Subject

MAP = Path(settings.BASE_DIR) / "docs" / "data-protection.md"
#: What has rows of nobody: how Django and Wagtail are made, not what is kept in them.
OF_THE_MACHINE = {"auth.Permission", "contenttypes.ContentType", "wagtailadmin.Admin"}
WORDS = (
    models.CharField,
    models.TextField,
    models.FileField,
    models.BinaryField,
    models.JSONField,
    StreamField,
)
PEOPLE = {settings.AUTH_USER_MODEL, Subject._meta.label}
FIELD = re.compile(r"`(\w+\.\w+\.\w+)`")
NOT_PERSONAL = "## Not personal"
#: Purpose, keeper, place, end, ground: after the fields.
COLUMNS = 6


def is_looked_at(field: Any) -> bool:
    """Whether somebody could write about a person in it, or whether it points to one. A choice of ours says nothing."""
    if field.is_relation:
        return field.related_model is not None and field.related_model._meta.label in PEOPLE
    return isinstance(field, WORDS) and not field.choices


def fields_of(model: Any) -> list[str]:
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [f"{model._meta.label}.{field.name}" for field in own if is_looked_at(field)]


def kept() -> set[str]:
    return {
        name
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label not in OF_THE_MACHINE
        for name in fields_of(model)
    }


def tables(text: str) -> list[list[str]]:
    """Each row of each table that names fields, as its cells."""
    rows = [line.strip().strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows if FIELD.search(row[0])]


def read(text: str) -> tuple[list[list[str]], list[list[str]]]:
    personal, _heading, not_personal = text.partition(NOT_PERSONAL)
    return tables(personal), tables(not_personal)


def named(rows: Iterable[list[str]]) -> Counter[str]:
    return Counter(name for row in rows for name in FIELD.findall(row[0]))


def differences(text: str) -> dict[str, list[str]]:
    """What is kept and not on the page, what is on it and not kept, and what is on it twice."""
    listed = named([*read(text)[0], *read(text)[1]])
    return {
        "kept, and not on the page": sorted(kept() - set(listed)),
        "on the page, and not kept": sorted(set(listed) - kept()),
        "on the page twice": sorted(name for name, count in listed.items() if count > 1),
    }


def test_every_field_about_a_person_is_on_the_map() -> None:
    found = differences(MAP.read_text())

    assert not any(found.values()), found


def test_every_line_says_what_for_who_keeps_it_where_until_when_and_on_what_ground() -> None:
    personal, not_personal = read(MAP.read_text())

    assert len(personal) > 20
    assert [row for row in personal if len(row) != COLUMNS or not all(row)] == []
    assert [row for row in not_personal if len(row) != 2 or not all(row)] == []


@pytest.mark.parametrize("place", [0, -1], ids=["personal", "not personal"])
def test_a_field_that_is_taken_off_the_map_is_missed(place: int) -> None:
    text = MAP.read_text()
    every = [name for rows in read(text) for name in named(rows)]

    assert differences(text.replace(f"`{every[place]}`", ""))["kept, and not on the page"] == [every[place]]


def test_a_field_that_somebody_adds_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    nickname = models.CharField(max_length=20)
    nickname.set_attributes_from_name("nickname")
    monkeypatch.setattr(Subject._meta, "local_fields", [*Subject._meta.local_fields, nickname])

    assert differences(MAP.read_text())["kept, and not on the page"] == ["consent.Subject.nickname"]


def test_what_points_to_a_person_counts_and_what_is_chosen_from_our_list_does_not() -> None:
    record = apps.get_model("consent", "ConsentRecord")

    assert fields_of(record) == ["consent.ConsentRecord.subject", "consent.ConsentRecord.holder_reference"]
