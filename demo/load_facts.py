"""Puts the facts of the demo where they belong. Run again, it adds nothing twice and takes nothing back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from facts.models import AlertSystem, AlsoReported, Country, Fact, Helpline

from .content.facts import ALERT_SYSTEMS, COUNTRIES, FACTS, HELPLINES

CHILDREN = ("countries", "words", "also_reported")


@transaction.atomic
def load_facts() -> None:
    """Rows by their key. What a person has verified or read is that person's, and stays as it is."""
    for code in COUNTRIES:
        Country.objects.get_or_create(code=code)
    for row in HELPLINES:
        if not Helpline.objects.filter(key=row["key"], verified_on__isnull=False).exists():
            _load(Helpline, row)
    for row in ALERT_SYSTEMS:
        _load(AlertSystem, row)
    for row in FACTS:
        _load_other_counts(_load(Fact, row), row.get("also_reported", []))


def _load(model: type[Any], row: dict[str, Any]) -> Any:
    """Checked like a row from the admin's form, so that a slip in the content stops the loader and not a reader."""
    fields = {name: value for name, value in row.items() if name not in CHILDREN}
    found = model._default_manager.filter(key=row["key"]).first()
    loaded: Any = found or model()
    for name, value in fields.items():
        setattr(loaded, name, value)
    loaded.full_clean()
    loaded.save()
    if "countries" in row:
        loaded.countries.set(row["countries"])
    for language, texts in row.get("words", {}).items():
        _load_words(loaded, language, texts)
    return loaded


def _load_words(owner: Any, language: str, texts: dict[str, str]) -> None:
    rows = type(owner).words.rel.related_model.objects
    link = {type(owner).words.rel.field.name: owner, "language": language}
    if not rows.filter(**link, read_by__isnull=False).exists():
        rows.update_or_create(**link, defaults=texts)


def _load_other_counts(fact: Fact, counts: list[dict[str, Any]]) -> None:
    for count in counts:
        AlsoReported.objects.update_or_create(
            fact=fact,
            as_of=count["as_of"],
            defaults={name: value for name, value in count.items() if name != "as_of"},
        )
