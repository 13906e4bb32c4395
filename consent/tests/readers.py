"""Whoever has a private link, at their browser."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from consent import domain, texts
from consent.enums import AgeBand, Capacity, Identification, Scope, TextName
from consent.models import Subject
from consent.taking_back import domain as keys
from consent.taking_back.domain import Given
from core.clock import today


def agreed(*scopes: Scope, capacity: Capacity = Capacity.SELF, band: AgeBand = AgeBand.ADULT) -> Subject:
    subject = Subject.objects.create(label="Pseudonym")
    terms = domain.Terms(
        capacity=capacity,
        identification=Identification.PSEUDONYM,
        given_on=today(),
        expires_on=today() + timedelta(days=365),
        age_band=band,
        text=texts.current(TextName.STORY, "en"),
    )
    domain.record(subject, terms, scopes)
    return subject


def some_other_pin(pin: str) -> str:
    return f"{(int(pin) + 1) % 1_000_000:06}"


def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every PIN that is really compared with something from now on."""
    seen: list[str] = []
    real = keys.check_password

    def watched(pin: str, kept: str) -> bool:
        seen.append(pin)
        return real(pin, kept)

    monkeypatch.setattr(keys, "check_password", watched)
    return seen


class Browser:
    """Guards against forged forms are on, as on the site. ``press`` sends the form of that button as it stands on the
    page, with what the reader changed on it."""

    def __init__(self, given: Given, language: str = "en") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.given = given
        self.address = f"/{language}/my-story/{given.code}/"
        self.response: Any = None

    def look(self) -> Browser:
        return self._got(self.client.get(self.address))

    def open(self, pin: str | None = None, **more: Any) -> Browser:
        return self._got(
            self.client.post(self.address, {"pin": self.given.pin if pin is None else pin, **more})
        )

    def send(self, **data: Any) -> Browser:
        return self._got(self.client.post(self.address, data))

    def press(self, act: str, sure: bool = False, **changed: Any) -> Browser:
        data = self.form(act, sure)
        return self.send(**{**data, **changed})

    def form(self, act: str, sure: bool = False) -> dict[str, Any]:
        for form in self.page.select("form"):
            fields = _fields(form)
            if fields.get("act") == [act] and ("sure" in fields) == sure:
                return fields
        raise AssertionError(f"no form for {act} on the page")

    def _got(self, response: Any) -> Browser:
        self.response = response
        return self

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.content, "html.parser")

    @property
    def status(self) -> int:
        code: int = self.response.status_code
        return code

    @property
    def told(self) -> str:
        return _text(self.page.select_one("main .notice[role=status]"))

    @property
    def problem(self) -> str:
        return _text(self.page.select_one("main .problem"))

    @property
    def standing(self) -> str:
        return _text(self.page.select_one("main .lead"))

    @property
    def acts(self) -> list[str]:
        return [str(field["value"]) for field in self.page.select("form input[name=act]")]

    @property
    def ticked(self) -> dict[str, bool]:
        return {str(box["value"]): box.has_attr("checked") for box in self.page.select("input[name=scope]")}

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """Of the places where it is shown: address, title, and the language beside it."""
        return [
            (str(item.a["href"]), _text(item.a), _text(item.select_one(".meta")))
            for item in self.page.select(".uses li")
            if item.a
        ]

    @property
    def asks_for_the_pin(self) -> bool:
        return self.page.select_one("input[name=pin]") is not None


def _fields(form: Tag) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for field in form.select("input"):
        if field.get("type") == "checkbox" and not field.has_attr("checked"):
            continue
        data.setdefault(str(field["name"]), []).append(str(field.get("value", "")))
    return data


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag is not None else ""
