from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from accounts.models import User
from facts.models import FactWords, HelplineWords

from .factories import FactFactory, HelplineFactory

pytestmark = pytest.mark.django_db


def test_words_are_in_the_language_of_the_reader() -> None:
    helpline = HelplineFactory.create(note={"en": "Day and night.", "lt": "Visą parą."})

    with translation.override("lt"):
        assert helpline.note.text == "Visą parą."
        assert str(helpline.note) == "Visą parą."


def test_missing_words_fall_back_on_english_and_say_so() -> None:
    helpline = HelplineFactory.create(note={"en": "Day & night."})

    with translation.override("ar"):
        printed = Template("{{ helpline.note }}").render(Context({"helpline": helpline}))

    assert printed == '<span lang="en" dir="ltr">Day &amp; night.</span>'


def test_a_row_in_arabic_alone_is_shown_right_to_left() -> None:
    helpline = HelplineFactory.create(note={"ar": "ليلًا ونهارًا"})

    assert str(helpline.note) == '<span lang="ar" dir="rtl">ليلًا ونهارًا</span>'


def test_each_text_falls_back_on_its_own() -> None:
    """A Lithuanian row that gives hours must not hide the English note."""
    helpline = HelplineFactory.create(note={"en": "Ask for Rasa."})
    HelplineWords.objects.create(helpline=helpline, language="lt", hours="9–17 val.")

    with translation.override("lt"):
        assert (helpline.hours.text, helpline.hours.language) == ("9–17 val.", "lt")
        assert (helpline.note.text, helpline.note.language) == ("Ask for Rasa.", "en")


def test_no_words_are_empty_and_false() -> None:
    helpline = HelplineFactory.create()

    assert not helpline.note
    assert str(helpline.note) == ""


def test_words_are_escaped() -> None:
    helpline = HelplineFactory.create(note={"en": "<script>alert(1)</script>"})

    assert "<script>" not in Template("{{ helpline.note }}").render(Context({"helpline": helpline}))


def test_a_translation_is_a_draft_until_somebody_has_read_it() -> None:
    fact = FactFactory.create(statement={"en": "countries", "lt": "šalys", "es": "países"})
    FactWords.objects.filter(language="es").update(read_by=User.objects.create_user("t@example.org"))

    drafts = {}
    for language in ("en", "lt", "es"):
        with translation.override(language):
            drafts[language] = fact.statement.is_draft

    assert drafts == {"en": False, "lt": True, "es": False}
