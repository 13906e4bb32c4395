"""What every test stands on: a small site in three languages, one of them right-to-left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Locale, Page, Site

from consent import domain as consent
from consent.enums import Capacity, Identification, Scope
from consent.models import Subject
from core.clock import today
from edge.health import forget_answer
from edge.memo import forget_everything
from home.models import HomePage
from languages.models import SiteLanguage


@pytest.fixture(autouse=True)
def _language_stays_in_its_test() -> Iterator[None]:
    """A test that leaves another language active would make the next one fail, or pass, for no reason of its own."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """What one test made the site remember is not true of the next one's database."""
    forget_everything()
    forget_answer()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Every language offered and a published home page, once for all tests: each test starts from a copy."""
    with django_db_blocker.unblock():
        for code in ("en", "es", "fr", "el", "lt", "ar"):
            locale, _made = Locale.objects.get_or_create(language_code=code)
            SiteLanguage.objects.update_or_create(locale=locale, defaults={"offered": True})
        home = HomePage.objects.get()
        home.hero_heading = "No missing child is forgotten"
        home.save_revision().publish()


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The English home page, at ``/en/``."""
    return HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


@pytest.fixture
def make_page(home_page: HomePage) -> Any:
    """``make_page(GuidePage, parent=topic, title="…")``: a live page, published through a revision like an editor's."""
    from core.tests.pages import build

    def make(model: type[Page], parent: Page | None = None, **fields: Any) -> Any:
        return build(model, parent or home_page, **fields)

    return make


@pytest.fixture
def consenting(db: None) -> Any:
    """``consenting(Scope.SITE)``: a subject whose consent to these scopes is in force today."""

    def make(*scopes: Scope) -> Subject:
        subject = Subject.objects.create(label="Pseudonym")
        day = today()
        terms = consent.Terms(
            capacity=Capacity.SELF,
            identification=Identification.PSEUDONYM,
            given_on=day,
            expires_on=day.replace(year=day.year + 1, day=1),
        )
        consent.record(subject, terms, scopes)
        return subject

    return make
