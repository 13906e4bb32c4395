"""From an address to its page, in one query whatever the depth; another one where the page is not known yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from wagtail.models import Page

from core.public import public
from edge.memo import VersionMemo

#: Deeper than any page tree of this site; an address beyond is not looked up at all.
DEEPEST = 12

#: Pages by their own address. Never the address that was asked for: of those that lead to some page, and fail there,
#: there is no end, and asking for them would push out what is read.
_known = VersionMemo(size=4096)


def find_page(home_path: str, home_url_path: str, components: list[str]) -> tuple[Page, list[str]]:
    """The deepest public page on the way down ``components`` from a home page, and what is left of them.

    Wagtail's own routing costs two queries for each part of the path. Raises ``Http404``.
    """
    if len(components) > DEEPEST or any("\x00" in part for part in components):
        raise Http404("no such page")
    on_the_way = [home_url_path]
    for part in components:
        on_the_way.append(f"{on_the_way[-1]}{part}/")
    found = _deepest_known(home_path, on_the_way) or _known.get_or_make(
        (home_path, on_the_way[-1]),
        lambda: _look_up(home_path, on_the_way),
        keep_as=lambda found: (home_path, found.url_path),
    )
    page = public(found.model.objects.filter(pk=found.pk)).first()
    if page is None:
        raise Http404("no such page")
    return page, components[on_the_way.index(found.url_path) :]


@dataclass(frozen=True)
class _Found:
    model: type[Page]
    pk: int
    url_path: str

    @property
    def is_last(self) -> bool:
        """Whether no page can stand below it: what is left of an address is its own (a country, a drawing)."""
        return not self.model.clean_subpage_models()


def _deepest_known(home_path: str, on_the_way: list[str]) -> _Found | None:
    """The page at the end of the way, or the last one before it, if it is remembered."""
    for url_path in reversed(on_the_way):
        known: _Found | None = _known.get((home_path, url_path))
        if known is not None and (known.is_last or url_path == on_the_way[-1]):
            return known
    return None


def _look_up(home_path: str, on_the_way: list[str]) -> _Found:
    """Raises ``Http404`` where not even a home page is found; nothing is remembered of that."""
    page = (
        public(Page.objects.filter(url_path__in=on_the_way, path__startswith=home_path))
        .order_by("-depth")
        .first()
    )
    if page is None:
        raise Http404("no such page")
    return _Found(page.specific_class or Page, page.pk, page.url_path)
