from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, Page

from campaign.models import CampaignIndexPage, CampaignPage, PartnerCampaignPage
from home.models import HomePage
from partners.models import Partner, PartnerIndexPage, PartnerPage
from partners.tests.factories import PartnerFactory, the_list_of_partners


@pytest.fixture
def partners_index(home_page: HomePage) -> PartnerIndexPage:
    return the_list_of_partners(home_page)


@pytest.fixture
def hub(partners_index: PartnerIndexPage, make_page: Any) -> CampaignPage:
    """The hub's page for 2027, at ``/en/campaign/2027/``."""
    index = make_page(CampaignIndexPage, slug="campaign")
    return make_page(
        CampaignPage,
        index,
        slug="2027",
        year=2027,
        theme="Every child, every number",
        hashtags="#MissingChildrensDay",
        kit=[("text", "<p>Light a blue lamp.</p>")],
    )


@pytest.fixture
def home_of(partners_index: PartnerIndexPage, make_page: Any) -> Any:
    """``home_of(partner, "lt")``: its page in a language, made if need be."""

    def get(partner: Partner, code: str = "en") -> PartnerPage:
        home = PartnerPage.objects.filter(partner=partner, locale__language_code=code).first()
        if home is None:
            index = PartnerIndexPage.objects.get(locale__language_code=code)
            home = make_page(PartnerPage, index, partner=partner, title=f"{partner.name} ({code})")
        return home

    return get


@pytest.fixture
def join(home_of: Any, make_page: Any) -> Any:
    """``join("Example Centre", "lt")``: a partner, and its campaign page for 2027 in a language."""

    def make(name: str, code: str = "en", **fields: Any) -> PartnerCampaignPage:
        partner = Partner.objects.filter(name=name).first() or PartnerFactory.create(name=name)
        fields = {"year": 2027, "title": f"25 May with {name} ({code})", **fields}
        return make_page(PartnerCampaignPage, home_of(partner, code), **fields)

    return make


@pytest.fixture
def translate(home_page: HomePage) -> Any:
    """``translate(page, "lt", theme="…")``: a translation by hand, published now."""

    def make(page: Page, code: str, **texts: Any) -> Any:
        locale = Locale.objects.get(language_code=code)
        copy = page.copy_for_translation(locale, copy_parents=True)
        for name, text in texts.items():
            setattr(copy, name, text)
        copy.save_revision().publish()
        return type(page).objects.get(pk=copy.pk)

    return make


@pytest.fixture
def seen(client: Client) -> Any:
    """``seen(page)``: what a reader gets there, as soup."""

    def get(page: Page, status: int = 200) -> BeautifulSoup:
        response = client.get(page.url)
        assert response.status_code == status
        return BeautifulSoup(response.content, "html.parser")

    return get
