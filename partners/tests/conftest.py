from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import HomePage
from partners.models import PartnerIndexPage

from .factories import the_list_of_partners


@pytest.fixture
def index(home_page: HomePage) -> PartnerIndexPage:
    return the_list_of_partners(home_page)


@pytest.fixture
def seen(client: Client) -> Any:
    """``seen("/en/partners/")``: what a reader gets there, as soup."""

    def get(address: str, status: int = 200) -> BeautifulSoup:
        response = client.get(address)
        assert response.status_code == status
        return BeautifulSoup(response.content, "html.parser")

    return get
