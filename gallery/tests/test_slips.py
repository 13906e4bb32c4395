"""Paper: codes and PINs, what stands on a slip, and in which language."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from consent import texts
from consent.enums import TextName
from consent.taking_back import codes
from gallery import domain, slips
from gallery.classes import paper
from gallery.models import Slip
from gallery.staff.forms import SCOPES
from schools.tests.visits import form_token_of, visit

from .classes import a_class

pytestmark = pytest.mark.django_db
FIGURES = re.compile(r"[0-9]{6}")


def the_page(
    client: Client, name: str, batch: object, query: str = "", language: str = "en"
) -> BeautifulSoup:
    with translation.override(language):
        address = reverse(f"school_classes:{name}", args=[batch.public_id])
    response = client.get(address + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_code_written_by_hand_is_read_back_and_its_pin_is_right() -> None:
    made = {slips.new_code() for _ in range(200)}
    assert len(made) == 200
    for code in made:
        assert codes.read_code(slips.shown(code).lower().replace("0", "o").replace("1", "l")) == code
        pin = slips.pin_of(code)
        assert FIGURES.fullmatch(pin)
        assert not codes.is_a_row(pin)
        assert slips.right_pin(code, pin)


def test_no_pin_goes_with_another_code_or_another_site(settings: Settings) -> None:
    one, other = "K7P3QXM2TD", "K7P3QXM2TE"
    assert slips.pin_of(one) != slips.pin_of(other)
    for wrong in ("", "12345", slips.pin_of(other), slips.pin_of(one) + "0", "١٢٣٤٥٦", "\ud800"):
        assert not slips.right_pin(one, wrong)
    printed = slips.pin_of(one)
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = ["another-key-another-key-another-key", *old]
    assert slips.pin_of(one) != printed
    assert slips.right_pin(one, printed), "paper printed before a key was changed no longer works"
    settings.FIELD_KEYS = ["another-key-another-key-another-key"]
    assert not slips.right_pin(one, printed)


def test_pins_that_people_try_first_are_counted_past(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(codes, "is_a_row", lambda pin: asked.append(pin) or len(asked) < 3)
    assert slips.pin_of("K7P3QXM2TD") == asked[2]
    assert len(set(asked)) == 3


def test_a_class_has_sixty_slips_at_most_numbered_without_a_gap(client: Client) -> None:
    contact = visit(client)
    batch = a_class(contact, slips=0)
    token = form_token_of(client)
    address = reverse("school_classes:slips", args=[batch.public_id])
    for wanted in ("", "0", "-1", "61", "9" * 30, "x", "\x00"):
        assert client.post(address, {"form_token": token, "number": wanted}).status_code == 422
    assert client.post(address, {"form_token": token, "number": "28"}).status_code == 302
    assert client.post(address, {"form_token": token, "number": "32"}).status_code == 302
    refused = client.post(address, {"form_token": token, "number": "1"})
    assert refused.status_code == 422
    assert "60" in refused.content.decode()
    assert list(batch.slips.values_list("number", flat=True)) == list(range(1, 61))
    with pytest.raises(domain.Refused):
        domain.make_slips(batch, 1, contact=visit(Client()))


def test_a_slip_asks_in_the_words_that_count_and_the_family_keeps_code_and_pin(client: Client) -> None:
    batch = a_class(visit(client), slips=2)
    slip = Slip.objects.get(batch=batch, number=2)
    for language in ("en", "ar", "el"):
        sheet = the_page(client, "slips_print", batch, f"?from=2&language={language}")
        assert sheet.html["lang"] == language
        assert sheet.html["dir"] == ("rtl" if language == "ar" else "ltr")
        [page] = sheet.select(".sheet")
        asked = "\n\n".join(each.get_text() for each in page.select(".asked p"))
        assert asked == texts.current(TextName.DRAWING, language).text
        assert len(page.select(".boxes .tick")) == len(SCOPES)
        assert page.select(".child .tick")
        school, family = page.select_one(".school"), page.select_one(".family")
        shown, pin = slips.shown(slip.code), slips.pin_of(slip.code)
        assert shown in school.get_text()
        assert pin not in school.get_text(), "the school keeps this part: its PIN opens the family's page"
        assert shown in family.get_text()
        assert pin in family.get_text()
        assert f"/go/{slip.code}" in family.get_text()
        assert family.select("svg.qr path")
    assert len(the_page(client, "slips_print", batch).select(".sheet")) == 2


def test_a_pdf_has_a_page_for_each_slip_where_it_can_be_made(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = a_class(visit(client), slips=2)
    address = reverse("school_classes:slips_pdf", args=[batch.public_id])
    if (maker := paper.weasyprint()) is not None:
        assert the_page(client, "slips", batch).select("[formaction]")
        made = client.get(f"{address}?from=2&language=ar")
        assert made.headers["Content-Type"] == "application/pdf"
        assert made.content.startswith(b"%PDF")
        # The longest of our languages still has one slip a page.
        for language in ("el", "fr"):
            sheets = str(the_page(client, "slips_print", batch, f"?language={language}"))
            assert len(paper.pages_of(sheets, maker).pages) == 2
    monkeypatch.setattr("gallery.classes.paper.weasyprint", lambda: None)
    assert not the_page(client, "slips", batch).select("[formaction]")
    assert client.get(address).status_code == 404
