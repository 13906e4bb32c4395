"""A site on which one person's story, in two languages, and one child's drawing stand in every place at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from campaign.models import CampaignIndexPage, CampaignPage, PartnerCampaignPage
from consent import domain as consent
from consent.enums import Scope
from consent.models import Subject
from consent.surfaces import uses_of
from core import clock
from core.tests.pages import build, place_for
from edge.memo import forget_everything
from events.models import EventPage
from gallery import domain as gallery
from gallery.models import Entry
from gallery.tests.factories import a_batch, a_decider
from gallery.tests.released import a_competition_page, released
from home.models import Footer, HomePage, StandardPage
from languages.domain import propose
from languages.po import template
from partners.models import PartnerIndexPage, PartnerPage
from prevention.models import ExplainerPage, GuidePage
from stories.models import StoryIndexPage, StoryPage

#: In every word and every part of an address that is the person's.
MARK = "zq7marked"
#: What readers look for: the answer repeats it, so it is not the mark.
LOOKED_FOR = "lighthouse"
CODES = [code for code, _name in settings.LANGUAGES]
ADDRESS = re.compile(r'(?:href|src|srcset)="(/[^"#]*)|<loc>[^<]*?//[^/<]+(/[^<]*)')


@dataclass(frozen=True)
class World:
    story: StoryPage
    drawing: Entry
    guide: GuidePage
    partner: PartnerPage
    event: EventPage
    campaign: CampaignPage
    partner_campaign: PartnerCampaignPage


def stream(*values: tuple[str, Any]) -> str:
    return json.dumps([{"type": kind, "value": value, "id": str(uuid4())} for kind, value in values])


def link(page: Page) -> str:
    """The words are an editor's own."""
    return f'<p>Read <a linktype="page" id="{page.pk}">what she tells</a>.</p>'


def cards(page: Page) -> tuple[str, Any]:
    return "related_pages", {"heading": "Read on", "pages": [page.pk]}


def a_story(home: HomePage, subject: Subject, mark: str = MARK, **fields: Any) -> StoryPage:
    index = StoryIndexPage.objects.child_of(home).first() or build(
        StoryIndexPage, home, slug="stories", title="Stories"
    )
    return build(
        StoryPage,
        index,
        title=f"{mark} {LOOKED_FOR}",
        slug=f"{mark}-story",
        subject=subject,
        told_by=f"{mark} teller",
        content_note=f"{mark} note",
        introduction=f"{mark} introduction",
        listing_summary=f"{mark} summary",
        **fields,
    )


def in_spanish(*pages: Page) -> None:
    spanish = Locale.objects.get(language_code="es")
    for page in pages:
        source, _made = TranslationSource.update_or_create_from_instance(page)
        po = template(source)
        for entry in po:
            entry.msgstr = entry.msgid
        propose(page, spanish, po, publish=True)


def a_world(home: HomePage, subject: Subject, other: Subject) -> World:
    story = a_story(home, subject, kinds=["runaway"], body=stream(("text", f"<p>{MARK} was here.</p>")))
    a_story(home, other, "another", body=stream(cards(story)))
    home.story, home.about_text = story, link(story)
    home.save_revision().publish()
    guide = build(
        GuidePage, place_for(GuidePage, home), title="A guide", slug="guide", body=stream(cards(story))
    )
    standard = build(StandardPage, home, title="About", slug="about", body=stream(("text", link(story))))
    _an_explainer(home, story)
    index = build(PartnerIndexPage, home, title="Partners", slug="partners")
    partner = build(PartnerPage, index, title="A centre", slug="centre", body=stream(("text", link(story))))
    year = clock.today().year + 1
    campaign = build(
        CampaignPage,
        build(CampaignIndexPage, home, slug="campaigns"),
        title="The Day",
        slug=str(year),
        year=year,
        kit=stream(
            ("buttons", {"buttons": [{"label": "Read", "page": story.pk, "url": "", "style": "primary"}]})
        ),
    )
    joining = build(PartnerCampaignPage, partner, title="We join in", slug="joining", year=year)
    event = build(EventPage, partner, title="An evening", slug="evening", body=stream(cards(story)))
    footer = Footer(locale=home.locale, about=link(story), links=stream(("page", story.pk)))
    footer.save()
    footer.save_revision().publish()
    in_spanish(home, story.get_parent().specific, story, index, partner)
    standard.copy_for_translation(Locale.objects.get(language_code="es"), alias=True)
    page = a_competition_page(lambda model, parent=None, **fields: build(model, parent or home, **fields))
    return World(story, a_drawing(page.competition), guide, partner, event, campaign, joining)


def _an_explainer(home: HomePage, story: StoryPage) -> ExplainerPage:
    answers = [
        {"label": "Yes", "verdict": "right", "feedback": link(story)},
        {"label": "No", "verdict": "otherwise", "feedback": "<p>No.</p>"},
    ]
    listed = [{"type": "item", "id": str(uuid4()), "value": answer} for answer in answers]
    situation = {
        "heading": "A bag is gone",
        "situation": "It is nine.",
        "question": "Is she missing?",
        "answers": listed,
        "kind": "runaway",
        "helps": "<p>Call.</p>",
        "fact": None,
    }
    return build(
        ExplainerPage,
        place_for(ExplainerPage, home),
        title="What is missing",
        slug="explained",
        situations=stream(("situation", situation), ("situation", {**situation, "helps": link(story)})),
    )


def a_drawing(competition: Any) -> Entry:
    """With an award, whose day has come."""
    competition.results_on = clock.today() - timedelta(days=1)
    competition.save()
    drawing = released(
        a_batch(competition), (Scope.SITE, Scope.WINNER), title=f"{MARK} house", alt_text=f"{MARK} alt"
    )
    gallery.award(drawing, "first", user=a_decider("jury"))
    return drawing


# --- Looking everywhere -------------------------------------------------------------------------------------------


def every_address(client: Client) -> list[str]:
    """All that can be reached from the first pages and the sitemap, what is answered with 404, search, and feeds."""
    known: dict[str, None] = dict.fromkeys(["/sitemap.xml", *(f"/{code}/" for code in CODES)])
    waiting = list(known)
    while waiting:
        for found in ADDRESS.findall(text_of(client, waiting.pop())):
            address = "".join(found).split("?")[0]
            if address not in known and not address.startswith(("/static/", "/admin/")):
                known[address] = None
                waiting.append(address)
    below = {
        address.split("/", 2)[2] for address in known if "/stories/" in address or "/drawings/" in address
    }
    known |= dict.fromkeys(f"/{code}/{rest}" for code in CODES for rest in sorted(below))
    known |= dict.fromkeys(f"/{code}/search/" for code in CODES)
    return list(known)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    body: bytes = response.getvalue()
    return body.decode(errors="replace") + str(response.headers)


def marked(client: Client, addresses: Iterable[str]) -> set[str]:
    """Addresses whose answer holds the mark, as whoever comes now gets it: nothing is remembered from before."""
    forget_everything()
    return {address for address in addresses if MARK in text_of(client, asked(address))}


def asked(address: str) -> str:
    return f"{address}?q={LOOKED_FOR}" if address.endswith("/search/") else address


def named(subject: Subject, *scopes: Scope) -> set[str]:
    """Addresses that the list of surfaces says; all, or those that stand by these scopes."""
    forget_everything()
    return {
        use.path
        for surface, uses in uses_of(subject)
        if not scopes or surface.scope in scopes
        for use in uses
    }


def agree(subject: Subject, scopes: Iterable[Scope]) -> None:
    """On the terms of before."""
    newest = consent.newest(subject)
    assert newest is not None
    names = consent.Terms.__dataclass_fields__
    terms = consent.Terms(**{name: getattr(newest, name) for name in names})
    consent.record(subject, terms, scopes)
