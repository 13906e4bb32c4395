"""The catalogue check finds each way in which a translation can be wrong, and lets a whole one pass."""

from __future__ import annotations

import gettext
import os
import shutil
from pathlib import Path

import polib
import pytest

from config import catalogues

PLURALS = {
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "el": "nplurals=2; plural=(n != 1);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    """Whole catalogues with two strings each, one of them with plural forms."""
    for code, plurals in PLURALS.items():
        file = polib.POFile()
        file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plurals}
        file.append(polib.POEntry(msgid="Hello %(name)s", msgstr=f"{code} %(name)s"))
        forms = int(plurals[9])
        file.append(
            polib.POEntry(
                msgid="one day",
                msgid_plural="%(count)s days",
                msgstr_plural={number: f"{code} %(count)s {number}" for number in range(forms)},
            )
        )
        target = tmp_path / "locale" / code / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True)
        file.save(str(target))
    return tmp_path / "locale"


def _add(locale: Path, code: str = "fr", **fields: object) -> None:
    path = str(locale / code / "LC_MESSAGES" / "django.po")
    file = polib.pofile(path)
    file.append(polib.POEntry(**fields))
    file.save(path)


def test_whole_catalogues_pass(locale: Path) -> None:
    fresh = {(None, "Hello %(name)s", ""), (None, "one day", "%(count)s days")}

    assert catalogues.check(fresh, locale) == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"msgid": "Leave", "msgstr": ""}, "is not translated"),
        ({"msgid": "Leave", "msgstr": " "}, "is not translated"),
        ({"msgid": "Leave", "msgstr": "Quitter", "flags": ["fuzzy"]}, "is fuzzy"),
        ({"msgid": "Contact", "msgstr": "Contact"}, "is the same as its source"),
        ({"msgid": "By %(who)s", "msgstr": "Par %(qui)s"}, "needs the placeholders %(who)s and has %(qui)s"),
        ({"msgid": "By %(who)s", "msgstr": "Par lui"}, "needs the placeholders %(who)s and has none"),
        ({"msgid": "{n} pages", "msgstr": "pages"}, "needs the placeholders {n} and has none"),
        ({"msgid": "<b>Now</b>", "msgstr": "Maintenant"}, "needs the tags b, b and has none"),
        ({"msgid": "Now\n", "msgstr": "Maintenant"}, "line break"),
        (
            {"msgid": "one", "msgid_plural": "%(n)s signs", "msgstr_plural": {0: "un"}},
            "has 1 plural forms; the language has 2",
        ),
        (
            {"msgid": "one", "msgid_plural": "%(n)s signs", "msgstr_plural": {0: "un", 1: "signes"}},
            "has no plural form with all of %(n)s",
        ),
    ],
)
def test_a_fault_is_found_with_its_line(locale: Path, fields: dict[str, object], fault: str) -> None:
    _add(locale, **fields)

    found = catalogues.check(None, locale)

    assert any(line.startswith("fr: line ") and fault in line for line in found), found


@pytest.mark.parametrize("text", ["%(a)s – %(b)s", "116 000", "<br>"])
def test_what_holds_no_word_may_stay_the_same(locale: Path, text: str) -> None:
    _add(locale, msgid=text, msgstr=text)

    assert catalogues.check(None, locale) == []


def test_the_same_with_a_reason_passes_in_that_language_only(locale: Path) -> None:
    _add(locale, "fr", msgid="Contact", msgstr="Contact")
    _add(locale, "es", msgid="Contact", msgstr="Contact")
    (locale / "same-as-source.txt").write_text("# why\nfr | the French word | Contact\n")

    (found,) = catalogues.check(None, locale)

    assert found.startswith("es: ")


def test_a_reason_that_is_no_longer_needed_is_reported(locale: Path) -> None:
    (locale / "same-as-source.txt").write_text("fr | the French word | Contact\n")

    assert catalogues.check(None, locale) == ["same-as-source.txt:1: “Contact” is not the same in fr"]


def test_a_string_of_the_code_that_is_missing_or_left_over_is_found(locale: Path) -> None:
    found = catalogues.check({(None, "Hello %(name)s", ""), ("menu", "Help", "")}, locale)

    assert "lt: “Help” is missing" in found
    assert "lt: “one day” is no longer used" in found


def test_a_language_without_a_catalogue_is_found(locale: Path) -> None:
    shutil.rmtree(locale / "ar")

    assert catalogues.check(None, locale) == [
        "ar: there is no locale/ar/LC_MESSAGES/django.po; make messages makes it"
    ]


def test_compiling_makes_what_gettext_reads_and_only_when_needed(locale: Path) -> None:
    assert catalogues.compile_all(locale) == len(PLURALS)
    assert catalogues.compile_all(locale) == 0

    lithuanian = gettext.translation("django", str(locale), ["lt"])
    assert lithuanian.gettext("Hello %(name)s") == "lt %(name)s"
    assert lithuanian.ngettext("one day", "%(count)s days", 10) == "lt %(count)s 2"

    changed = locale / "lt" / "LC_MESSAGES" / "django.po"
    later = changed.stat().st_mtime_ns + 10**9
    os.utime(changed, ns=(later, later))
    assert catalogues.compile_all(locale) == 1


@pytest.mark.skipif(
    not shutil.which("xgettext"), reason="collecting strings needs GNU gettext, which nothing else does"
)
def test_the_fresh_collection_sees_templates_and_code_and_no_tests() -> None:
    texts = {msgid for _context, msgid, _plural in catalogues.fresh_keys()}

    assert len(texts) > 50
    assert "the reason" not in texts
