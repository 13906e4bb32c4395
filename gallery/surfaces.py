"""Where a drawing is shown: below the page of its competition, in each language that page has.

Its title and description stay in the language of the entry everywhere, so there is nothing to ask of translations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from consent.enums import Scope
from consent.models import Subject
from consent.surfaces import Surface, Use, register
from core import locales

from . import listing, walls
from .models import CompetitionPage, Entry
from .models.entry import EntryQuerySet
from .views import GALLERY, SLIDESHOW
from .walls import Filters, Wall

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: Of those before it. Far more than a gallery ever had.
MOST_COUNTED = 1_000_000


def entries_of(subject: Subject) -> EntryQuerySet:
    return Entry.objects.public().filter(subject=subject)


def _shown(subject: Subject) -> Iterator[tuple[Entry, CompetitionPage, str]]:
    for entry in entries_of(subject).select_related("competition"):
        for page in CompetitionPage.objects.filter(competition=entry.competition_id).public().order_by("pk"):
            if page.url:
                yield entry, page, locales.code_of(page.locale_id)


def _pages(subject: Subject) -> Iterator[Use]:
    for entry, page, code in _shown(subject):
        with translation.override(code):
            title = entry.title or pgettext("by a child", "Drawing")
        yield Use(f"{page.url}{entry.public_id}/", title, code)


def _lists(
    path: str, title: StrPromise, per_page: int, *, everywhere: bool
) -> Callable[[Subject], Iterator[Use]]:
    """Of one competition, or of all: those hang beside it, below the same page."""

    def uses(subject: Subject) -> Iterator[Use]:
        for entry, page, code in _shown(subject):
            with translation.override(code):
                wall = walls.whole_wall() if everywhere else walls.wall_of(page)
                address = page.url.removesuffix(f"{page.slug}/") if everywhere else page.url
                query = Filters().query(_begins_after(wall, entry, per_page))
                yield Use(f"{address}{path}{query}", str(title), code)

    return uses


def _begins_after(wall: Wall, entry: Entry, per_page: int) -> int | None:
    """It stands on one page of the list, which begins after the last drawing of the page before."""
    newer = walls.newer(wall, Filters(), entry.place or 0, MOST_COUNTED)
    begins = len(newer) // per_page * per_page
    return newer[len(newer) - begins].place if begins else None


def _competition_pages(subject: Subject) -> Iterator[Use]:
    for entry, page, code in _shown(subject):
        if entry.pk in {each.pk for each in listing.newest(entry.competition, listing.NEWEST)}:
            yield Use(page.url, page.title, code)


def _results(subject: Subject) -> Iterator[Use]:
    for entry, page, code in _shown(subject):
        if entry.pk in {award.entry_id for award in listing.awards(entry.competition)}:
            yield Use(page.url, page.title, code)


def _on_paper(subject: Subject) -> Iterator[Use]:
    if listing.may_be_printed(subject.pk):
        yield from _pages(subject)


register(Surface("gallery.page", _("The page of the drawing"), Scope.SITE, _pages))
for name, words, path, per_page, everywhere in (
    ("gallery", _("The gallery of all drawings"), GALLERY, listing.PER_PAGE, False),
    ("everywhere", _("The gallery of all competitions"), GALLERY, listing.PER_PAGE, True),
    ("slideshow", _("The slideshow of a competition"), SLIDESHOW, 1, False),
    ("slideshow_everywhere", _("The slideshow of all competitions"), SLIDESHOW, 1, True),
):
    title = _("All drawings") if path == GALLERY else _("Slideshow")
    uses = _lists(path, title, per_page, everywhere=everywhere)
    register(Surface(f"gallery.{name}", words, Scope.SITE, uses))
register(
    Surface("gallery.newest", _("The newest drawings of the competition"), Scope.SITE, _competition_pages)
)
register(Surface("gallery.results", _("The results of the competition"), Scope.WINNER, _results))
register(Surface("gallery.print", _("On paper, when a reader prints the page"), Scope.PRINT, _on_paper))
