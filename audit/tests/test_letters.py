"""Every letter that the site writes: in every language, for a reader, and with a subject that tells nobody anything."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email import message_from_bytes
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.template import engines
from django.template.base import Template
from django.utils import translation
from pytest_django import Settings

from audit.letters import Rendered, pack, render, unpack
from audit.models import Letter

from .letters import ADDRESS, LINK, NAME, a_letter

#: Something of a person, for whatever a template asks for.
TELLING = "Zephyrine-Quux"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def letters() -> list[str]:
    """Those of all rooms, and the one of the tests, so that there is always one."""
    folders = [settings.BASE_DIR / "audit" / "tests" / "templates" / "mail"]
    folders += settings.BASE_DIR.glob("*/templates/mail")
    return sorted(path.stem for folder in folders for path in Path(folder).glob("*.txt"))


def rendered(letter: str, language: str) -> Rendered:
    template: Template = engines["django"].get_template(f"mail/{letter}.txt").template
    source = Path(template.origin.name).read_text()
    names = set(re.findall(r"{{\s*(\w+)|with\s+(\w+)=|=(\w+)[|\s%]", source))
    asked: dict[str, object] = {
        name: TELLING for found in names for name in found if name and not name.isdigit()
    }
    # What decides between one and many has to be a number.
    asked |= dict.fromkeys(re.findall(r"count counter=(\w+)", source), 7)
    return render(letter, language, asked)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", letters())
def test_no_subject_tells_anything_of_a_person(letter: str, language: str) -> None:
    made = rendered(letter, language)
    assert made.subject
    assert "\n" not in made.subject
    assert TELLING not in made.subject
    assert "{" not in made.text
    assert len(made.text.splitlines()) > 4
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in made.html


@pytest.mark.parametrize(("language", "subject"), [("en", "Search"), ("es", "Buscar"), ("ar", "بحث")])
def test_a_letter_is_in_the_language_of_whoever_gets_it(language: str, subject: str) -> None:
    with translation.override("fr"):
        made = render("audit_sample", language, {"name": NAME})
        assert (made.subject, translation.get_language()) == (subject, "fr")


def test_the_html_is_escaped_and_the_text_is_not() -> None:
    made = render("audit_sample", "en", {"name": "O’Neil & <b>", "when": date(2027, 5, 25), "link": LINK})
    assert "O’Neil & <b> & <friends>, 2027" in made.text
    assert "O’Neil &amp; &lt;b&gt; &amp; &lt;friends&gt;, 2027" in made.html
    assert f'href="{LINK}"' in made.html


@pytest.mark.parametrize(
    "name", ["https://evil.example/", "http://127.0.0.1:8000.evil.example/x", 'javascript:"']
)
def test_whoever_is_called_like_an_address_puts_no_link_into_our_letters(name: str) -> None:
    made = render("audit_sample", "en", {"name": name, "link": name})
    assert re.findall(r'href="([^"]*)"', made.html) == [f"{settings.SITE_URL}/"]


def test_what_fills_a_letter_comes_out_as_it_was_put_in() -> None:
    context = {
        "at": datetime(2027, 5, 25, 12, 30, tzinfo=UTC),
        "day": date(2027, 5, 25),
        "n": 3,
        "names": ["Ž"],
    }
    assert unpack(pack(context)) == context


@pytest.mark.django_db
def test_a_letter_says_that_a_machine_wrote_it_and_tracks_nobody() -> None:
    letter = a_letter()
    (sent,) = mail.outbox
    read = message_from_bytes(sent.message().as_bytes())
    assert (read["From"], read["To"], read["Subject"]) == (settings.DEFAULT_FROM_EMAIL, ADDRESS, "Search")
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Message-ID"] == f"<{letter.message_id}@127.0.0.1>"
    assert [part.get_content_type() for part in read.get_payload()] == ["text/plain", "text/html"]
    html = read.get_payload(1).get_payload(decode=True).decode()
    assert re.findall(r'<img|<link|<script|url\(|src="', html) == []
    assert set(re.findall(r'href="([^"]*)"', html)) == {LINK, f"{settings.SITE_URL}/"}


@pytest.mark.django_db
def test_without_a_mail_server_each_letter_is_a_file_for_its_owner(
    tmp_path: Path, settings: Settings
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "audit.eml.EmailBackend", tmp_path / "mail"
    a_letter()
    a_letter("q@example.org")
    first, second = sorted((tmp_path / "mail").glob("*.eml"))
    assert [message_from_bytes(path.read_bytes())["To"] for path in (first, second)] == [
        ADDRESS,
        "q@example.org",
    ]
    assert first.stat().st_mode & 0o777 == 0o600
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
