"""What hangs behind the schools' door: the classes of the school."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from schools.models import Contact
from schools.portal import Section, register

from .classes import rows
from .classes.pages import describe, name_of
from .models import Competition

#: The newest few; all of them have a page of their own.
LATEST = 6


def _classes(contact: Contact, request: HttpRequest) -> dict[str, Any] | None:
    """``None`` where nothing is open and nothing was ever entered."""
    found = list(rows.with_counts(rows.batches_of(contact)).order_by("-pk")[: LATEST + 1])
    is_open = any(competition.is_open for competition in Competition.objects.all())
    if not found and not is_open:
        return None
    pages = rows.titles_of([batch.competition for batch in found])
    return {
        "classes": [
            (batch, name_of(batch, pages.get(batch.competition_id)), describe(batch))
            for batch in found[:LATEST]
        ],
        "more": len(found) > LATEST,
        "is_open": is_open,
    }


register(Section("classes", 10, "gallery/classes/section.html", _classes))
