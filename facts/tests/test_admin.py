from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import User
from core.clock import today
from facts.models import Country, Fact

from .factories import AlertSystemFactory, CountryFactory, FactFactory, HelplineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor@example.org"))
    return client


def test_lists_of_the_facts_menu_open_with_rows_in_them(editor: Client) -> None:
    HelplineFactory.create(operator="Centre in Vilnius")
    HelplineFactory.create(operator="For all", countries=[], number="", web_address="https://example.org/")
    AlertSystemFactory.create()
    FactFactory.create()

    shown = {
        name: editor.get(reverse(f"{name}:index")) for name in ("helpline", "alertsystem", "fact", "country")
    }

    assert {name: page.status_code for name, page in shown.items()} == dict.fromkeys(shown, 200)
    helplines = shown["helpline"].content.decode()
    assert "Centre in Vilnius" in helplines
    assert "Every country" in helplines
    assert "Not yet verified by a person" in helplines
    assert "Lithuania" in shown["country"].content.decode()


@pytest.mark.parametrize("search", ["Vilnius", "\x00", "x" * 10_000])
def test_a_search_among_helplines_never_fails(editor: Client, search: str) -> None:
    HelplineFactory.create(operator="Centre in Vilnius")

    page = editor.get(reverse("helpline:index"), {"q": search})

    assert page.status_code == 200


@pytest.mark.parametrize("factory", [HelplineFactory, AlertSystemFactory, FactFactory])
def test_forms_open_empty_and_filled(editor: Client, factory: Any) -> None:
    row = factory.create()
    name = row._meta.model_name

    assert editor.get(reverse(f"{name}:add")).status_code == 200
    assert editor.get(reverse(f"{name}:edit", args=[row.pk])).status_code == 200


def test_a_fact_is_written_with_its_words(editor: Client) -> None:
    editor.post(reverse("fact:add"), fact_form(languages=["en", "lt"]))

    fact = Fact.objects.get(key="a-fact")
    assert (fact.display, sorted(fact.words.values_list("language", flat=True))) == ("58.2%", ["en", "lt"])


def test_two_rows_in_one_language_are_refused_with_a_sentence(editor: Client) -> None:
    page = editor.post(reverse("fact:add"), fact_form(languages=["en", "en"]))

    assert page.status_code == 200
    assert not Fact.objects.exists()


def fact_form(languages: list[str]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": "a-fact",
        "value": "58.2",
        "unit": "percent",
        "source_name": "Missing Children Europe",
        "as_of": "2018-01-01",
        "as_of_precision": "year",
        "words-TOTAL_FORMS": len(languages),
        "words-INITIAL_FORMS": 0,
        "also_reported-TOTAL_FORMS": 0,
        "also_reported-INITIAL_FORMS": 0,
    }
    for number, language in enumerate(languages):
        data |= {f"words-{number}-language": language, f"words-{number}-statement": "of the cases"}
    return data


def test_a_country_is_added_and_then_only_looked_at(editor: Client) -> None:
    editor.post(reverse("country:add"), {"code": "gr"})

    assert Country.objects.filter(pk="gr").exists()
    for action in ("edit", "delete"):
        answer = editor.get(reverse(f"country:{action}", args=["gr"]))
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


def test_verify_shows_the_row_and_takes_the_day(editor: Client) -> None:
    helpline = HelplineFactory.create()
    address = reverse("helpline:verify", args=[helpline.pk])

    assert "116 000" in editor.get(address).content.decode()
    answer = editor.post(address, {"on": today().isoformat()})

    helpline.refresh_from_db()
    assert answer["Location"] == reverse("helpline:index")
    assert helpline.verified_on == today()
    assert ModelLogEntry.objects.filter(action="facts.verify", object_id=str(helpline.pk)).count() == 1


@pytest.mark.parametrize("day", ["2999-01-01", "yesterday", ""])
def test_verify_refuses_a_day_that_cannot_be(editor: Client, day: str) -> None:
    helpline = HelplineFactory.create()

    answer = editor.post(reverse("helpline:verify", args=[helpline.pk]), {"on": day})

    helpline.refresh_from_db()
    assert (answer.status_code, helpline.verified_on) == (200, None)


def test_who_may_not_change_helplines_may_not_verify_them(client: Client) -> None:
    user = User.objects.create_user("reader@example.org")
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    client.force_login(user)
    helpline = HelplineFactory.create()

    answer = client.post(reverse("helpline:verify", args=[helpline.pk]), {"on": today().isoformat()})

    helpline.refresh_from_db()
    assert (answer.status_code, helpline.verified_on) == (302, None)


@pytest.mark.parametrize(
    ("chooser", "factory"), [("helpline_chooser", HelplineFactory), ("fact_chooser", FactFactory)]
)
def test_choosers_offer_the_rows(editor: Client, chooser: str, factory: Any) -> None:
    row = factory.create(key="to-be-chosen")
    CountryFactory.create()

    page = editor.get(reverse(f"{chooser}:choose"))

    assert page.status_code == 200
    assert row.key in page.json()["html"]
