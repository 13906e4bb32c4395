"""What a reader may see. One definition for views, listings, search, sitemap and feeds.

A page is public when it is live, under no view restriction, and every condition that a room added holds. Rooms add
theirs once, from ``AppConfig.ready``: consent takes away stories whose consent is not in force, languages takes away
what is in a language not offered yet. Core knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import PageViewRestriction

Condition = Callable[[], Q]
_conditions: dict[str, Condition] = {}


def require(name: str, condition: Condition) -> None:
    """Add a condition on wagtailcore.Page rows. It is called anew for every query, so it may depend on the day."""
    _conditions[name] = condition


def public(pages: QuerySet) -> QuerySet:
    """Those of ``pages`` (any queryset of Page or of a subclass) that a reader may see now."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restricted = PageViewRestriction.objects.annotate(_path=path).filter(_path__startswith=F("page__path"))
    pages = pages.filter(~Exists(restricted), live=True)
    for condition in _conditions.values():
        pages = pages.filter(condition())
    return pages
