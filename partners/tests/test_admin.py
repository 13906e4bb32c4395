"""What the coordinator at the hub does in the admin: a partner in one form, then its page."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from facts.models import Country
from partners.models import Partner, PartnerIndexPage, PartnerPage

from .factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("coordinator@example.org"))
    return client


def partner_form(**changes: Any) -> dict[str, Any]:
    return {
        "key": "example-centre",
        "name": "Example Centre",
        "type": "national_centre",
        "countries": ["lt"],
        "languages": ["en", "lt"],
        "web_address": "https://centre.example/",
        "contact_email": "office@centre.example",
        **changes,
    }


def page_form(**fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "Example Centre",
            "slug": "example-centre",
            "seo_title": "",
            "search_description": "",
            "listing_summary": "",
            "listing_image": "",
            "social_text": "",
            "introduction": "",
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
            "action-publish": "1",
            **fields,
        }
    )


def test_a_partner_is_brought_in_with_one_form(editor: Client) -> None:
    Country.objects.get_or_create(code="lt")

    answer = editor.post(reverse("partner:add"), partner_form())

    partner = Partner.objects.get(key="example-centre")
    assert answer["Location"] == reverse("partner:index")
    assert (partner.languages, [country.pk for country in partner.countries.all()]) == (["en", "lt"], ["lt"])
    assert "Example Centre" in editor.get(reverse("partner:index")).content.decode()
    assert editor.get(reverse("partner:edit", args=[partner.pk])).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "two words"),
        ("name", "x" * 10_000),
        ("name", "a\x00b"),
        ("type", "friend"),
        ("countries", ["zz"]),
        ("languages", ["klingon"]),
        ("web_address", "javascript:alert(1)"),
        ("contact_email", "nobody"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_is_lost(
    editor: Client, field: str, value: Any
) -> None:
    Country.objects.get_or_create(code="lt")

    answer = editor.post(reverse("partner:add"), partner_form(**{field: value}))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["contact_email"].value()
    assert not Partner.objects.exists()


def test_a_partner_with_a_page_cannot_be_deleted_by_mistake(
    editor: Client, index: PartnerIndexPage, make_page: Any
) -> None:
    page = make_page(PartnerPage, index)

    answer = editor.post(reverse("partner:delete", args=[page.partner.pk]))

    assert answer.status_code < 500
    assert Partner.objects.filter(pk=page.partner.pk).exists()


def test_a_partner_has_one_page_a_language(editor: Client, index: PartnerIndexPage) -> None:
    partner = PartnerFactory.create()
    lithuanian = PartnerIndexPage.objects.get(locale__language_code="lt")

    def add(parent: PartnerIndexPage) -> list[str]:
        answer = editor.post(
            reverse("wagtailadmin_pages:add", args=["partners", "partnerpage", parent.pk]),
            page_form(partner=partner.pk, slug=f"a-page-{PartnerPage.objects.count()}"),
        )
        errors: list[str] = [] if answer.status_code == 302 else answer.context["form"].errors["partner"]
        return errors

    assert add(index) == []
    assert add(index) == ["This partner has a page in this language already. Edit that one."]
    PartnerIndexPage.objects.filter(pk=lithuanian.pk).update(alias_of=None)
    assert add(lithuanian) == []
    assert PartnerPage.objects.filter(partner=partner).count() == 2


def test_a_page_can_be_edited_but_not_copied(editor: Client, index: PartnerIndexPage, make_page: Any) -> None:
    page = make_page(PartnerPage, index)

    edited = editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        page_form(partner=page.partner.pk, title="Another title", slug=page.slug),
    )
    copied = editor.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": index.pk},
    )

    assert edited.status_code == 302
    assert PartnerPage.objects.get().title == "Another title"
    text = BeautifulSoup(copied.content, "html.parser").get_text()
    assert "This partner has a page in this language already. Edit that one." in text


def test_nobody_makes_a_page_another_partners(
    editor: Client, index: PartnerIndexPage, make_page: Any
) -> None:
    page = make_page(PartnerPage, index, partner=PartnerFactory.create())
    other = PartnerFactory.create(name="Another centre")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    answer = editor.post(address, page_form(partner=other.pk, title="Another title", slug=page.slug))

    assert answer.status_code == 302
    kept = PartnerPage.objects.get()
    assert (kept.title, kept.partner_id) == ("Another title", page.partner_id)
    (field,) = BeautifulSoup(editor.get(address).content, "html.parser").select("[name=partner]")
    assert field.has_attr("disabled")


@pytest.mark.parametrize("question", ["", "Example", "\x00", "x" * 10_000])
def test_partners_can_be_chosen_inside_a_text(editor: Client, question: str) -> None:
    PartnerFactory.create(name="Example Centre Lithuania")

    page = editor.get(reverse("partner_chooser:choose"), {"q": question})

    assert page.status_code == 200
    assert "Example Centre Lithuania" in page.json()["html"]
