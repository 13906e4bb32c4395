from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from demo.content.partners import PARTNERS
from demo.load_facts import load_facts
from demo.load_partners import load_partners
from partners.models import Partner


@pytest.fixture(autouse=True)
def countries(db: None) -> None:
    load_facts()


def test_loading_twice_adds_nothing_and_a_correction_stays() -> None:
    load_partners(with_editors=False)
    Partner.objects.filter(key="icmec").update(name="As it is called now")

    load_partners(with_editors=False)

    assert Partner.objects.count() == len(PARTNERS)
    assert Partner.objects.get(key="icmec").name == "As it is called now"


def test_each_example_partner_is_edited_by_its_own_login() -> None:
    for row in PARTNERS:
        for email in row.get("editors", []):
            if not get_user_model().objects.filter(email=email).exists():
                get_user_model().objects.create_user(email)

    load_partners(with_editors=True)

    edited = {
        partner.key: [user.email for user in partner.editors.all()] for partner in Partner.objects.all()
    }
    assert edited == {row["key"]: row.get("editors", []) for row in PARTNERS}


def test_without_logins_nobody_edits() -> None:
    get_user_model().objects.create_user("editor.lt@demo.example")

    load_partners(with_editors=False)

    assert not Partner.objects.filter(editors__isnull=False).exists()
