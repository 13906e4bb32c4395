"""Puts the partners of the demo where they belong."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from partners.models import Partner

from .content.partners import PARTNERS

MANY = ("countries", "editors")


def load_partners(*, with_editors: bool) -> None:
    """Rows by their key. A row that is there stays as it is: what somebody corrected is theirs.

    ``with_editors``: those who edit for a partner are demo logins, which only a demo has.
    """
    there = set(Partner.objects.values_list("key", flat=True))
    for row in PARTNERS:
        if row["key"] not in there:
            _load(row, row.get("editors", []) if with_editors else [])


@transaction.atomic
def _load(row: dict[str, Any], editors: list[str]) -> None:
    """Checked like a row from the admin's form, so that a slip in the content stops the loader and not a reader."""
    partner = Partner(**{name: value for name, value in row.items() if name not in MANY})
    partner.full_clean()
    partner.save()
    partner.countries.set(row.get("countries", []))
    partner.editors.set(get_user_model().objects.filter(email__in=editors))
