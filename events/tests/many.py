"""Events by the thousand, for tests and benchmarks: rows and treebeard's paths written straight into the tables."""

from __future__ import annotations

import uuid
from datetime import time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site

from core import clock
from edge.content_version import bump_on_commit
from events import instants
from events.enums import Kind, Status
from events.models import EventIndexPage, EventPage, SpokenLanguage
from facts.models import Country
from partners.models import Partner, PartnerIndexPage, PartnerPage

COUNTRIES = ("gr", "es", "fr", "ie", "ro", "jp", "kr", "br", "za")
ZONES = ("Europe/Vilnius", "Europe/Athens", "Europe/Madrid", "Asia/Tokyo", "America/Sao_Paulo")
SPOKEN = (["el", "en"], ["es"], ["fr", "en"], ["en"])
PARTNERS = 20
#: One event in so many is written in a second language too.
TRANSLATED = 5
BATCH = 500


def make_many_events(number: int) -> None:
    """``number`` events of twenty partners, spread over a year behind us and a year before us, in any order of making.

    The same every time. About half are in Lithuania, half are vigils, half in Lithuanian, half online, each half
    another one: what these filters find fills a page already at a hundred, so that sizes can be compared. One in a
    thousand is a walk in Iceland, in Icelandic: the rarest of each filter.
    """
    with transaction.atomic():
        home = Site.objects.get(is_default_site=True).root_page
        if not EventIndexPage.objects.exists():
            _publish(EventIndexPage(title="Events", slug="events", locale=home.locale), home)
        for code in ("lt", *COUNTRIES, "is"):
            Country.objects.get_or_create(code=code)
        parents = [_partner_page(home, place) for place in range(PARTNERS)]
        lithuanian = Locale.objects.get(language_code="lt")
        copies = [
            page.get_translation_or_none(lithuanian)
            or page.copy_for_translation(lithuanian, copy_parents=True, alias=False)
            for page in parents
        ]
        made = [_event(place) for place in range(number)]
        translated = [_translation(event, lithuanian) for event in made[::TRANSLATED]]
        _put_below(parents, made)
        _put_below(copies, translated)
        bump_on_commit()
    with connection.cursor() as cursor:
        # A database that knows its tables chooses its indexes as a running site's does.
        cursor.execute("ANALYZE")


def _publish(page: Any, parent: Page) -> Any:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _partner_page(home: Page, place: int) -> PartnerPage:
    partner, _made = Partner.objects.get_or_create(key=f"many-{place}", defaults={"name": f"Partner {place}"})
    page = PartnerPage.objects.filter(partner=partner, locale=home.locale).first()
    if page is None:
        index = PartnerIndexPage.objects.filter(locale=home.locale).first() or _publish(
            PartnerIndexPage(title="Partners", slug="partners", locale=home.locale), home
        )
        title = f"Partner {place}"
        page = _publish(
            PartnerPage(title=title, slug=partner.key, locale=home.locale, partner=partner), index
        )
    return page


def _event(place: int) -> EventPage:
    rare = place % 1000 == 7
    # 7919 is prime: rows do not lie in the table in the order of their days.
    day = clock.today() + timedelta(days=place * 7919 % 731 - 365)
    zone = ZONES[place % len(ZONES)]
    kinds = [kind for kind in Kind if kind not in {Kind.VIGIL, Kind.WALK}]
    vigil, in_lithuania, in_lithuanian, online = (not place >> bit & 1 for bit in range(4))
    country = "lt" if in_lithuania else COUNTRIES[place % len(COUNTRIES)]
    spoken = ["lt", "en"] if in_lithuanian else SPOKEN[place % len(SPOKEN)]
    kind = Kind.VIGIL if vigil else kinds[place % len(kinds)]
    event = EventPage(
        title=f"Event {place}",
        slug=f"event-{uuid.uuid4().hex}",
        kind=Kind.WALK if rare else kind,
        status=Status.CANCELLED if place % 50 == 3 else Status.CONFIRMED,
        introduction="What we do, and who may come. " * 8,
        start_date=day,
        start_time=time(18, 0),
        end_time=time(20, 0),
        zone=zone,
        online=online,
        country_id="is" if rare else country,
        locality="Town",
        languages=["is"] if rare else list(spoken),
        translation_key=uuid.uuid4(),
    )
    event.body = [("text", "<p>" + "It is about what helps a missing child. " * 60 + "</p>")]
    event.starts_at = instants.instant(day, time(18, 0), zone)
    event.ends_at = instants.instant(day, time(20, 0), zone)
    return event


def _translation(event: EventPage, locale: Locale) -> EventPage:
    copy = EventPage(
        **{
            field.attname: getattr(event, field.attname)
            for field in EventPage._meta.concrete_fields
            if field.name not in {"id", "page_ptr"}
        }
    )
    copy.title, copy.locale = f"Renginys {event.title}", locale
    return copy


def _put_below(parents: list[PartnerPage], events: list[EventPage]) -> None:
    """`bulk_create` refuses tables that inherit, so parent rows go in first, then the events' own."""
    kind = ContentType.objects.get_for_model(EventPage)
    now = clock.now()
    for place, parent in enumerate(parents):
        parent.refresh_from_db()
        below = events[place :: len(parents)]
        for step, event in enumerate(below, parent.numchild + 1):
            event.path = EventPage._get_path(parent.path, parent.depth + 1, step)
            event.depth, event.numchild = parent.depth + 1, 0
            event.url_path = f"{parent.url_path}{event.slug}/"
            event.draft_title, event.content_type, event.locale = event.title, kind, parent.locale
            event.live, event.first_published_at, event.last_published_at = True, now, now
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(below))
    shared = [field for field in Page._meta.concrete_fields if field.name != "id"]
    rows = [Page(**{field.attname: getattr(event, field.attname) for field in shared}) for event in events]
    Page.objects.bulk_create(rows, batch_size=BATCH)
    keys: dict[str, int] = {}
    for start in range(0, len(rows), BATCH):
        some = [row.path for row in rows[start : start + BATCH]]
        keys |= dict(Page.objects.filter(path__in=some).values_list("path", "pk"))
    for event in events:
        event.page_ptr_id = keys[event.path]
    own = EventPage._meta.local_concrete_fields
    for start in range(0, len(events), BATCH):
        EventPage._base_manager._insert(events[start : start + BATCH], fields=own, using=connection.alias)
    spoken = [SpokenLanguage(event_id=event.pk, code=code) for event in events for code in event.languages]
    SpokenLanguage.objects.bulk_create(spoken, batch_size=BATCH)
