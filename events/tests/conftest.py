from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from events.models import EventIndexPage, EventPage
from facts.tests.factories import CountryFactory
from partners.models import Partner, PartnerIndexPage, PartnerPage


@pytest.fixture
def clock_at(settings: Any) -> Any:
    """``clock_at("2027-05-25T12:00")``: what time it is, in UTC."""

    def at(moment: str) -> None:
        settings.CLOCK = moment

    return at


@pytest.fixture
def index(make_page: Any) -> EventIndexPage:
    page: EventIndexPage = make_page(EventIndexPage, title="Events", slug="events")
    return page


@pytest.fixture
def partner_page(make_page: Any) -> PartnerPage:
    partner = Partner.objects.create(
        key="centre", name="Centre of Vilnius", web_address="https://example.org/"
    )
    partners = make_page(PartnerIndexPage, title="Partners", slug="partners")
    page: PartnerPage = make_page(PartnerPage, partners, title="The centre", slug="centre", partner=partner)
    return page


@pytest.fixture
def make_event(make_page: Any, partner_page: PartnerPage) -> Any:
    """A published vigil in Vilnius on 22 May 2027, 18:00 to 20:00, unless told otherwise; ``country`` is a code."""

    def make(parent: PartnerPage | None = None, country: str = "lt", **fields: Any) -> EventPage:
        whole = {
            "title": "Lights for the missing",
            "kind": "vigil",
            "status": "confirmed",
            "start_date": date(2027, 5, 22),
            "start_time": time(18),
            "end_time": time(20),
            "zone": "Europe/Vilnius",
            "locality": "Vilnius",
            "country": CountryFactory.create(code=country) if country else None,
        }
        page: EventPage = make_page(EventPage, parent or partner_page, **{**whole, **fields})
        return page

    return make
