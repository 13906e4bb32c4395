"""From an address to its page, in one query whatever the depth."""

from __future__ import annotations

from django.http import Http404
from wagtail.models import Page

from core.public import public

#: Deeper than any page tree of this site; an address beyond is not looked up at all.
DEEPEST = 12


def find_page(home_path: str, home_url_path: str, components: list[str]) -> tuple[Page, list[str]]:
    """The deepest public page on the way down ``components`` from a home page, and what is left of them.

    Wagtail's own routing costs two queries for each part of the path. Raises ``Http404``.
    """
    if len(components) > DEEPEST or any("\x00" in part for part in components):
        raise Http404("no such page")
    on_the_way = [home_url_path]
    for part in components:
        on_the_way.append(f"{on_the_way[-1]}{part}/")
    page = (
        public(Page.objects.filter(url_path__in=on_the_way, path__startswith=home_path)).order_by("-depth").first()
    )
    if page is None:
        raise Http404("no such page")
    return page.specific, components[on_the_way.index(page.url_path) :]
