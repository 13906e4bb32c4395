"""How a translation reaches readers, and what never reaches them."""

from __future__ import annotations

from typing import Any

import polib
import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, TranslationSource

from accounts.models import User
from home.models import HomePage, StandardPage
from languages import po as po_files
from languages.domain import mark_read, propose, unread_translation_of
from languages.spine import alias_spine


@pytest.fixture
def spanish(home_page: HomePage) -> Locale:
    locale = Locale.objects.get(language_code="es")
    alias_spine(home_page)
    return locale


@pytest.fixture
def page(make_page: Any, spanish: Locale) -> StandardPage:
    return make_page(
        StandardPage,
        slug="about",
        title="About",
        introduction="Who we are",
        body=[("text", '<p>Call <b>now</b>, see <a href="https://example.org">this</a>.</p>')],
    )


def translated(page: Page, **changes: str) -> polib.POFile:
    source, _made = TranslationSource.update_or_create_from_instance(page)
    po = po_files.template(source)
    for entry in po:
        entry.msgstr = changes.get(entry.msgctxt.partition(".")[0], f"ES {entry.msgid}")
    return polib.pofile(str(po))


def live_title(page: Page, locale: Locale) -> str | None:
    found = Page.objects.filter(translation_key=page.translation_key, locale=locale, live=True).first()
    return found.title if found else None


def test_a_proposed_translation_waits_as_a_draft(page: StandardPage, spanish: Locale) -> None:
    target = propose(page, spanish, translated(page))

    assert live_title(page, spanish) is None
    assert target.get_latest_revision_as_object().title == "ES About"


def test_a_published_translation_is_what_readers_get(page: StandardPage, spanish: Locale) -> None:
    propose(page, spanish, translated(page), publish=True)

    assert live_title(page, spanish) == "ES About"


def test_a_new_proposal_never_touches_what_readers_see(page: StandardPage, spanish: Locale) -> None:
    propose(page, spanish, translated(page), publish=True)

    target = propose(page, spanish, translated(page, title="Acerca de"))

    assert live_title(page, spanish) == "ES About"
    assert target.get_latest_revision_as_object().title == "Acerca de"


def test_the_address_stays_the_same_in_every_language(page: StandardPage, spanish: Locale) -> None:
    target = propose(page, spanish, translated(page), publish=True)

    assert (page.url, target.url) == ("/en/about/", "/es/about/")


def test_an_alias_gives_way_to_a_published_translation(home_page: HomePage, spanish: Locale) -> None:
    assert live_title(home_page, spanish) == home_page.title
    propose(home_page, spanish, translated(home_page))
    assert live_title(home_page, spanish) == home_page.title

    propose(home_page, spanish, translated(home_page), publish=True)

    target = Page.objects.get(translation_key=home_page.translation_key, locale=spanish)
    assert (target.title, target.alias_of_id) == (f"ES {home_page.title}", None)


def test_a_gap_is_refused_with_its_line_and_nothing_is_kept(page: StandardPage, spanish: Locale) -> None:
    po = translated(page)
    gap = next(entry for entry in po if entry.msgctxt == "introduction")
    gap.msgstr = ""

    with pytest.raises(po_files.Refused) as refused:
        propose(page, spanish, po, publish=True)

    assert [(problem.line, problem.sentence) for problem in refused.value.problems] == [
        (gap.linenum, "“Who we are” is not translated.")
    ]
    assert live_title(page, spanish) is None
    assert not StringTranslation.objects.exists()


def test_a_lost_placeholder_is_refused_with_its_line(page: StandardPage, spanish: Locale) -> None:
    po = translated(page)
    broken = next(entry for entry in po if "<b>" in entry.msgid)
    broken.msgstr = "Llame ahora"

    with pytest.raises(po_files.Refused) as refused:
        propose(page, spanish, po)

    assert [problem.line for problem in refused.value.problems] == [broken.linenum]
    assert "placeholder" in str(refused.value)


def test_a_text_that_is_not_of_the_page_and_one_that_is_missing_are_both_named(
    page: StandardPage, spanish: Locale
) -> None:
    po = translated(page)
    stranger = next(entry for entry in po if entry.msgctxt == "introduction")
    stranger.msgid = "Another text"

    with pytest.raises(po_files.Refused) as refused:
        propose(page, spanish, po)

    assert [(problem.line, problem.sentence) for problem in refused.value.problems] == [
        (stranger.linenum, "“Another text” is not a text of this page."),
        (0, "“Who we are” is missing from the file."),
    ]


def test_a_file_made_on_another_installation_is_taken_all_the_same(
    page: StandardPage, spanish: Locale
) -> None:
    po = translated(page)
    po.metadata["X-WagtailLocalize-TranslationID"] = "00000000-0000-0000-0000-000000000000"

    propose(page, spanish, po, publish=True)

    assert live_title(page, spanish) == "ES About"


def test_what_is_no_po_file_is_refused_with_a_sentence() -> None:
    with pytest.raises(po_files.Refused, match="This is not a PO file"):
        po_files.read('msgid "open\nmsgstr')


def test_a_machine_translation_says_so_until_a_named_person_has_read_it(
    page: StandardPage, spanish: Locale, django_user_model: type[User]
) -> None:
    target = propose(page, spanish, translated(page), machine=True, publish=True)
    assert unread_translation_of(target) == Page.objects.get(pk=page.pk)
    assert set(StringTranslation.objects.values_list("translation_type", flat=True)) == {"machine"}

    mark_read(target, django_user_model.objects.create_user("reader@example.org"))
    assert unread_translation_of(target) is None

    propose(page, spanish, translated(page, title="Otra vez"), machine=True, publish=True)
    assert unread_translation_of(target) == Page.objects.get(pk=page.pk)


def test_an_original_never_says_that_it_is_a_translation(page: StandardPage, spanish: Locale) -> None:
    propose(page, spanish, translated(page), machine=True, publish=True)

    assert unread_translation_of(page) is None


def test_nobody_translates_a_translation(page: StandardPage, spanish: Locale) -> None:
    target = propose(page, spanish, translated(page), publish=True)

    with pytest.raises(PermissionDenied):
        TranslationSource.update_or_create_from_instance(target)


def test_translators_see_what_changed_as_soon_as_the_original_is_published(
    page: StandardPage, spanish: Locale
) -> None:
    propose(page, spanish, translated(page), publish=True)
    page.introduction = "Who we are now"
    page.save_revision().publish()

    with pytest.raises(po_files.Refused, match="Who we are now"):
        po_files.check(translated_before_the_change(page), TranslationSource.objects.get())
    assert live_title(page, spanish) == "ES About"


def translated_before_the_change(page: Page) -> polib.POFile:
    po = translated(page)
    next(entry for entry in po if entry.msgctxt == "introduction").msgid = "Who we are"
    return po
