"""Puts the facts of the demo where they belong."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from facts.models import AlertSystem, AlsoReported, Country, Fact, Helpline

from .content.facts import ALERT_SYSTEMS, COUNTRIES, FACTS, HELPLINES

CHILDREN = ("countries", "words", "also_reported")


@transaction.atomic
def load_facts() -> None:
    """Rows by their key. A row that is there stays as it is: a number that somebody corrected is theirs."""
    for code in COUNTRIES:
        Country.objects.get_or_create(code=code)
    models: list[tuple[type[Any], list[dict[str, Any]]]] = [
        (Helpline, HELPLINES),
        (AlertSystem, ALERT_SYSTEMS),
        (Fact, FACTS),
    ]
    for model, rows in models:
        there = set(model._default_manager.values_list("key", flat=True))
        for row in rows:
            if row["key"] not in there:
                _load(model, row)


def _load(model: type[Any], row: dict[str, Any]) -> None:
    """Checked like a row from the admin's form, so that a slip in the content stops the loader and not a reader."""
    loaded: Any = model(**{name: value for name, value in row.items() if name not in CHILDREN})
    loaded.full_clean()
    loaded.save()
    if "countries" in row:
        loaded.countries.set(row["countries"])
    words = model.words.rel
    words.related_model.objects.bulk_create(
        words.related_model(**{words.field.name: loaded, "language": language, **texts})
        for language, texts in row.get("words", {}).items()
    )
    for count in row.get("also_reported", []):
        AlsoReported.objects.create(fact=loaded, **count)
    # Once more: the search of the admin looks at the words too, which were not there the first time.
    loaded.save()
