"""Menu, footer, way back up, the same page in other languages. Remembered until the content changes."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page, Site

from core import locales
from core.links import Link, link_to
from core.public import Place, public
from core.rich_text import render
from edge.memo import memoised_per_version

from .models import Footer, StandardPage

#: The plain page on what "Exit this page" can and cannot do.
SAFETY_SLUG = "safety"


@dataclass(frozen=True)
class HomeAddress:
    """``path`` is treebeard's, ``url_path`` Wagtail's: with both, a page below is found without loading this one."""

    pk: int
    code: str
    path: str
    url_path: str
    url: str
    title: str


@memoised_per_version
def home_addresses() -> tuple[HomeAddress, ...]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return ()
    homes = Page.objects.filter(translation_key=site.root_page.translation_key)
    return tuple(
        HomeAddress(
            home.pk, locales.code_of(home.locale_id), home.path, home.url_path, home.url or "", home.title
        )
        for home in public(homes)
    )


def home_in(code: str) -> HomeAddress | None:
    return next((home for home in home_addresses() if home.code == code), None)


@memoised_per_version
def menu_in(code: str) -> tuple[Link, ...]:
    home = home_in(code)
    if home is None:
        return ()
    pages = public(
        Page.objects.filter(path__startswith=home.path, depth=len(home.path) // 4 + 1), Place.NOWHERE
    )
    return tuple(
        Link(url=page.url, title=page.title, lang="")
        for page in pages.filter(show_in_menus=True).order_by("path")
        if page.url
    )


@dataclass(frozen=True)
class FooterContent:
    about: str
    links: tuple[Link, ...]


@memoised_per_version
def footer_in(code: str) -> FooterContent | None:
    """In the reader's language, else in the first language that has one."""
    footers = {
        locales.code_of(row.locale_id): row for row in Footer.objects.filter(live=True).order_by("-pk")
    }
    footer = footers.get(code) or next(iter(footers.values()), None)
    if footer is None:
        return None
    # It stands on every page, a partner's too: nobody's story is linked to from here.
    links = (link_to(block.value, Place.NOWHERE) for block in footer.links)
    return FooterContent(
        render(footer.about, Place.NOWHERE), tuple(link for link in links if link is not None)
    )


@memoised_per_version
def url_of(model: type[Page], code: str) -> str:
    """Of the one page of this type in a language; empty when readers have none."""
    page = public(model.objects.filter(locale__language_code=code)).first()
    return (page.url or "") if page else ""


@memoised_per_version
def safety_url_in(code: str) -> str:
    page = public(StandardPage.objects.filter(locale__language_code=code, slug=SAFETY_SLUG)).first()
    return (page.url or "") if page else ""


@dataclass(frozen=True)
class Version:
    """A page in one language. ``alias`` when its words are another language's."""

    code: str
    url: str
    alias: bool


@memoised_per_version
def versions_of(translation_key: str) -> tuple[Version, ...]:
    return tuple(
        Version(locales.code_of(page.locale_id), page.url, page.alias_of_id is not None)
        for page in public(Page.objects.filter(translation_key=translation_key)).order_by("pk")
        if page.url
    )


@memoised_per_version
def trail_to(path: str) -> tuple[Link, ...]:
    """From the home page down to the parent of the page at treebeard's ``path``."""
    above = [path[:end] for end in range(8, len(path), 4)]
    return tuple(
        Link(url=page.url, title=page.title, lang="")
        for page in public(Page.objects.filter(path__in=above)).order_by("path")
        if page.url
    )
