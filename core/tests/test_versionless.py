"""Whoever gets into the admin with somebody's password does not learn which version runs there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail import __version__
from wagtail.utils.version import get_main_version

VERSION = re.compile(
    rf"wagtail\s*v?{re.escape(get_main_version(include_patch=False))}|{re.escape(__version__)}", re.I
)


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/pages/", "/admin/account/", "/admin/reports/site-history/"]
)
def test_no_page_of_the_admin_names_a_version_and_its_menus_are_whole(
    client: Client, home_page: Any, settings: Any, address: str
) -> None:
    assert VERSION.search("Wagtail v7.4") or "7.4" not in __version__
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(get_user_model().objects.create_superuser(email="lead@example.org", password="x"))
    response = client.get(address)

    assert response.status_code == 200
    page = response.content.decode()
    assert VERSION.findall(page) == []
    assert 'name="generator"' not in page
    # The settings menu lost its foot, not its entries.
    assert '"name": "settings"' in page
    assert '"name": "collections"' in page
    assert "docs.wagtail.org" not in page
