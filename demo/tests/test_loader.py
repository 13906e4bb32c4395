"""Pages are written in more than one language, and each reaches the others from the one it was written in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from demo import loader
from demo.content import types
from demo.loader import Loader, po_file, stable_path, written_pages
from home.models import HomePage
from languages import po
from languages.domain import unread_translation_of

WRITTEN = [
    types.Page("partners", "partners.PartnerIndexPage", {"title": "Partners"}),
    types.Page(
        "partners/example-centre-lithuania",
        "partners.PartnerPage",
        {
            "title": "Centras",
            "partner": types.PartnerRef("example-centre-lithuania"),
            "introduction": "Padedame.",
        },
        language="lt",
    ),
]
CODES = [code for code, _name in settings.LANGUAGES]
PATH = WRITTEN[1].path


@pytest.fixture
def two_pages(home_page: HomePage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A demo of two pages, whose translations say in which language they are."""

    def written(on: date, language: str | None = None) -> list[types.Page]:
        return [page for page in WRITTEN if language in {None, page.language}]

    monkeypatch.setattr(loader, "written_pages", written)
    monkeypatch.setattr(loader, "TRANSLATIONS", tmp_path)
    for step in ("logins", "pictures", "film", "subjects", "_footer"):
        monkeypatch.setattr(Loader, step, lambda self: None)


def translate_everything() -> None:
    found = Loader(print)
    for page in WRITTEN:
        original = found.there(page.path, page.language).specific
        source, _made = TranslationSource.update_or_create_from_instance(original)
        for code in CODES:
            if code != page.language:
                template = po.template(source)
                for entry in template:
                    entry.msgstr = f"{entry.msgid} ({code})"
                file = po_file(code, page.path)
                file.parent.mkdir(exist_ok=True)
                template.save(str(file))


def in_language(code: str) -> Page:
    return Loader(print).there(PATH, code)


def languages() -> list[str]:
    """In which the page written in Lithuanian is there, live or not."""
    return [code for code in CODES if Loader(print).find(PATH, code)]


def test_before_anything_is_translated_an_original_has_a_place_in_its_own_language_alone(
    two_pages: None,
) -> None:
    Loader(print, translated=False).load_pages()

    original = in_language("lt")
    assert (original.title, original.live, original.get_parent().alias_of_id is not None) == (
        "Centras",
        True,
        True,
    )
    assert languages() == ["lt"]


def test_what_is_written_in_lithuanian_is_read_in_english_as_a_translation(two_pages: None) -> None:
    Loader(print, translated=False).load_pages()
    translate_everything()

    Loader(print).load_pages()

    titles = {code: page.title for code in languages() if (page := in_language(code)).live}
    assert titles == {code: "Centras" if code == "lt" else f"Centras ({code})" for code in CODES}
    english, original = in_language("en"), in_language("lt")
    assert english.specific.partner_id == original.specific.partner_id
    assert unread_translation_of(english) == original
    assert unread_translation_of(original) is None


def test_what_somebody_has_rewritten_or_taken_down_stays(two_pages: None) -> None:
    Loader(print, translated=False).load_pages()
    translate_everything()
    Loader(print).load_pages()
    original, english = in_language("lt"), in_language("en")
    original = original.specific
    original.introduction = "Redaktorės žodžiai."
    original.save_revision().publish()
    english.specific.unpublish()

    Loader(print).load_pages()

    original, english = in_language("lt"), in_language("en")
    assert original.specific.introduction == "Redaktorės žodžiai."
    assert not english.live


def test_as_drafts_nothing_is_shown(two_pages: None) -> None:
    Loader(print, translated=False).load_pages()
    translate_everything()
    Page.objects.filter(slug="partners").delete()

    Loader(print, as_drafts=True).load_pages()

    assert {code: in_language(code).live for code in languages()} == dict.fromkeys(CODES, False)


@pytest.mark.parametrize("day", [date(2027, 5, 25), date(2027, 5, 26), date(2031, 1, 1)])
def test_a_page_keeps_its_name_in_whatever_year_the_demo_is_loaded(day: date) -> None:
    names = [stable_path(page.path, day) for page in written_pages(day)]

    assert len(set(names)) == len(names)
    assert set(names) == {
        stable_path(page.path, date(2026, 11, 23)) for page in written_pages(date(2026, 11, 23))
    }


def test_every_translation_belongs_to_a_page() -> None:
    day = date(2026, 11, 23)
    pages = {
        po_file(page.language, stable_path(page.path, day)).name: page.language for page in written_pages(day)
    }
    pages[po_file("en", loader.FOOTER_KEY).name] = "en"

    for code in CODES:
        translated = {file.name for file in (loader.TRANSLATIONS / code).glob("*.po")}
        assert translated <= {name for name, language in pages.items() if language != code}
