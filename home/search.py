"""Search: one box over all pages of a language, answers grouped by kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from campaign.models import CampaignPage
from core import locales
from core.public import public
from facts.models import Country, HelpPage
from prevention.models import GuidePage, TopicPage
from stories.models import StoryPage

#: Longer than any question people type; a longer one is refused with a sentence.
LONGEST_QUERY = 200
#: Answers looked at in all, and shown on a page.
MOST_RESULTS = 200
PER_PAGE = 20

KINDS = (
    (gettext_lazy("Help"), (HelpPage,)),
    (gettext_lazy("Guides"), (GuidePage, TopicPage)),
    (gettext_lazy("Campaign"), (CampaignPage,)),
    (gettext_lazy("Stories"), (StoryPage,)),
)


@dataclass
class Group:
    label: str
    results: list[Page] = field(default_factory=list)


@dataclass
class Answer:
    """``total`` counts over all pages of answers; ``problem`` is a sentence when the question could not be used."""

    query: str
    groups: list[Group] = field(default_factory=list)
    countries: list[Country] = field(default_factory=list)
    total: int = 0
    page: int = 1
    last_page: int = 1
    problem: str = ""


def problem_with(query: str) -> str:
    if len(query) > LONGEST_QUERY:
        return _("That is too long to search for. Please use a few words.")
    if "\x00" in query:
        return _("That holds a sign that cannot be searched for. Please type the words anew.")
    return ""


def search(query: str, language: str, page: int = 1) -> Answer:
    """``page`` counts from 1; a page past the end has no results but says how many there are."""
    query = query.strip()
    # SQLite's full text search takes a lone quotation mark for the start of a phrase, and fails.
    words = query.replace('"', " ").strip()
    if not words:
        return Answer(query)
    found = Page.objects.filter(locale_id=locales.id_of(language), live=True).search(words)[:MOST_RESULTS]
    order = [hit.pk for hit in found]
    visible = public(Page.objects.filter(pk__in=order)).filter(alias_of=None).values_list("pk", flat=True)
    allowed = set(visible)
    kept = [pk for pk in order if pk in allowed]
    answer = Answer(query, total=len(kept), page=page, last_page=max(1, -(-len(kept) // PER_PAGE)))
    wanted = kept[(page - 1) * PER_PAGE : page * PER_PAGE]
    pages = Page.objects.filter(pk__in=wanted).specific().in_bulk()
    answer.groups = _grouped([pages[pk] for pk in wanted if pk in pages])
    answer.countries = _countries(query) if page == 1 else []
    return answer


def _countries(query: str) -> list[Country]:
    """A reader who types the name of a country wants its numbers."""
    typed = query.casefold()
    return [
        country for country in Country.objects.with_helplines() if country.name.casefold().startswith(typed)
    ]


def _grouped(pages: list[Page]) -> list[Group]:
    groups = [Group(str(label)) for label, _types in KINDS] + [Group(_("More pages"))]
    for page in pages:
        position = next((place for place, (_label, types) in enumerate(KINDS) if isinstance(page, types)), -1)
        groups[position].results.append(page)
    return [group for group in groups if group.results]
