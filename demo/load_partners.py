"""Puts the partners of the demo where they belong."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from partners.models import Partner

from .content.partners import PARTNERS


def load_partners() -> None:
    """Rows by their key. A row that is there stays as it is: what somebody corrected is theirs."""
    there = set(Partner.objects.values_list("key", flat=True))
    for row in PARTNERS:
        if row["key"] not in there:
            _load(row)


@transaction.atomic
def _load(row: dict[str, Any]) -> None:
    """Checked like a row from the admin's form, so that a slip in the content stops the loader and not a reader."""
    partner = Partner(**{name: value for name, value in row.items() if name != "countries"})
    partner.full_clean()
    partner.save()
    partner.countries.set(row.get("countries", []))
