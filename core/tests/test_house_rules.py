"""Rules of the house that no linter knows. Each scanner is shown something bad first, so that it cannot sleep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import TranslatableField, get_translatable_fields

ROOMS = [
    "audit", "core", "facts", "consent", "accounts", "partners", "schools", "prevention", "stories", "events",
    "gallery", "campaign", "languages", "home",
]  # fmt: skip
#: Templates that only staff see, and letters; the public rules are not theirs.
ADMIN = re.compile(r"/admin/|wagtailadmin|footer_preview|/mail/")
#: Pages to sign in on. They know who is there, and are held to all other rules.
SIGNING_IN = "accounts/templates/"


def templates() -> Iterator[Path]:
    for folder in [
        settings.BASE_DIR / "templates",
        *(settings.BASE_DIR / room / "templates" for room in ROOMS),
    ]:
        yield from (path for path in folder.rglob("*.html") if not ADMIN.search(str(path)))


def sources() -> Iterator[Path]:
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            if not {"tests", "migrations"} & set(path.parts):
                yield path


def stylesheets() -> Iterator[Path]:
    yield from (settings.BASE_DIR / "static").rglob("*.css")


def found_in(paths: Iterator[Path], pattern: re.Pattern[str]) -> list[str]:
    hits = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                hits.append(f"{path.relative_to(settings.BASE_DIR)}:{number}: {line.strip()[:100]}")
    return hits


# --- A public page is the same for everyone -----------------------------------------------------------------------
WHO_IS_READING = re.compile(r"csrf_token|request\.(user|session)|{{\s*user\b|wagtailuserbar|perms\.")


def test_no_public_template_asks_who_is_reading() -> None:
    assert WHO_IS_READING.search("<form>{% csrf_token %}")
    assert WHO_IS_READING.search("{% if request.user.is_authenticated %}")
    hits = found_in(templates(), WHO_IS_READING)
    assert [hit for hit in hits if not hit.startswith(SIGNING_IN)] == []


INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)(?![^>]*ld\+json)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


def test_nothing_is_inline_that_the_content_security_policy_would_stop() -> None:
    for bad in ('<p style="x">', "<script>go()</script>", '<a onclick="go()">', "<style>"):
        assert INLINE.search(bad), bad
    # A letter brings its look along: no policy is sent with it, and mail programs fetch no stylesheet.
    pages = (path for path in templates() if path.parent.name != "mail")
    # The last fall of the error page stands alone: it must not need a stylesheet that may be gone too.
    assert [hit for hit in found_in(pages, INLINE) if "static_500" not in hit] == []


# --- Right-to-left needs no stylesheet of its own -----------------------------------------------------------------
PHYSICAL = re.compile(
    r"(?<![-\w])(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?<![-\w])(?:left|right|top|bottom)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b|(?<![-\w])(?:min-|max-)?(?:width|height)\s*:(?!\s*[\d.]+\w*\))"
)


def test_css_has_no_left_and_right() -> None:
    for bad in ("margin-left: 1rem", "  left: 0", "text-align: right", "float:left", "width: 100%"):
        assert PHYSICAL.search(bad), bad
    for good in (
        "margin-inline-start: 1rem",
        "inset-block-end: 0",
        "@media (min-width: 40rem)",
        "inline-size: 3rem",
    ):
        assert not PHYSICAL.search(good), good
    assert found_in(stylesheets(), PHYSICAL) == []


# --- Every text can be translated ---------------------------------------------------------------------------------
TAG_OR_CODE = re.compile(
    r"{%\s*comment.*?{%\s*endcomment\s*%}|{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<[^>]*>",
    re.DOTALL,
)
LETTERS = re.compile(r"[A-Za-z]{2,}")
#: The software's own name, and codes that are the same in every language.
NOT_TEXT = {
    "Forget",
    "me",
    "not",
    "nbsp",
    "amp",
    "ldquo",
    "rdquo",
    "middot",
    "mdash",
    "ndash",
    "rarr",
    "larr",
    "times",
}
ATTRIBUTE = re.compile(r'\b(?:alt|title|placeholder|aria-label)="([^"{]*[A-Za-z]{2,}[^"{]*)"')


def hard_coded(text: str) -> list[str]:
    left = TAG_OR_CODE.sub(" ", text)
    words = [word for word in LETTERS.findall(left) if word not in NOT_TEXT]
    return words + ATTRIBUTE.findall(text)


def test_no_template_holds_a_text_that_cannot_be_translated() -> None:
    assert hard_coded("<p>Hello</p>{% translate 'x' %}") == ["Hello"]
    assert hard_coded('<img alt="A flower">') == ["A flower"]
    assert hard_coded('<a aria-label="{% translate "Menu" %}">{{ title }}</a>') == []
    found = {
        str(path.relative_to(settings.BASE_DIR)): words
        for path in templates()
        # The static error page is what is left when no catalogue can be read; it says it in all six languages.
        if path.name != "static_500.html" and (words := hard_coded(path.read_text(encoding="utf-8")))
    }
    assert found == {}


#: Text fields of pages and snippets that are the same in every language, each with its reason.
SAME_IN_EVERY_LANGUAGE = {
    "slug": "one address in every language",
    "hashtags": "a hashtag is one sign for the whole world",
    "hashtag": "a hashtag is one sign for the whole world",
    "zone": "the IANA name of a time zone",
    "locality": "where an event is does not depend on who reads it; domain.one_set_of_facts keeps it so",
    "address": "as it stands on the house, for whoever has to find it",
}


def test_every_text_of_a_page_is_translated_or_stands_on_the_list() -> None:
    left_out = {}
    for model in apps.get_models():
        if (
            not issubclass(model, TranslatableMixin)
            or model is Page
            or model._meta.app_label.startswith("wagtail")
        ):
            continue
        translated = {
            field.field_name
            for field in get_translatable_fields(model)
            if isinstance(field, TranslatableField)
        }
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices
            own = field.editable and not isinstance(field, (models.URLField, models.EmailField))
            internal = field.name in {"path", "url_path", "draft_title", "locked_by"}
            if (
                is_text
                and own
                and not internal
                and field.name not in translated | set(SAME_IN_EVERY_LANGUAGE)
            ):
                left_out[f"{model._meta.label}.{field.name}"] = type(field).__name__
    assert left_out == {}


# --- What is public has one definition ----------------------------------------------------------------------------
LIVE = re.compile(r"\.live\(\)|\blive=True\b")
#: Where "live" is part of the definition itself, or asked about something that is no page of a reader.
MAY_SAY_LIVE = {
    "core/public.py": "the definition",
    "events/domain.py": "the original of a translation says where children attend, whoever may read it",
    "languages/doors.py": "whether a row that would be written stands before readers, or would once its language does",
    "home/search.py": "narrows the index before public() decides",
    "home/navigation.py": "the footer is a snippet; public() is about pages",
    "stories/publishing.py": "a picture on a published page that no reader may see yet would be seen later",
    "stories/take_down.py": "what public() hides already is what must be taken down",
}


def test_no_view_decides_by_itself_what_is_public() -> None:
    assert LIVE.search("GuidePage.objects.live()")
    hits = [hit for hit in found_in(sources(), LIVE) if hit.split(":")[0] not in MAY_SAY_LIVE]
    assert hits == []
    assert found_in(templates(), re.compile(r"\.live\b|\.localized\b|page\.get_children")) == []


@pytest.mark.parametrize("name", sorted(MAY_SAY_LIVE))
def test_the_list_of_exceptions_holds_nothing_that_needs_none(name: str) -> None:
    assert found_in(iter([settings.BASE_DIR / name]), LIVE) != []


# --- Links follow the reader's language ---------------------------------------------------------------------------
RAW_URL = re.compile(
    r"\b(?:value|self|block|link|item)\.(?:page\.)?(?:url|full_url)\b|{%\s*(?:pageurl|fullpageurl|slugurl)"
)


def test_no_block_links_to_the_page_of_the_source_language() -> None:
    assert RAW_URL.search("{{ value.page.url }}")
    blocks = (path for path in templates() if "blocks" in path.parts)
    assert [hit for hit in found_in(blocks, RAW_URL) if "link.url" not in hit] == []
