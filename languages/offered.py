"""The languages a reader can choose, and everything that differs with them. One query until the content changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from core.public import Place
from edge.memo import memoised_per_version

from .models import SiteLanguage

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def direction(code: str) -> str:
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class Offered:
    """``name`` is the language's own word for itself."""

    code: str
    name: str
    dir: str
    exit_url: str


@memoised_per_version
def offered_languages() -> tuple[Offered, ...]:
    """In the order of ``LANGUAGES``, whose first stands in when a reader's own language is not there."""
    rows = {
        row.locale.language_code: row
        for row in SiteLanguage.objects.filter(offered=True).select_related("locale")
    }
    return tuple(
        Offered(code, str(name), direction(code), rows[code].exit_url)
        for code, name in settings.LANGUAGES
        if code in rows
    )


def offered(code: str) -> Offered | None:
    return next((language for language in offered_languages() if language.code == code), None)


def only_in_offered_languages(place: Place) -> Q:
    """The condition on pages that keeps a half-done language private."""
    return Q(locale_id__in=_offered_locales())


@memoised_per_version
def _offered_locales() -> tuple[int, ...]:
    return tuple(SiteLanguage.objects.filter(offered=True).values_list("locale_id", flat=True))
