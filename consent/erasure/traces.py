"""What leads to everything that is held of somebody: gathered before the first of it goes, for then the rest could
not be found any more.

Kept sealed with the erasure while it is under way, so that an erasure that was cut off can be taken up again.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.html import strip_tags

from audit.addresses import fingerprint
from audit.sealed import Unreadable, seal, unseal

from ..models import Subject
from ..naming import as_words

#: A shorter word stands in too much that is not about the person.
SHORTEST_WORD = 4
#: A shorter text is a label or a code; a longer one is a sentence, and nobody else wrote it.
SHORTEST_TEXT = 12
_TAG = re.compile(r"<[^<>]*>")
#: Links, mail addresses, and paths: a word inside one of them names nobody.
_ADDRESS = re.compile(
    r"""(?:[a-z][a-z0-9+.-]*:)?//[^\s<>"'“”]+|\bwww\.[^\s<>"'“”]+"""
    r"""|[^\s<>"'“”@:;,()]+@[^\s<>"'“”@:;,()]+|(?<![^\s"'“(])/[^\s<>"'“”]+""",
    re.IGNORECASE,
)


@dataclass
class Traces:
    """``names`` are the person's, and looked for everywhere; ``words`` name their pages, which others may say by
    chance, and ``texts`` are sentences of theirs: both are looked for in what machines made and can be lost.
    ``contact`` is empty where somebody else has the same. ``paths``: public addresses. ``rows``: keys by
    ``app.model``."""

    subject: str
    contact: str = ""
    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    rows: dict[str, set[str]] = field(default_factory=dict)

    def add(self, label: str, keys: Iterable[Any]) -> None:
        self.rows.setdefault(label, set()).update(str(key) for key in keys)

    def of(self, label: str) -> list[str]:
        return sorted(self.rows.get(label, ()))

    def of_model(self, model: type[models.Model]) -> list[str]:
        return self.of(model._meta.label_lower)

    def name(self, *words: str) -> None:
        self.words.update(word for word in words if len(word) >= SHORTEST_WORD)

    def quote(self, content: Any) -> None:
        self.texts.update(sentences_in(content))

    def are_named_in(self, content: Any) -> bool:
        """Whether the label or the contact stands there, whole."""
        return self._stand_in(content, self.names)

    def are_told_in(self, content: Any) -> bool:
        """A sentence of theirs too, or a title in quotation marks, as the site's own messages name a page."""
        told = self.names | (self.texts - self.words)
        return self._stand_in(content, told) or any(
            re.search(f"[\"'“”„‘’«»]{re.escape(word)}[\"'“”‘’«»]", text)
            for text in map(_plain, strings_in(content))
            for word in self.words
            if word in text
        )

    def are_in(self, content: Any) -> bool:
        return self._stand_in(content, self.names | self.words | self.texts)

    def _stand_in(self, content: Any, words: Iterable[str]) -> bool:
        texts = [_as_read(text) for text in strings_in(content)]
        return mentions(texts, words) or bool(self.contact and _is_written_to(self.contact, texts))

    def sealed(self) -> str:
        kept: dict[str, Any] = {
            "subject": self.subject,
            "contact": self.contact,
            "names": sorted(self.names),
            "words": sorted(self.words),
            "texts": sorted(self.texts),
            "paths": sorted(self.paths),
            "rows": {label: sorted(keys) for label, keys in sorted(self.rows.items())},
        }
        return seal(json.dumps(kept))

    @classmethod
    def unsealed(cls, sealed: str) -> Traces:
        """Raises `audit.sealed.Unreadable`."""
        kept = json.loads(unseal(sealed))
        return cls(
            subject=kept["subject"],
            contact=kept["contact"],
            names=set(kept["names"]),
            words=set(kept["words"]),
            texts=set(kept["texts"]),
            paths=set(kept["paths"]),
            rows={label: set(keys) for label, keys in kept["rows"].items()},
        )


#: Adds what a room knows of a subject. It reads, and changes nothing.
Tracer = Callable[[Subject, Traces], None]


def of_themselves(subject: Subject) -> Traces:
    traces = Traces(subject=str(subject.pk), contact=_contact_of(subject))
    traces.names.update(filter(None, [subject.label]))
    traces.add(Subject._meta.label_lower, [subject.pk])
    return traces


def _contact_of(subject: Subject) -> str:
    """Nothing if it is somebody else's as well: what went there may be about them."""
    contact = _unsealed(subject.contact)
    others = Subject.objects.exclude(pk=subject.pk).exclude(contact="").values_list("contact", flat=True)
    if contact and any(fingerprint(_unsealed(sealed)) == fingerprint(contact) for sealed in others):
        return ""
    return contact


def _unsealed(contact: str) -> str:
    try:
        return unseal(contact) if contact else ""
    except Unreadable:
        # Sealed with a key that is gone: nobody can tell which letters went there. It is blanked all the same.
        return ""


def mentions(texts: Iterable[str], words: Iterable[str]) -> bool:
    """Whole words only, in any case, and in no link or address."""
    wanted = {f" {plain} " for plain in map(_words_of, words) if len(plain.replace(" ", "")) >= SHORTEST_WORD}
    read = (f" {_words_of(text)} " for text in texts)
    return bool(wanted) and any(word in text for text in read for word in wanted)


def _words_of(text: str) -> str:
    text = _ADDRESS.sub(" ", text)
    # As `as_words` would have it, in a tenth of the time.
    return " ".join(_NO_WORD.split(text.lower())).strip() if text.isascii() else as_words(text)


_NO_WORD = re.compile(r"[^0-9a-z]+")


def _is_written_to(contact: str, texts: Iterable[str]) -> bool:
    wanted = re.compile(rf"(?<![\w.+@-]){re.escape(_folded(contact))}(?![\w@-]|\.\w)")
    return any(wanted.search(_folded(text)) for text in texts)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def strings_in(content: Any) -> Iterable[str]:
    """Of JSON, and of the JSON in its strings: that is how Wagtail keeps a stream field. Keys are nobody's words."""
    if isinstance(content, str):
        if content[:1] in "[{" and (inner := _read(content)) is not None:
            yield from strings_in(inner)
        else:
            yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from strings_in(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from strings_in(value)


def sentences_in(content: Any) -> set[str]:
    """Every sentence in what a form or a stream field holds."""
    return {text for text in map(_plain, strings_in(content)) if len(text) >= SHORTEST_TEXT and " " in text}


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    return strip_tags(text).strip()


def _as_read(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text))
