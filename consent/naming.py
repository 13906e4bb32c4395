"""The name under which somebody's consent is kept stands in their own story and on no other page.

Erasure finds a person by what stands in their pages. A name on somebody else's page would outlive it, and says there
that this person once told a story.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from audit.domain import record
from core.choosing import things_on

from .models import Subject

#: Shorter ones would be found in the middle of sentences about something else.
SHORTEST = 4
#: Labels that the gallery makes; they are in no text.
_MADE_HERE = r"^Drawing [0-9A-Za-z]{6}$"
#: Wagtail's own, which say nothing to a reader.
_NOT_READ = frozenset({"path", "url_path", "draft_title", "password"})
_BETWEEN_LINES = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|br|hr|div|table|tr|t[dh]|blockquote)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"""\b(?:alt|title|href)\s*=\s*"([^"]*)\"""", re.IGNORECASE)


def no_name_of_a_subject(page: Any) -> Iterator[str]:
    """A check of `core.publishing`, of pages and snippets alike. It does not say which name: whoever tries one would be
    told whom we keep."""
    if _names_somebody(page):
        yield _(
            "A name stands here under which we keep somebody’s consent. It may stand only in their own story."
        )


def write_down_a_refusal(sender: Any, *, thing: Any, by: Any = None, **more: Any) -> None:
    """Whoever tries names one after the other is seen in the log. A receiver of `core.publishing.refused`."""
    if _names_somebody(thing):
        record("consent.name_refused", thing if thing.pk else None, by=by)


def _names_somebody(page: Any) -> bool:
    others = Subject.objects.exclude(label="").exclude(label__regex=_MADE_HERE)
    if own := getattr(page, "subject_id", None):
        others = others.exclude(pk=own)
    labels = others.values_list("label", flat=True).distinct()
    wanted = {words for label in labels if len((words := as_words(label)).replace(" ", "")) >= SHORTEST}
    if not wanted:
        return False
    texts = {f" {as_words(text)} " for text in texts_of(page)}
    return any(f" {words} " in text for words in wanted for text in texts)


def as_words(text: str) -> str:
    """Words with one space between them: without case, accents, punctuation, and what cannot be seen."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = [
        character if character.isalnum() else " "
        for character in plain
        if unicodedata.category(character) not in {"Mn", "Me", "Cf"} and character != "\N{ARABIC TATWEEL}"
    ]
    return " ".join("".join(kept).split())


def texts_of(thing: Any) -> Iterator[str]:
    """All that is written on it, below it, and in the names of its pictures and files."""
    yield from _own_texts(thing)
    if hasattr(thing, "_cluster_related_objects"):
        for relation in get_all_child_relations(thing):
            for child in getattr(thing, relation.get_accessor_name()).all():
                yield from _own_texts(child)
    named: dict[type[models.Model], set[str]] = {}
    for model, key in things_on(thing):
        if issubclass(model, (get_image_model(), get_document_model())):
            named.setdefault(model, set()).add(key)
    for model, keys in named.items():
        for row in model._default_manager.filter(pk__in=keys):
            yield from _own_texts(row)


def _own_texts(row: models.Model) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        if field.name in _NOT_READ:
            continue
        if isinstance(field, StreamField | models.JSONField):
            for text in _strings_in(field.get_prep_value(field.value_from_object(row))):
                yield from _read(text)
        elif isinstance(field, models.CharField | models.TextField):
            yield from _read(str(field.value_from_object(row) or ""))


def _strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings_in(inner)


def _read(text: str) -> Iterator[str]:
    """As a reader reads it: a name in two colours is one name; two lines are not."""
    if "<" not in text:
        yield html.unescape(text)
        return
    for attribute in _ATTRIBUTE.findall(text):
        yield html.unescape(attribute)
    for line in _BETWEEN_LINES.split(text):
        yield html.unescape(_TAG.sub("", line))
