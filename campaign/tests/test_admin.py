"""A partner's editor makes the page of a year with one form, and is told what is wrong beside the field."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from campaign.models import PartnerCampaignPage
from partners.models import PartnerPage
from partners.tests.factories import PartnerFactory


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("editor@example.org"))
    return client


@pytest.fixture
def home(home_of: Any) -> PartnerPage:
    return home_of(PartnerFactory.create())


def form(**fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "25 May with us",
            "slug": "25-may",
            "seo_title": "",
            "search_description": "",
            "listing_summary": "",
            "listing_image": "",
            "social_text": "",
            "year": 2027,
            "introduction": "",
            "body": streamfield([("text", '{"blocks": [], "entityMap": {}}')]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
            "action-publish": "1",
            **fields,
        }
    )


def add(editor: Client, home: PartnerPage, **fields: Any) -> Any:
    return editor.post(
        reverse("wagtailadmin_pages:add", args=["campaign", "partnercampaignpage", home.pk]), form(**fields)
    )


def test_a_campaign_page_is_made_below_the_partners_own(editor: Client, home: PartnerPage) -> None:
    assert add(editor, home, body=streamfield([])).status_code == 302

    page = PartnerCampaignPage.objects.get()
    assert (page.year, page.get_parent().pk, page.live) == (2027, home.pk, True)


@pytest.mark.parametrize("year", ["", "next year", "1999", "20270", "-1", "2027\x00"])
def test_a_year_that_is_none_is_named_beside_its_field(editor: Client, home: PartnerPage, year: str) -> None:
    answer = add(editor, home, year=year, body=streamfield([]))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["year"]
    assert not PartnerCampaignPage.objects.exists()


@pytest.mark.parametrize("action", ["action-publish", "action-save"])
def test_a_second_page_of_a_year_is_refused_with_a_sentence(
    editor: Client, home: PartnerPage, join: Any, home_of: Any, action: str
) -> None:
    sentence = "This partner has a page for 2027 in this language already. Edit that one."
    first = {**form(body=streamfield([]), slug="first")}
    address = reverse("wagtailadmin_pages:add", args=["campaign", "partnercampaignpage", home.pk])
    first.pop("action-publish")
    editor.post(address, first)
    assert PartnerCampaignPage.objects.get().live is False

    second = form(body=streamfield([]), slug="second")
    second.pop("action-publish")
    answer = editor.post(address, {**second, action: "1"})

    assert answer.context["form"].errors == {"year": [sentence]}
    assert sentence in BeautifulSoup(answer.content, "html.parser").get_text()
    # Another year, another language and another partner are free; so is the page itself.
    assert add(editor, home, body=streamfield([]), slug="third", year=2028).status_code == 302
    for other in (home_of(home.partner, "lt"), home_of(PartnerFactory.create())):
        assert add(editor, other, body=streamfield([]), slug="fourth").status_code == 302
    page = PartnerCampaignPage.objects.get(slug="first")
    edited = editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form(body=streamfield([]), slug="first", title="New"),
    )
    assert edited.status_code == 302


def test_a_copy_goes_to_another_partner_or_nowhere(editor: Client, join: Any, home_of: Any) -> None:
    page = join("Vilnius Centre")
    here, there = page.get_parent(), home_of(PartnerFactory.create())
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])

    def copied(parent: Any) -> str:
        data = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": parent.pk}
        answer = editor.post(address, data, follow=True)
        return BeautifulSoup(answer.content, "html.parser").get_text()

    assert "This partner has a page for 2027 in this language already. Edit that one." in copied(here)
    copied(there)
    there.refresh_from_db()
    assert [child.title for child in there.get_children()] == ["A copy"]
