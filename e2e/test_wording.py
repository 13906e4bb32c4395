"""No page in another alphabet is left half English; and no catalogue has a gap."""

from __future__ import annotations

import re
from contextlib import closing
from xml.etree import ElementTree

import polib
import pytest
from bs4 import BeautifulSoup

from config.progress import ROOT
from demo.content import facts
from demo.content.drawings import DRAWINGS
from e2e.client import Client
from e2e.kinds import LANGUAGES
from e2e.site import Site
from e2e.wording import latin_words

#: Regular expressions of what may stand in Latin letters, by the reason why.
NAMES = {
    "organisations, services and people under the name they bear": [
        "ACCMR", "AMBER(?: Alert(?: Europe| Hellas)?)?", "Child Helpline International", "Elieth Samara", "ICMEC",
        "Global Missing Children’s Centre", "Missing Children Europe", "Missing Persons’ Families Support Centre",
        "NCIC", "NCMEC", "NoFiltr", "NSPCC Learning", "StopNCII", "Take It Down", "The Smile of the Child",
        "Missing People", "Facebook", "TikTok", "Forget-me-not", r"U\.S\. Department of Justice", "RENATE",
        "Example Centre (?:Lithuania|Greece)", "Example Network International", "Forget-me-not demo hub", "LBBOnline",
        "Natural Earth", r"Check\. Think\. Report\.",
        "International Centre for Missing & Exploited Children",
    ],
    "what names of invented partners have in them, quoted": ["«Example»", "«demo»"],
    "towns, as those write them who hold something there": ["Kaunas", "Patras", "Thessaloniki"],
    "a number spelled on the keys of a telephone": ["THE-LOST"],
    "what is printed on a key": ["Shift"],
    "standards and technology": [
        "AA", "UTC", r"Europe/\w+", "WCAG", "JavaScript", "IP", "SMS", "JPG", "PDF", "MP4", "[KM]B",
    ],
}  # fmt: skip
#: Words that Greeks themselves write in Latin letters.
LOAN_WORDS = {"el": ["[Gg]rooming", "chat", "E-mail", "cookies?", r"\(block\)", "bytes"], "ar": []}


def named_in_the_demo() -> set[str]:
    """Operators, services, sources and whoever drew: the demo writes each as it writes itself."""
    rows = [*facts.HELPLINES, *facts.ALERT_SYSTEMS, *facts.FACTS]
    rows += [other for row in facts.FACTS for other in row.get("also_reported", ())]
    found = {str(row.get(name) or "") for row in rows for name in ("operator", "name", "source_name")}
    found |= {drawing.first_name for drawing in DRAWINGS}
    return {re.escape(name) for name in found if name}


def test_the_scan_finds_english_wherever_it_hides() -> None:
    page = """<html lang="ar"><head><title>عنوان Left</title><meta name="description" content="وصف of it">
        <meta name="robots" content="noindex"></head><body><p>نص and more</p><img alt="a picture">
        <p lang="en">Marked as English</p><div lang="en"><p lang="ar">داخل inner</p></div>
        <p>ICMEC وحدها</p><p>#CheckBeforeYouChat www.icmec.org help@example.org</p>
        <script>var text = "code"</script></body></html>"""

    found = latin_words(BeautifulSoup(page, "html.parser"), [r"\bICMEC\b"])

    assert [words.split(" ← ")[0] for words in found] == ["Left", "of it", "and more", "picture", "inner"]


@pytest.fixture(scope="module")
def soups(site: Site) -> dict[str, BeautifulSoup]:
    """Every page of the sitemap that is in Arabic or Greek, and what is no page."""
    with closing(Client(site.address)) as client:
        tree = ElementTree.fromstring(client.get("/sitemap.xml").body)
        located = [loc.text or "" for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        paths = [url.removeprefix(site.address) for url in located]
        paths += [
            f"/{code}/{rest}" for code in LANGUAGES for rest in ("nothing/", "search/", "help/?country=xx")
        ]
        return {path: client.get(path).soup for path in paths if path.startswith(("/ar/", "/el/"))}


@pytest.mark.parametrize("code", ["ar", "el"])
def test_nothing_is_in_english_but_names_and_what_is_marked_as_such(
    soups: dict[str, BeautifulSoup], code: str
) -> None:
    # The longest first: “Missing People” must not eat a part of a longer name.
    names = sorted(
        {*named_in_the_demo(), *LOAN_WORDS[code], *(n for group in NAMES.values() for n in group)}, key=len
    )
    left: dict[str, str] = {}
    for path, soup in soups.items():
        if path.startswith(f"/{code}/"):
            for words in latin_words(soup, names[::-1]):
                left.setdefault(words, path)

    assert [f"{words} (first on {path})" for words, path in left.items()] == []


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_no_catalogue_and_no_translation_has_a_gap(code: str) -> None:
    files = [*(ROOT / "locale" / code).rglob("*.po"), *(ROOT / "demo" / "translations" / code).glob("*.po")]
    gaps = []
    for file in files:
        po = polib.pofile(str(file))
        gaps += [
            f"{file.relative_to(ROOT)}:{entry.linenum}: {entry.msgid[:60]}"
            for entry in [*po.untranslated_entries(), *po.fuzzy_entries()]
            if not entry.obsolete
        ]

    assert gaps == []
    assert len(files) > 15
