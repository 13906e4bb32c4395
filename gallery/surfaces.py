"""Where a drawing is shown: below the page of its competition, in each language that page has.

Its title and description stay in the language of the entry everywhere, so there is nothing to ask of translations.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from consent.enums import Scope
from consent.models import Subject
from consent.surfaces import Surface, Use, register
from core import locales

from . import listing
from .models import CompetitionPage, Entry
from .models.entry import EntryQuerySet
from .views import GALLERY


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


def _galleries(subject: Subject) -> Iterator[Use]:
    for entry, page, code in _shown(subject):
        # It stands on one page of the gallery, which begins after the last drawing of the page before.
        drawings = listing.of(entry.competition).order_by("-place")
        begins = drawings.filter(place__gt=entry.place).count() // listing.PER_PAGE * listing.PER_PAGE
        after = drawings.values_list("place", flat=True)[begins - 1] if begins else None
        with translation.override(code):
            title = gettext("All drawings")
        yield Use(f"{page.url}{GALLERY}{listing.Filters().query(after)}", title, code)


def _competition_pages(subject: Subject) -> Iterator[Use]:
    for entry, page, code in _shown(subject):
        if entry.pk in {each.pk for each in listing.newest(entry.competition, listing.NEWEST)}:
            yield Use(page.url, page.title, code)


def _results(subject: Subject) -> Iterator[Use]:
    for entry, page, code in _shown(subject):
        if entry.pk in {award.entry_id for award in listing.awards(entry.competition)}:
            yield Use(page.url, page.title, code)


register(Surface("gallery.page", _("The page of the drawing"), Scope.SITE, _pages))
register(Surface("gallery.gallery", _("The gallery of all drawings"), Scope.SITE, _galleries))
register(
    Surface("gallery.newest", _("The newest drawings of the competition"), Scope.SITE, _competition_pages)
)
register(Surface("gallery.results", _("The results of the competition"), Scope.WINNER, _results))
