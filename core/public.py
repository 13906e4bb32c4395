"""What a reader may see. One definition for views, listings, search, sitemap and feeds.

A page is public when it is live, under no view restriction, and every condition that a room added holds. Rooms add
theirs once, from ``AppConfig.ready``: consent takes away stories whose consent is not in force, languages takes away
what is in a language not offered yet. Core knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.db.models import Q
from wagtail.models import PageViewRestriction

from edge.memo import memoised_per_version


class Place(StrEnum):
    """Where a page is shown or pointed to. Somebody may agree to one and not to another."""

    SITE = "site"
    #: On a page that belongs to a partner.
    PARTNER_PAGE = "partner_page"
    #: In what other programs fetch: feeds, calendars, files of data.
    FEED = "feed"
    #: Where nobody said which, and what stands on every page at once. Nobody can have agreed to it, so it shows nobody.
    NOWHERE = "nowhere"


Condition = Callable[[Place], Q]
_conditions: dict[str, Condition] = {}


def require(name: str, condition: Condition) -> None:
    """Add a condition on wagtailcore.Page rows. It is called anew for every query, so it may depend on the day.

    Name what is allowed, so that a row it has not heard of stays hidden, by keys remembered per content version:
    building a subquery anew takes longer than a plain page does to be served.
    """
    _conditions[name] = condition


def public(pages: Any, place: Place = Place.SITE) -> Any:
    """Those of ``pages`` (any queryset of Page or of a subclass) that a reader may see now, shown at ``place``."""
    visible = Q(live=True)
    for path in _restricted_paths():
        visible &= ~Q(path__startswith=path)
    for condition in _conditions.values():
        visible &= condition(place)
    return pages.filter(visible)


@memoised_per_version
def _restricted_paths() -> tuple[str, ...]:
    """Treebeard's paths; what lies below a restricted page is restricted with it."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True).distinct())
