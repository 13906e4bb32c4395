"""Finds words of another alphabet than the page's, where nothing says that they are in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import CData, Comment, Doctype

LETTER = "[A-Za-zÀ-ɏ]"
WORD = re.compile(f"{LETTER}{{2,}}")
#: Addresses, hashtags and file names are signs, not words, and the same in every language.
SIGNS = re.compile(
    r"https?://\S+|www\.\S+|\b[\w.+-]+@[\w.-]+|#\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|gr|net|eu|int|gov)\b\S*"
)
UNREAD = {"script", "style", "noscript", "template"}
#: Attributes that are read out or shown.
SPOKEN = ("alt", "aria-label", "title", "placeholder", "label", "content", "value", "data-activated", "data-timed-out",
          "data-press-two-more-times", "data-press-one-more-time", "data-copied")  # fmt: skip
#: <meta> whose content is a sentence; the rest are codes.
SENTENCES = {"description", "og:title", "og:description", "og:site_name", "og:image:alt", "twitter:title"}


def latin_words(soup: BeautifulSoup, names: list[str]) -> list[str]:
    """Each text with a word in Latin letters that ``names`` (regular expressions) do not account for."""
    known = re.compile("|".join(f"(?<!{LETTER})(?:{name})(?!{LETTER})" for name in names)) if names else None
    found = []
    for text in texts(soup):
        rest = SIGNS.sub(" ", text)
        rest = known.sub(" ", rest) if known else rest
        if WORD.search(rest):
            found.append(f"{' '.join(WORD.findall(rest))} ← {' '.join(text.split())[:120]}")
    return found


def texts(soup: BeautifulSoup) -> Iterator[str]:
    """What a reader of this page sees or hears in the page's own language."""
    html = soup.html
    assert html is not None
    own = html["lang"]
    for node in html.descendants:
        if isinstance(node, Tag):
            if language_of(node) == own:
                yield from spoken(node)
        elif isinstance(node, NavigableString) and not isinstance(node, (Comment, Doctype, CData)):
            parent = node.parent
            if parent is not None and parent.name not in UNREAD and language_of(parent) == own:
                yield str(node)


def spoken(tag: Tag) -> Iterator[str]:
    for name in SPOKEN:
        if name == "content" and (tag.get("name") or tag.get("property")) not in SENTENCES:
            continue
        if name == "value" and tag.name == "option":
            continue
        if tag.has_attr(name):
            yield str(tag[name])


def language_of(tag: Tag) -> str:
    """What the nearest element says. Captions are named in the language they are written in."""
    if tag.name == "track":
        return str(tag["srclang"])
    return next(str(above["lang"]) for above in (tag, *tag.parents) if above.has_attr("lang"))
