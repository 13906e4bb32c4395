"""Languages by code and back, without a query a page: remembered until the content changes."""

from __future__ import annotations

from django.utils.translation import get_language
from wagtail.models import Locale

from edge.memo import memoised_per_version


@memoised_per_version
def codes_by_id() -> dict[int, str]:
    return dict(Locale.objects.values_list("pk", "language_code"))


def code_of(locale_id: int) -> str:
    return codes_by_id()[locale_id]


def id_of(code: str) -> int | None:
    return next((pk for pk, known in codes_by_id().items() if known == code), None)


def active_id() -> int | None:
    """The id of the language of this request, or ``None`` when it has no pages."""
    return id_of(get_language() or "")
