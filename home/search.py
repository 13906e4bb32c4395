"""Search: one box over all pages of a language, answers grouped by kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from campaign.models import CampaignPage, PartnerCampaignPage
from core import locales
from core.public import public
from events.models import EventPage
from facts.models import AlertSystemsPage, Country, HelpPage
from gallery.models import CompetitionPage
from partners.models import PartnerPage
from prevention.models import ExplainerPage, GuidePage, TopicPage
from stories.models import StoryPage

#: Longer than any question people type; a longer one is refused with a sentence.
LONGEST_QUERY = 200
#: Answers looked at in all, and shown on a page.
MOST_RESULTS = 200
PER_PAGE = 20

KINDS = (
    (gettext_lazy("Help"), (HelpPage, AlertSystemsPage)),
    (gettext_lazy("Guides"), (GuidePage, TopicPage, ExplainerPage)),
    (gettext_lazy("Campaign"), (CampaignPage,)),
    (gettext_lazy("Events"), (EventPage,)),
    (gettext_lazy("Partners"), (PartnerPage, PartnerCampaignPage)),
    (gettext_lazy("Drawings"), (CompetitionPage,)),
    (gettext_lazy("Stories"), (StoryPage,)),
)
#: What partners write is found in its original too, where nobody has translated it: better foreign than not at all.
ALSO_IN_ORIGINAL = (EventPage, PartnerPage, PartnerCampaignPage)


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
    mine = locales.id_of(language)
    order = [hit.pk for hit in Page.objects.filter(locale_id=mine, live=True).search(words)[:MOST_RESULTS]]
    originals = Page.objects.type(*ALSO_IN_ORIGINAL).filter(live=True).exclude(locale_id=mine)
    order += [hit.pk for hit in originals.search(words)[:MOST_RESULTS]]
    kept = _readable(order, mine)[:MOST_RESULTS]
    answer = Answer(query, total=len(kept), page=page, last_page=max(1, -(-len(kept) // PER_PAGE)))
    wanted = kept[(page - 1) * PER_PAGE : page * PER_PAGE]
    pages = Page.objects.filter(pk__in=wanted).specific().in_bulk()
    answer.groups = _grouped([pages[pk] for pk in wanted if pk in pages])
    answer.countries = _countries(query) if page == 1 else []
    return answer


def _readable(order: list[int], mine: int | None) -> list[int]:
    """Those a reader may see, each page once: in their language, or in its original where it has no such version."""
    found = public(Page.objects.filter(pk__in=order, alias_of=None))
    rows = {pk: (key, locale) for pk, key, locale in found.values_list("pk", "translation_key", "locale_id")}
    foreign = {key for key, locale in rows.values() if locale != mine}
    versions = public(Page.objects.filter(translation_key__in=foreign, alias_of=None)).order_by("-pk")
    oldest, in_mine = {}, set()
    for pk, key, locale in versions.values_list("pk", "translation_key", "locale_id") if foreign else ():
        oldest[key] = pk
        if locale == mine:
            in_mine.add(key)
    return [
        pk
        for pk in order
        if pk in rows and (rows[pk][1] == mine or (rows[pk][0] not in in_mine and oldest[rows[pk][0]] == pk))
    ]


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
